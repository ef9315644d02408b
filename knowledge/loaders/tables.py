"""A table as rows that can be read one by one, each carrying its header."""

import re
from collections.abc import Sequence

Row = Sequence[str]

PRODUCT_COLUMNS = frozenset({"适用型号", "适用商品", "适用机型", "商品编码", "型号", "SKU", "sku"})
"""The columns that say which products a row is for."""

_NUMBER = re.compile(r"[-+¥￥]?\d[\d,.]*%?")


def tidy(text: str | None) -> str:
    """A cell's text on one line."""
    return " ".join((text or "").split())


def header_of(rows: Sequence[Row]) -> Row | None:
    """The first row if it names columns: all filled, different, none a number.

    Two columns are a list of properties (内机噪音｜18-38dB), which needs no header, unless one of
    them says which products a row is for.
    """
    if len(rows) < 2:
        return None
    first = rows[0]
    if len(first) < 3 and PRODUCT_COLUMNS.isdisjoint(first):
        return None
    different = all(first) and len(set(first)) == len(first)
    return first if different and not any(map(_NUMBER.fullmatch, first)) else None


def readable(row: Row, header: Row | None) -> str:
    """``系列：静悦；颜色：白色`` with a header, ``内机噪音：18-38dB`` for two columns."""
    if header is not None:
        pairs = zip(header, row, strict=False)
        return "；".join(f"{name}：{value}" for name, value in pairs if value)
    filled = [value for value in row if value]
    return "：".join(filled) if len(filled) == 2 else "；".join(filled)


def readable_rows(table: Sequence[Sequence[str | None]]) -> list[str]:
    """Every row that holds something, except the header, which is in each of them."""
    rows = [[tidy(cell) for cell in row] for row in table]
    rows = [row for row in rows if any(row)]
    header = header_of(rows)
    return [readable(row, header) for row in (rows[1:] if header else rows)]
