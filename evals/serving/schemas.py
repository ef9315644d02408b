"""Runs of eval suites as the console shows them: one shop's cases only."""

from datetime import datetime

from pydantic import BaseModel, Field


class TallyOut(BaseModel):
    """``right`` of ``total``."""

    right: int
    total: int


class RunOut(BaseModel):
    """One run. ``cases`` and ``passed`` count those that were asked; ``model`` is empty for scripts
    alone, ``service`` empty for in process."""

    id: str
    started_at: datetime
    suites: list[str]
    model: str
    service: str
    repeat: int
    seconds: float
    cases: int
    passed: int


class RunsOut(BaseModel):
    """The finished ones, the latest first."""

    runs: list[RunOut]


class MetricOut(BaseModel):
    """A check in both runs, by how many replies passed it: more is better. ``harm`` is what happens
    where it fails; null where it never applied."""

    id: str
    name: str
    harm: str
    dangerous: bool
    before: TallyOut | None
    now: TallyOut | None


class LineOut(BaseModel):
    role: str
    text: str


class FailureOut(BaseModel):
    """What a check found, in a trainer's words."""

    id: str
    name: str
    reason: str


class TriedOut(BaseModel):
    """How a case went in a run; of several attempts the worst is shown."""

    attempts: TallyOut
    reply: str = Field(description="What the assistant said; empty where it said nothing.")
    failures: list[FailureOut]
    error: str


class CaseOut(BaseModel):
    """``before`` is null where there is no former run, or it did not have the case. A change is
    ``sure`` when chance alone makes it less often than one time in twenty."""

    id: str
    scene: str
    place: str
    turns: list[LineOut]
    before: TriedOut | None
    now: TriedOut
    sure: bool


class ComparisonOut(BaseModel):
    """Two runs side by side, or one alone. ``edited`` cases have another text than before, so that
    nobody can compare them; ``changed_files`` are where to look for a cause."""

    before: RunOut | None
    now: RunOut
    metrics: list[MetricOut]
    regressions: list[CaseOut]
    failing: list[CaseOut]
    mended: list[CaseOut]
    passing: list[CaseOut]
    added: list[str]
    removed: list[str]
    edited: list[str]
    changed_files: list[str]
