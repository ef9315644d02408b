"""满赠: which gifts come with a priced choice.

A gift is a shop activity 店铺级 like the others: one per order and shop [A13]. It saves nothing, so
what saves and does not stand beside it goes first; of two gifts of a shop the one with the higher
threshold is given. Its threshold is measured like every other: on the price after item deals in
parallel mode, on what is left at its turn in progressive mode.
"""

from collections.abc import Iterator

from .choosing import Choice
from .clashes import clash
from .money import Fen
from .quote import Gifted, Unused
from .reaching import BELOW
from .rules.gift import Gift
from .setting import Setting


def gifts_given(setting: Setting, choice: Choice) -> Iterator[Gifted]:
    """The gifts in the rulebook's order."""
    withheld = {unused.promotion_id for unused in gifts_withheld(setting, choice)}
    for gift in choice.checkout.gifts:
        if gift.id not in withheld and choice.checkout.reach(gift).lines:
            yield Gifted(gift.id, gift.name, gift.gift, gift.quantity)


def gifts_withheld(setting: Setting, choice: Choice) -> Iterator[Unused]:
    """The gifts that cover something here and are not given, and why."""
    checkout = choice.checkout
    beside = [a.candidate.reach for a in choice.priced.applied if a.saving]
    for gift in sorted(checkout.gifts, key=lambda gift: -gift.threshold):
        reach = checkout.reach(gift)
        if not reach.lines:
            continue
        base = _base(setting, choice, gift)
        rival = next((o for o in beside if clash(reach, o, checkout.policy)), None)
        if base < gift.threshold:
            yield Unused(gift.id, gift.name, BELOW, missing=gift.threshold - base)
        elif rival is not None:
            yield Unused(gift.id, gift.name, f"与{rival.promotion.name}不能同享")
        else:
            beside.append(reach)


def _base(setting: Setting, choice: Choice, gift: Gift) -> Fen:
    """What its threshold is measured on."""
    checkout = choice.checkout
    amounts = list(checkout.measured)
    if not checkout.parallel:
        turn = gift.level, setting.active.index(gift)
        for applied in choice.priced.applied:
            if (applied.candidate.level, applied.candidate.position) < turn:
                amounts = [a - s for a, s in zip(amounts, applied.shares, strict=True)]
    return sum(checkout.only(amounts, checkout.reach(gift)))
