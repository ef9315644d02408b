"""高空作业收费吗, 搬上去要加钱吗: the row of a table of fees that the question means."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from knowledge.table_rows import Cells, TableRow
from service.conversations.state import Intent, Question
from service.shops import Product

from ..telling import may_be_told
from .asked import Burst
from .known import Fee, Fees, Source
from .sheet import Tables

MAX_FEES = 4
SMALL_SHOP = 300
"""Up to so many products, a fee asked without one is looked up in all manuals; where they give
more than ``MAX_FEES`` rows, the product has to be known first."""

_PRICES = frozenset({"价格", "费用", "收费", "收费标准", "单价", "金额"})
_NOTES = frozenset({"说明", "备注", "条件", "规格"})
_UNITS = frozenset({"单位", "计价单位"})
_ASKS_FEE = re.compile(r"钱|[咋怎么]算|费|收|价|贵|[块元]|加多少|多少一|免费|不要钱|另算|包")
_TRAIT = re.compile(r"^(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?([^\d\s，、；]+)")
_TRAIT_VALUE = re.compile(r"(\d+(?:\.\d+)?)([^\d\s，、；]+)")
_BRACKETS = re.compile(r"[（(][^）)]*[)）]")
_LEAST_SCATTERED = 3
_LEAST_CELLS = 2


def fees(burst: Burst, question: Question, tables: Tables) -> Iterator[Fees]:
    """The rows meant, of each product's own tables, else of the whole shop's."""
    text = burst.words(question)
    if burst.shop.aspects.trouble(text) or not _ASKS_FEE.search(text):
        return
    if question.intent not in (Intent.QUESTION, Intent.PRICE):
        return
    skus = burst.products(question)
    own = [fee for sku in skus for fee in _of_product(burst, sku, text, question, tables)]
    found = _different(own) or _different(_of_shop(burst, text, question, tables))
    if not found and not skus and len(burst.shop.catalogue.products) <= SMALL_SHOP:
        everywhere = burst.shop.catalogue.products
        found = _different(
            fee for sku in everywhere for fee in _of_product(burst, sku, text, question, tables)
        )
        found = found if len(found) <= MAX_FEES else []
    if found:
        yield Fees(question, tuple(found[:MAX_FEES]))


def _different(found: Iterable[Fee]) -> list[Fee]:
    """A row that stands in several manuals is told once."""
    return list({(fee.item, fee.note, fee.unit, fee.price): fee for fee in found}.values())


def _of_shop(burst: Burst, text: str, question: Question, tables: Tables) -> list[Fee]:
    return _meant(burst, _fees(tables.table_rows(burst.at)), text, question)


def _of_product(
    burst: Burst, sku: str, text: str, question: Question, tables: Tables
) -> Iterator[Fee]:
    product = burst.shop.catalogue.get(sku)
    rows = _fees(tables.table_rows(burst.at, sku), sku)
    meant = _meant(burst, rows, text, question)
    return _for_product(product, meant) if product else iter(meant)


def _fees(rows: Sequence[TableRow], sku: str = "") -> list[Fee]:
    return [fee for row in rows if (fee := _fee(row, sku))]


def _fee(row: TableRow, sku: str) -> Fee | None:
    fee, passage = fee_of(row.cells, sku=sku), row.passage
    if fee is None or not may_be_told(passage):  # most rows of a manual are no fees
        return None
    source = Source(
        passage.place.document,
        passage.place.label(),
        "；".join(f"{name}：{value}" for name, value in row.cells),
        passage.valid_from,
        passage.valid_to,
    )
    return replace(fee, source=source)


_NOWHERE = Source("", "", "")


def fee_of(cells: Cells, source: Source = _NOWHERE, sku: str = "") -> Fee | None:
    """The row as a fee, ``None`` if it has no price."""
    price = next((value for name, value in cells if name in _PRICES), "")
    if not price or len(cells) < _LEAST_CELLS or cells[0][0] in _PRICES:
        return None
    note = next((value for name, value in cells if name in _NOTES), "")
    unit = next((value for name, value in cells if name in _UNITS), "")
    return Fee(cells[0][1], note, unit, price, source, sku)


def _meant(burst: Burst, rows: Sequence[Fee], text: str, question: Question) -> list[Fee]:
    """The rows whose item the words call, by its name or otherwise."""
    called = [fee for fee in rows if _bare(fee.item) in text]
    if called:
        longest = max(len(_bare(fee.item)) for fee in called)
        return [fee for fee in called if len(_bare(fee.item)) == longest]
    scattered = [fee for fee in rows if _scattered(fee.item, text)]
    if scattered:
        return scattered
    words = burst.shop.aspects.fee_in(text)
    if words is None or (words.aside and question.intent is Intent.PRICE):
        return []
    return [fee for fee in rows if any(item in fee.item for item in words.items)]


def _bare(item: str) -> str:
    return _BRACKETS.sub("", item).lower()


def _scattered(item: str, text: str) -> bool:
    """烟管加长 is 加长烟管."""
    bare = _bare(item)
    return len(bare) >= _LEAST_SCATTERED and all(letter in text for letter in bare)


def _for_product(product: Product, meant: Sequence[Fee]) -> Iterator[Fee]:
    """Of several rows for one item, the one whose note is for such a product (1-1.5匹, 2-3匹)."""
    for fee in meant:
        alike = [other for other in meant if other.item == fee.item]
        fitting = [other for other in alike if _fits(other.note, product)]
        if len(alike) == 1 or not fitting or fee in fitting:
            yield fee


def _fits(note: str, product: Product) -> bool:
    trait = _TRAIT.match(note)
    if trait is None:
        return False
    low, high = Fraction(trait[1]), Fraction(trait[2] or trait[1])
    values = (_TRAIT_VALUE.search(value) for value in product.attributes.values())
    return any(v and v[2] == trait[3] and low <= Fraction(v[1]) <= high for v in values)
