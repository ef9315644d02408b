"""HTML pages: headings, paragraphs, lists and tables; scripts, styles and menus are left out."""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import FileRefused
from knowledge.loaders.base import Block, Loaded, Outline
from knowledge.loaders.decoding import decoded
from knowledge.loaders.tables import readable_rows, tidy
from knowledge.types import Place

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SKIPPED = {"script", "style", "noscript", "template", "nav", "head", "svg", "iframe"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_BLOCKS = _HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt"),
    *("figcaption", "figure", "footer", "header", "html", "li", "main", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_SPANNED = 200_000  # cells that others reach into
# lxml refuses text with an encoding declaration that it has not decoded itself.
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# A line break in the source is a space, but none is written between two Chinese characters.
_CHINESE_BREAK = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])")


def load_html(path: Path, document: str) -> Loaded:
    """One block per paragraph, list item or table row."""
    from lxml import html

    text = _DECLARATION.sub("", decoded(path))
    if not text.strip():
        return Loaded([])
    # Nothing is fetched and no entity of the page is expanded.
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(text, parser=parser)
    outline = Outline()
    blocks: list[Block] = []
    for tag, texts in _pieces(root):
        if tag in _HEADINGS:
            outline.enter(int(tag[1]), texts[0])
            continue
        place = Place(document, headings=outline.path)
        blocks += [Block(text, place, is_row=tag == "table") for text in texts]
    return Loaded(blocks)


def _pieces(element: "HtmlElement") -> Iterator[tuple[str, list[str]]]:
    """The page's blocks in order: their tag and texts (a table's rows, otherwise one text)."""
    tag = str(element.tag)
    if tag in _SKIPPED or "hidden" in element.attrib or _NOT_SHOWN.search(element.get("style", "")):
        return
    if tag == "table" and not _is_layout(element):
        yield tag, readable_rows(_cells(element))
        return
    if tag in _HEADINGS:
        yield tag, [tidy(element.text_content())]
        return
    inline = _flowing(element.text)
    for child in element:
        child_tag = str(child.tag)
        if child_tag in _BLOCKS or child_tag in _SKIPPED:
            yield from _paragraph(inline)
            inline = ""
            yield from _pieces(child)
        else:
            inline += "\n" if child_tag == "br" else _flowing(child.text_content())
        inline += _flowing(child.tail)
    yield from _paragraph(inline)


def _flowing(text: str | None) -> str:
    return re.sub(r"\s+", " ", _CHINESE_BREAK.sub("", text or ""))


def _paragraph(text: str) -> Iterator[tuple[str, list[str]]]:
    if lines := [tidy(line) for line in text.split("\n") if line.strip()]:
        yield "p", ["\n".join(lines)]


def _is_layout(table: "HtmlElement") -> bool:
    """A table that places parts of the page: of one cell, or with tables in its cells."""
    cells = islice(table.iter("td", "th"), 2)
    return sum(1 for _ in cells) < 2 or table.find(".//table") is not None


def _cells(table: "HtmlElement") -> list[list[str | None]]:
    """The table's texts; a cell over several rows or columns stands in each of them."""
    rows: list[list[str | None]] = []
    below: dict[tuple[int, int], str] = {}
    for number, row in enumerate(table.iter("tr")):
        cells: list[str | None] = []
        for cell in row.iterchildren("td", "th"):
            while (number, len(cells)) in below:
                cells.append(below[number, len(cells)])
            text = tidy(cell.text_content())
            for down in range(1, _span(cell, "rowspan")):
                below[number + down, len(cells)] = text
            if len(below) > _MOST_SPANNED:
                raise FileRefused("表格里跨行的单元格太多，是人为构造的：请重新导出这一页。")
            cells.append(text)
            cells.extend([None] * (_span(cell, "colspan") - 1))
        while (number, len(cells)) in below:
            cells.append(below[number, len(cells)])
        rows.append(cells)
    return rows


def _span(cell: "HtmlElement", name: str) -> int:
    """A span as written, at most 50: a page could claim millions."""
    written = cell.get(name, "1").strip()
    return min(int(written), 50) if written.isdecimal() else 1
