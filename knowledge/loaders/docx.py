"""Word documents: headings by style, paragraphs, tables, in reading order."""

import re
from pathlib import Path
from typing import Any

from knowledge.loaders.archive import check_archive
from knowledge.loaders.base import Block, Loaded, Outline
from knowledge.loaders.tables import readable_rows
from knowledge.types import Place

_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)


def load_docx(path: Path, document: str) -> Loaded:
    """One block per paragraph or table row. Word stores no page numbers, so places have none."""
    check_archive(path)
    from docx import Document
    from docx.table import Table

    outline = Outline()
    blocks: list[Block] = []
    for item in Document(str(path)).iter_inner_content():
        if isinstance(item, Table):
            place = Place(document, headings=outline.path)
            blocks += [Block(row, place, is_row=True) for row in readable_rows(_cells(item))]
            continue
        text = item.text.strip()
        level = _heading_level(item)
        if level is not None:
            outline.enter(level, text)
        elif text:
            blocks.append(Block(text, Place(document, headings=outline.path)))
    return Loaded(blocks)


def _heading_level(paragraph: Any) -> int | None:
    """1 for the title and the outermost heading style, ``None`` for running text."""
    name = (paragraph.style.name if paragraph.style is not None else "") or ""
    if name.lower() in ("title", "标题"):
        return 0
    found = _HEADING_STYLE.match(name)
    return int(found[1]) if found else None


def _cells(table: Any) -> list[list[str | None]]:
    """The table's texts; a cell that spans several columns is taken once."""
    rows: list[list[str | None]] = []
    for row in table.rows:
        row_cells: list[str | None] = []
        seen: set[int] = set()
        for cell in row.cells:
            repeated = id(cell._tc) in seen
            seen.add(id(cell._tc))
            row_cells.append(None if repeated else cell.text)
        rows.append(row_cells)
    return rows
