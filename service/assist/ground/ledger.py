"""The ledger of a reply: every figure it may state, each in its role, from the evidence alone.

The customer's own words never enter it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from functools import lru_cache
from operator import is_

from service.pricing import Promotion, Quote, Rulebook, Window
from service.pricing.quote import Confidence
from service.pricing.split import Split
from service.shops import Product, Shop

from ..guard import Fact, Ledger, Role, facts_of_text
from ..guard.facts import APPROXIMATE, EACH, FROM, MORE, NOW, TO
from .evidence import Evidence
from .facts import Coupons, Known, ProductFacts
from .house import house_of
from .worked import Compared, Parted, Refunded, Worked, quotes_of

PIECE = "台"
"""A count in this unit says how many pieces the quote is for; the guard knows 件 and 个 as well."""


def ledger_of(evidence: Evidence) -> Ledger:
    """Facts of the quote, of the rulebook that holds, and of the products spoken of."""
    shop, rulebook = evidence.shop, evidence.rulebook
    worked = Ledger.of(_worked_out(evidence))
    if rulebook is not None:
        worked |= _ruled(shop, rulebook, evidence.priced_at)
    return worked | Ledger.of(_of_goods(evidence)) | _names_of(shop, rulebook)


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
        )
        kept = _named[key] = shop, names
    return kept[1]


_rules: dict[tuple[str, str], tuple[Rulebook, tuple[Promotion, ...], Ledger]] = {}


def _ruled(shop: Shop, rulebook: Rulebook, at: datetime) -> Ledger:
    """The rulebook's facts. The very same object until another promotion holds."""
    holding, key = tuple(rulebook.at(at)), (shop.id, rulebook.id)
    kept = _rules.get(key)
    if kept is None or kept[0] is not rulebook or not _same(kept[1], holding):
        kept = _rules[key] = rulebook, holding, Ledger.of(_of_rulebook(rulebook, holding))
    return kept[2]


def _same(one: Sequence[Promotion], other: Sequence[Promotion]) -> bool:
    return len(one) == len(other) and all(map(is_, one, other))


@lru_cache(maxsize=8_192)
def _told(text: str, source: str, subject: str = "") -> tuple[Fact, ...]:
    """``facts_of_text`` remembered: the same names and attributes come again and again."""
    return tuple(facts_of_text(text, source, subject))


def retelling(texts: Iterable[tuple[str, str]]) -> Ledger:
    """Approved scripts and cited passages, as (text, place): retelling them is no new claim."""
    return _retelling(tuple(texts))


@lru_cache(maxsize=2_048)
def _retelling(trusted: tuple[tuple[str, str], ...]) -> Ledger:
    """Remembered: the same scripts are suggested again and again."""
    facts = [fact for text, place in trusted for fact in facts_of_text(text, place)]
    return Ledger.of(facts, texts=[text for text, _ in trusted])


def _worked_out(evidence: Evidence) -> Iterator[Fact]:
    """The minute, and what the calculator said."""
    yield Fact(Role.TIME, evidence.at, NOW, "当前时间")
    if evidence.state.moment is not None:
        yield Fact(Role.TIME, evidence.priced_at, "", "问价的时间")
    for quote in {id(quote): quote for quote in _quotes(evidence)}.values():
        yield from _of_quote(quote)
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
                yield Fact(Role.COUNT, Fraction(line.units), PIECE, refund.rule, line.sku)
            yield Fact(Role.OTHER_AMOUNT, refund.cash, "元", refund.rule)
        case _:
            return


def _of_quote(quote: Quote) -> Iterator[Fact]:
    """Totals belong to the one product of the quote, if it has one; figures to their promotion."""
    source = quote.rulebook_id or "日常价"
    one = quote.lines[0].line.sku if len(quote.lines) == 1 else ""
    totals = {
        Role.PAYABLE: quote.payable,
        Role.LIST_PRICE: quote.list_price,
        Role.SAVING: quote.saving,
    }
    if quote.deposit:
        totals |= {Role.DEPOSIT: quote.deposit, Role.FINAL_PAYMENT: quote.final_payment}
    for role, amount in totals.items():
        yield Fact(role, amount, "元", source, one)
    for line in quote.lines:
        sku, quantity = line.line.sku, line.line.quantity
        yield Fact(Role.LIST_PRICE, line.line.list_price, EACH, source, sku)
        yield Fact(Role.UNIT_PRICE, line.unit_price, EACH, source, sku)
        yield Fact(Role.COUNT, Fraction(quantity), PIECE, source, sku)
        if line.deposit:
            yield Fact(Role.DEPOSIT, line.deposit // quantity, EACH, source, sku)
    if one:
        yield from _average(quote, one)
    elif len(quote.lines) > 1:
        pieces = sum(line.line.quantity for line in quote.lines)
        yield Fact(Role.COUNT, Fraction(pieces), PIECE, source)
    if quote.confidence is Confidence.LOW:
        for reading in quote.readings:
            yield Fact(Role.PAYABLE, reading.payable, "元", reading.policy, one)
    yield from _of_steps(quote)


def _average(quote: Quote, sku: str) -> Iterator[Fact]:
    """平均一台2274元; rounded to the fen it is told as about."""
    pieces = quote.lines[0].line.quantity
    each = (2 * quote.payable + pieces) // (2 * pieces)
    yield Fact(Role.UNIT_PRICE, each, EACH, "平均", sku)
    if each * pieces != quote.payable:
        yield Fact(Role.UNIT_PRICE, each, APPROXIMATE, "平均", sku)


def _of_steps(quote: Quote) -> Iterator[Fact]:
    """What each promotion saves, how often, and what is missing to those that did not go in."""
    for step in quote.steps:
        promotion = step.promotion_id
        yield Fact(Role.SAVING, step.saving, "元", promotion, promotion)
        if step.times > 1:  # once is never told, and must not be taken for one piece
            measure = "次" if step.by_times else "件"
            yield Fact(Role.COUNT, Fraction(step.times), measure, promotion, promotion)
            if step.threshold is None and step.saving % step.times == 0:
                each = step.saving // step.times
                yield Fact(Role.SAVING, each, EACH, promotion, promotion)
    for top_up in quote.top_ups:
        if top_up.missing is not None:
            source = top_up.promotion_id
            yield Fact(Role.OTHER_AMOUNT, top_up.missing, "元", source, source)
            yield Fact(Role.SAVING, top_up.saves, MORE, source, source)
    for unused in quote.unused:
        if unused.missing is not None:
            promotion = unused.promotion_id
            yield Fact(Role.OTHER_AMOUNT, unused.missing, "元", promotion, promotion)


def _of_rulebook(rulebook: Rulebook, holding: Iterable[Promotion]) -> Iterator[Fact]:
    for promotion in holding:
        told = _told(promotion.name, promotion.id, promotion.id)
        # The 520L of 鲜域520L 定金100抵200 is the product's, wherever the promotion is spoken of.
        yield from (fact for fact in told if fact.role is not Role.MEASURE)
        yield from _edges(promotion.window(rulebook.valid), promotion.id)
    for phase in rulebook.phases:
        yield from _edges(phase.window, f"{rulebook.event} {phase.name}", phase.kind)


def _of_product(product: Product, source: str) -> Iterator[Fact]:
    yield Fact(Role.LIST_PRICE, product.list_price, EACH, source, product.sku)
    for key, value in product.attributes.items():
        yield from _told(f"{key}{value}", source, product.sku)


def _edges(window: Window, source: str, phase: str = "") -> Iterator[Fact]:
    yield Fact(Role.TIME, window.start, FROM, source, phase)
    yield Fact(Role.TIME, window.end, TO, source, phase)


def _products(shop: Shop) -> dict[str, list[str]]:
    """Whose figures a name speaks of: a title or alias means its SKU, several where shared."""
    meant: dict[str, list[str]] = defaultdict(list)
    for product in shop.catalogue:
        for name in (product.sku, product.title, *product.aliases):
            meant[name].append(product.sku)
    return meant


def _promotions(rulebook: Rulebook | None) -> dict[str, list[str]]:
    """The same for promotions, by their names."""
    meant: dict[str, list[str]] = defaultdict(list)
    for promotion in rulebook.promotions if rulebook else ():
        meant[promotion.name].append(promotion.id)
    return meant
