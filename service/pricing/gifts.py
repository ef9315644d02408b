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
from .quote import Gifted
from .rules.gift import Gift
from .setting import Setting


def gifts_given(setting: Setting, choice: Choice) -> Iterator[Gifted]:
    """The gifts in the rulebook's order."""
    checkout = choice.checkout
    beside = [a.candidate.reach for a in choice.priced.applied if a.saving]
    given = set()
    for gift in sorted(checkout.gifts, key=lambda gift: -gift.threshold):
        reach = checkout.reach(gift)
        if not reach.lines or _base(setting, choice, gift) < gift.threshold:
            continue
        if not any(clash(reach, other, checkout.policy) for other in beside):
            beside.append(reach)
            given.add(gift.id)
    for gift in checkout.gifts:
        if gift.id in given:
            yield Gifted(gift.id, gift.name, gift.gift, gift.quantity)


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
