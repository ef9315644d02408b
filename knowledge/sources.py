"""The source files of a shop folder: ``manuals/``, ``scripts/`` and ``synonyms/``, and the rule
files that are kept with them, each known by its content."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from knowledge import rule_files
from knowledge.errors import KnowledgeError
from knowledge.isolation import read_file
from knowledge.loaders import LOADERS, MAX_FILE_BYTES
from knowledge.reading import Reading
from knowledge.records import digest
from knowledge.script_files import SCRIPT_ENDINGS
from knowledge.synonym_files import SYNONYM_ENDINGS
from knowledge.types import Place

# To be raised when the same file would give other passages than before.
READING_VERSION = "4"


ENDINGS = {
    "manuals": tuple(LOADERS),
    "scripts": SCRIPT_ENDINGS,
    "synonyms": SYNONYM_ENDINGS,
    **rule_files.FOLDERS,
}
"""Folder → the endings of the files that are taken there; in the order of the report."""


_BESIDE = frozenset({"catalog", "readme"})
"""Names, without ending, that a shop folder itself holds, besides its YAML files."""

_MISPLACED = (
    "没有读：话术请移到 scripts，说明书和规则说明移到 manuals，同义词移到 synonyms，"
    "优惠规则移到 promotions，服务流程移到 flows。"
)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the shop; ``document`` is its path inside the shop folder, with ``/``.

    ``sha256`` is empty when the file could not be opened.
    """

    path: Path
    document: str
    sha256: str

    @property
    def misplaced(self) -> bool:
        """Whether it lies beside the folders instead of in one of them."""
        return "/" not in self.document and not self.is_rule

    @property
    def is_rule(self) -> bool:
        """Whether it is kept with a version and not read."""
        return rule_files.is_rule(self.document)

    @property
    def key(self) -> str:
        """The name of what reading it gives."""
        return digest(f"{READING_VERSION} {self.sha256} {self.document}")

    def read(self) -> Reading:
        """Its passages and its row report; a file that cannot be read is a refusal in it.

        It is read in a process of its own. Raises ``ReaderUnavailable`` if there can be none.
        """
        if self.misplaced:
            return Reading.refused(Place(self.document), _MISPLACED)
        if not self.sha256:
            return Reading.refused(Place(self.document), "文件打不开：请检查权限。")
        reader = self.document.partition("/")[0]
        return read_file(reader, self.path, self.document, self.sha256)


def source_files(folder: Path) -> list[SourceFile]:
    """Every file below these folders, by name, then those that lie beside them; hidden and lock
    files left out.

    Raises ``KnowledgeError`` when the shop folder does not exist.
    """
    return [SourceFile(path, name, _sha256(path)) for name, path in source_paths(folder)]


def source_paths(folder: Path) -> list[tuple[str, Path]]:
    """The documents of ``source_files`` with their paths; nothing is opened."""
    if not folder.is_dir():
        raise KnowledgeError(f"没有店铺目录 {folder}：请检查店铺编号和 GOALIE_SHOPS。")
    read = [name for name in ENDINGS if name not in rule_files.FOLDERS]
    below = [path for name in read for path in sorted(_files(folder / name))]
    beside = [path for path in sorted(folder.iterdir()) if _is_misplaced(path)]
    documents = [(path.relative_to(folder).as_posix(), path) for path in (*below, *beside)]
    return [*documents, *rule_files.rule_paths(folder)]


def _is_misplaced(path: Path) -> bool:
    """Whether it could be read, lies in the shop folder itself, and is not meant to."""
    meant = path.stem.lower() in _BESIDE or path.name.startswith((".", "~$"))
    ending = path.suffix.lower()
    is_text = ending in LOADERS and ending not in (".yaml", ".yml")
    return is_text and not meant and path.is_file()


def _files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
        if path.is_file() and not hidden:
            yield path


def _sha256(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:  # will be refused: its size is all that has to be known
            return f"{size} bytes"
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
