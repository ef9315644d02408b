"""Fold the turns into a state. Deterministic; every slot knows the turn it came from."""

import re
from collections.abc import Sequence
from dataclasses import replace

from service.conversations.state import Intent, Item, NamedCoupon, State
from service.conversations.turns import Turn
from service.shops import Shop

from .coupons import CouponWords, coupon_words
from .events import asked_event
from .intents import AFTER_SALE, intent_of
from .lexicon import Lexicon
from .products import categories, mentioned, told_apart, valued
from .quantity import spoken_quantity
from .text import normalise

_DEPOSIT_PAID = re.compile(
    r"(?:定金|订金)(?:已经|已|都|我)?(?:付了|付过|交了|拍了|付完|给了)|付(?:过|了)(?:定金|订金)"
)
_CHANGE = re.compile(r"(?:换|改)(?:成|为|个)?")
_ADDED = re.compile(r"再(?:来|加|买|要|拿)|还要|加上|外加|一起|一共|总共|合计|顺便")
_NO_WORDS = CouponWords((), (), False)
SHORT = 24
"""Up to so many characters a change of basket is a what-if and not a new question."""


def understand(
    turns: Sequence[Turn], shop: Shop, lexicon: Lexicon, sku: str | None = None
) -> State:
    """The state after ``turns``; ``sku`` is the product they begin with. A burst is one text."""
    state = State(basket=(Item(sku, 1, -1),) if sku else ())
    burst: list[str] = []
    for index, turn in enumerate(turns):
        if turn.role != "customer":
            burst = []
            continue
        burst.append(turn.text)
        follows = index + 1 < len(turns) and turns[index + 1].role == "customer"
        if not follows:
            state = _after_burst(state, "，".join(burst), index, shop, lexicon)
    return state


def _after_burst(state: State, text: str, turn: int, shop: Shop, lexicon: Lexicon) -> State:
    plain = normalise(text)
    coupons = coupon_words(plain, lexicon)
    before = state
    state = _with_products(state, plain, turn, lexicon)
    if state.basket and not AFTER_SALE.search(plain):
        last = state.basket[-1]
        # "再来3个" of a product named just now means three, not one and three more.
        quantity = spoken_quantity(plain, 0 if last.turn == turn else last.quantity)
        if quantity is not None:
            state = replace(state, basket=_with_quantity(state.basket, quantity, turn))
    state = _with_coupons(state, coupons, turn)
    if _DEPOSIT_PAID.search(plain):
        state = replace(state, deposit_paid=True)
    state = replace(state, event=asked_event(plain, shop, before.event))
    what_if = _basket(state) != _basket(before) or coupons != _NO_WORDS
    what_if = what_if or (state.deposit_paid, state.event) != (before.deposit_paid, before.event)
    intent, word = _intent(before, plain, what_if)
    return replace(
        state,
        intent=intent,
        text=text,
        previous=before.text,
        escalation=word if intent in (Intent.COMPLAINT, Intent.HUMAN) else "",
        quoted=state.quoted or intent is Intent.PRICE,
        question=_resolved(text, plain, state, shop, lexicon),
    )


def _with_products(state: State, plain: str, turn: int, lexicon: Lexicon) -> State:
    held = frozenset(item.sku for item in state.basket)
    found = mentioned(plain, lexicon)
    if state.choices:
        among = frozenset(state.choices)
        picked = (found & among) or valued(plain, lexicon, among)
        if not (picked or found):
            picked = told_apart(plain, lexicon, among)
        if picked:
            return _settled(state, picked, turn)
    if not found:
        return _by_value(state, held, plain, turn, lexicon)
    if held and found & held and categories(plain, lexicon) >= found:
        # "这台空调" after a particular air conditioner means that one still.
        return replace(state, choices=())
    if held and _is_variant(found, held, plain, lexicon):
        return _settled(state, found & _siblings(held, lexicon), turn)
    if held and _ADDED.search(plain) and len(found) == 1 and not found & held:
        return replace(state, basket=(*state.basket, Item(min(found), 1, turn)), choices=())
    return _settled(state, found, turn)


def _by_value(state: State, held: frozenset[str], plain: str, turn: int, lexicon: Lexicon) -> State:
    """A colour or size alone picks a variant of what is held, or a product of the shop."""
    among = _siblings(held, lexicon) | held if held else frozenset(lexicon.spoken)
    fitting = valued(plain, lexicon, among)
    if not fitting or fitting & held:
        return state
    return _settled(state, fitting, turn)


def _is_variant(found: frozenset[str], held: frozenset[str], plain: str, lexicon: Lexicon) -> bool:
    return bool(_CHANGE.search(plain)) and bool(found & _siblings(held, lexicon))


def _siblings(held: frozenset[str], lexicon: Lexicon) -> frozenset[str]:
    return frozenset().union(*(skus for skus in lexicon.series.values() if skus & held))


def _settled(state: State, found: frozenset[str], turn: int) -> State:
    """One product is the basket; several are choices to ask about."""
    if len(found) > 1:
        return replace(state, choices=tuple(sorted(found)), basket=())
    (sku,) = found
    quantity = next((item.quantity for item in state.basket if item.sku == sku), 1)
    return replace(state, basket=(Item(sku, quantity, turn),), choices=())


def _with_quantity(basket: tuple[Item, ...], quantity: int, turn: int) -> tuple[Item, ...]:
    return (*basket[:-1], replace(basket[-1], quantity=quantity, turn=turn))


def _with_coupons(state: State, words: CouponWords, turn: int) -> State:
    if words.none:
        return replace(state, coupons=(), unknown_coupons=(), unpriced=words.unpriced)
    kept = [coupon for coupon in state.coupons if coupon.promotion_id not in words.named]
    named = [NamedCoupon(promotion_id, turn) for promotion_id in words.named]
    return replace(
        state, coupons=(*kept, *named), unknown_coupons=words.unknown, unpriced=words.unpriced
    )


def _basket(state: State) -> tuple[tuple[str, int], ...]:
    return tuple((item.sku, item.quantity) for item in state.basket)


def _intent(before: State, plain: str, what_if: bool) -> tuple[Intent, str]:
    """What the words say; a changed basket or coupon goes on with the price asked before."""
    intent, word = intent_of(plain)
    if intent is not None:
        return intent, word
    if what_if and before.quoted and len(plain) <= SHORT:
        return Intent.PRICE, ""
    return Intent.QUESTION, ""


def _resolved(text: str, plain: str, state: State, shop: Shop, lexicon: Lexicon) -> str:
    """The question with the product put in where the customer left it out."""
    if not state.basket or mentioned(plain, lexicon):
        return text
    product = shop.catalogue.get(state.basket[-1].sku)
    return f"{product.short} {text}" if product else text
