"""The cases through pydantic-evals: asked concurrently, each check an assertion with its reason."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evals.casebook import Case
from evals.checks import CHECKS, Reply
from evals.checks.shelf import Shelf
from service.shops import Shop

from .errors import ServiceUnreachable
from .record import Result, Verdict, status_of
from .talking import Answerer, NotAskable, Talk, talk

if TYPE_CHECKING:
    from pydantic_evals import Dataset
    from pydantic_evals.lifecycle import CaseLifecycle

CONCURRENT = 8
NOTHING_ON_IT = Shelf()


@dataclass(frozen=True, slots=True)
class Asked:
    """A case and which time it is asked, from 1."""

    case: Case
    attempt: int

    @property
    def key(self) -> str:
        return f"{self.case.id}#{self.attempt}"


@dataclass(frozen=True, slots=True)
class World:
    """What checks hold a reply against, by shop; ``only_danger`` with a scripted model."""

    shops: Mapping[str, Shop]
    shelves: Mapping[str, Shelf]
    only_danger: bool = False


def judged(result: Result, answer: dict[str, Any], world: World) -> tuple[Verdict, ...]:
    """Every check that applies, in the registry's order."""
    case = result.case
    shelf = world.shelves.get(case.shop, NOTHING_ON_IT)
    reply = Reply(case, world.shops[case.shop], answer, shelf, result.withheld)
    verdicts = []
    for check in CHECKS:
        if check.applies(reply) and (check.dangerous or not world.only_danger):
            faults = list(dict.fromkeys(check.faults(reply)))
            verdicts.append(Verdict(check=check.id, passed=not faults, reason="；".join(faults)))
    return tuple(verdicts)


async def run_cases(
    asked: Sequence[Asked],
    answerer: Answerer,
    world: World,
    done: Callable[[Result], None],
    concurrent: int = CONCURRENT,
) -> None:
    """``done`` is told each result as it comes. Raises ``ServiceUnreachable`` at once."""
    if not asked:
        return
    unreachable: list[ServiceUnreachable] = []

    async def task(one: Asked) -> Result:
        if unreachable:
            raise unreachable[0]
        try:
            result = await _asked(one, answerer)
        except ServiceUnreachable as error:
            unreachable.append(error)
            raise
        return result

    dataset, kept = _dataset(asked, world, done)
    await dataset.evaluate(task, max_concurrency=concurrent, progress=False, lifecycle=kept)
    if unreachable:
        raise unreachable[0]


async def _asked(one: Asked, answerer: Answerer) -> Result:
    """The answer, not yet judged; an error or a skip is a result as well."""
    started = time.perf_counter()
    try:
        held: Talk = await talk(one.case, answerer)
    except NotAskable as reason:
        return Result(case=one.case, attempt=one.attempt, status="skipped", error=str(reason))
    except ServiceUnreachable:
        raise
    except Exception as error:  # one case that breaks the assistant is a finding, not the run's end
        why = f"{type(error).__name__}：{error}"
        return Result(case=one.case, attempt=one.attempt, status="error", error=why)
    first = [suggestion["seconds"] for suggestion in held.answer["suggestions"]]
    return Result(
        case=one.case,
        attempt=one.attempt,
        status="passed",
        turns=held.turns,
        answer=held.answer,
        withheld=held.withheld,
        first_suggestion_seconds=min(first, default=None),
        seconds=round(time.perf_counter() - started, 4),
    )


def _dataset(
    asked: Sequence[Asked], world: World, done: Callable[[Result], None]
) -> "tuple[Dataset[Asked, Result, None], type[CaseLifecycle[Asked, Result, None]]]":
    """The engine's form of the cases, and what it does after each."""
    from pydantic_evals import Case as EngineCase
    from pydantic_evals import Dataset
    from pydantic_evals.evaluators import EvaluationReason, Evaluator, EvaluatorContext
    from pydantic_evals.lifecycle import CaseLifecycle
    from pydantic_evals.reporting import ReportCase, ReportCaseFailure

    @dataclass(repr=False)
    class Checks(Evaluator[Asked, Result, None]):
        """Every check of ours; an answer that there is none of has nothing to check."""

        def evaluate(
            self, ctx: EvaluatorContext[Asked, Result, None]
        ) -> dict[str, EvaluationReason]:
            if ctx.output.answer is None:
                return {}
            verdicts = judged(ctx.output, ctx.output.answer, world)
            return {v.check: EvaluationReason(v.passed, v.reason) for v in verdicts}

    class Kept(CaseLifecycle[Asked, Result, None]):
        """Hands each case on as soon as it is judged, so that a run that is killed goes on."""

        async def teardown(
            self,
            result: ReportCase[Asked, Result, None] | ReportCaseFailure[Asked, Result, None] | None,
        ) -> None:
            if isinstance(result, ReportCase):
                done(_with_verdicts(result))

    cases = [EngineCase(name=one.key, inputs=one) for one in asked]
    dataset: Dataset[Asked, Result, None] = Dataset(
        name="goalie", cases=cases, evaluators=[Checks()]
    )
    return dataset, Kept


def _with_verdicts(report: Any) -> Result:
    output: Result = report.output
    if report.evaluator_failures:
        why = "；".join(f"检查出错：{f.error_message}" for f in report.evaluator_failures)
        return output.model_copy(update={"status": "error", "error": why})
    verdicts = tuple(
        Verdict(check=name, passed=bool(told.value), reason=told.reason or "")
        for name, told in report.assertions.items()
    )
    status = status_of(verdicts) if output.status == "passed" else output.status
    return output.model_copy(update={"verdicts": verdicts, "status": status})
