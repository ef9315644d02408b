"""A shop's words: how its products, series, categories, values and deposits are spoken of.

Built once for a shop; looking a text up costs one scan over the text, whatever the catalogue's
size.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from service.pricing import Promotion
from service.pricing.rules.deposit_inflation import DepositInflation
from service.pricing.rules.deposit_reduction import DepositReduction
from service.shops import Product, Shop
from service.shops.aspects import Aspects

from .numbers import written
from .phrases import Phrases
from .text import normalise
from .wallet import Wallet, wallets

if TYPE_CHECKING:
    from .described import Described
    from .misspelt import Misspelt

Skus = frozenset[str]

_MEASURE = re.compile(r"(\d+(?:\.\d+)?)(匹|l|kg|g|升|公斤|斤|m)(?:/min)?$")
_SPOKEN_UNITS = {"l": ("l", "升"), "kg": ("kg", "公斤"), "匹": ("匹", "p")}
_CODE_END = re.compile(r"[a-z]{1,3}\d{1,4}")
_MODEL = re.compile(r"(?<![A-Za-z\d])[A-Z]{2,}[-/A-Z\d]*\d[-/A-Z\d]*")
_MODEL_PART = re.compile(r"^\d{2,}[a-z]{2}$")
_SHORT = re.compile(r"[\u4e00-\u9fff]{2,3}")
_SIZES = ("匹数", "容量", "洗涤容量", "出水量", "烘干容量", "通量")
_COLOURS = "白灰黑绿金银蓝红粉"


@dataclass(frozen=True)
class Lexicon:
    """Names → SKUs, each group of one strength, the strongest first."""

    names: Phrases[Skus]
    series: Phrases[Skus]
    categories: Phrases[Skus]
    values: Phrases[Skus]
    deposits: Mapping[tuple[int, int], Skus]
    """(deposit, worth or reduction) in fen → SKUs, over all rulebooks."""

    wallets: Mapping[str, Wallet]
    """Rulebook id → what buyers may hold under it."""

    spoken: Mapping[str, str]
    """SKU → its title and aliases in one normalised text."""

    marks: Mapping[str, str]
    """SKU → its names and the values of its attributes in one normalised text."""

    siblings: Mapping[str, Skus]
    """SKU → all of its series, itself included."""

    kin: Mapping[str, Skus]
    """SKU → all that are called by one of its nouns (both 电饭煲), itself included."""

    hosts: Mapping[str, Skus]
    """SKU of an accessory → what it is made for (适配): it goes beside it, never in its place."""

    category_of: Mapping[str, str]
    prices: Mapping[str, int]
    """SKU → list price of one piece in fen."""

    measures: Mapping[str, frozenset[str]]
    """SKU → what it is measured by: a 洗烘一体 by what a washer is and by what a dryer is."""

    sizes: Mapping[str, Decimal]
    """SKU → what its size is measured by (匹, L, kg), where the catalogue says."""

    aspects: Aspects
    """How buyers ask for attributes and fees here."""

    @cached_property
    def coupon_names(self) -> re.Pattern[str]:
        """A coupon by the name before its 券: 厨房小电那张券 names no kitchen appliance."""
        stems = {stem for wallet in self.wallets.values() for stem in wallet.stems}
        words = "|".join(re.escape(stem) for stem in sorted(stems, key=lambda s: (-len(s), s)))
        return re.compile(rf"(?:{words})(?:那|这)?(?:张|个)?的?(?:优惠)?券" if words else r"(?!)")

    @cached_property
    def described(self) -> "Described":
        from .described import Described

        return Described.of(self)

    @cached_property
    def misspelt(self) -> "Misspelt":
        from .misspelt import Misspelt

        return Misspelt.of(self)


def build_lexicon(shop: Shop) -> Lexicon:
    """The lexicon of a shop folder."""
    names: dict[str, set[str]] = defaultdict(set)
    series: dict[str, set[str]] = defaultdict(set)
    values: dict[str, set[str]] = defaultdict(set)
    categories: dict[str, set[str]] = defaultdict(set)
    nouns: dict[str, set[str]] = defaultdict(set)
    for product in shop.catalogue:
        for name in (*_names(product), *_numbered(product)):
            names[name].add(product.sku)
        if product.series:
            series[normalise(product.series)].add(product.sku)
        for word in _value_words(product):
            values[word].add(product.sku)
        for word in _category_words(product):
            categories[word].add(product.sku)
        for noun in _nouns(product):
            nouns[noun].add(product.sku)
    for word, skus in _short_names(shop).items():
        values[word] |= skus
    for word in [word for word in names if len(categories.get(word, ())) > 1]:
        del names[word]  # an alias that is the noun of several products names none of them
    catalogue = list(shop.catalogue)
    return Lexicon(
        names=_phrases(names),
        series=_phrases(series),
        categories=_phrases(categories),
        values=_phrases(values),
        deposits=_deposits(shop),
        wallets=wallets(shop),
        spoken={p.sku: normalise(" ".join(_told_of(p))) for p in catalogue},
        marks={p.sku: normalise(" ".join(_marks(p))) for p in catalogue},
        siblings={
            p.sku: frozenset(o.sku for o in catalogue if o.series == p.series and p.series)
            | {p.sku}
            for p in catalogue
        },
        kin={p.sku: frozenset({p.sku}.union(*(nouns[n] for n in _nouns(p)))) for p in catalogue},
        hosts={p.sku: hosts for p in catalogue if (hosts := _hosts(p, shop))},
        category_of={p.sku: p.category for p in catalogue},
        prices={p.sku: p.list_price for p in catalogue},
        aspects=shop.aspects,
        measures={p.sku: frozenset(p.attributes) & frozenset(_SIZES) for p in catalogue},
        sizes={p.sku: size for p in catalogue if (size := _size(p)) is not None},
    )


def _hosts(product: Product, shop: Shop) -> Skus:
    words = {word for value in product.attributes.values() for word in re.split("[、,，/ ]", value)}
    return frozenset(o.sku for o in shop.catalogue if o.sku in words and o.sku != product.sku)


def _phrases(groups: Mapping[str, set[str]]) -> Phrases[Skus]:
    return Phrases({word: frozenset(skus) for word, skus in groups.items()})


def _names(product: Product) -> Iterator[str]:
    """Its codes, title and aliases; buyers leave the brand's letters and the hyphens out."""
    code = product.sku.partition("-")[2]
    models = _MODEL.findall(product.title)
    for name in filter(None, (product.sku, code, product.title, *models, *product.aliases)):
        plain = normalise(name)
        yield plain
        if "-" in plain:
            yield plain.replace("-", " ")
            if len(squeezed := plain.replace("-", "")) > 3:
                yield squeezed
    for model in models:
        # 72lw of KFR-72LW/ZX, as it stands on the box
        yield from (
            part for part in re.split(r"[-/]", normalise(model)) if _MODEL_PART.search(part)
        )


def _numbered(product: Product) -> Iterator[str]:
    """606冰箱, 1.5挂机: its size without the unit before what it is called."""
    size = _size(product)
    if size is not None and len(number := f"{size}") > 2:
        yield from (number + noun for noun in _nouns(product))
        if product.series:
            yield normalise(product.series) + number  # 静悦1.5


def _size(product: Product) -> Decimal | None:
    for key in _SIZES:
        text = normalise(product.attributes.get(key, ""))
        if match := _MEASURE.search(text.removeprefix("大")):
            return Decimal(match[1])
    return None


def _told_of(product: Product) -> tuple[str, ...]:
    """What tells it from its like in a buyer's words: its names and its energy class."""
    return product.title, *product.aliases, product.attributes.get("能效", "") + "能效"


def _marks(product: Product) -> tuple[str, ...]:
    return (*_told_of(product), *product.attributes.values())


def _value_words(product: Product) -> Iterator[str]:
    """What sets a variant apart: its colour, its size with unit, the end of its code (X2, V8)."""
    if _CODE_END.fullmatch(code := product.sku.rpartition("-")[2].lower()):
        yield code
    yield from _colours(normalise(product.attributes.get("颜色", "")))
    for key in _SIZES:
        text = normalise(product.attributes.get(key, ""))
        if match := _MEASURE.fullmatch(text.removeprefix("大")):
            yield from _sizes(match[1], match[2])


def _colours(text: str) -> Iterator[str]:
    if text:
        yield text
    for colour in _COLOURS:
        if colour in text:
            yield f"{colour}色"
            if colour not in "金银":  # 定金的, 水银的
                yield f"{colour}的"


def _sizes(number: str, unit: str) -> Iterator[str]:
    if len(number) > 2:  # 1.5的, 118那台: nothing else is that long
        yield from (number + end for end in ("的", "那", "不要", "呢"))
    for word in _SPOKEN_UNITS.get(unit, (unit,)):
        yield from (said + word for said in written(number))
        if number.endswith(".5"):  # 一匹半 and 1匹半 are 1.5匹
            yield from (said + word + "半" for said in written(number.removesuffix(".5")))


def _short_names(shop: Shop) -> dict[str, set[str]]:
    """波轮, 滚筒, 对开门: an alias without its noun, where the title says it too and hardly any
    other product's does."""
    found: dict[str, set[str]] = defaultdict(set)
    series = {normalise(product.series) for product in shop.catalogue}
    titles = {product.sku: normalise(product.title) for product in shop.catalogue}
    for product in shop.catalogue:
        for alias in product.aliases:
            noun = max((n for n in _NOUNS if alias.endswith(n)), key=len, default="")
            word = normalise(alias.removesuffix(noun))
            if noun and _SHORT.fullmatch(word) and word in titles[product.sku]:
                found[word].add(product.sku)
    others = {w: sum(w in title for title in titles.values()) - len(s) for w, s in found.items()}
    return {w: s for w, s in found.items() if w not in series and others[w] < 2}


def _category_words(product: Product) -> set[str]:
    """The category, and the last noun of each name: a 净水器滤芯 is a 滤芯 and no 净水器."""
    nouns = set(_nouns(product))
    if product.category in _NOUNS and product.category not in nouns:
        return nouns  # a dryer stands among the washing machines and is called none
    return {normalise(product.category), *nouns}


def _nouns(product: Product) -> Iterator[str]:
    built = [noun for mark, noun in _BUILT.items() if mark in product.title]
    yield from built
    yield from (other for noun in built for other in _ALSO_CALLED[noun])
    for name in (product.title, *product.aliases):
        ends = {noun: name.rfind(noun) + len(noun) for noun in _NOUNS if noun in name}
        last = [noun for noun, end in ends.items() if end == max(ends.values())]
        yield from last
        yield from (other for noun in last for other in _ALSO_CALLED.get(noun, ()))


_BUILT = {"壁挂": "挂机", "立柜": "柜机"}
"""A build that the title tells, and what buyers call it."""

_ALSO_CALLED = {
    "电饭煲": ("电饭锅", "电锅", "饭煲", "饭锅"),
    "冰箱": ("雪柜", "电冰箱"),
    "空气炸锅": ("炸锅", "气炸锅", "空炸"),
    "吸尘器": ("吸尘机",),
    "破壁机": ("料理机", "榨汁机"),
    "净水器": ("净水机",),
    "烘干机": ("干衣机",),
    "柜机": ("立式空调", "立柜", "立式机"),
    "挂机": ("壁挂空调", "挂式空调", "壁挂机"),
    "热水器": ("热水机",),
    "烤箱": ("电烤箱", "烘箱"),
    "滤芯": ("芯子", "滤心"),
}
"""The trade's other words for a noun."""

_NOUNS = (
    *("空调", "挂机", "柜机", "冰箱", "洗衣机", "洗烘一体", "烘干机", "干衣机", "扫地机"),
    *("电饭煲", "电饭锅", "空气炸锅", "炸锅", "破壁机", "烤箱", "微波炉", "吸尘器", "洗地机"),
    *("电热水器", "燃气热水器", "热水器", "净水器", "滤芯", "扫拖机"),
)
"""The trade's own nouns; a word matters only where a product's names carry it."""


def _deposits(shop: Shop) -> dict[tuple[int, int], Skus]:
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for promotion in _promotions(shop):
        if isinstance(promotion, DepositInflation) and promotion.deposit is not None:
            found[(promotion.deposit, promotion.worth)] |= promotion.scope.skus
        elif isinstance(promotion, DepositReduction):
            found[(promotion.deposit, promotion.off)] |= promotion.scope.skus
    return {key: frozenset(skus) for key, skus in found.items()}


def _promotions(shop: Shop) -> list[Promotion]:
    return [promotion for book in shop.rulebooks for promotion in book]
