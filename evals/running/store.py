"""Runs under ``GOALIE_HOME/evals/runs``: written result by result, so that none is lost."""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from pydantic import ValidationError

from evals.casebook import Case

from .errors import UnknownRun
from .record import Head, Result, Run


class RunFolder:
    """One run's files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._results = folder / "results.jsonl"

    @property
    def report(self) -> Path:
        return self.folder / "report.html"

    @property
    def junit(self) -> Path:
        return self.folder / "junit.xml"

    @property
    def finished(self) -> bool:
        return (self.folder / "run.json").exists()

    def head(self) -> Head:
        return Head.model_validate_json((self.folder / "head.json").read_bytes())

    def begin(self, head: Head) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / "head.json").write_text(head.model_dump_json(indent=1), "utf-8")

    def add(self, result: Result) -> None:
        with self._results.open("a", encoding="utf-8") as file:
            file.write(result.model_dump_json() + "\n")

    def results(self) -> list[Result]:
        """Those written so far; a line that a killed run left half is dropped."""
        found: dict[str, Result] = {}
        if self._results.exists():
            for line in self._results.read_text("utf-8").splitlines():
                with suppress(ValidationError):
                    result = Result.model_validate_json(line)
                    found[result.key] = result
        return list(found.values())

    def end(self, run: Run) -> None:
        (self.folder / "run.json").write_text(run.model_dump_json(), "utf-8")
        self._results.unlink(missing_ok=True)

    def run(self) -> Run:
        """Raises ``UnknownRun`` where it is not finished."""
        if not self.finished:
            raise UnknownRun(f"{self.folder.name} 还没有跑完：goalie eval run … --resume")
        try:
            return Run.model_validate_json((self.folder / "run.json").read_bytes())
        except ValidationError:
            raise UnknownRun(f"{self.folder.name} 是别的版本写的，读不了：请重新跑一次") from None


class RunStore:
    """All runs of a home."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "evals" / "runs"

    def new(self, at: datetime) -> RunFolder:
        name = at.strftime("%Y%m%d-%H%M%S")
        taken = 1
        self.folder.mkdir(parents=True, exist_ok=True)
        while True:
            folder = self.folder / (name if taken == 1 else f"{name}-{taken}")
            try:
                folder.mkdir()  # another process may begin a run in the same second
            except FileExistsError:
                taken += 1
            else:
                return RunFolder(folder)

    def all(self) -> list[RunFolder]:
        """The latest first."""
        if not self.folder.exists():
            return []
        kept = [path for path in self.folder.iterdir() if (path / "head.json").exists()]
        return [RunFolder(path) for path in sorted(kept, reverse=True)]

    def unfinished(self, digest: str) -> RunFolder | None:
        """The latest run of the same cases and target that did not come to its end."""
        left = (run for run in self.all() if not run.finished and run.head().digest == digest)
        return next(left, None)

    def get(self, name: str) -> RunFolder:
        """By id, ``latest``, ``latest~1`` (the one before), or a path. Raises ``UnknownRun``."""
        if name.startswith("latest"):
            back = int(name[7:] or 0) if name[6:7] == "~" and name[7:].isdigit() else 0
            finished = [run for run in self.all() if run.finished]
            if back < len(finished):
                return finished[back]
        for path in (self.folder / name, Path(name), Path(name).parent):
            if (path / "head.json").exists():
                return RunFolder(path)
        raise UnknownRun(f"没有评测记录 {name!r}：goalie eval list 列出全部")


def digest_of(cases: Iterable[Case], *target: object) -> str:
    """Equal for equal cases, asked of the same."""
    told = json.dumps([case.model_dump(mode="json") for case in cases], sort_keys=True)
    return blake2b(f"{told}\0{target!r}".encode(), digest_size=12).hexdigest()


def file_digests(root: Path, files: Sequence[Path]) -> dict[str, str]:
    """Short digests by path below ``root``: what a release consists of."""
    return {
        str(path.relative_to(root)): blake2b(path.read_bytes(), digest_size=6).hexdigest()
        for path in files
    }
