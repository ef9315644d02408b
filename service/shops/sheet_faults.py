"""Cells that look empty and are not: a formula whose result was not saved, or an error."""

from collections.abc import Iterator

from knowledge.loaders.sheets import Sheet, column_letters

from .errors import Fault


def unread_cells(sheet: Sheet, file: str) -> Iterator[Fault]:
    """One fault for each: taken as empty, a price or a deadline would be missing unnoticed."""
    for row, columns in sorted(sheet.unread.items()):
        for column, reason in sorted(columns.items()):
            where = f"{sheet.name or ''} {column_letters(column)}{row}".strip()
            yield Fault(file, where, f"{reason}：请在 Excel 里打开并保存，或直接填写数值")
