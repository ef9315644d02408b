"""Runs and comparisons → what goes over HTTP."""

from collections.abc import Iterable, Mapping

from evals.checks import BY_ID
from evals.reporting.compare import SURE, Changed, Comparison, compared
from evals.reporting.summary import CaseResult, Tally, by_check, cases_of
from evals.running.record import Result, Run

from .schemas import (
    CaseOut,
    ComparisonOut,
    FailureOut,
    LineOut,
    MetricOut,
    RunOut,
    TallyOut,
    TriedOut,
)


def run_out(run: Run) -> RunOut:
    cases = [case for case in cases_of(run) if not case.skipped]
    head = run.head
    return RunOut(
        id=head.id,
        started_at=head.started_at,
        suites=list(head.suites),
        model=head.model,
        service=head.service,
        repeat=head.repeat,
        seconds=run.seconds,
        cases=len(cases),
        passed=sum(case.passed for case in cases),
    )


def alone_out(run: Run) -> ComparisonOut:
    """One run without a former one."""
    cases = [case for case in cases_of(run) if not case.skipped]
    return ComparisonOut(
        before=None,
        now=run_out(run),
        metrics=_metrics({}, by_check(run.results)),
        regressions=[],
        failing=[_case_out(None, case) for case in cases if not case.passed],
        mended=[],
        passing=[_case_out(None, case) for case in cases if case.passed],
        added=[],
        removed=[],
        edited=[],
        changed_files=[],
    )


def comparison_out(a: Run, b: Run) -> ComparisonOut:
    """``a`` is the former."""
    comparison = compared(a, b)
    former = {case.id: case for case in cases_of(a) if not case.skipped}
    changed = {one.id for one in (*comparison.regressions, *comparison.mended)}
    rest = [case for case in cases_of(b) if not case.skipped and case.id not in changed]
    return ComparisonOut(
        before=run_out(a),
        now=run_out(b),
        metrics=_metrics(by_check(a.results), by_check(b.results)),
        regressions=_changes(comparison.regressions),
        failing=[_case_out(former.get(case.id), case) for case in rest if not case.passed],
        mended=_changes(comparison.mended),
        passing=[_case_out(former.get(case.id), case) for case in rest if case.passed],
        added=_ids(comparison.added),
        removed=_ids(comparison.removed),
        edited=list(comparison.edited),
        changed_files=_files(comparison),
    )


def _changes(changes: Iterable[Changed]) -> list[CaseOut]:
    return [_case_out(one.before, one.now, sure=one.chance < SURE) for one in changes]


def _ids(cases: Iterable[CaseResult]) -> list[str]:
    return [case.id for case in cases]


def _files(comparison: Comparison) -> list[str]:
    """The shop's own and the prompts: another shop's folder is nobody's business here."""
    shops = {result.case.shop for result in comparison.b.results}
    return [name for name in comparison.changed_files if name.split("/")[0] in {"prompts", *shops}]


def _metrics(before: Mapping[str, Tally], now: Mapping[str, Tally]) -> list[MetricOut]:
    return [
        MetricOut(
            id=id,
            name=check.name,
            harm=check.harm,
            dangerous=check.dangerous,
            before=_tally(before.get(id)),
            now=_tally(now.get(id)),
        )
        for id, check in BY_ID.items()
        if id in before or id in now
    ]


def _tally(tally: Tally | None) -> TallyOut | None:
    return TallyOut(right=tally.right, total=tally.total) if tally else None


def _case_out(before: CaseResult | None, now: CaseResult, *, sure: bool = True) -> CaseOut:
    case = now.worst.case
    return CaseOut(
        id=case.id,
        scene=case.scene,
        place=case.place,
        turns=[LineOut(role=said.role, text=said.text) for said in now.worst.turns or case.turns],
        before=_asked_out(before) if before else None,
        now=_asked_out(now),
        sure=sure,
    )


def _asked_out(case: CaseResult) -> TriedOut:
    worst = case.worst
    return TriedOut(
        attempts=TallyOut(right=case.right, total=len(case.asked)),
        reply=_reply(worst),
        failures=[
            FailureOut(
                id=verdict.check,
                name=BY_ID[verdict.check].name if verdict.check in BY_ID else verdict.check,
                reason=verdict.reason,
            )
            for verdict in worst.failures
        ],
        error=worst.error,
    )


def _reply(result: Result) -> str:
    """The first suggestion; where there is none, what the buyer is told at a handoff."""
    answer = result.answer or {}
    suggestions = answer.get("suggestions") or [{}]
    handoff = answer.get("handoff") or {}
    return str(suggestions[0].get("text") or handoff.get("message") or "")
