"""Two runs side by side: what broke first, then what was mended, with noise told from change."""

from dataclasses import dataclass
from math import comb
from typing import Any

from evals.running.record import Run

from .summary import CaseResult, Tally, by_check, cases_of

SURE = 0.05
"""A difference that chance makes less often than this is a change."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A case that is no longer what it was. ``chance`` is how often repeating alone would make such
    a difference (Fisher's exact test, one-sided); 1 attempt each leaves no room for noise: 0."""

    before: CaseResult
    now: CaseResult
    chance: float

    @property
    def id(self) -> str:
        return self.now.id

    @property
    def sure(self) -> bool:
        return self.chance < SURE


@dataclass(frozen=True, slots=True)
class Comparison:
    """``a`` is the former run. ``same_failures`` failed before as well; ``edited`` are cases whose
    own text changed, which nobody can compare."""

    a: Run
    b: Run
    regressions: tuple[Changed, ...]
    mended: tuple[Changed, ...]
    same_failures: tuple[CaseResult, ...]
    added: tuple[CaseResult, ...]
    removed: tuple[CaseResult, ...]
    edited: tuple[str, ...]

    @property
    def checks(self) -> list[tuple[str, Tally | None, Tally | None]]:
        before, now = by_check(self.a.results), by_check(self.b.results)
        return [(id, before.get(id), now.get(id)) for id in {**before, **now}]

    @property
    def changed_files(self) -> list[str]:
        """Files of the release that differ: where to look for the cause."""
        a, b = self.a.head.release, self.b.head.release
        return sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))


def compared(a: Run, b: Run) -> Comparison:
    before = {case.id: case for case in cases_of(a)}
    now = {case.id: case for case in cases_of(b)}
    both = [id for id in now if id in before and not now[id].skipped and not before[id].skipped]
    regressions = [_changed(before[id], now[id]) for id in both if _fell(before[id], now[id])]
    mended = [_changed(before[id], now[id]) for id in both if _fell(now[id], before[id])]
    changed = {one.id for one in (*regressions, *mended)}
    same = [now[id] for id in both if not now[id].passed and id not in changed]
    return Comparison(
        a,
        b,
        tuple(sorted(regressions, key=lambda changed: changed.chance)),
        tuple(mended),
        tuple(same),
        tuple(now[id] for id in now if id not in before),
        tuple(before[id] for id in before if id not in now),
        tuple(id for id in both if _content(before[id]) != _content(now[id])),
    )


def chance_of(right_before: int, before: int, right_now: int, now: int) -> float:
    """How often as few right ones as now, or fewer, fall on the second of two equal runs."""
    right, total = right_before + right_now, before + now
    ways = comb(total, now)
    low = max(0, now - (total - right))
    fewer = (comb(right, k) * comb(total - right, now - k) for k in range(low, right_now + 1))
    return sum(fewer) / ways if ways else 1.0


def _fell(before: CaseResult, now: CaseResult) -> bool:
    """Relatively fewer right answers than before."""
    return now.right * len(before.asked) < before.right * len(now.asked)


def _changed(before: CaseResult, now: CaseResult) -> Changed:
    if len(before.asked) == len(now.asked) == 1:
        return Changed(before, now, 0.0)
    better, worse = (before, now) if _fell(before, now) else (now, before)
    chance = chance_of(better.right, len(better.asked), worse.right, len(worse.asked))
    return Changed(before, now, chance)


def _content(case: CaseResult) -> dict[str, object]:
    return case.worst.case.model_dump(exclude={"place", "note", "tags"})


def to_record(comparison: Comparison) -> dict[str, Any]:
    """For machines: ids, attempts and reasons, regressions first."""

    def told(changed: Changed) -> dict[str, Any]:
        before, now = changed.before, changed.now
        return {
            "id": changed.id,
            "right_before": [before.right, len(before.asked)],
            "right_now": [now.right, len(now.asked)],
            "chance": round(changed.chance, 4),
            "sure": changed.sure,
            "reasons": [verdict.model_dump() for verdict in now.worst.failures],
        }

    return {
        "a": comparison.a.head.id,
        "b": comparison.b.head.id,
        "regressions": [told(changed) for changed in comparison.regressions],
        "mended": [told(changed) for changed in comparison.mended],
        "same_failures": [case.id for case in comparison.same_failures],
        "added": [case.id for case in comparison.added],
        "removed": [case.id for case in comparison.removed],
        "edited": list(comparison.edited),
        "changed_files": comparison.changed_files,
    }
