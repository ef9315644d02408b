"""Workbooks as commands write them: a bold head, wide columns, the head in sight."""

from collections.abc import Iterable, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter

_HEAD = PatternFill("solid", start_color="FFF2F3F5")
WIDE = 22


def add_sheet(
    book: Workbook, title: str, head: Sequence[str], rows: Iterable[Iterable[object]]
) -> None:
    """The first takes the place of the empty sheet that a new workbook has."""
    first = book.worksheets[0]
    sheet = first if first.title == "Sheet" else book.create_sheet()
    sheet.title = title
    sheet.append(list(head))
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    for row in rows:
        sheet.append(list(row))
    for column in range(1, len(head) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = WIDE
    sheet.freeze_panes = "A2"


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()
