"""A document as a Word file, with Word's own heading styles."""

from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from knowledge.shops.demo.sources.markdown_blocks import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Table,
)
from knowledge.shops.demo.sources.reproducible import settle


def write(document: Document, path: Path) -> None:
    from docx import Document as new_document

    word = new_document()
    for block in document.blocks:
        _add(word, block)
    properties = word.core_properties
    properties.title, properties.author = document.title, "禾风电器旗舰店"
    properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = datetime.combine(document.revised, time(), UTC)
    word.save(str(path))
    settle(path, document.revised)


def _add(word: Any, block: Block) -> None:
    if isinstance(block, Heading):
        # Word's level 0 is its Title style, so a section is Heading 1.
        word.add_heading(block.text, level=block.level - 1)
    elif isinstance(block, Paragraph):
        word.add_paragraph(block.text)
    elif isinstance(block, Listing):
        _add_list(word, block)
    else:
        _add_table(word, block)


def _add_list(word: Any, listing: Listing) -> None:
    """Steps carry their number as text: Word's numbered style would count on from list to list."""
    if not listing.ordered:
        for item in listing.items:
            word.add_paragraph(item, style="List Bullet")
        return
    for mark, item in listing.marked():
        word.add_paragraph(f"{mark} {item}", style="List Paragraph")


def _add_table(word: Any, table: Table) -> None:
    grid = word.add_table(rows=0, cols=len(table.header), style="Table Grid")
    for row in (table.header, *table.rows):
        for cell, text in zip(grid.add_row().cells, row, strict=True):
            cell.text = text
    for cell in grid.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True
    word.add_paragraph()
