"""PDF manuals: lines, headings by their size, and tables, page by page.

A PDF knows neither paragraphs nor headings. A line larger than the body text is a heading; a line
that fills the width is continued by the next one; a table that begins a page goes on from the one
that ended the page before.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from knowledge.errors import FileRefused
from knowledge.loaders.base import Block, Loaded, Outline
from knowledge.loaders.pdf_pages import Line, PageText, page_text
from knowledge.loaders.tables import header_of, readable_rows, tidy
from knowledge.types import Place

MAX_PAGES = 1_000

_LONGEST_HEADING = 40
_HEADING_RATIO = 1.15  # a heading's size over the body's, at least
_DIGITS = re.compile(r"\d+")
_SENTENCE_ENDS = tuple("。！？；：.!?;:")
_MOST_UNMAPPED = 0.2  # of the characters: more than bullets
_SAME_EDGE = 3.0  # points between the columns of a table before and after a page break


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
            pages = [page_text(page) for page in pdf.pages]
    except PdfminerException as error:
        if error.args and isinstance(error.args[0], MemoryError | RecursionError):
            raise error.args[0] from error
        raise FileRefused(_reason(error)) from error
    lines = [line for page in pages for line in page.lines]
    _check_readable(pages, lines)
    lines = _with_headers_carried_on(_without_running_heads(lines))
    return Loaded(list(_Reader(lines, document).blocks(lines)), list(_notes(pages)))


def _reason(error: Exception) -> str:
    cause = error.args[0] if error.args else error
    if "Password" in type(cause).__name__ or "Encrypt" in type(cause).__name__:
        return "文件加了密码：请去掉打开密码后重新上传。"
    return "文件已损坏或不是 PDF：请重新导出。"


def _check_readable(pages: list[PageText], lines: list[Line]) -> None:
    characters = sum(page.characters for page in pages)
    if sum(page.unmapped for page in pages) > _MOST_UNMAPPED * characters:
        raise FileRefused(
            "文字是乱码（字体没有带 Unicode 对照表）：请用 Word 重新导出 PDF，或上传 Word 版。"
        )
    if not lines:
        raise FileRefused("没有可读的文字（可能是扫描件）：请先做文字识别，或上传 Word 版。")


def _notes(pages: list[PageText]) -> Iterator[str]:
    scans = [str(number) for number, page in enumerate(pages, start=1) if page.is_scan]
    if scans:
        more = f" 等 {len(scans)} 页" if len(scans) > 10 else " 页"
        yield f"第 {'、'.join(scans[:10])}{more}只有图片，没有读：请先做文字识别。"


def _body_size(lines: list[Line]) -> float:
    """The size most characters are set in."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0]


def _without_running_heads(lines: list[Line]) -> list[Line]:
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


def _with_headers_carried_on(lines: list[Line]) -> list[Line]:
    """A table that goes on after a page break gets the header it began with."""
    carried: list[Line] = []
    header: tuple[str | None, ...] | None = None
    for line in lines:
        before = carried[-1] if carried else None
        if before is not None and header is not None and _goes_on_from(before, line):
            first = [tidy(cell) for cell in line.rows[0]]
            if first != [tidy(cell) for cell in header]:
                line = replace(line, rows=(header, *line.rows))
        elif line.rows:
            names, height = header_of([[tidy(cell) for cell in row] for row in line.rows])
            header = tuple(names) if names is not None and height == 1 else None
        carried.append(line)
    return carried


def _goes_on_from(before: Line, line: Line) -> bool:
    return (
        bool(before.rows and line.rows)
        and line.page == before.page + 1
        and len(line.edges) == len(before.edges)
        and all(
            abs(one - other) <= _SAME_EDGE
            for one, other in zip(line.edges, before.edges, strict=True)
        )
    )


class _Reader:
    """Puts lines together to paragraphs and keeps the headings above them."""

    def __init__(self, lines: list[Line], document: str) -> None:
        self._document = document
        self._margin = max(line.right for line in lines)
        body = _body_size(lines)
        larger = sorted({line.size for line in lines if line.size >= body * _HEADING_RATIO})
        self._level = {size: depth for depth, size in enumerate(reversed(larger), start=1)}
        self._outline = Outline()
        self._paragraph: list[Line] = []

    def blocks(self, lines: list[Line]) -> Iterator[Block]:
        for line in lines:
            if line.rows:
                yield from self._close()
                place = self._place(line.page)
                yield from (Block(row, place, is_row=True) for row in readable_rows(line.rows))
            elif line.size in self._level and len(line.text) <= _LONGEST_HEADING:
                yield from self._close()
                self._outline.enter(self._level[line.size], line.text)
            else:
                self._paragraph.append(line)
                if not self._goes_on(line):
                    yield from self._close()
        yield from self._close()

    def _goes_on(self, line: Line) -> bool:
        full = line.right >= (line.margin or self._margin) - 2 * line.size
        return full and not line.text.endswith(_SENTENCE_ENDS)

    def _close(self) -> Iterator[Block]:
        if self._paragraph:
            text = "".join(line.text for line in self._paragraph)
            yield Block(text, self._place(self._paragraph[0].page))
            self._paragraph = []

    def _place(self, page: int) -> Place:
        return Place(self._document, page=page, headings=self._outline.path)
