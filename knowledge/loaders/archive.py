"""Office files are zip archives: what they would unpack to is checked before they are parsed."""

import re
import zlib
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from knowledge.errors import FileRefused

MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_MEMBERS = 5_000

# Encrypted Office files, and those from before 2007, are OLE containers instead of archives.
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

# Office writes no document types. One that is there defines entities: to blow up, or to fetch.
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_OPENING = 4096  # bytes of a part within which a document type stands
_PARTS = (".xml", ".rels", ".vml")


def check_archive(path: Path) -> None:
    """Raises ``FileRefused`` for an encrypted, damaged, exploding or booby-trapped archive."""
    _check_container(path)
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
            _check_members(members, path.stat().st_size)
            for member in members:
                if member.filename.lower().endswith(_PARTS):
                    _check_part(archive, member)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError) as error:
        raise FileRefused("文件已损坏或没有传完整：请重新导出。") from error


def _check_container(path: Path) -> None:
    with path.open("rb") as file:
        if not file.read(4).startswith(_OLE):
            return
        file.seek(0)
        encrypted = _ENCRYPTED in file.read(MAX_UNPACKED_BYTES)
    if encrypted:
        raise FileRefused("文件加了密码：去掉打开密码后重新上传。")
    raise FileRefused("不是新格式：可能是 Office 2003 旧格式或加了密码，请另存为 docx 或 xlsx。")


def _check_members(members: list[ZipInfo], size: int) -> None:
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused("压缩包里的部件加了密码：去掉密码后重新上传。")
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        raise FileRefused(
            f"解压后有 {unpacked // 1024 // 1024} MB、{len(members)} 个部件，超过上限 "
            f"{MAX_UNPACKED_BYTES // 1024 // 1024} MB、{MAX_MEMBERS} 个：请拆成几个文件。"
        )
    if sum(member.compress_size for member in members) > size:
        raise FileRefused("压缩包里的部件互相重叠，是人为构造的：请用 Office 重新导出。")


def _check_part(archive: ZipFile, member: ZipInfo) -> None:
    with archive.open(member) as part:
        opening = part.read(_OPENING).replace(b"\0", b"")  # also one that is written in UTF-16
    if _DOCTYPE.search(opening):
        raise FileRefused("文件里有 XML 实体定义，可能是攻击：没有读取，请用 Office 重新导出。")
