"""The counts of a run, and its cases with all their attempts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.checks import CHECKS
from evals.running.record import Result, Run


@dataclass(frozen=True, slots=True)
class Tally:
    """``right`` of ``total``."""

    right: int
    total: int

    @property
    def share(self) -> float:
        return self.right / self.total if self.total else 1.0


@dataclass(frozen=True, slots=True)
class CaseResult:
    """A case with all its attempts: one bad answer of several fails it."""

    id: str
    attempts: tuple[Result, ...]

    @property
    def asked(self) -> tuple[Result, ...]:
        return tuple(result for result in self.attempts if result.status != "skipped")

    @property
    def passed(self) -> bool:
        return all(result.status == "passed" for result in self.asked)

    @property
    def skipped(self) -> bool:
        return not self.asked

    @property
    def right(self) -> int:
        return sum(result.status == "passed" for result in self.asked)

    @property
    def worst(self) -> Result:
        """The one to look at: a failed attempt, else the first."""
        return next((r for r in self.attempts if r.status in ("failed", "error")), self.attempts[0])


def cases_of(run: Run) -> list[CaseResult]:
    """In the run's order."""
    found: dict[str, list[Result]] = {}
    for result in run.results:
        found.setdefault(result.case.id, []).append(result)
    return [CaseResult(id, tuple(attempts)) for id, attempts in found.items()]


def by_check(results: Iterable[Result]) -> Mapping[str, Tally]:
    """By check id, in the registry's order; those that never applied are left out."""
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for result in results:
        for verdict in result.verdicts:
            total[verdict.check] += 1
            right[verdict.check] += verdict.passed
    return {c.id: Tally(right[c.id], total[c.id]) for c in CHECKS if total[c.id]}


def by_scene(cases: Sequence[CaseResult]) -> Mapping[str, Tally]:
    """Cases passed by their 场景, the worst first."""
    scenes: dict[str, list[CaseResult]] = {}
    for case in cases:
        if not case.skipped:
            scenes.setdefault(case.worst.case.scene or "未写场景", []).append(case)
    tallies = {name: Tally(sum(c.passed for c in some), len(some)) for name, some in scenes.items()}
    return dict(sorted(tallies.items(), key=lambda item: (item[1].share, item[0])))


def percentile(values: Sequence[float], share: float) -> float:
    """Seconds; 0 where nothing was measured."""
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)] if ordered else 0.0
