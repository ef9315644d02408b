"""What is to come back: 退一台, 退小的那个, 两台都退. It changes no basket that is known."""

import re

from service.conversations.state import Certainty, Item

from .basket import Basket
from .lexicon import Lexicon
from .products import phrases
from .quantity import counts, paired
from .references import meant, reference_in

_ALL = re.compile(r"(?:全|都|全部)退")
_STAYS = re.compile(r"(?:留|留下|不退|除了|保留)(?:那个|这个)?$")
_ONE = re.compile(r"退(?:其中|掉)?(?:一|1)(?:个|台|件)")


def says_what_comes_back(text: str, lexicon: Lexicon) -> bool:
    """退我多少 after 退一台 says nothing new."""
    found = phrases(text, lexicon)
    said = counts(text, found) or _ONE.search(text) or _ALL.search(text)
    return bool(found or said or reference_in(text))


def returned(text: str, basket: Basket, lexicon: Lexicon) -> tuple[tuple[str, int], ...]:
    """Units by SKU of the segment; a product that no basket has is taken as bought."""
    found = phrases(text, lexicon)
    counted, loose = paired(found, counts(text, found))
    held = {item.sku: item for item in basket.items}
    back: dict[str, int] = {}
    for index, phrase in enumerate(found):
        skus = phrase.skus & set(held) or phrase.skus
        if len(skus) != 1 or _STAYS.search(text[: phrase.start]) or "换" in text[: phrase.start]:
            continue
        (sku,) = skus
        number = counted[index].number if index in counted else 1
        if sku not in held:
            held[sku] = Item(sku, number, basket.turn, phrase.certainty, Certainty.ASSUMED)
            basket.items.append(held[sku])
        back[sku] = number
    if found or not held:
        return tuple(back.items())
    if _ALL.search(text):
        return tuple((item.sku, item.quantity) for item in held.values())
    reference = reference_in(text)
    pointed = meant(reference, tuple(held), lexicon) if reference else ()
    number = loose[0].number if loose else int(bool(_ONE.search(text)))
    if pointed:
        return tuple(
            (sku, number or held[sku].quantity if len(pointed) > 1 else number or 1)
            for sku in pointed
        )
    named = [sku for sku in basket.put_now if sku in held]
    if named and len(held) > 1:
        return ((named[-1], min(number or held[named[-1]].quantity, held[named[-1]].quantity)),)
    if len(held) == 1 and (number or "退" in text):
        (item,) = held.values()
        return ((item.sku, min(number or item.quantity, item.quantity)),)
    return ()
