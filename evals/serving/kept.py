"""Finished runs as one shop sees them, read once: a finished run changes no more."""

from functools import lru_cache
from pathlib import Path

from evals.running.errors import UnknownRun
from evals.running.record import Run
from evals.running.store import RunFolder, RunStore


def runs_of(home: Path, shop: str) -> list[Run]:
    """Those with cases of the shop, the latest first."""
    found = (_of_shop(folder, shop) for folder in RunStore(home).all() if folder.finished)
    return [run for run in found if run is not None and run.results]


def run_of(home: Path, shop: str, id: str | None) -> Run:
    """The latest without an id. Raises ``UnknownRun``, also for one that never asked the shop."""
    if id is None:
        if runs := runs_of(home, shop):
            return runs[0]
        raise UnknownRun("还没有评测记录：先用 goalie eval run 跑一次")
    folder = RunFolder(RunStore(home).folder / id)
    run = _of_shop(folder, shop) if folder.finished else None
    if run is None or not run.results:
        raise UnknownRun(f"没有评测记录 {id!r}")
    return run


def _of_shop(folder: RunFolder, shop: str) -> Run | None:
    """``None`` for one that another version wrote."""
    try:
        run = _read(folder.folder, (folder.folder / "run.json").stat().st_mtime_ns)
    except (UnknownRun, OSError):
        return None
    ours = tuple(result for result in run.results if result.case.shop == shop)
    return run.model_copy(update={"results": ours})


@lru_cache(maxsize=30)
def _read(folder: Path, _written: int) -> Run:
    return RunFolder(folder).run()
