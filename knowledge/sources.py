"""The source files of a shop folder: ``manuals/`` and ``scripts/``, each known by its content."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from knowledge.errors import KnowledgeError
from knowledge.isolation import read_file
from knowledge.loaders import MAX_FILE_BYTES
from knowledge.reading import Reading
from knowledge.records import digest
from knowledge.types import Place

# To be raised when the same file would give other passages than before.
READING_VERSION = "3"

_FOLDERS = ("manuals", "scripts")  # in the order of the report


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the shop; ``document`` is its path inside the shop folder, with ``/``.

    ``sha256`` is empty when the file could not be opened.
    """

    path: Path
    document: str
    sha256: str

    @property
    def key(self) -> str:
        """The name of what reading it gives."""
        return digest(f"{READING_VERSION} {self.sha256} {self.document}")

    def read(self) -> Reading:
        """Its passages and its row report; a file that cannot be read is a refusal in it.

        It is read in a process of its own. Raises ``ReaderUnavailable`` if there can be none.
        """
        if not self.sha256:
            return Reading.refused(Place(self.document), "文件打不开：请检查权限。")
        reader = self.document.partition("/")[0]
        return read_file(reader, self.path, self.document, self.sha256)


def source_files(folder: Path) -> list[SourceFile]:
    """Every file below ``manuals/`` and ``scripts/``, by name; hidden and lock files left out.

    Raises ``KnowledgeError`` when the shop folder does not exist.
    """
    if not folder.is_dir():
        raise KnowledgeError(f"没有店铺目录 {folder}：请检查店铺编号和 GOALIE_SHOPS。")
    return [
        SourceFile(path, path.relative_to(folder).as_posix(), _sha256(path))
        for name in _FOLDERS
        for path in sorted(_files(folder / name))
    ]


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
