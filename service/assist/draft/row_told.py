"""A table's row as a sentence: 高空作业100元/台, not 收费项目：高空作业；单位：台；价格：100元."""

import re
from collections.abc import Collection, Sequence

from knowledge.loaders.tables import PRODUCT_COLUMNS
from knowledge.table_rows import Cells, is_code
from service.assist.ground.facts.fees import fee_of

from .fact_words import fee_told

MANY = 5
"""A row with more columns about one product is a data sheet: only the nearest are told."""

_FIGURE = re.compile(r"约?-?\d")
_SHORT = 2


def row_told(cells: Cells, near: Collection[str], skus: Collection[str]) -> str:
    """The row in words; empty where nothing of a data sheet is near. ``near`` are the columns that
    the question is nearest to; of a column per product only those of ``skus`` are told."""
    fee = fee_of(cells)
    if fee is not None:
        return fee_told(fee)
    own = [(name, value) for name, value in cells if name not in PRODUCT_COLUMNS]
    if len(own) < len(cells) and len(own) > MANY:
        kept = [(name, value) for name, value in own if name in near]
        return "，".join(f"{name}是{value}" for name, value in kept)
    if len(own) < _SHORT:
        return "".join(f"{name}是{value}" for name, value in own)
    (_, subject), *others = own
    of_products = [(name, value) for name, value in others if is_code(name.split()[0])]
    if of_products:
        return f"{subject}{_of_products(of_products, skus)}"
    return f"{subject}：{'，'.join(_cell(name, value) for name, value in others)}"


def _cell(name: str, value: str) -> str:
    """温度200℃, 时间约28分钟; 退回运费：买家."""
    plain = _FIGURE.match(value) or len(name) <= _SHORT
    return f"{name}{value}" if plain else f"{name}：{value}"


def _of_products(columns: Sequence[tuple[str, str]], skus: Collection[str]) -> str:
    """The value for the product meant, each with its code where several are."""
    meant = [one for one in columns if one[0].split()[0] in skus] or list(columns)
    values = {value for _, value in meant}
    if len(values) == 1:
        return f"是{values.pop()}"
    return f"：{'，'.join(f'{name}是{value}' for name, value in meant)}"
