"""What the ledger holds beside quote and passages, in lines for a model: it sees what it may state.

The event with its phases and promotions, the products spoken of with their attributes, what was
asked and is known exactly, and how a price is shared among its lines.
"""

from collections.abc import Iterator

from service.assist.ground import Evidence
from service.pricing import Quote, spoken
from service.shops import Product

from .fact_reply import told

MOST_PRODUCTS = 3
"""Products whose attributes are listed."""


def known_lines(evidence: Evidence) -> Iterator[str]:
    yield from told(evidence)
    yield from _event(evidence)
    yield from _products(evidence)
    if evidence.quote is not None and len(evidence.quote.lines) > 1:
        yield _shares(evidence.quote)


def _event(evidence: Evidence) -> Iterator[str]:
    book = evidence.rulebook
    if book is None:
        return
    phases = "；".join(f"{phase.name}{phase.window.spoken()}" for phase in book.phases)
    names = "、".join(promotion.name for promotion in book.at(evidence.priced_at))
    yield f"{book.event}：{phases}。优惠：{names or '无'}。"


def _products(evidence: Evidence) -> Iterator[str]:
    skus = dict.fromkeys((*(item.sku for item in evidence.state.basket), *evidence.state.choices))
    products = (evidence.shop.catalogue.get(sku) for sku in skus)
    yield from (_product(one) for one in list(filter(None, products))[:MOST_PRODUCTS])


def _product(product: Product) -> str:
    attributes = "，".join(f"{name}{value}" for name, value in product.attributes.items())
    return f"{product.short}：日常价{spoken(product.list_price)}元；{attributes}。"


def _shares(quote: Quote) -> str:
    """Of the order's price; no price of a line bought alone."""
    lines = "、".join(f"{q.line.title}{spoken(q.payable)}元" for q in quote.lines)
    return f"这一单分摊到每行：{lines}（退哪一行按这个退，不是单独买的价）。"
