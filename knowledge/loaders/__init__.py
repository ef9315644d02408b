"""Loaders: one file per format, listed once in ``LOADERS``."""

from pathlib import Path

from knowledge.errors import FileRefused
from knowledge.loaders.base import Block, Loader
from knowledge.loaders.csv import load_csv
from knowledge.loaders.docx import load_docx
from knowledge.loaders.html import load_html
from knowledge.loaders.markdown import load_markdown
from knowledge.loaders.pdf import load_pdf
from knowledge.loaders.text import load_text
from knowledge.loaders.xlsx import load_xlsx

__all__ = ["LOADERS", "MAX_FILE_BYTES", "Block", "check_size", "load"]

MAX_FILE_BYTES = 20 * 1024 * 1024

LOADERS: dict[str, Loader] = {
    ".pdf": load_pdf,
    ".docx": load_docx,
    ".xlsx": load_xlsx,
    ".csv": load_csv,
    ".html": load_html,
    ".htm": load_html,
    ".md": load_markdown,
    ".txt": load_text,
}


def load(path: Path, document: str) -> list[Block]:
    """The file's blocks in reading order, at least one.

    ``document`` is its path inside the shop folder. Raises ``FileRefused`` with the reason for
    anything that keeps it from being read.
    """
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise FileRefused(
            f"不支持 {path.suffix or '没有扩展名的'} 文件：请另存为 {'、'.join(LOADERS)} 之一。"
        )
    check_size(path)
    try:
        blocks = loader(path, document)
    except (FileRefused, MemoryError, RecursionError):
        raise
    except Exception as error:  # parsers raise whatever a damaged file leads them to
        raise FileRefused(
            f"文件已损坏，读不出内容（{type(error).__name__}）：请重新导出。"
        ) from error
    if not blocks:
        raise FileRefused("文件里没有文字：请确认内容，或删除这个文件。")
    return blocks


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
