"""CSV in UTF-8 or GBK, separated by commas, semicolons or tabs."""

import csv
import io
from pathlib import Path

from knowledge.errors import FileRefused
from knowledge.loaders.base import Block
from knowledge.loaders.decoding import decoded
from knowledge.loaders.sheets import MAX_COLUMNS, MAX_ROWS, Sheet, blocks_of


def load_csv(path: Path, document: str) -> list[Block]:
    """One block per row."""
    return blocks_of([read_csv(path)], document)


def read_csv(path: Path) -> Sheet:
    """The file as one sheet without a name; rows are counted as a spreadsheet shows them."""
    text = decoded(path)
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter), start=1):
            cells = tuple(cell.strip() for cell in row)
            if any(cells):
                rows.append((number, cells))
            if len(rows) > MAX_ROWS or len(cells) > MAX_COLUMNS:
                raise FileRefused(f"超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列：请拆成几个文件。")
    except csv.Error as error:
        raise FileRefused(f"CSV 读不下去（{error}）：请检查引号是否成对。") from error
    return Sheet(None, tuple(rows))
