"""``catalog.xlsx`` or ``catalog.csv``: products, how buyers call them, list prices."""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from service.pricing.errors import BadMoney
from service.pricing.money import MAX_FEN, Fen, parse_yuan

from .errors import BadShopFolder, Fault
from .internal import is_internal_name

COLUMNS = ("商品编码", "标题", "别名", "类目", "价格", "属性")
_SEPARATORS = re.compile(r"[｜|\n]")


@dataclass(frozen=True, slots=True)
class Product:
    """One SKU. ``aliases`` are how buyers call it; ``attributes`` as the catalogue prints them,
    without those that are the shop's own business (成本价, 底价)."""

    sku: str
    title: str
    aliases: tuple[str, ...]
    category: str
    list_price: Fen
    attributes: Mapping[str, str]
    row: int

    @property
    def series(self) -> str:
        """系列: variants of one product share it."""
        return self.attributes.get("系列", "")

    @property
    def short(self) -> str:
        """The name for a chat window: the first alias, else the title."""
        return self.aliases[0] if self.aliases else self.title


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The shop's products by SKU, in the file's order."""

    products: Mapping[str, Product]
    file: str

    def get(self, sku: str) -> Product | None:
        return self.products.get(sku)

    def __iter__(self) -> Iterator[Product]:
        return iter(self.products.values())


def read_catalogue(folder: Path) -> Catalogue:
    """The shop folder's catalogue. Raises ``BadShopFolder`` naming every bad row."""
    path = next((p for p in (folder / "catalog.xlsx", folder / "catalog.csv") if p.exists()), None)
    if path is None:
        raise BadShopFolder(
            [Fault("catalog.xlsx", "", "没有商品表：请放入 catalog.xlsx 或 catalog.csv")]
        )
    rows = _xlsx_rows(path) if path.suffix == ".xlsx" else _csv_rows(path)
    return _catalogue(path.name, rows)


def _catalogue(file: str, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Catalogue:
    products: dict[str, Product] = {}
    faults: list[Fault] = []
    for number, row in rows:
        missing = [column for column in COLUMNS if column not in row]
        if missing:
            raise BadShopFolder([Fault(file, "表头", f"缺少列 {'、'.join(missing)}")])
        try:
            product = _product(number, row)
            if product.sku in products:
                first = products[product.sku].row
                raise ValueError(f"「商品编码」{product.sku} 与第 {first} 行重复")
            products[product.sku] = product
        except (BadMoney, ValueError) as error:
            faults.append(Fault(file, f"第 {number} 行", str(error)))
    if faults:
        raise BadShopFolder(faults)
    if not products:
        raise BadShopFolder([Fault(file, "", "商品表没有商品：请至少填一行")])
    return Catalogue(products, file)


def _product(number: int, row: Mapping[str, str]) -> Product:
    for column in ("商品编码", "标题", "类目"):
        if not row[column]:
            raise ValueError(f"「{column}」是空的，请补上")
    list_price = parse_yuan(row["价格"])
    if not 0 < list_price <= MAX_FEN:
        raise ValueError("「价格」要大于 0")
    return Product(
        sku=row["商品编码"],
        title=row["标题"],
        aliases=tuple(a.strip() for a in _SEPARATORS.split(row["别名"]) if a.strip()),
        category=row["类目"],
        list_price=list_price,
        attributes=_attributes(row["属性"]),
        row=number,
    )


def _attributes(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in re.split(r"[；;\n]", text) if part.strip())
    told = ((key.strip(), value.strip()) for key, _, value in pairs)
    return {key: value for key, value in told if not is_internal_name(key)}


def _csv_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030", errors="strict")
    reader = csv.reader(text.splitlines())
    header = [cell.strip() for cell in next(reader, [])]
    for number, cells in enumerate(reader, 2):
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(header) - len(cells))]
            yield number, {h: c.strip() for h, c in zip(header, padded, strict=False)}


def _xlsx_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    try:
        rows = book.worksheets[0].iter_rows(values_only=True)
        header = [_cell(value) for value in next(rows, ())]
        for number, cells in enumerate(rows, 2):
            values = [_cell(value) for value in cells]
            if any(values):
                yield number, dict(zip(header, values, strict=False))
    finally:
        book.close()


def _cell(value: object) -> str:
    """A cell as text; numbers as people see them (2899 → "2899", 99.9 → "99.9")."""
    if value is None:
        return ""
    if isinstance(value, float):
        return format(Decimal(repr(value)).normalize(), "f")
    return str(value).strip()
