"""A table as rows that can be read one by one, each carrying its header."""

import re
from collections.abc import Sequence

Row = Sequence[str]

PRODUCT_COLUMNS = frozenset(
    {
        *("适用型号", "适用商品", "适用产品", "适用机型", "商品编码", "商品编号", "产品型号"),
        *("商品型号", "型号", "货号", "款号", "SKU", "sku", "SKU编码", "sku编码"),
    }
)
"""The columns that say which products a row is for."""

_NUMBER = re.compile(r"[-+¥￥]?\d[\d,.]*%?")
_CODE = re.compile(r"(?=\S*\d)(?:[A-Za-z0-9]+-[A-Za-z0-9._/-]+|[A-Za-z0-9]{5,})")
_LONGEST_NAME = 40  # a column's name, at most
_PIECE = 300  # characters of a product's properties that are read at once


def tidy(text: str | None) -> str:
    """A cell's text on one line."""
    return " ".join((text or "").split())


def header_of(rows: Sequence[Row]) -> tuple[Row | None, int]:
    """The names of the columns, and how many rows at the top they take: 0, 1 or 2.

    A row names columns if its cells are filled, different, short and no numbers; the first may
    be empty, as in a comparison. Two columns are a list of properties (内机噪音｜18-38dB), which
    needs no header, unless one of them says which products a row is for.
    """
    if len(rows) < 2 or (len(rows[0]) < 3 and PRODUCT_COLUMNS.isdisjoint(rows[0])):
        return None, 0
    if _names_columns(rows[0]):
        return rows[0], 1
    if len(rows) > 2 and (joined := joined_header(rows[0], rows[1])) and _names_columns(joined):
        return joined, 2
    return None, 0


def joined_header(upper: Row, lower: Row) -> Row | None:
    """Two rows that name columns together: 制冷 over 功率 and 噪音 are 制冷功率 and 制冷噪音.

    ``None`` when the upper row spans nothing.
    """
    if len(upper) != len(lower) or not all(lower) or len(set(filter(None, upper))) == len(upper):
        return None
    return [
        below if not above or above == below else f"{above}{below}"
        for above, below in zip(upper, lower, strict=True)
    ]


def _names_columns(row: Row) -> bool:
    named = row[1:] if len(row) > 2 and not row[0] else row
    return (
        all(named)
        and len(set(row)) == len(row)
        and all(len(name) <= _LONGEST_NAME and not _NUMBER.fullmatch(name) for name in named)
    )


def readable(row: Row, header: Row | None) -> str:
    """``系列：静悦；颜色：白色`` with a header, ``内机噪音：18-38dB`` for two columns."""
    if header is not None:
        pairs = zip(header, row, strict=False)
        return "；".join(f"{name}：{value}" if name else value for name, value in pairs if value)
    filled = [value for value in row if value]
    return "：".join(filled) if len(filled) == 2 else "；".join(filled)


def readable_rows(table: Sequence[Sequence[str | None]]) -> list[str]:
    """Every row that holds something, except the header, which is in each of them.

    ``None`` is a cell that the one on its left spans.
    """
    rows = [_spread(row) for row in table]
    header, height = header_of(rows) if rows else (None, 0)
    alone = [[tidy(cell) for cell in row] for row in table]
    rows = alone if header is None else alone[height:]
    filled = [row for row in rows if any(row)]
    if header is None:
        header, height = header_of(filled)
        filled = filled[height:]
    if pieces := by_product([list(header), *filled] if header is not None else filled):
        return [text for _, text in pieces]
    return [readable(row, header) for row in filled]


def _spread(row: Sequence[str | None]) -> list[str]:
    spread: list[str] = []
    for cell in row:
        spread.append(spread[-1] if cell is None and spread else tidy(cell))
    return spread


def by_product(rows: Sequence[Row]) -> list[tuple[int, str]]:
    """A sheet of properties with a product in each column, as texts that name their product.

    ``(row, text)``, the row counted from 0; empty when the table is none. One of two columns
    (型号｜HF-A1, 噪音｜18dB) is such a sheet, too.
    """
    if len(rows) < 2:
        return []
    at = next((at for at, row in enumerate(rows) if row and row[0] in PRODUCT_COLUMNS), None)
    if at is None or (at > 0 and len(rows[0]) != 2):
        return []
    name, *products = rows[at]
    if not products or not all(map(_CODE.match, products)):
        return []
    if any(row and _CODE.match(row[0]) for row in rows):
        return []  # the products stand below each other: an ordinary table
    pieces: list[tuple[int, str]] = []
    for column, product in enumerate(products, start=1):
        pieces += _properties(rows, at, column, f"{name}：{product}")
    return pieces


def _properties(rows: Sequence[Row], at: int, column: int, product: str) -> list[tuple[int, str]]:
    pieces: list[tuple[int, str]] = []
    text, first = product, 0
    for number, row in enumerate(rows):
        if number == at or column >= len(row) or not row[column]:
            continue
        found = f"{row[0]}：{row[column]}" if row[0] else row[column]
        if text != product and len(text) + len(found) > _PIECE:
            pieces.append((first, text))
            text = product
        if text == product:
            first = number
        text = f"{text}；{found}"
    return [*pieces, (first, text)] if text != product else pieces
