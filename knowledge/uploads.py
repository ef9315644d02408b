"""Uploaded files: they stand in for the files of the shop folder, which is never written to.

An upload is kept under a name made from its content, and ``Chosen.uploads`` says which path of
the shop folder it is for. A version remembers the uploads it was made with, so going back to it
brings its files back, too. What somebody sends as a file's name never becomes a path.
"""

import os
import time
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import NamedTemporaryFile

from knowledge.errors import UploadRefused, UploadTooLarge
from knowledge.loaders import MAX_FILE_BYTES
from knowledge.shop_home import Chosen, ShopHome
from knowledge.sources import ENDINGS

MAX_NAME_BYTES = 200
MAX_UPLOADS = 2_000
"""Files of one shop, so that nobody fills a disk through this door."""

_RECEIVING = ".receiving-"
_ABANDONED_SECONDS = 3_600.0


def document_of(folder: str, name: str) -> str:
    """The path inside the shop folder. Raises ``UploadRefused`` for one that cannot be there."""
    name = unicodedata.normalize("NFC", name).strip()
    if folder not in ENDINGS:
        raise UploadRefused(f"没有 {folder[:40]!r} 这个目录：可用 {'、'.join(ENDINGS)}。")
    if not name or len(name.encode("utf-8", "replace")) > MAX_NAME_BYTES:
        raise UploadRefused(f"文件名是空的或超过 {MAX_NAME_BYTES} 字节：请改短。")
    if (
        name.startswith((".", "~$"))
        or not name.isprintable()
        or any(c in name for c in '/\\:*?"<>|')
    ):
        raise UploadRefused("文件名里有不能用的字符，或以 . 或 ~$ 开头：请改名后再上传。")
    ending = PurePosixPath(name).suffix.lower()
    if ending not in ENDINGS[folder]:
        raise UploadRefused(
            f"{folder}/ 不收 {ending or '没有扩展名的'} 文件：可用 {'、'.join(ENDINGS[folder])}。"
        )
    return f"{folder}/{name}"


class Receiving:
    """A file while it arrives."""

    def __init__(self, home: ShopHome, document: str, path: Path) -> None:
        self.document = document
        self.bytes = 0
        self._home = home
        self._path = path
        self._hash = sha256()
        self._file = path.open("wb")

    def write(self, chunk: bytes) -> None:
        """Raises ``UploadTooLarge`` as soon as the file is too large."""
        self.bytes += len(chunk)
        if self.bytes > MAX_FILE_BYTES:
            limit = MAX_FILE_BYTES // 1024 // 1024
            raise UploadTooLarge(f"文件超过 {limit} MB：请压缩图片或拆成几个文件。")
        self._hash.update(chunk)
        self._file.write(chunk)

    def keep(self) -> str:
        """Takes the whole file for the next import; until then searches and restarts know nothing
        of it. Its SHA-256. Raises ``UploadRefused``."""
        if not self.bytes:
            raise UploadRefused("文件是空的：请重新导出。")
        self._file.flush()
        os.fsync(self._file.fileno())
        digest = self._hash.hexdigest()
        kept = f"{digest}{PurePosixPath(self.document).suffix.lower()}"
        with self._home.changing():
            chosen = self._home.chosen()
            if len(chosen.uploads) >= MAX_UPLOADS and self.document not in chosen.uploads:
                raise UploadRefused(f"上传的文件超过 {MAX_UPLOADS} 个：请先删除不用的。")
            self._path.replace(self._home.uploads / kept)
            self._home.write(replace(chosen, uploads={**chosen.uploads, self.document: kept}))
        return digest

    def close(self) -> None:
        """What was not kept is gone."""
        self._file.close()
        self._path.unlink(missing_ok=True)


class Uploads:
    """The uploads of one shop."""

    def __init__(self, home: ShopHome) -> None:
        self._home = home

    def paths(self, uploads: Mapping[str, str | None]) -> dict[str, Path | None]:
        """Document → the uploaded file, ``None`` for one taken away."""
        return {
            document: self._home.uploads / name if name else None
            for document, name in uploads.items()
        }

    @contextmanager
    def receiving(self, folder: str, name: str) -> Iterator[Receiving]:
        """``write`` the file's bytes inside, then ``keep`` it. Raises ``UploadRefused``."""
        document = document_of(folder, name)
        self._home.uploads.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=self._home.uploads, prefix=_RECEIVING, delete=False) as made:
            arriving = Receiving(self._home, document, Path(made.name))
        try:
            yield arriving
        finally:
            arriving.close()

    def take_away(self, document: str, *, in_folder: bool) -> None:
        """Drops an upload that was never imported; otherwise the next import leaves the file out.

        ``in_folder``: the shop folder has a file of this name, too.
        """

        def without(chosen: Chosen) -> Chosen:
            uploads, settled = dict(chosen.uploads), chosen.settled
            never_imported = uploads.pop(document, None) not in (None, settled.get(document))
            if never_imported and document in settled:
                uploads[document] = settled[document]
            elif not never_imported and in_folder:
                uploads[document] = None
            return replace(chosen, uploads=uploads)

        self._home.choose(without)

    def forget_unused(self, versions: list[Mapping[str, str | None]]) -> None:
        """Removes files that neither ``versions`` nor the next import need. Hold ``changing``."""
        named = [*versions, self._home.chosen().uploads]
        used = {name for uploads in named for name in uploads.values() if name}
        if not self._home.uploads.is_dir():
            return
        for path in self._home.uploads.iterdir():
            arriving = path.name.startswith(_RECEIVING)
            with suppress(OSError):
                if path.name not in used and (not arriving or _abandoned(path)):
                    path.unlink()


def _abandoned(path: Path) -> bool:
    return time.time() - path.stat().st_mtime > _ABANDONED_SECONDS
