"""Word documents: headings, paragraphs, lists, text boxes, footnotes and tables in reading order.

python-docx opens the package; the text is read from its XML, because paragraphs inside content
controls, text boxes and tracked insertions are not in python-docx's own lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from knowledge.errors import FileRefused
from knowledge.loaders.archive import check_archive
from knowledge.loaders.base import Block, Loaded, Outline
from knowledge.loaders.docx_styles import Styles, child, value, w
from knowledge.loaders.tables import readable_rows, tidy
from knowledge.types import Place

_WIDEST_SPAN = 100
_DEEPEST = 20  # tables within tables, boxes within boxes

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted text, and what is the same once more for older versions of Word.
_SKIPPED = {w("del"), w("moveFrom"), w("rPr"), w("pPr"), w("instrText"), w("delText"), _FALLBACK}
_BREAKS = {w("br"): "\n", w("cr"): "\n", w("tab"): "\t", w("noBreakHyphen"): "-"}


def load_docx(path: Path, document: str) -> Loaded:
    """One block per paragraph or table row. Word stores no page numbers, so places have none."""
    check_archive(path)
    from docx import Document

    try:
        opened = Document(str(path))
    except (KeyError, ValueError) as error:
        raise FileRefused(
            "不是 Word 文档（可能是改了扩展名，或带宏的 docm）：请另存为 docx。"
        ) from error
    reader = _Reader(document, Styles.of(opened))
    reader.read(opened.element.body)
    with ZipFile(path) as archive:
        notes = list(_notes(archive))
    return Loaded(reader.blocks, notes)


def _notes(archive: ZipFile) -> Iterator[str]:
    names = archive.namelist()
    if any(name.startswith("word/embeddings/") for name in names):
        yield "嵌入的对象（如 Excel 表）没有读：请把其中的内容另存为单独的文件。"
    settings = "word/_rels/settings.xml.rels"
    if settings in names and b"attachedTemplate" in archive.read(settings):
        yield "外部模板没有访问。"


@dataclass(slots=True)
class _Reader:
    """Goes through the document once and keeps the headings above."""

    document: str
    styles: Styles
    blocks: list[Block] = field(default_factory=list)
    outline: Outline = field(default_factory=Outline)

    def read(self, container: Any, depth: int = 0) -> None:
        """The paragraphs and tables of a body, a cell or a text box."""
        if depth > _DEEPEST:
            raise FileRefused(f"表格或文本框嵌套超过 {_DEEPEST} 层：请简化后重新保存。")
        for element in container:
            if element.tag == w("p"):
                self._paragraph(element, depth)
            elif element.tag == w("tbl"):
                self._table(element, depth)
            elif element.tag == w("sdt") and (content := child(element, "sdtContent")) is not None:
                self.read(content, depth + 1)
            elif element.tag in (w("ins"), w("moveTo"), w("smartTag"), w("customXml")):
                self.read(element, depth + 1)

    def _paragraph(self, paragraph: Any, depth: int) -> None:
        boxes: list[Any] = []
        text = "".join(self._texts(paragraph, boxes)).strip()
        level = self.styles.heading_level(paragraph)
        if level is not None:
            self.outline.enter(level, tidy(self.styles.number_of(paragraph) + text))
        elif text:
            self._add(self.styles.number_of(paragraph) + text)
        for box in boxes:
            self.read(box, depth + 1)

    def _texts(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        """The texts below an element in order, footnotes in brackets; its boxes are put aside."""
        for part in element:
            tag = part.tag
            if tag == w("t"):
                yield part.text or ""
            elif tag in _BREAKS:
                yield _BREAKS[tag]
            elif tag == w("txbxContent"):
                boxes.append(part)
            elif tag in (w("footnoteReference"), w("endnoteReference")):
                yield self.styles.note(tag, value(part, "id"))
            elif tag not in _SKIPPED and not _is_hidden(part):
                yield from self._texts(part, boxes)

    def _table(self, table: Any, depth: int) -> None:
        rows = [row for row in _unwrapped(table) if row.tag == w("tr")]
        cells = [cell for row in rows for cell in _unwrapped(row) if cell.tag == w("tc")]
        if len(cells) == 1:  # a frame around a piece of the document
            self.read(cells[0], depth + 1)
            return
        for row in readable_rows(self._cells(rows, depth)):
            self._add(row, is_row=True)

    def _cells(self, rows: list[Any], depth: int) -> list[list[str | None]]:
        """The texts; a cell that spans columns is taken once, one that spans rows in each."""
        table: list[list[str | None]] = []
        for row in rows:
            cells: list[str | None] = []
            for cell in _unwrapped(row):
                if cell.tag != w("tc"):
                    continue
                about = child(cell, "tcPr")
                merged = child(about, "vMerge")
                at = len(cells)
                if merged is not None and value(merged) != "restart" and table:
                    cells.append(table[-1][at] if at < len(table[-1]) else "")
                else:
                    cells.append(self._cell_text(cell, depth + 1))
                span = value(child(about, "gridSpan"))
                wide = min(int(span), _WIDEST_SPAN) if span.isdecimal() else 1
                cells.extend([None] * (wide - 1))
            table.append(cells)
        return table

    def _cell_text(self, cell: Any, depth: int) -> str:
        """A cell on one line; a table inside it is read row by row."""
        inner = _Reader(self.document, self.styles)
        inner.read(cell, depth)
        return " ".join(tidy(block.text) for block in inner.blocks)

    def _add(self, text: str, is_row: bool = False) -> None:
        self.blocks.append(Block(text, Place(self.document, headings=self.outline.path), is_row))


def _unwrapped(element: Any) -> Iterator[Any]:
    """Its parts, also those inside content controls."""
    for part in element:
        content = child(part, "sdtContent") if part.tag == w("sdt") else None
        if content is None:
            yield part
        else:
            yield from content


def _is_hidden(run: Any) -> bool:
    about = child(run, "rPr") if run.tag == w("r") else None
    hidden = child(about, "vanish")
    return hidden is not None and value(hidden) not in ("0", "false")
