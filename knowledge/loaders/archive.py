"""Office files are zip archives: what they would unpack to is checked before they are parsed."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile

from knowledge.errors import FileRefused

MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_MEMBERS = 5_000

# Encrypted Office files, and those from before 2007, are OLE containers instead of archives.
_OLE = b"\xd0\xcf\x11\xe0"


def check_archive(path: Path) -> None:
    """Raises ``FileRefused`` for an encrypted, damaged or exploding archive."""
    with path.open("rb") as file:
        if file.read(4) == _OLE:
            raise FileRefused("文件加了密码，或是 Office 2003 旧格式：去掉密码后另存为新格式。")
    try:
        with ZipFile(path) as archive:
            members = archive.infolist()
    except BadZipFile as error:
        raise FileRefused("文件已损坏或没有传完整：请重新导出。") from error
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        raise FileRefused(
            f"解压后有 {unpacked // 1024 // 1024} MB、{len(members)} 个部件，超过上限 "
            f"{MAX_UNPACKED_BYTES // 1024 // 1024} MB、{MAX_MEMBERS} 个：请拆成几个文件。"
        )
    if any(member.flag_bits & 0x1 for member in members):
        raise FileRefused("压缩包里的部件加了密码：去掉密码后重新上传。")
