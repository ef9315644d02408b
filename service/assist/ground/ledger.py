"""The ledger of a reply: every figure it may state, each in its role, from the evidence alone.

The customer's own words never enter it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from operator import is_
from typing import NamedTuple

from service.pricing import Promotion, Quote, Rulebook, Window
from service.pricing.split import Split
from service.shops import Product, Shop

from ..guard import Fact, Ledger, Role, facts_of_text, fold
from ..guard.facts import EACH, FROM, NOW, TO
from ..guard.reading import Kind, read
from ..guard.reading.units import canonical
from ..guard.sheets import SIZE, Sheet
from .evidence import Evidence
from .facts import Coupons, Known, ProductFacts
from .house import house_of
from .quoted import PIECE, facts_of_quote
from .reductions import known_event, offer_of, reductions_of
from .worked import Compared, Parted, Refunded, Worked, quotes_of


def ledger_of(evidence: Evidence) -> Ledger:
    """Facts of the quote, of the rulebook that holds, and of the products spoken of."""
    shop, rulebook = evidence.shop, evidence.rulebook
    worked = Ledger.of(_worked_out(evidence), said=_measures_of(evidence.state.text))
    if rulebook is not None:
        worked |= _ruled(shop, rulebook, evidence.priced_at)
    return worked | Ledger.of(_of_goods(evidence)) | _names_of(shop, rulebook)


_SIDE = re.compile(r"[宽深高长]度?(?:是|约)?(\d{2,3})(?!\d|[a-z㎡平米])")


@lru_cache(maxsize=256)
def _measures_of(text: str) -> tuple[tuple[str, Fraction], ...]:
    """The measures that the buyer names; a bare 宽82 is one in centimetres."""
    measures = [
        canonical(mention.value, mention.unit)
        for mention in read(text).mentions
        if mention.kind is Kind.MEASURE and mention.value is not None
    ]
    sides = (Fraction(side) * 10 for side in _SIDE.findall(text))
    return (*((dimension, value) for value, dimension in measures), *(("length", s) for s in sides))


_named: dict[tuple[str, str], tuple[Shop, Ledger]] = {}


def _names_of(shop: Shop, rulebook: Rulebook | None) -> Ledger:
    """Everything that has a name, and the house rules. The very same object for every answer of a
    shop's version: what the guard builds for its names is found again."""
    key = shop.id, rulebook.id if rulebook else ""
    kept = _named.get(key)
    if kept is None or kept[0] is not shop:
        names = Ledger.of(
            names=[book.event for book in shop.rulebooks],
            products=_products(shop),
            promotions=_promotions(rulebook),
            house=house_of(shop),
            reductions=reductions_of(rulebook or ()),
            events=tuple(known_event(book) for book in shop.rulebooks),
            event=rulebook.id if rulebook else "",
            sheets=tuple(_sheet(product) for product in shop.catalogue),
        )
        kept = _named[key] = shop, names
    return kept[1]


def _sheet(product: Product) -> Sheet:
    attributes = ((fold(n).text, fold(v).text) for n, v in product.attributes.items())
    names = fold(" ".join((product.title, product.short, *product.aliases))).text
    kind = fold(product.category).text
    return Sheet(product.sku, kind, frozenset(SIZE.findall(names)), tuple(attributes))


_rules: dict[tuple[str, str], tuple[Rulebook, tuple[Promotion, ...], Ledger]] = {}


def _ruled(shop: Shop, rulebook: Rulebook, at: datetime) -> Ledger:
    """The rulebook's facts. The very same object until another promotion holds."""
    holding, key = tuple(rulebook.at(at)), (shop.id, rulebook.id)
    kept = _rules.get(key)
    if kept is None or kept[0] is not rulebook or not _same(kept[1], holding):
        kept = _rules[key] = rulebook, holding, _of_the_rules(shop, rulebook, holding)
    return kept[2]


def _of_the_rules(shop: Shop, rulebook: Rulebook, holding: Sequence[Promotion]) -> Ledger:
    return Ledger.of(
        _of_rulebook(rulebook, holding), offers=tuple(offer_of(one, shop) for one in holding)
    )


def _same(one: Sequence[Promotion], other: Sequence[Promotion]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))


@lru_cache(maxsize=8_192)
def _told(text: str, source: str, subject: str = "") -> tuple[Fact, ...]:
    """``facts_of_text`` remembered: the same names and attributes come again and again."""
    return tuple(facts_of_text(text, source, subject))


class Told(NamedTuple):
    """A trusted text, where it stands, and the SKU that all of it is about."""

    text: str
    place: str
    sku: str = ""


def retelling(texts: Iterable[tuple[str, str] | Told]) -> Ledger:
    """Approved scripts and cited passages: retelling them is no new claim."""
    return _retelling(tuple(Told(*text) for text in texts))


_NO_MONEY = frozenset({Role.COUNT, Role.TIME, Role.MEASURE, Role.PIECES})


@lru_cache(maxsize=2_048)
def figures_in(texts: tuple[tuple[str, str], ...]) -> Ledger:
    """The times, counts and measures of texts (text, place) of which nothing else is approved as
    it stands: amounts come from the calculator, promises from the shop's authority."""
    facts = (fact for text, place in texts for fact in facts_of_text(text, place))
    return Ledger.of([fact for fact in facts if fact.role in _NO_MONEY])


@lru_cache(maxsize=2_048)
def _retelling(trusted: tuple[Told, ...]) -> Ledger:
    """Remembered: the same scripts are suggested again and again."""
    facts = [fact for told in trusted for fact in facts_of_text(told.text, told.place, told.sku)]
    return Ledger.of(facts, texts=[told.text for told in trusted])


def _worked_out(evidence: Evidence) -> Iterator[Fact]:
    """The minute, and what the calculator said."""
    yield Fact(Role.TIME, evidence.at, NOW, "当前时间")
    if evidence.state.moment is not None:
        yield Fact(Role.TIME, evidence.priced_at, "", "问价的时间")
    for quote in {id(quote): quote for quote in _quotes(evidence)}.values():
        yield from facts_of_quote(quote)
    for worked in evidence.worked:
        yield from _of_worked(worked)


def _of_goods(evidence: Evidence) -> Iterator[Fact]:
    """What the tables say of what was asked, and the products spoken of."""
    for known in evidence.facts:
        yield from _of_known(known)
    for sku in {item.sku for item in evidence.state.basket} | set(evidence.state.choices):
        product = evidence.shop.catalogue.get(sku)
        if product is not None:
            yield from _of_product(product, f"{evidence.shop.catalogue.file} 第{product.row}行")


def _quotes(evidence: Evidence) -> Iterator[Quote]:
    if evidence.quote is not None:
        yield evidence.quote
    for worked in evidence.worked:
        yield from quotes_of(worked)
    for known in evidence.facts:
        if isinstance(known, Coupons):
            yield from (offer.quote for offer in known.offers if offer.quote)


def _of_known(known: Known) -> Iterator[Fact]:
    """A product's attributes, each its own; the other kinds are rulebook and quote."""
    if isinstance(known, ProductFacts):
        for one in known.stated:
            yield from _told(f"{one.name}{one.value}", one.source.place, one.sku)


def _of_worked(worked: Worked) -> Iterator[Fact]:
    """Figures that stand in no quote: differences, refunds, what a split saves."""
    match worked:
        case Compared(_, quotes) if len(quotes) == 2:
            apart = abs(quotes[0].payable - quotes[1].payable)
            yield Fact(Role.OTHER_AMOUNT, apart, "元", "两款到手价之差")
        case Parted(_, _, Split() as split):
            yield Fact(Role.SAVING, split.saves, "元", "分单")
            yield Fact(Role.COUNT, Fraction(len(split.orders)), "单", "分单")
        case Refunded(_, _, refund):
            for line in refund.lines:
                yield Fact(Role.PIECES, Fraction(line.units), PIECE, refund.rule, line.sku)
            yield Fact(Role.OTHER_AMOUNT, refund.cash, "元", refund.rule)
        case _:
            return


def _of_rulebook(rulebook: Rulebook, holding: Sequence[Promotion]) -> Iterator[Fact]:
    for promotion in holding:
        told = _told(promotion.name, promotion.id, promotion.id)
        # The 520L of 鲜域520L 定金100抵200 is the product's, wherever the promotion is spoken of.
        yield from (replace(f, event=rulebook.id) for f in told if f.role is not Role.MEASURE)
        yield from _edges(promotion.window(rulebook.valid), promotion.id, event=rulebook.id)
    coupons = sum(promotion.needs_claim for promotion in holding)
    for some in range(2, coupons + 1):  # 两张券不能一起用, 三张券如下
        yield Fact(Role.COUNT, Fraction(some), "张", rulebook.event, event=rulebook.id)
    for phase in rulebook.phases:
        source = f"{rulebook.event} {phase.name}"
        yield from _edges(phase.window, source, phase.kind, rulebook.id)


def _of_product(product: Product, source: str) -> Iterator[Fact]:
    yield Fact(Role.LIST_PRICE, product.list_price, EACH, source, product.sku)
    for key, value in product.attributes.items():
        yield from _told(f"{key}{value}", source, product.sku)


def _edges(window: Window, source: str, phase: str = "", event: str = "") -> Iterator[Fact]:
    yield Fact(Role.TIME, window.start, FROM, source, phase, event)
    yield Fact(Role.TIME, window.end, TO, source, phase, event)


def _products(shop: Shop) -> dict[str, list[str]]:
    """Whose figures a name speaks of: a title or alias means its SKU, several where shared."""
    meant: dict[str, list[str]] = defaultdict(list)
    for product in shop.catalogue:
        written = {product.sku, _code(product.sku), product.title, product.short}
        for name in written | set(product.aliases):
            meant[name].append(product.sku)
    return meant


def _code(sku: str) -> str:
    """EH60 of HF-EH60, as the name plate has it; a short one would look like anything."""
    code = sku.split("-", 1)[-1]
    plain = len(code) > 3 and any(map(str.isdigit, code)) and any(map(str.isalpha, code))
    return code if plain else sku


def _promotions(rulebook: Rulebook | None) -> dict[str, list[str]]:
    """The same for promotions, by their names."""
    meant: dict[str, list[str]] = defaultdict(list)
    for promotion in rulebook.promotions if rulebook else ():
        meant[promotion.name].append(promotion.id)
    return meant
