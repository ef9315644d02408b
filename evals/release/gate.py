"""The gate: every pass of a shop's suites and the prompts, with what stops it and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.checks import BY_ID
from evals.running.record import Result
from service.settings import Settings
from service.shops import Shop

from .passes import NO_MODEL, PASSES, Passed, pass_all
from .prompts import prompt_faults
from .suites import gate_files, known_failures

_WITH = {NO_MODEL: "不用模型"}


@dataclass(frozen=True, slots=True)
class Judgement:
    """``faults`` stop the release, each with its cause; ``known`` are results of what is known to
    fail."""

    shop: str
    passes: tuple[Passed, ...]
    faults: tuple[str, ...]
    known: tuple[Result, ...] = ()

    @property
    def passed(self) -> bool:
        return not self.faults

    @property
    def mended(self) -> list[str]:
        """Cases that are known to fail and do not any more."""
        return [result.case.id for result in self.known if result.status == "passed"]


def judge(
    shop: Shop,
    settings: Settings,
    prompts: Path,
    done: Callable[[Passed], None],
    passes: Sequence[str] = PASSES,
) -> Judgement:
    """A shop without suites has only its prompts read. Raises ``BadCaseFile``."""
    files = gate_files(shop)
    found = pass_all(files, settings, done, passes) if files else []
    faults = [*prompt_faults(prompts)]
    for passed in found:
        faults += faults_of(passed)
    known = known_failures(shop)
    told = pass_all(known, settings, _silent, (NO_MODEL,))[0].run.results if known else ()
    return Judgement(shop.id, tuple(found), tuple(faults), told)


def faults_of(passed: Passed) -> Iterator[str]:
    """Each case that did not pass, with why."""
    model = _WITH.get(passed.model, f"模型 {passed.model}")
    for result in passed.run.failed:
        why = "；".join(f"{BY_ID[v.check].name}：{v.reason}" for v in result.failures)
        yield f"{result.case.id}（{model}，{result.case.asked}）{why or result.error}"


def _silent(passed: Passed) -> None:
    """What is known to fail is told at the end."""
