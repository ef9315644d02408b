"""A priced choice as a quote: steps, payments, gifts, freight, and the words beside them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from .cautions import assumptions, warnings
from .choosing import Choice, attempted
from .gifts import gifts_given
from .layers import Applied, Priced
from .money import Fen
from .quote import Charge, Confidence, Payment, Quote, QuotedLine, Reading, Step, When
from .setting import Setting
from .top_ups import top_ups
from .unused import unused


def assemble(setting: Setting, choice: Choice, readings: tuple[Reading, ...]) -> Quote:
    """The quote of the choice. It verifies itself."""
    priced, rulebook = choice.priced, setting.rulebook
    lines = tuple(_lines(setting, priced))
    charges = tuple(
        Charge(c.rule.id, c.rule.name, c.amount, c.base, c.rule.free_from) for c in priced.charges
    )
    failed = attempted(choice)
    cautions = warnings(setting, choice, lines)
    return Quote(
        lines=lines,
        steps=tuple(step for step in _steps(setting, priced) if step.saving),
        unused=tuple(unused(setting, choice, failed)),
        schedule=_schedule(setting, lines, sum(charge.amount for charge in charges)),
        assumptions=assumptions(setting, priced, readings),
        warnings=cautions,
        event=rulebook.event,
        rulebook_id=rulebook.id,
        source=rulebook.source,
        priced_for=setting.moment,
        valid_until=_valid_until(setting),
        charges=charges,
        gifts=tuple(gifts_given(setting, choice)),
        top_ups=tuple(top_ups(choice, failed)),
        readings=readings,
        confidence=_confidence(readings, cautions),
    )


def _lines(setting: Setting, priced: Priced) -> Iterator[QuotedLine]:
    for row, left in zip(setting.rows, priced.left, strict=True):
        dearest = max(run.price for run in row.runs)
        yield QuotedLine(row.line, dearest, left, min(row.deposit, left), row.gross)


def _steps(setting: Setting, priced: Priced) -> Iterator[Step]:
    subtotal = sum(row.line.list_price * row.line.quantity for row in setting.rows)
    for index, row in enumerate(setting.rows):
        for use in row.uses:
            subtotal -= use.saving
            yield Step(
                use.promotion.id,
                use.promotion.kind,
                use.promotion.name,
                base=row.line.list_price * row.line.quantity,
                threshold=None,
                times=use.units,
                saving=use.saving,
                shares=tuple(use.saving * (i == index) for i in range(len(setting.rows))),
                subtotal=subtotal,
            )
    for applied in priced.applied:
        subtotal -= applied.saving
        yield _step(applied, subtotal)


def _step(applied: Applied, subtotal: Fen) -> Step:
    promotion, outcome = applied.candidate.promotion, applied.outcome
    return Step(
        promotion.id,
        promotion.kind,
        promotion.name,
        base=outcome.base,
        threshold=outcome.threshold,
        times=outcome.times,
        saving=applied.saving,
        shares=applied.shares,
        subtotal=subtotal,
    )


def _schedule(setting: Setting, lines: Sequence[QuotedLine], freight: Fen) -> tuple[Payment, ...]:
    """The deposit now, the rest with the freight in the final phase; or all at once."""
    payable = sum(line.payable for line in lines) + freight
    deposit = sum(line.deposit for line in lines)
    if not deposit:
        return (Payment(When.FULL, payable, setting.rulebook.valid),)
    stages = ((When.DEPOSIT, deposit), (When.FINAL_PAYMENT, payable - deposit))
    phases = {str(phase.kind): phase.window for phase in setting.rulebook.phases}
    return tuple(Payment(what, amount, phases.get(what)) for what, amount in stages)


def _valid_until(setting: Setting) -> datetime:
    """The first edge at which a promotion that holds at the moment stops."""
    valid = setting.rulebook.valid
    return min((p.window(valid).end for p in setting.active), default=valid.end)


def _confidence(readings: Sequence[Reading], cautions: Sequence[str]) -> Confidence:
    if any(reading.policy == "thresholds" for reading in readings):
        return Confidence.LOW
    return Confidence.MEDIUM if readings or cautions else Confidence.HIGH
