"""What a question is about. It asks, and so it changes no basket that somebody has made up.

Only where nothing has been chosen yet does a question choose: 洗地机续航多久 begins with it.
"""

import re

from service.conversations.state import Certainty, Item

from . import people
from .basket import Basket
from .lexicon import Skus
from .products import Kind, Phrase, phrases
from .quantity import counts
from .references import meant, reference_in
from .wishes import Wish, wish_of

_CHOOSING = re.compile(
    r"哪[个款台种]?|区别|差在|不同|不一样|差别|选.{0,4}好|怎么选|好在|比.{1,10}(?:好|强)|推荐|差距|差多少|分别"
)
_WHICH = re.compile(r"哪[个款台种]|怎么选|咋选|区别|差在|不同|推荐")
_TAKES_BOTH = re.compile(r"[两俩三仨]个?.{0,2}(?:一起|都|一块)(?:买|要|拍|拿|下单)")
_OLD = re.compile(r"旧|原来的|以前的|老(?=空调|冰箱|洗衣机|热水器)|别家|人家")


def topic_of(basket: Basket, text: str) -> tuple[str, ...]:
    """The SKUs that the normalised question is about; empty: the basket."""
    text = basket.without_coupons(text)
    found = phrases(text, basket.lexicon)
    if people.as_a_gift(text) and basket.items:
        return ()
    if _buys(basket, text, found):
        basket.read(text)
        return ()
    if not found and _WHICH.search(text) and (sides := _just_named(basket)):
        return sides
    if not found:
        return _pointed(basket, text)
    sides = compared(found, text, basket)
    if sides:
        basket.focus = sides
        return sides
    found = [phrase for phrase in found if _is_of(basket, phrase)]
    about = [sku for phrase in found if (sku := _one(basket, text, phrase))]
    return tuple(dict.fromkeys(about))


def compared(found: list[Phrase], text: str, basket: Basket) -> tuple[str, ...]:
    """A和B哪个好: both sides, none of them bought; empty where nothing is put side by side."""
    if not _CHOOSING.search(text):
        return ()
    sides: list[Skus] = []
    for phrase in found:
        alike = _series(basket, sides[-1]) if sides else frozenset[str]()
        skus = basket.resolved(phrase, Wish.NONE)
        sides.append(skus & alike or skus if len(skus) > 1 else skus)  # 白色和灰色哪个好看
    if len(sides) == 1 and 1 < len(sides[0]) <= 3:
        return tuple(sorted(sides[0]))
    if len(sides) == 1 and len(sides[0]) == 1 and len(basket.items) == 1:
        held, (other,) = basket.items[0].sku, sides[0]
        return (held, other) if held != other and _CHOOSING.search(text) else ()
    found_skus = dict.fromkeys(sku for skus in sides if len(skus) == 1 for sku in sorted(skus))
    return tuple(found_skus) if len(found_skus) > 1 else ()


def _series(basket: Basket, skus: Skus) -> Skus:
    return frozenset().union(*(basket.lexicon.siblings[sku] for sku in skus))


def _just_named(basket: Basket) -> tuple[str, ...]:
    """精悦大一匹跟1.5匹，选哪个: named to choose from, and so not bought yet."""
    named = tuple(dict.fromkeys(basket.put_now))
    items = [item for item in basket.items if item.sku in named]
    if len(named) < 2 or any(item.counted is not Certainty.ASSUMED for item in items):
        return ()
    basket.items = [item for item in basket.items if item.sku not in named]
    basket.focus = named
    return named


def _buys(basket: Basket, text: str, found: list[Phrase]) -> bool:
    """能再加个烤箱吗, 买两台有优惠吗: a wish in the form of a question."""
    wish = wish_of(text)
    if found and wish is not Wish.NONE:
        return wish is not Wish.ADD or not _OLD.search(text)
    counted = [count for count in counts(text, found) if not count.share]
    if not found and _TAKES_BOTH.search(text):
        return True
    return bool(counted) or (not found and wish is Wish.REMOVE and bool(basket.items))


def _pointed(basket: Basket, text: str) -> tuple[str, ...]:
    """大的那个多宽: one of those in question, which is not bought by asking."""
    reference = reference_in(text)
    if basket.open and basket.open.choices:
        basket.unclear.append(text)
    if reference is None:
        return basket.with_mark_of_it(text)
    skus = meant(reference, basket.among(reference, Wish.NONE), basket.lexicon)
    if len(skus) == 1 and basket.open:
        basket.put(skus[0], Certainty.INFERRED, Wish.NONE, None)
    return skus


def _is_of(basket: Basket, phrase: Phrase) -> bool:
    """黑色有吗 asks nothing of the black product of another kind."""
    if phrase.kind is not Kind.VALUE or len(phrase.skus) == 1 or not basket.items:
        return True
    return any(basket.lexicon.kin[sku] & phrase.skus for sku in basket.held())


def _one(basket: Basket, text: str, phrase: Phrase) -> str:
    """The product the phrase means, chosen where nothing is; empty if it is not one."""
    held = phrase.skus & frozenset(basket.held())
    if held:
        if len(held) > 1:
            return ""
        (sku,) = held
        basket.focus = (sku,)
        return sku
    skus = _narrowed(basket, text, phrase)
    if len(skus) != 1:
        if not basket.items:
            basket.ask(skus, Wish.NONE, None)
        return ""
    (sku,) = skus
    if _OLD.search(text):
        return ""
    if _begins_anew(basket, sku):
        basket.put(sku, phrase.certainty, Wish.NONE, None)
    else:
        basket.looked_at(Item(sku, 1, basket.turn, phrase.certainty))
    return sku


def _narrowed(basket: Basket, text: str, phrase: Phrase) -> Skus:
    skus = basket.resolved(phrase, Wish.NONE)
    reference = reference_in(text)
    if len(skus) > 1 and reference is not None:
        skus = basket.pointed_among(skus, reference)
    return basket.narrowed(text, phrase, skus)[0] if len(skus) > 1 else skus


def _begins_anew(basket: Basket, sku: str) -> bool:
    """Nothing is chosen yet, or one thing that nobody counted."""
    if basket.open and sku in basket.open.choices:
        return True
    if basket.put_now:
        return False  # 烘干机多少钱，能摞在滚筒上面吗
    if len(basket.items) != 1:
        return not basket.items
    (held,) = basket.items
    if basket.quoted and sku not in basket.lexicon.kin[held.sku]:
        return False  # 滤芯多久换, once the price of the 净水器 is known
    return held.counted is Certainty.ASSUMED
