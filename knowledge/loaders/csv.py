"""CSV in UTF-8 or GBK, separated by commas, semicolons, tabs or bars."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from knowledge.errors import FileRefused
from knowledge.loaders.base import Loaded
from knowledge.loaders.decoding import decoded
from knowledge.loaders.sheets import MAX_COLUMNS, MAX_ROWS, Sheet, blocks_of

_DELIMITERS = ",\t;|"
_SAMPLE = 50  # rows from which the delimiter is told
_LONGEST_CELL = 100  # lines: what is longer is a quote that was never closed


def load_csv(path: Path, document: str) -> Loaded:
    """One block per row."""
    return Loaded(blocks_of([read_csv(path)], document))


def read_csv(path: Path) -> Sheet:
    """The file as one sheet without a name; rows are counted as a spreadsheet shows them."""
    text = decoded(path)
    rows: list[tuple[int, tuple[str, ...]]] = []
    for number, row in enumerate(_records(text, _delimiter(text)), start=1):
        cells = tuple(cell.strip() for cell in row)
        if any(cells):
            rows.append((number, cells))
        if len(rows) > MAX_ROWS or len(cells) > MAX_COLUMNS:
            raise FileRefused(f"超过 {MAX_ROWS} 行或 {MAX_COLUMNS} 列：请拆成几个文件。")
    return Sheet(None, tuple(rows))


def _delimiter(text: str) -> str:
    """The one that cuts most of the first rows to the same number of cells."""

    def agreement(delimiter: str) -> tuple[int, int]:
        try:
            sample = islice(csv.reader(io.StringIO(text), delimiter=delimiter), _SAMPLE)
            widths = Counter(len(row) for row in sample if len(row) > 1)
        except csv.Error:
            return 0, 0
        width, rows = max(widths.items(), key=lambda item: item[::-1], default=(0, 0))
        return rows, width

    return max(_DELIMITERS, key=agreement)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows; raises ``FileRefused`` where a quote is opened and not closed."""
    begun, last = 1, 1  # the lines on which the row being read and the one before begin
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        for row in reader:
            if any(cell.count("\n") > _LONGEST_CELL for cell in row):
                raise csv.Error("a cell of very many lines")
            yield row
            last, begun = begun, reader.line_num + 1
    except csv.Error as error:
        raise FileRefused(_never_closed(begun)) from error
    if _ends_inside_quotes(text, delimiter):
        raise FileRefused(_never_closed(last))


def _never_closed(line: int) -> str:
    return f"从第 {line} 行起的引号没有成对，后面的行会连成一格：请补上或删去引号。"


def _ends_inside_quotes(text: str, delimiter: str) -> bool:
    try:
        for _ in csv.reader(io.StringIO(text), delimiter=delimiter, strict=True):
            continue
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False
