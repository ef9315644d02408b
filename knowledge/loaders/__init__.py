"""Loaders: one file per format, listed once in ``LOADERS``."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from knowledge.errors import FileRefused
from knowledge.loaders.base import Block, Loaded, Loader
from knowledge.loaders.cleaning import is_garbled, plain
from knowledge.loaders.csv import load_csv
from knowledge.loaders.docx import load_docx
from knowledge.loaders.html import load_html
from knowledge.loaders.markdown import load_markdown
from knowledge.loaders.pdf import load_pdf
from knowledge.loaders.sheets import MAX_CHARACTERS
from knowledge.loaders.text import load_text
from knowledge.loaders.xlsx import load_xlsx
from knowledge.loaders.yaml import load_yaml

__all__ = ["LOADERS", "MAX_FILE_BYTES", "Block", "Loaded", "check_size", "damage_refused", "load"]

MAX_FILE_BYTES = 20 * 1024 * 1024

LOADERS: dict[str, Loader] = {
    ".pdf": load_pdf,
    ".docx": load_docx,
    ".xlsx": load_xlsx,
    ".xlsm": load_xlsx,
    ".csv": load_csv,
    ".html": load_html,
    ".htm": load_html,
    ".md": load_markdown,
    ".txt": load_text,
    ".yaml": load_yaml,
    ".yml": load_yaml,
}


def load(path: Path, document: str) -> Loaded:
    """The file's blocks in reading order, at least one, and notes on what was left out.

    ``document`` is its path inside the shop folder. Raises ``FileRefused`` with the reason for
    anything that keeps it from being read.
    """
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise FileRefused(
            f"不支持 {path.suffix or '没有扩展名的'} 文件：请另存为 {'、'.join(LOADERS)} 之一。"
        )
    check_size(path)
    with damage_refused():
        loaded = loader(path, document)
    return _checked(loaded)


@contextmanager
def damage_refused() -> Iterator[None]:
    """Whatever a parser raises over a damaged file becomes ``FileRefused`` with the remedy.

    What says that the machine or the interpreter is at its end goes through as it is.
    """
    try:
        yield
    except (FileRefused, MemoryError, RecursionError, SystemError):
        raise
    except Exception as error:
        raise FileRefused(
            f"文件已损坏，读不出内容（{type(error).__name__}）：请重新导出。"
        ) from error


def _checked(loaded: Loaded) -> Loaded:
    """Raises ``FileRefused`` for a file without text, with too much, or with garbled text."""
    blocks = [replace(block, text=plain(block.text)) for block in loaded.blocks]
    if not any(block.text.strip() for block in blocks):
        left_out = "".join(loaded.notes)
        raise FileRefused(f"文件里没有可读的文字：请确认内容，或删除这个文件。{left_out}")
    if sum(len(block.text) for block in blocks) > MAX_CHARACTERS:
        raise FileRefused(f"内容超过 {MAX_CHARACTERS // 10_000} 万字：请拆成几个文件。")
    if is_garbled("".join(block.text for block in blocks)):
        raise FileRefused("读出来的文字是乱码（编码或字体不对）：请重新导出，或上传 Word 版。")
    return replace(loaded, blocks=blocks)


def check_size(path: Path) -> None:
    """Raises ``FileRefused`` for an empty file and for one above ``MAX_FILE_BYTES``."""
    size = path.stat().st_size
    if size == 0:
        raise FileRefused("文件是空的：请重新导出或删除。")
    if size > MAX_FILE_BYTES:
        raise FileRefused(
            f"文件有 {size / 1024 / 1024:.0f} MB，超过上限 {MAX_FILE_BYTES // 1024 // 1024} MB："
            "请压缩图片或拆成几个文件。"
        )
