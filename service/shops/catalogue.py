"""``catalog.xlsx`` or ``catalog.csv``: products, how buyers call them, list prices."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge.errors import FileRefused, ReaderUnavailable
from knowledge.isolation import read_sheets
from knowledge.loaders.sheets import Sheet
from service.pricing.errors import BadMoney
from service.pricing.money import MAX_FEN, Fen, parse_yuan

from .errors import BadShopFolder, Fault
from .internal import is_internal_name
from .rulebook_cells import text_of
from .sheet_faults import unread_cells
from .short_names import short_names

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
    short: str = ""
    """The name for a chat window, which fits no other product of the shop."""

    @property
    def series(self) -> str:
        """系列: variants of one product share it."""
        return self.attributes.get("系列", "")


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
    try:
        sheets = read_sheets(path)
    except (FileRefused, ReaderUnavailable) as error:
        raise BadShopFolder([Fault(path.name, "", str(error))]) from None
    faults = [fault for sheet in sheets[:1] for fault in unread_cells(sheet, path.name)]
    if faults:
        raise BadShopFolder(faults)
    return _catalogue(path.name, _rows(sheets[:1]))


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
    names = short_names(list(products.values()))
    return Catalogue({sku: replace(p, short=names[sku]) for sku, p in products.items()}, file)


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


def _rows(sheets: Sequence[Sheet]) -> Iterator[tuple[int, dict[str, str]]]:
    """The filled rows below the header, which need not be the first row."""
    for sheet in sheets:
        texts = [(number, [text_of(cell) for cell in cells]) for number, cells in sheet.rows]
        top = next((at for at, (_, cells) in enumerate(texts) if COLUMNS[0] in cells), 0)
        header = texts[top][1] if texts else []
        for number, cells in texts[top + 1 :]:
            padded = [*cells, *[""] * (len(header) - len(cells))]
            yield number, dict(zip(header, padded, strict=False))
