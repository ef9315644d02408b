"""``goalie quote CART.yaml``: price a cart, print the steps; what if, and after the sale."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from service.api.calculator_views import alternatives_out, protection_out, refund_out, what_if_out
from service.api.quote_views import quote_out
from service.clock import Clock
from service.pricing import PricingError, Quote, parse_yuan, price
from service.pricing.alternatives import Alternatives, alternatives
from service.pricing.money import Yuan
from service.pricing.price_protection import Protection
from service.pricing.refund import Order, Refund
from service.pricing.what_if import Comparison
from service.settings import Settings
from service.shops import BadShopFolder, Shop, ShopError, read_shop
from service.shops.after_sale import OrderForm, ProtectionForm, RefundForm, protection_of, refund_of
from service.shops.carts import Asked, CartForm, Moment, asked
from service.shops.changes import supposed
from service.shops.remedies import remedy
from service.shops.rulebooks import load_yaml, read_rulebook

from .quote_options import Options, divided
from .quote_table import (
    print_alternatives,
    print_comparison,
    print_protection,
    print_quote,
    print_refund,
)


class CartFile(OrderForm):
    """What a cart file holds: a shop or a rulebook file beside it, the minute, lines, coupons. Of
    an order that is asked about after the sale also what ``returned`` before (with ``refunded``
    yuan), ``returned_at``, whether it is ``final_paid`` or the ``shop_at_fault``, and
    ``earned_spent`` yuan of 京豆."""

    shop: str | None = Field(default=None, max_length=64)
    rulebook: str | None = Field(default=None, max_length=400)
    returned_at: Moment | None = None
    final_paid: bool = True
    shop_at_fault: bool = False
    earned_spent: Yuan = 0


def quote(path: Path, settings: Settings, clock: Clock, options: Options, *, as_json: bool) -> int:
    """0 priced, 1 the cart, the rules or the shop folder were refused (the reasons are printed)."""
    try:
        answer = _answer(path, settings, clock, options)
    except OSError as error:
        print(f"{error.filename or path}：打不开（{error.strerror}）", file=sys.stderr)
        return 1
    except BadShopFolder as error:
        print("\n".join(str(fault) for fault in error.faults), file=sys.stderr)
        return 1
    except ValidationError as error:
        print("\n".join(_problems(path, error)), file=sys.stderr)
        return 1
    except (PricingError, ShopError) as error:
        print(f"{path}：{error}", file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps(answer.machine(), ensure_ascii=False))
    else:
        answer.show()
    return 0


@dataclass(slots=True)
class _Answer:
    """The figures, for a machine and for a reader."""

    quote: Quote
    compared: Comparison | None = None
    others: Alternatives | None = None
    refund: tuple[Order, Refund] | None = None
    protected: list[tuple[Order, Protection]] = field(default_factory=list)

    def show(self) -> None:
        print_quote(self.quote)
        if self.compared:
            print_comparison(self.compared)
        if self.others:
            print_alternatives(self.others)
        if self.refund:
            print_refund(*self.refund)
        for order, found in self.protected:
            print_protection(order, found)

    def machine(self) -> dict[str, Any]:
        """The quote as HTTP gives it, and beside it what else was asked."""
        machine = _plain(quote_out(self.quote))
        if self.compared:
            told = _plain(what_if_out(self.compared))
            machine["what_if"] = told.pop("after") | told
            del machine["what_if"]["before"]
        if self.others:
            machine["alternatives"] = _plain(alternatives_out(self.others))
        if self.refund:
            order, found = self.refund
            machine["refund"] = _plain(refund_out(found, order.quote))
        if self.protected:
            outs = [protection_out(found, order.quote) for order, found in self.protected]
            machine["price_protection"] = [_plain(out) for out in outs]
        return machine


def _answer(path: Path, settings: Settings, clock: Clock, options: Options) -> _Answer:
    cart = CartFile.model_validate(load_yaml(path, path.name))
    shop = read_shop(settings.shops / cart.shop) if cart.shop else None
    named = options.rulebook or (path.parent / cart.rulebook if cart.rulebook else None)
    book = read_rulebook(named, str(named)) if named else None
    found = asked(cart, cart.at or clock(), shop, book)
    answer = _Answer(price(found.cart, found.rulebook))
    if forms := options.forms():
        answer.compared = supposed(forms, found, shop, book)
    if options.alternatives:
        answer.others = alternatives(found.cart, found.rulebook)
    if options.returning:
        answer.refund = _refund(cart, found, options, clock)
    for text in options.protecting:
        answer.protected.append(_protection(cart, found, text, clock, shop))
    return answer


def _refund(cart: CartFile, found: Asked, options: Options, clock: Clock) -> tuple[Order, Refund]:
    after = {name: getattr(cart, name) for name in ("returned_at", "final_paid", "shop_at_fault")}
    form = RefundForm.model_validate(_order(cart) | after | {"returning": options.units_returned()})
    money = {"refunded": cart.refunded, "earned_spent": cart.earned_spent}
    return refund_of(form.model_copy(update=money), found, clock())


def _protection(
    cart: CartFile, found: Asked, text: str, clock: Clock, shop: Shop | None
) -> tuple[Order, Protection]:
    """``SKU``, or ``SKU:PRICE`` where the catalogue does not have today's price."""
    sku, given = divided(text)
    now = parse_yuan(given) if given is not None else None
    form = ProtectionForm.model_validate(_order(cart) | {"sku": sku})
    form = form.model_copy(update={"price_now": now})
    return protection_of(form, found, clock(), shop)


def _order(cart: CartFile) -> dict[str, Any]:
    """The fields of an order, as they were read."""
    return {name: getattr(cart, name) for name in (*CartForm.model_fields, "returned")}


def _plain(out: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = out.model_dump(mode="json", by_alias=True)
    return dumped


def _problems(path: Path, error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False):
        yield f"{path}「{'.'.join(map(str, problem['loc']))}」：{remedy(problem)}"
