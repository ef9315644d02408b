"""The files an import takes in: the shop folder's, with uploads in place of some of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from knowledge.records import digest
from knowledge.rule_files import is_rule
from knowledge.shop_home import ShopHome
from knowledge.sources import ENDINGS, SourceFile, source_files, source_paths


@dataclass(frozen=True, slots=True)
class ShopFiles:
    """``files`` in the order of the report; ``covered`` are documents of the folder that an upload
    stands in for; ``folder`` is a digest of what the shop folder itself holds."""

    files: tuple[SourceFile, ...]
    covered: tuple[str, ...]
    folder: str

    @property
    def rules(self) -> list[tuple[str, Path]]:
        """Document and path of the files that are kept and not read."""
        return [(file.document, file.path) for file in self.files if file.is_rule]


def shop_files(folder: Path, uploads: Mapping[str, Path | None]) -> ShopFiles:
    """Raises ``KnowledgeError`` when the shop folder does not exist."""
    own = source_files(folder)
    files = {file.document: file for file in own}
    for document, path in uploads.items():
        files.pop(document, None)
        if path is not None:  # named by its content, see ``uploads``
            files[document] = SourceFile(path, document, path.stem)
    covered = tuple(file.document for file in own if uploads.get(file.document))
    ordered = sorted(files.values(), key=lambda file: _order(file.document))
    return ShopFiles(tuple(ordered), covered, _digest(own))


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file of the shop. ``pending``: uploaded, and taken in by the next import; ``leaving``:
    taken away, and gone with the next import."""

    document: str
    bytes: int
    origin: Literal["folder", "upload"]
    state: Literal["live", "pending", "leaving"]


def listed_files(home: ShopHome, folder: Path) -> list[ListedFile]:
    """The shop's files by name. Raises ``KnowledgeError`` when the shop folder does not exist."""
    own = dict(source_paths(folder))
    active = home.active()
    live, uploads = active.uploads if active else {}, home.chosen().uploads
    found: list[ListedFile] = []
    for document in sorted({*own, *live, *uploads}):
        if "/" not in document and is_rule(document):
            continue  # changed in the shop folder alone
        if name := uploads.get(document):
            state: Literal["live", "pending"] = "live" if live.get(document) == name else "pending"
            found.append(_listed(document, home.uploads / name, "upload", state))
        elif name := live.get(document):
            found.append(_listed(document, home.uploads / name, "upload", "leaving"))
        elif document not in uploads and document in own:
            found.append(_listed(document, own[document], "folder", "live"))
        elif document not in live and document in own:
            found.append(_listed(document, own[document], "folder", "leaving"))
    return found


def _listed(
    document: str,
    path: Path,
    origin: Literal["folder", "upload"],
    state: Literal["live", "pending", "leaving"],
) -> ListedFile:
    return ListedFile(document, path.stat().st_size if path.is_file() else 0, origin, state)


def _order(document: str) -> tuple[int, PurePosixPath]:
    path = PurePosixPath(document)
    folders = [*ENDINGS, document]  # what lies beside the folders comes last
    return folders.index(path.parts[0]), path


def _digest(files: Iterable[SourceFile]) -> str:
    return digest(" ".join(f"{file.document} {file.sha256}" for file in files))
