"""Sources as an agent reads them: the passage, the promotion, the phase, the catalogue's row."""

from collections.abc import Iterator

from knowledge.types import Hit
from service.pricing import Promotion, Quote, Rulebook, spoken
from service.shops import Shop

from ..suggestion import Citation

SNIPPET = 160
"""Characters of a passage shown beside a suggestion."""


def of_hit(hit: Hit, version: str) -> Citation:
    """A passage or script that was found."""
    passage = hit.passage
    snippet = passage.answer or passage.text
    return Citation(
        document=passage.place.document,
        place=passage.place.label(),
        snippet=snippet[:SNIPPET],
        valid_from=passage.valid_from,
        valid_to=passage.valid_to,
        version=version,
    )


def of_quote(quote: Quote, shop: Shop, rulebook: Rulebook | None) -> tuple[Citation, ...]:
    """Where each figure of a quote comes from: list prices, promotions used, payment phases."""
    return tuple(_of_quote(quote, shop, rulebook))


def _of_quote(quote: Quote, shop: Shop, rulebook: Rulebook | None) -> Iterator[Citation]:
    for line in quote.lines:
        product = shop.catalogue.get(line.line.sku)
        if product:
            yield Citation(
                document=shop.catalogue.file,
                place=f"{shop.catalogue.file} · 第{product.row}行 · 价格",
                snippet=f"{product.title}：日常价{spoken(product.list_price)}元",
            )
    if rulebook is None:
        return
    used = {step.promotion_id for step in quote.steps}
    for promotion in rulebook:
        if promotion.id in used:
            yield of_promotion(promotion, rulebook, shop)
    if quote.deposit:
        yield from _phases(rulebook, shop)


def of_promotion(promotion: Promotion, rulebook: Rulebook, shop: Shop) -> Citation:
    """One promotion of a rulebook, with the window it holds in."""
    window = promotion.window(rulebook.valid)
    return Citation(
        document=shop.file_of(rulebook.id),
        place=f"{rulebook.event} · {promotion.id}",
        snippet=f"{promotion.name}（{window.spoken()}，{rulebook.source}）",
        valid_from=window.start,
        valid_to=window.end,
        version=rulebook.id,
    )


def of_phase(rulebook: Rulebook, kind: str, shop: Shop) -> Iterator[Citation]:
    """The phases of this kind, of the event as a whole where it is empty. The phase's own window is
    told in the snippet; the rule about it holds all through."""
    windows = [(phase.name, phase.window) for phase in rulebook.phases if phase.kind == kind]
    for name, window in windows if kind else [("活动时间", rulebook.valid)]:
        yield Citation(
            document=shop.file_of(rulebook.id),
            place=f"{rulebook.event} · {name}",
            snippet=f"{name}：{window.spoken()}",
            valid_from=rulebook.valid.start,
            valid_to=rulebook.valid.end,
            version=rulebook.id,
        )


def _phases(rulebook: Rulebook, shop: Shop) -> Iterator[Citation]:
    for kind in dict.fromkeys(phase.kind for phase in rulebook.phases):
        if kind != "sale":
            yield from of_phase(rulebook, kind, shop)
