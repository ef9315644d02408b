"""What a run leaves behind; the schema of ``run.json``, for the report, the console and others.

``GOALIE_HOME/evals/runs/ID/``: ``head.json`` (``Head``) from the start, ``results.jsonl`` (a
``Result`` a line) while it runs, ``run.json`` (``Run``), ``report.html`` and ``junit.xml`` at the
end. Raise ``SCHEMA`` when a field changes its meaning or goes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from evals.casebook.case import Case

SCHEMA = 1

Status = Literal["passed", "failed", "error", "skipped"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Verdict(_Part):
    """One check of one reply. ``check`` is the id in ``evals.checks.CHECKS``; ``reason`` says in
    Chinese what is wrong and, where it can be known, why; empty when passed."""

    check: str
    passed: bool
    reason: str = ""


class Message(_Part):
    """A message as it was sent to the assistant."""

    role: Literal["customer", "agent", "bot"]
    text: str


class Opinion(_Part):
    """What a ``model`` thinks of a reply, from 1 to 5; no case fails by it."""

    model: str
    score: int
    why: str


class Result(_Part):
    """One case asked once. ``answer`` is the reply as ``POST /v1/suggestions`` gives it, with
    suggestions, citations, quote, flags, state and handoff; ``withheld`` are drafts of which the
    guard let nothing leave, with their flags; ``attempt`` counts from 1;
    ``first_suggestion_seconds`` is how long the first reply took, ``None`` where there was none.
    ``error`` says why there is no answer, or why it was not asked; ``opinion`` is a model's, where
    one was asked."""

    case: Case
    attempt: int
    status: Status
    verdicts: tuple[Verdict, ...] = ()
    turns: tuple[Message, ...] = ()
    answer: dict[str, Any] | None = None
    withheld: tuple[dict[str, Any], ...] = ()
    first_suggestion_seconds: float | None = None
    seconds: float = 0.0
    error: str = ""
    opinion: Opinion | None = None

    @property
    def key(self) -> str:
        return f"{self.case.id}#{self.attempt}"

    @property
    def failures(self) -> tuple[Verdict, ...]:
        return tuple(verdict for verdict in self.verdicts if not verdict.passed)


class Head(_Part):
    """What was run against what. ``digest`` names cases and target: only a run of the same is
    resumed. ``model`` is empty (scripts alone), faithful, sloppy, adversarial or a URL;
    ``service`` is a URL, empty for in process; ``release`` names rules, prompts and knowledge that
    answered: file → digest."""

    schema_version: int = SCHEMA
    id: str
    started_at: datetime
    suites: tuple[str, ...]
    model: str = ""
    service: str = ""
    repeat: int = 1
    cases: int
    digest: str
    release: dict[str, str] = {}


class Run(_Part):
    """A finished run."""

    head: Head
    finished_at: datetime
    seconds: float
    results: tuple[Result, ...] = Field(default=())

    @property
    def failed(self) -> tuple[Result, ...]:
        return tuple(r for r in self.results if r.status in ("failed", "error"))


def status_of(verdicts: Sequence[Verdict]) -> Status:
    return "passed" if all(verdict.passed for verdict in verdicts) else "failed"
