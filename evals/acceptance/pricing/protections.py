"""价保 cases: an order and today's price, each as one line with its offers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.pricing import Cart, Line, Rulebook, parse_yuan, price
from service.pricing.policies import Policies
from service.pricing.price_protection import Protection, price_protection
from service.pricing.refund import Order

from .builders import ANY_AMOUNT
from .case import Case, Fields, fen
from .promotions import built
from .setup import held, moment, rulebook

SKU = "A"
ORDERED, NOW = 5, 12
"""Days of the event."""


@dataclass(frozen=True, slots=True)
class _Side:
    """The line and its offers, then or now."""

    line: Line
    rules: Rulebook

    def cart(self, day: int, case: Case) -> Cart:
        return Cart(
            (self.line,),
            moment(case.year, day),
            claimed=frozenset(p.id for p in held(self.rules)),
        )


def protection(case: Case, policies: Policies) -> Protection:
    """What the difference pays back."""
    given = case.given
    both = {"qty": given["qty"]} if "qty" in given else {}
    ordered = given.get("order") or {"price": given.get("order_unit_paid")}
    then = _side(case, "order", both | dict(ordered), policies)
    now = _side(case, "now", both | dict(given.get("now") or {}), policies)
    cart = then.cart(ORDERED, case)
    return price_protection(
        Order(cart, price(cart, then.rules), then.rules),
        SKU,
        now.line,
        moment(case.year, NOW),
        now.rules,
        already=fen(given.get("already_returned") or "0"),
    )


def _side(case: Case, where: str, given: Mapping[str, Any], policies: Policies) -> _Side:
    """``price`` a unit; ``off`` is what the offers of the time take off; ``coupons`` and
    ``promotions`` as elsewhere; ``platform_off`` comes from the platform, not the shop."""
    fields = Fields(where, given)
    line = Line(
        SKU,
        parse_yuan(str(fields.take_any(("price", "unit_paid", "paid")))),
        fields.whole("qty", 1),
    )
    entries = [*(fields.take("coupons") or ()), *(fields.take("promotions") or ())]
    for key, kind in (("off", "shop_full_off"), ("platform_off", "platform_full_off")):
        amount = fields.take(key)
        if amount is not None and parse_yuan(str(amount)):
            entries.append({"type": kind, "threshold": ANY_AMOUNT, "off": amount})
    fields.done()
    return _Side(
        line,
        rulebook(
            case,
            [_offer(f"{where}.{index}", entry) for index, entry in enumerate(entries, 1)],
            policies,
        ),
    )


def _offer(where: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    fields = Fields(where, entry)
    kind, level = fields.text("type"), fields.text("level")
    fields.take("scope")
    common = {"id": where, "name": kind, "scope": {"all": True}}
    offer = built(fields, kind, level)
    fields.done()
    return {**offer.content, **common}
