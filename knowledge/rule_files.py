"""The files that prices and promises go by: catalogue, rulebooks, service flows, the profile.

Knowledge does not read them. A version keeps them as they were, so that going back brings the
prices back together with the scripts; who can read them judges them before a version is made.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath

FOLDERS = {"promotions": (".yaml", ".yml", ".xlsx"), "flows": (".yaml", ".yml")}
"""Folder → the endings of the files that are kept there; in the order of the report."""

_BESIDE = ("shop.yaml", "catalog.xlsx", "catalog.csv", "compliance.yaml", "aspects.yaml")

Judge = Callable[[Path], None]
"""Reads a folder with the rule files of a shop; raises ``RulesRefused`` saying what to mend."""


def anything(_folder: Path) -> None:
    """The judge where nobody computes prices."""


def is_rule(document: str) -> bool:
    """Whether the path inside a shop folder is one of them."""
    path = PurePosixPath(document)
    if len(path.parts) == 1:
        return document in _BESIDE
    shown = not path.name.startswith((".", "~$"))
    return path.suffix in FOLDERS.get(path.parent.as_posix(), ()) and shown


def rule_paths(folder: Path) -> Iterator[tuple[str, Path]]:
    """Document and path of each in a folder, folder by folder, by name."""
    below = [path for name in FOLDERS for path in sorted((folder / name).glob("*"))]
    for path in (*below, *(folder / name for name in _BESIDE)):
        document = path.relative_to(folder).as_posix()
        if is_rule(document) and path.is_file():
            yield document, path


def lay_out(files: Iterable[tuple[str, Path]], into: Path) -> None:
    """A folder with exactly these; what was there before is gone."""
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    for document, path in files:
        target = into / document
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(path, target)


def judged(files: Iterable[tuple[str, Path]], judge: Judge) -> None:
    """Raises what ``judge`` raises; a shop without any has nothing to be judged."""
    files = list(files)
    if not files or judge is anything:
        return
    with tempfile.TemporaryDirectory(prefix="goalie-rules-") as folder:
        lay_out(files, Path(folder) / "rules")
        judge(Path(folder) / "rules")


def rules_digest(folder: Path) -> str:
    """A name for all of them together; empty where there are none."""
    found = [f"{name} {sha256(path.read_bytes()).hexdigest()}" for name, path in rule_paths(folder)]
    return sha256(" ".join(found).encode()).hexdigest() if found else ""
