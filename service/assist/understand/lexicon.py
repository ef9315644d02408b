"""A shop's words: how its products, series, categories, values and deposits are spoken of.

Built once for a shop; looking a text up costs one scan over the names, not over the passages.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from service.pricing import Promotion
from service.pricing.rules.deposit_inflation import DepositInflation
from service.pricing.rules.deposit_reduction import DepositReduction
from service.shops import Product, Shop

from .text import normalise

_MEASURE = re.compile(r"(\d+(?:\.\d+)?)(匹|l|kg|g|升|公斤|斤|m)$")
_SPOKEN_UNITS = {"l": ("l", "升"), "kg": ("kg", "公斤"), "匹": ("匹", "p")}
_COLOURS = "白灰黑绿金银蓝红粉"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names → SKUs, each group of one strength; ``categories`` also by their everyday words."""

    names: Mapping[str, frozenset[str]]
    series: Mapping[str, frozenset[str]]
    values: Mapping[str, frozenset[str]]
    categories: Mapping[str, frozenset[str]]
    deposits: Mapping[tuple[int, int], frozenset[str]]
    """(deposit, worth or reduction) in fen → SKUs, over all rulebooks."""

    coupons: Mapping[tuple[int, int], tuple[str, ...]]
    """(threshold, off) in fen → promotion ids of the coupons 券."""

    spoken: Mapping[str, str]
    """SKU → its title and aliases in one normalised text."""


def build_lexicon(shop: Shop) -> Lexicon:
    """The lexicon of a shop folder."""
    names: dict[str, set[str]] = defaultdict(set)
    series: dict[str, set[str]] = defaultdict(set)
    values: dict[str, set[str]] = defaultdict(set)
    categories: dict[str, set[str]] = defaultdict(set)
    for product in shop.catalogue:
        code = product.sku.partition("-")[2]  # buyers leave the brand's letters out
        for name in filter(None, (product.sku, code, product.title, *product.aliases)):
            names[normalise(name)].add(product.sku)
        if product.series:
            series[normalise(product.series)].add(product.sku)
        for word in _value_words(product):
            values[word].add(product.sku)
        for word in _category_words(product):
            categories[word].add(product.sku)
    for word in [word for word in names if len(categories.get(word, ())) > 1]:
        del names[word]  # an alias that is the noun of several products names none of them
    return Lexicon(
        _frozen(names),
        _frozen(series),
        _frozen(values),
        _frozen(categories),
        _deposits(shop),
        _coupons(shop),
        {p.sku: normalise(" ".join((p.title, *p.aliases))) for p in shop.catalogue},
    )


def _frozen(groups: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    longest_first = sorted(groups, key=lambda word: (-len(word), word))
    return {word: frozenset(groups[word]) for word in longest_first}


def _value_words(product: Product) -> set[str]:
    """What sets a variant apart: its colour, its size with unit, spoken and written."""
    words: set[str] = set()
    for key, value in product.attributes.items():
        text = normalise(value)
        if key == "颜色":
            words.add(text)
            words.update(f"{c}色" for c in _COLOURS if c in text)
            words.update(f"{c}的" for c in _COLOURS if c in text)
        match = _MEASURE.fullmatch(text.removeprefix("大"))
        if match and key in ("匹数", "容量", "洗涤容量", "出水量", "烘干容量"):
            units = _SPOKEN_UNITS.get(match[2], (match[2],))
            words.update(match[1] + unit for unit in units)
    return words


def _category_words(product: Product) -> set[str]:
    """The category, and the last noun of each name: a 净水器滤芯 is a 滤芯 and no 净水器."""
    words = {normalise(product.category)}
    for name in (product.title, *product.aliases):
        ends = {noun: name.rfind(noun) + len(noun) for noun in _NOUNS if noun in name}
        words.update(noun for noun, end in ends.items() if end == max(ends.values()))
    return words


_NOUNS = (
    *("空调", "挂机", "柜机", "冰箱", "洗衣机", "洗烘一体", "烘干机", "干衣机", "扫地机"),
    *("电饭煲", "电饭锅", "空气炸锅", "炸锅", "破壁机", "烤箱", "微波炉", "吸尘器", "洗地机"),
    *("电热水器", "燃气热水器", "热水器", "净水器", "滤芯"),
)
"""The trade's own nouns; a word matters only where a product's names carry it."""


def _deposits(shop: Shop) -> dict[tuple[int, int], frozenset[str]]:
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for promotion in _promotions(shop):
        if isinstance(promotion, DepositInflation) and promotion.deposit is not None:
            found[(promotion.deposit, promotion.worth)] |= promotion.scope.skus
        elif isinstance(promotion, DepositReduction):
            found[(promotion.deposit, promotion.off)] |= promotion.scope.skus
    return {key: frozenset(skus) for key, skus in found.items()}


def _coupons(shop: Shop) -> dict[tuple[int, int], tuple[str, ...]]:
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for promotion in _promotions(shop):
        threshold = getattr(promotion, "threshold", None)
        off = getattr(promotion, "off", None)
        if getattr(promotion, "needs_claim", False) and threshold is not None and off is not None:
            found[(threshold, off)].append(promotion.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _promotions(shop: Shop) -> list[Promotion]:
    return [promotion for book in shop.rulebooks for promotion in book]
