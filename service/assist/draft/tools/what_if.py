"""A quote for another case than the conversation's, and the words that must stand beside it.

Two prices of one product are in the evidence then. A figure of the second is true only of its own
case, so a sentence that states it has to say the case in the words given here; a sentence that
says the case may state only this quote's figures.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from service.assist.ground import Evidence
from service.assist.ground.basket import cart_of
from service.assist.ground.working import Desk
from service.conversations.state import Certainty, Item, NamedCoupon, State
from service.pricing import BadCart, Quote, spoken

from ..price_reply import goods, payments

_NEGATED = re.compile(r"[不没别未无勿免非]$")


@dataclass(frozen=True)
class WhatIf:
    """``changes`` are 加上… and 不用…; ``evidence`` is that of its own case."""

    quote: Quote
    changes: tuple[str, ...]
    evidence: Evidence

    @property
    def conditions(self) -> tuple[str, ...]:
        """What a sentence with one of its figures has to say."""
        named = (f"{q.line.title} {q.line.quantity}件" for q in self.quote.lines)
        return (*named, *self.changes)

    def said_in(self, sentence: str) -> bool:
        """Word for word; the goods also by their title, and in 台."""
        goods_said = all(re.search(pattern, sentence) for pattern in self._goods)
        return goods_said and all(_said(change, sentence) for change in self.changes)

    @cached_property
    def _goods(self) -> tuple[str, ...]:
        catalogue = self.evidence.shop.catalogue
        patterns: list[str] = []
        for line in (quoted.line for quoted in self.quote.lines):
            product = catalogue.get(line.sku)
            names = {line.title, product.title} if product else {line.title}
            named = "|".join(re.escape(name) for name in sorted(names))
            patterns.append(rf"(?:{named}) ?{line.quantity} ?[件台]")
        return tuple(patterns)

    @cached_property
    def sentence(self) -> str:
        """The figures with their case."""
        case = "，".join((goods(self.quote), *self.changes))
        together = "，一起" if len(self.quote.lines) > 1 else "，" if self.changes else ""
        paid = "".join(payments(self.quote))
        return f"{case}{together}到手合计{spoken(self.quote.payable)}元{paid}。"


def what_if(
    evidence: Evidence, items: tuple[tuple[str, int], ...], add: list[str], drop: list[str]
) -> WhatIf | None:
    """Priced; ``None`` where it is the conversation's own case. Raises ``PricingError``.

    ``items`` are SKUs with pieces, empty for the basket's; coupons are promotion ids.
    """
    state, turn = evidence.state, evidence.state.turns
    sure = Certainty.INFERRED
    basket = tuple(Item(sku, units, turn, sure, sure) for sku, units in items) or state.basket
    held = {coupon.promotion_id for coupon in state.coupons}
    added = [coupon for coupon in add if coupon not in held]
    dropped = [coupon for coupon in drop if coupon in held]
    kept = tuple(coupon for coupon in state.coupons if coupon.promotion_id not in dropped)
    coupons = (*kept, *(NamedCoupon(coupon, turn) for coupon in added))
    same_goods = _pieces(basket) == _pieces(state.basket)
    if same_goods and not added and not dropped and evidence.quote is not None:
        return None
    changed = replace(state, basket=basket, coupons=coupons, open=None)
    quote = _priced(evidence, changed)
    names = {p.id: p.name for p in evidence.rulebook} if evidence.rulebook else {}
    said = (*(f"加上{names[c]}" for c in added), *(f"不用{names[c]}" for c in dropped))
    return WhatIf(quote, said, replace(evidence, state=changed, quote=quote, worked=()))


def _priced(evidence: Evidence, state: State) -> Quote:
    cart = cart_of(state, evidence.shop, evidence.priced_at)
    if cart is None:
        raise BadCart("没有商品：请填 items")
    return Desk(state, evidence.shop, evidence.rulebook, evidence.priced_at).quote(cart)


def _pieces(items: Sequence[Item]) -> dict[str, int]:
    return {item.sku: item.quantity for item in items}


def _said(condition: str, sentence: str) -> bool:
    """A space more or less; 不加上… does not say 加上…."""
    pattern = re.escape(condition).replace(r"\ ", " ?")
    found = re.finditer(pattern, sentence)
    return any(not _NEGATED.search(sentence[: match.start()]) for match in found)
