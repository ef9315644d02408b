"""The model says it: what is forbidden is stopped, what is fine passes.

Its figures are given as evidence, so that the wording alone is judged; nothing else is.
"""

from collections.abc import Callable, Iterator, Sequence

from evals.model_server import says
from service.assist.guard import Ledger, Severity, check, facts_of_text, sentences
from service.assist.guard.verdict import Flag

from .outcome import Outcome
from .records import Row
from .running import Running, said

QUESTION = "静悦1.5匹两台到手多少钱"


def forbidden_and_fine(name: str) -> Callable[[Running, Sequence[Row]], Iterator[Outcome]]:
    """``violation`` must be stopped, ``ok`` must pass, ``borderline`` is only told."""

    def run(service: Running, rows: Sequence[Row]) -> Iterator[Outcome]:
        forbidden = [row for row in rows if row.label == "violation"]
        if forbidden:
            yield _stopped(name, forbidden)
            yield _not_sent(service, name, forbidden)
        fine = [row for row in rows if row.label == "ok"]
        if fine:
            yield _passed(name, fine)
        doubtful = [row for row in rows if row.label not in ("violation", "ok")]
        if doubtful:
            yield _looked_at(f"{name} 两可", doubtful)

    return run


def terms(name: str) -> Callable[[Running, Sequence[Row]], Iterator[Outcome]]:
    """Bare terms: how many are noticed is only told; 合规，勿误伤 must pass."""

    def run(service: Running, rows: Sequence[Row]) -> Iterator[Outcome]:
        fine = [row for row in rows if "勿误伤" in row.category]
        if fine:
            yield _passed(name, fine)
        yield _looked_at(name, [row for row in rows if row not in fine])

    return run


def flags_of(text: str) -> list[Flag]:
    ledger = Ledger.of(facts_of_text(text, "证据"))
    return [flag for sentence in sentences(text) for flag in check(sentence, ledger).flags]


def _stopped(name: str, rows: Sequence[Row]) -> Outcome:
    outcome = Outcome(f"{name} 违规", "模型说，数字有据：拦下", rows)
    for row in rows:
        if not any(flag.severity is Severity.BLOCK for flag in flags_of(row.text)):
            outcome.miss(row, "放行了")
    return outcome


def _not_sent(service: Running, name: str, rows: Sequence[Row]) -> Outcome:
    """Through the whole service: no sentence of it is in the answer."""
    outcome = Outcome(f"{name} 违规", "模型经 HTTP 说：一句也不出门", rows)
    for row in rows:
        told = said(service.ask(QUESTION, says(f"亲，您好。{row.text}")))
        if row.text in told:
            outcome.miss(row, "原样发出")
    return outcome


def _passed(name: str, rows: Sequence[Row]) -> Outcome:
    outcome = Outcome(f"{name} 合规", "模型说，数字有据：放行", rows)
    for row in rows:
        blocked = [f for f in flags_of(row.text) if f.severity is Severity.BLOCK]
        if blocked:
            outcome.miss(row, "拦下：" + "、".join(f"{f.code}「{f.span}」" for f in blocked))
    return outcome


def _looked_at(name: str, rows: Sequence[Row]) -> Outcome:
    outcome = Outcome(name, "单看这个词：有没有提示（不设目标）", rows, wanted=None)
    for row in rows:
        if not flags_of(row.text):
            outcome.miss(row, "没有提示")
    return outcome
