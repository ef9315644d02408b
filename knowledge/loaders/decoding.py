"""Bytes to text, for the formats that do not say how they are encoded."""

import codecs
from pathlib import Path

from knowledge.errors import FileRefused
from knowledge.loaders.cleaning import plain

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 20_000  # bytes or characters that are looked at
_SURE = 12  # bytes of valid UTF-8 beyond ASCII that are no accident
_COMMON = 0.6  # the part of the characters that are in GB2312, in a text that is really GBK


def decoded(path: Path) -> str:
    """The text of the file; raises ``FileRefused`` when it is neither UTF-8, GBK nor UTF-16.

    UTF-8 is tried before GBK, because GBK text is hardly ever valid UTF-8.
    """
    raw = path.read_bytes()
    try:
        return plain(raw.decode(_encoding(raw)))
    except UnicodeDecodeError:
        raise FileRefused("文字编码无法识别：请另存为 UTF-8 或 GBK。") from None


def _encoding(raw: bytes) -> str:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    if b"\0" in raw:
        return _utf16_without_mark(raw)
    try:
        raw.decode("utf-8-sig")
        return "utf-8-sig"
    except UnicodeDecodeError as error:
        _check_mixed(raw, error)
    _check_gbk(raw)
    return "gb18030"


def _utf16_without_mark(raw: bytes) -> str:
    """Line breaks and punctuation of a text in UTF-16 all have their zero on the same side."""
    sample = raw[:_SAMPLE]
    even, odd = sample[::2], sample[1::2]
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if b"\0" not in others and 0 in zeros and len(raw) % 2 == 0:
            return encoding
    line = raw[: raw.index(b"\0")].count(b"\n") + 1
    raise FileRefused(f"不是文本文件（第 {line} 行含有空字节）：请确认扩展名与内容一致。")


def _check_mixed(raw: bytes, error: UnicodeDecodeError) -> None:
    """Refuses a file in which some lines are UTF-8 and others are not."""
    sure = 0
    for each in raw.splitlines():
        try:
            sure += sum(byte > 127 for byte in each) if each.decode() else 0
        except UnicodeDecodeError:
            continue
    beyond_ascii = sum(byte > 127 for byte in raw)
    if sure >= _SURE and sure * 10 >= beyond_ascii:
        line = raw[: error.start].count(b"\n") + 1
        raise FileRefused(
            f"混用了两种文字编码（从第 {line} 行起有不是 UTF-8 的内容）：请整个文件另存为 UTF-8。"
        )


def _check_gbk(raw: bytes) -> None:
    """Refuses what GBK can decode, but only to characters that nobody writes."""
    text = raw[:_SAMPLE].decode("gb18030", errors="ignore")
    beyond_ascii = [character for character in text if ord(character) > 127]
    common = sum(_is_common(character) for character in beyond_ascii)
    if common < _COMMON * len(beyond_ascii):
        raise FileRefused("文字编码无法识别（按 GBK 读出来是乱码）：请另存为 UTF-8 或 GBK。")


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
