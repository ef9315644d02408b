"""PDF manuals: lines, headings by their size, and tables, page by page.

A PDF knows neither paragraphs nor headings. A line larger than the body text is a heading; a line
that fills the width is continued by the next one.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.errors import FileRefused
from knowledge.loaders.base import Block, Loaded, Outline
from knowledge.loaders.tables import readable_rows
from knowledge.types import Place

MAX_PAGES = 1_000

_LONGEST_HEADING = 40
_HEADING_RATIO = 1.15  # a heading's size over the body's, at least
_UNMAPPED = re.compile(r"\(cid:\d+\)\s*")  # a glyph without a character: mostly bullets
_DIGITS = re.compile(r"\d+")
_SENTENCE_ENDS = tuple("。！？；：.!?;:")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line or a whole table (``rows``) of a page; sizes and positions in points."""

    page: int
    text: str
    size: float
    right: float
    rows: tuple[str, ...] = ()


def load_pdf(path: Path, document: str) -> Loaded:
    """One block per paragraph or table row.

    Raises ``FileRefused`` for a file that is encrypted, damaged, too long, or without text.
    """
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        with pdfplumber.open(path) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                raise FileRefused(f"超过 {MAX_PAGES} 页：请拆成几个文件。")
            lines = [line for page in pdf.pages for line in _page_lines(page)]
    except PdfminerException as error:
        raise FileRefused(_reason(error)) from error
    if not lines:
        raise FileRefused("没有可读的文字（可能是扫描件）：请先做文字识别，或上传 Word 版。")
    lines = _without_running_heads(lines)
    return Loaded(list(_Reader(lines, document).blocks(lines)))


def _reason(error: Exception) -> str:
    cause = error.args[0] if error.args else error
    if "Password" in type(cause).__name__ or "Encrypt" in type(cause).__name__:
        return "文件加了密码：请去掉打开密码后重新上传。"
    return "文件已损坏或不是 PDF：请重新导出。"


def _page_lines(page: Any) -> list[_Line]:
    """The page from top to bottom, each table in its place."""
    tables = page.find_tables()
    outside = page
    for table in tables:
        outside = outside.outside_bbox(table.bbox)
    placed = [
        (line["top"], _Line(page.page_number, text, _size(line), line["x1"]))
        for line in outside.extract_text_lines()
        if (text := _UNMAPPED.sub("", line["text"]).strip())
    ]
    for table in tables:
        if rows := tuple(readable_rows(table.extract())):
            placed.append((table.bbox[1], _Line(page.page_number, "", 0.0, 0.0, rows)))
    page.close()
    return [line for _, line in sorted(placed, key=lambda item: item[0])]


def _size(line: dict[str, Any]) -> float:
    sizes = Counter(round(float(char["size"]), 1) for char in line["chars"])
    return sizes.most_common(1)[0][0]


def _body_size(lines: list[_Line]) -> float:
    """The size most characters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _without_running_heads(lines: list[_Line]) -> list[_Line]:
    """Page numbers, headers and footers: the same line, figures aside, on most of the pages."""
    pages: dict[str, set[int]] = {}
    for line in lines:
        pages.setdefault(_DIGITS.sub("", line.text), set()).add(line.page)
    count = len({line.page for line in lines})
    return [
        line
        for line in lines
        if line.rows or count < 3 or len(pages[_DIGITS.sub("", line.text)]) <= count / 2
    ]


class _Reader:
    """Puts lines together to paragraphs and keeps the headings above them."""

    def __init__(self, lines: list[_Line], document: str) -> None:
        self._document = document
        self._margin = max(line.right for line in lines)
        body = _body_size(lines)
        larger = sorted({line.size for line in lines if line.size >= body * _HEADING_RATIO})
        self._level = {size: depth for depth, size in enumerate(reversed(larger), start=1)}
        self._outline = Outline()
        self._paragraph: list[_Line] = []

    def blocks(self, lines: list[_Line]) -> Iterator[Block]:
        for line in lines:
            if line.rows:
                yield from self._close()
                place = self._place(line.page)
                yield from (Block(row, place, is_row=True) for row in line.rows)
            elif line.size in self._level and len(line.text) <= _LONGEST_HEADING:
                yield from self._close()
                self._outline.enter(self._level[line.size], line.text)
            else:
                self._paragraph.append(line)
                if not self._goes_on(line):
                    yield from self._close()
        yield from self._close()

    def _goes_on(self, line: _Line) -> bool:
        full = line.right >= self._margin - 2 * line.size
        return full and not line.text.endswith(_SENTENCE_ENDS)

    def _close(self) -> Iterator[Block]:
        if self._paragraph:
            text = "".join(line.text for line in self._paragraph)
            yield Block(text, self._place(self._paragraph[0].page))
            self._paragraph = []

    def _place(self, page: int) -> Place:
        return Place(self._document, page=page, headings=self._outline.path)
