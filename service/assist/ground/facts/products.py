"""Which attribute of which products a question asks for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from service.conversations.state import Intent, Question
from service.shops import Shop
from service.shops.aspects import Aspect

from .asked import MONEY, Burst
from .fitting import fit_of
from .known import ProductFacts, Stated
from .sheet import Entry, Tables, sheet_of
from .sizes import is_size, sides

MAX_PRODUCTS = 5
"""So many products are told side by side."""

_LEAST_NAME = 2
_WHICH = re.compile(r"哪(?:个|款|台|一|种)?|谁|更|比较|最")
_FIGURE = re.compile(r"约?(?:\d+(?:\.\d+)?-)?(\d+(?:\.\d+)?)([^\d，]*)")


def product_facts(burst: Burst, question: Question, tables: Tables) -> Iterator[ProductFacts]:
    """One answer an aspect asked for; nothing where none of the products has the attribute."""
    skus = burst.products(question)[:MAX_PRODUCTS]
    aspects = burst.aspects(question)
    by_name = not aspects and question.intent is Intent.QUESTION and burst.asks(question)
    if not skus or not (aspects or by_name):
        return
    text = burst.words(question)
    sheets = {sku: _sheet(burst.shop, sku, tables, burst) for sku in skus}
    for aspect in aspects:
        stated = [
            one for sku in skus for one in _stated(burst.shop, aspect, sku, sheets[sku], text)
        ]
        if stated:
            yield _answer(question, aspect, stated, text)
    if by_name:
        named = [one for sku in skus for one in _by_name(burst.shop, sku, sheets[sku], text)]
        if named:
            yield ProductFacts(question, named[0].name, tuple(named))


def _sheet(shop: Shop, sku: str, tables: Tables, burst: Burst) -> list[Entry]:
    product = shop.catalogue.get(sku)
    return sheet_of(product, shop.catalogue, tables, burst.at) if product else []


def _stated(
    shop: Shop, aspect: Aspect, sku: str, sheet: Sequence[Entry], text: str
) -> Iterator[Stated]:
    if aspect.section and (part := _part_named(aspect, sheet, text)):
        name = f"{part.name}{aspect.aspect}"
        yield Stated(sku, name, part.value, part.source)
        return
    parts = () if aspect.section else shop.aspects.parts_in(text, aspect)
    for entry in _entries(aspect, sheet, parts):
        if not parts or any(part in entry.name for part in parts):
            fit = fit_of(text, entry.value, aspect.fits)
            name = f"{entry.name}{aspect.aspect}" if entry.name in parts else entry.name
            yield Stated(sku, aspect.say or name, entry.value, entry.source, fit)


def _entries(aspect: Aspect, sheet: Sequence[Entry], parts: Sequence[str]) -> Iterable[Entry]:
    """The attributes of the aspect in its order, those of the parts where parts are named."""
    names = [*(parts if aspect.of_parts else ()), *aspect.names]
    found: dict[str, Entry] = {}
    for name in names:
        entry = next((entry for entry in sheet if name in (entry.bare, entry.name)), None)
        fitting = entry is not None and (not parts or any(part in name for part in parts))
        if entry is not None and fitting and len(found) < aspect.most:
            found[name] = entry
    if not found and aspect.part:
        wholes = {entry.name: entry for entry in reversed(sheet) if is_size(entry)}
        for whole in reversed(wholes.values()):
            found |= {side.name: side for side in sides(whole, aspect.part)}
    return found.values()


def _part_named(aspect: Aspect, sheet: Sequence[Entry], text: str) -> Entry | None:
    """电池保修多久: the part's own row of the section."""
    rows = [entry for entry in sheet if aspect.section in entry.section]
    parts = ((entry, part) for entry in rows for part in entry.name.split("、"))
    return next((entry for entry, part in parts if part != "整机" and part in text), None)


def _by_name(shop: Shop, sku: str, sheet: Sequence[Entry], text: str) -> Iterator[Stated]:
    """An attribute that the question calls by its name."""
    told: set[str] = set()
    if MONEY.search(text) or "还是" in text:
        return
    for entry in sheet:
        name = entry.bare.lower()
        if len(name) < _LEAST_NAME or entry.bare in shop.aspects.not_by_name or name in told:
            continue
        if _asks_for(name, text) and entry.section != "保修":
            told.add(name)
            yield Stated(sku, entry.name, entry.value, entry.source)


def _asks_for(name: str, text: str) -> bool:
    """转速多少, 用的什么冷媒; not 滤芯能用吗."""
    if name not in text:  # a pattern for each name of a large shop would be compiled each time
        return False
    said = re.escape(name)
    after = rf"{said}(?:分别|各|最.)?(?:都|能|要)?(?:是|有|多|几|什么|啥|怎么样|呢|[?？]|$)"
    return re.search(rf"{after}|(?:什么|啥|哪种|多大|多少|几)(?:的)?{said}", text) is not None


def _answer(
    question: Question, aspect: Aspect, stated: Sequence[Stated], text: str
) -> ProductFacts:
    lower = higher = ""
    if aspect.better and _WHICH.search(text):
        lower, higher = _ends(stated)
    lower = lower if aspect.better == "less" else ""
    higher = higher if aspect.better == "more" else ""
    return ProductFacts(question, aspect.aspect, tuple(stated), aspect.fits, lower, higher)


def _ends(stated: Sequence[Stated]) -> tuple[str, str]:
    """The SKUs with the lowest and the highest value; empty where they cannot be compared."""
    figures = [(_figure(one.value), one) for one in stated]
    read = [(figure, one) for figure, one in figures if figure is not None]
    alike = len({(one.name, unit) for (_, unit), one in read}) == 1
    values = sorted((value, one.sku) for (value, _), one in read)
    if len(read) != len(stated) or not alike or len(values) < 2:
        return "", ""
    low = values[0][1] if values[0][0] < values[1][0] else ""
    high = values[-1][1] if values[-1][0] > values[-2][0] else ""
    return low, high


def _figure(value: str) -> tuple[Fraction, str] | None:
    """The figure of a value, of a range its end: 18-38dB(A) is 38."""
    found = _FIGURE.fullmatch(value)
    return (Fraction(found[1]), found[2]) if found else None
