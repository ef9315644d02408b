"""Documents and plain tables as Excel workbooks."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.shops.demo.sources.markdown_blocks import Document, Heading, Listing, Paragraph
from knowledge.shops.demo.sources.markdown_blocks import Table as MarkdownTable
from knowledge.shops.demo.sources.reproducible import settle

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_WIDEST = 60  # characters of a column; Chinese ones count twice
_HEADER_FILL = "DCE6F1"

Row = tuple[str | Decimal, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; with ``header`` its first row is styled as such. A ``Decimal`` is an amount."""

    name: str
    rows: tuple[Row, ...]
    header: bool = True


def write(document: Document, path: Path) -> None:
    """Texts go to the sheet 说明; each table to a sheet named after its heading."""
    notes: list[Row] = []
    sheets: list[Sheet] = []
    heading = document.title
    for block in document.blocks:
        if isinstance(block, MarkdownTable):
            sheets.append(Sheet(heading, (block.header, *block.rows)))
        elif isinstance(block, Heading):
            heading = block.text
            if block.level == 1:
                notes.append((block.text,))
        elif isinstance(block, Paragraph):
            notes.append((block.text,))
        elif isinstance(block, Listing):
            notes += [(f"{mark} {item}",) for mark, item in block.marked()]
    write_workbook([Sheet("说明", tuple(notes), header=False), *sheets], path, document.revised)


def write_workbook(sheets: list[Sheet], path: Path, revised: date) -> None:
    """Everything is written as text, except amounts: no cell is ever taken for a formula."""
    from openpyxl import Workbook

    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in sheets:
        _fill(workbook.create_sheet(sheet.name), sheet)
    workbook.properties.creator = "禾风电器旗舰店"
    workbook.properties.created = datetime.combine(revised, time(), UTC).replace(tzinfo=None)
    workbook.save(path)
    settle(path, revised)


def _fill(target: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.styles import Alignment

    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row, start=1):
            if value == "":
                continue
            cell = target.cell(number, column, value)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if isinstance(value, Decimal):
                cell.number_format = "0.00"
            else:
                cell.data_type = "s"
    _set_widths(target, sheet)
    if sheet.header:
        _style_header(target)


def _set_widths(target: "Worksheet", sheet: Sheet) -> None:
    from openpyxl.utils import get_column_letter

    for column in range(1, max(map(len, sheet.rows)) + 1):
        texts = [str(row[column - 1]) for row in sheet.rows if len(row) >= column]
        width = max(sum(1 if char.isascii() else 2 for char in text) for text in texts)
        target.column_dimensions[get_column_letter(column)].width = min(width + 2, _WIDEST)


def _style_header(target: "Worksheet") -> None:
    from openpyxl.styles import Font, PatternFill

    for cell in target[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADER_FILL)
    target.freeze_panes = "A2"
