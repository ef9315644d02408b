"""A progress bar: one line on a terminal, a line a stage elsewhere."""

from typing import TextIO

_CELLS = 24


class Bar:
    """Shows the stage, how much of it is done, and how much there is."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._moving = out.isatty()

    def show(self, stage: str, done: int, total: int) -> None:
        filled = _CELLS * done // total if total else _CELLS
        line = f"{stage} [{'█' * filled}{'·' * (_CELLS - filled)}] {done}/{total}"
        if self._moving:
            print(f"\r{line}", end="\n" if done == total else "", file=self._out, flush=True)
        elif done == total:
            print(line, file=self._out, flush=True)
