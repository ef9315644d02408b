"""Bytes to text, for the formats that do not say how they are encoded."""

from pathlib import Path

from knowledge.errors import FileRefused

# GB18030 contains GBK and GB2312. UTF-8 is tried first because GBK text is hardly ever valid UTF-8.
_ENCODINGS = ("utf-8-sig", "gb18030")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decoded(path: Path) -> str:
    """The text of the file; raises ``FileRefused`` when it is neither UTF-8, GBK nor UTF-16."""
    raw = path.read_bytes()
    if raw.startswith(_UTF16_MARKS):
        return raw.decode("utf-16")
    if b"\x00" in raw:
        raise FileRefused("不是文本文件（含有空字节）：请确认扩展名与内容一致。")
    for encoding in _ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("文字编码无法识别：请另存为 UTF-8 或 GBK。")
