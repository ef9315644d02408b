"""The passes of the gate, each in a process of its own: two cores do two at a time."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

from evals.casebook import Case, read_cases
from evals.running.record import Run
from evals.running.run import Order, Target, run_now
from evals.running.store import RunFolder
from service.settings import Settings
from service.shops import read_shops

NO_MODEL = ""
PASSES = (NO_MODEL, "sloppy", "adversarial")
"""Scripts alone, a model that slips in one digit, one that lures and promises."""


@dataclass(frozen=True, slots=True)
class Passed:
    """A pass and its run; ``model`` is one of ``PASSES``."""

    model: str
    run: Run


def pass_all(
    files: Sequence[Path],
    settings: Settings,
    done: Callable[[Passed], None],
    passes: Sequence[str] = PASSES,
) -> list[Passed]:
    """In the order of ``passes``; ``done`` is told each as it ends. Raises what a pass raises."""
    workers = min(len(passes), max(1, cpu_count() or 1))
    if workers == 1 or len(passes) == 1:
        found = []
        for model in passes:
            found.append(Passed(model, _one(files, settings, model)))
            done(found[-1])
        return found
    by_model: dict[str, Passed] = {}
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(_kept, files, settings, model): model for model in passes}
        for future in as_completed(futures):
            passed = Passed(futures[future], RunFolder(Path(future.result())).run())
            by_model[passed.model] = passed
            done(passed)
    return [by_model[model] for model in passes]


def _kept(files: Sequence[Path], settings: Settings, model: str) -> str:
    """The folder of the run: what another process can read."""
    return str(_ran(files, settings, model)[1].folder)


def _one(files: Sequence[Path], settings: Settings, model: str) -> Run:
    return _ran(files, settings, model)[0]


def _ran(files: Sequence[Path], settings: Settings, model: str) -> tuple[Run, RunFolder]:
    shops = read_shops(settings.shops)
    cases = _worth_asking(read_cases(files, {shop.id: shop for shop in shops}), model)
    suites = [str(file) for file in files]
    return run_now(Order(cases, suites, Target(model)), settings, shops, _silent)


def _worth_asking(cases: Sequence[Case], model: str) -> list[Case]:
    """With a scripted model those whose draft the case itself gives need not be asked again."""
    return [case for case in cases if not (model and case.draft)]


def _silent(done: int, of: int) -> None:
    """A pass is told when it is done."""
