"""The ledger of a reply: every figure it may state, each in its role, from the evidence alone.

The customer's own words never enter it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from service.pricing import Promotion, Quote, Rulebook, Window
from service.shops import Shop

from ..guard import Fact, Ledger, Role, facts_of_text
from ..guard.facts import EACH, FROM, NOW, TO
from .evidence import Evidence


def ledger_of(evidence: Evidence) -> Ledger:
    """Facts of the quote, of the rulebook that holds, and of the products spoken of."""
    return Ledger.of(_facts(evidence), _events(evidence.shop), _subjects(evidence.shop))


@lru_cache(maxsize=8_192)
def _told(text: str, source: str) -> tuple[Fact, ...]:
    """``facts_of_text`` remembered: the same scripts, names and attributes come again and again."""
    return tuple(facts_of_text(text, source))


def retelling(texts: Iterable[tuple[str, str]]) -> Ledger:
    """Approved scripts and cited passages, as (text, place): retelling them is no new claim."""
    trusted = list(texts)
    facts = [fact for text, place in trusted for fact in _told(text, place)]
    return Ledger.of(facts, texts=[text for text, _ in trusted])


def _facts(evidence: Evidence) -> Iterator[Fact]:
    if evidence.quote is not None:
        yield from _of_quote(evidence.quote)
    if evidence.rulebook is not None:
        for promotion in evidence.rulebook.at(evidence.at):
            yield from _of_promotion(promotion, evidence.rulebook)
        for phase in evidence.rulebook.phases:
            yield from _edges(phase.window, f"{evidence.rulebook.event} {phase.name}", phase.kind)
    yield Fact(Role.TIME, evidence.at, NOW, "当前时间")
    skus = {item.sku for item in evidence.state.basket} | set(evidence.state.choices)
    for sku in skus:
        product = evidence.shop.catalogue.get(sku)
        if product is not None:
            source = f"{evidence.shop.catalogue.file} 第{product.row}行"
            yield Fact(Role.LIST_PRICE, product.list_price, EACH, source, sku)
            for key, value in product.attributes.items():
                yield from _told(f"{key}{value}", source)


def _of_quote(quote: Quote) -> Iterator[Fact]:
    source = quote.rulebook_id or "日常价"
    yield Fact(Role.PAYABLE, quote.payable, "元", source)
    yield Fact(Role.LIST_PRICE, quote.list_price, "元", source)
    yield Fact(Role.SAVING, quote.saving, "元", source)
    if quote.deposit:
        yield Fact(Role.DEPOSIT, quote.deposit, "元", source)
        yield Fact(Role.FINAL_PAYMENT, quote.final_payment, "元", source)
    for line in quote.lines:
        sku, quantity = line.line.sku, line.line.quantity
        yield Fact(Role.LIST_PRICE, line.line.list_price, EACH, source, sku)
        yield Fact(Role.UNIT_PRICE, line.unit_price, EACH, source, sku)
        for measure in ("台", "件", "个", "套"):
            yield Fact(Role.COUNT, Fraction(quantity), measure, source, sku)
        if line.deposit:
            yield Fact(Role.DEPOSIT, line.deposit // quantity, EACH, source, sku)
    for step in quote.steps:
        yield Fact(Role.SAVING, step.saving, "元", step.promotion_id)
        for measure in ("次", "件"):
            yield Fact(Role.COUNT, Fraction(step.times), measure, step.promotion_id)
        yield from _told(step.name, step.promotion_id)
    for unused in quote.unused:
        yield from _told(unused.name, unused.promotion_id)
        if unused.missing is not None:
            yield Fact(Role.OTHER_AMOUNT, unused.missing, "元", unused.promotion_id)


def _of_promotion(promotion: Promotion, rulebook: Rulebook) -> Iterator[Fact]:
    yield from _told(promotion.name, promotion.id)
    yield from _edges(promotion.window(rulebook.valid), promotion.id)


def _edges(window: Window, source: str, phase: str = "") -> Iterator[Fact]:
    yield Fact(Role.TIME, window.start, FROM, source, phase)
    yield Fact(Role.TIME, window.end, TO, source, phase)


def _events(shop: Shop) -> list[str]:
    """Names whose digits are no figures."""
    return [book.event for book in shop.rulebooks]


def _subjects(shop: Shop) -> dict[str, list[str]]:
    """What each name means: a product's title and aliases its SKU, several where shared."""
    meant: dict[str, list[str]] = defaultdict(list)
    for product in shop.catalogue:
        for name in (product.sku, product.title, *product.aliases):
            meant[name].append(product.sku)
    return meant
