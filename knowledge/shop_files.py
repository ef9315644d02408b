"""The files an import takes in: the shop folder's, with uploads in place of some of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from knowledge.records import digest
from knowledge.sources import ENDINGS, SourceFile, source_files


@dataclass(frozen=True, slots=True)
class ShopFiles:
    """``files`` in the order of the report; ``covered`` are documents of the folder that an upload
    stands in for; ``folder`` is a digest of what the shop folder itself holds."""

    files: tuple[SourceFile, ...]
    covered: tuple[str, ...]
    folder: str


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


def _order(document: str) -> tuple[int, PurePosixPath]:
    path = PurePosixPath(document)
    return list(ENDINGS).index(path.parts[0]), path


def _digest(files: Iterable[SourceFile]) -> str:
    return digest(" ".join(f"{file.document} {file.sha256}" for file in files))
