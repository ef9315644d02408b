"""凑单: how much more in its scope reaches the next saving, and what that would save."""

from collections.abc import Iterator, Mapping

from .choosing import Choice
from .clashes import clash
from .money import Fen
from .promotion import Missed, OrderPromotion
from .quote import TopUp


def top_ups(choice: Choice, failed: Mapping[int, Missed]) -> list[TopUp]:
    """The next savings within reach, the nearest first. Only what the buyer holds counts."""
    found = [*_next_tiers(choice), *_not_reached(choice, failed), *_freight(choice)]
    return sorted(found, key=lambda top_up: top_up.missing or 0)


def _next_tiers(choice: Choice) -> Iterator[TopUp]:
    """The next 每满, the next step of a ladder."""
    for applied in choice.priced.applied:
        outcome, promotion = applied.outcome, applied.candidate.promotion
        if outcome.next_missing is not None and outcome.next_saves:
            yield TopUp(
                promotion.id, promotion.name, outcome.next_missing, None, outcome.next_saves
            )


def _not_reached(choice: Choice, failed: Mapping[int, Missed]) -> Iterator[TopUp]:
    missed = [
        (refused.promotion, refused.outcome)
        for refused in choice.checkout.refused
        if not refused.withheld and isinstance(refused.outcome, Missed)
    ]
    candidates = choice.checkout.candidates
    missed.extend((candidates[index].promotion, outcome) for index, outcome in failed.items())
    missed.extend((candidate.promotion, outcome) for candidate, outcome in choice.priced.missed)
    for promotion, outcome in missed:
        if not isinstance(promotion, OrderPromotion) or outcome.would_save is None:
            continue
        if outcome.missing is None and outcome.missing_units is None:
            continue
        saves = outcome.would_save - _given_up(choice, promotion)
        if saves > 0:
            missing, units = outcome.missing, outcome.missing_units
            yield TopUp(promotion.id, promotion.name, missing, units, saves)


def _given_up(choice: Choice, promotion: OrderPromotion) -> Fen:
    """What is saved now by promotions of which an order takes only one beside this."""
    reach = next((r.reach for r in choice.checkout.refused if r.promotion is promotion), None)
    if reach is None:
        return 0
    return sum(
        applied.saving
        for applied in choice.priced.applied
        if clash(reach, applied.candidate.reach, choice.checkout.policy)
    )


def _freight(choice: Choice) -> Iterator[TopUp]:
    for charge in choice.priced.charges:
        if charge.amount and charge.rule.free_from is not None:
            missing = charge.rule.free_from - charge.base
            yield TopUp(charge.rule.id, charge.rule.name, missing, None, charge.amount)
