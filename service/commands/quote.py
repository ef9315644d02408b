"""``goalie quote CART.yaml``: price a cart and print the steps; also a return, or what if."""

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from service.api.calculator_views import refund_out
from service.api.quote_views import quote_out
from service.clock import Clock
from service.pricing import PricingError, yuan
from service.pricing.what_if import Change, Comparison, what_if, with_coupon, without_coupon
from service.settings import Settings
from service.shops import BadShopFolder, Shop, ShopError, read_shop
from service.shops.after_sale import RefundForm, refund_of
from service.shops.after_sale_text import refund_text
from service.shops.carts import Asked, CartForm, asked
from service.shops.rulebooks import load_yaml, read_rulebook

from .quote_table import print_comparison, print_quote


class CartFile(CartForm):
    """What a cart file holds: a shop or a rulebook file beside it, the minute, lines, coupons."""

    shop: str | None = Field(default=None, max_length=64)
    rulebook: str | None = Field(default=None, max_length=400)


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked beside the price: units to return by SKU (``SKU`` or ``SKU=2``), coupons to
    suppose claimed or not, a rulebook file instead of the cart's."""

    returning: Sequence[str] = ()
    with_coupons: Sequence[str] = ()
    without_coupons: Sequence[str] = ()
    rulebook: Path | None = None

    @property
    def changes(self) -> list[Change]:
        """Against the cart as it is."""
        return [
            *(with_coupon(name) for name in self.with_coupons),
            *(without_coupon(name) for name in self.without_coupons),
        ]


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
        print(json.dumps(answer.machine, ensure_ascii=False))
    else:
        answer.show()
    return 0


@dataclass(frozen=True, slots=True)
class _Answer:
    """The figures, for a machine and for a reader."""

    machine: dict[str, Any]
    compared: Comparison
    refund: str

    def show(self) -> None:
        print_quote(self.compared.before)
        if self.compared.after != self.compared.before:
            print_comparison(self.compared)
        if self.refund:
            print(self.refund)


def _answer(path: Path, settings: Settings, clock: Clock, options: Options) -> _Answer:
    cart = CartFile.model_validate(load_yaml(path, path.name))
    shop = read_shop(settings.shops / cart.shop) if cart.shop else None
    found = _asked(cart, path, clock, options, shop)
    compared = what_if(found.cart, found.rulebook, *options.changes)
    machine = _machine(quote_out(compared.before))
    if options.changes:
        machine["what_if"] = _machine(quote_out(compared.after)) | {
            "difference": yuan(compared.difference)
        }
    if not options.returning:
        return _Answer(machine, compared, "")
    form = RefundForm.model_construct(
        **dict(cart), returning=dict(_units(text) for text in options.returning)
    )
    order, back = refund_of(form, found, cart.at or clock())
    machine["refund"] = _machine(refund_out(back, order.quote))
    return _Answer(machine, compared, refund_text(order, back))


def _asked(cart: CartFile, path: Path, clock: Clock, options: Options, shop: Shop | None) -> Asked:
    named = options.rulebook or (path.parent / cart.rulebook if cart.rulebook else None)
    book = read_rulebook(named, str(named)) if named else None
    return asked(cart, cart.at or clock(), shop, book)


def _units(text: str) -> tuple[str, int]:
    """``SKU=2``, or ``SKU`` for one unit."""
    sku, _, units = text.partition("=")
    if units and not (units.isascii() and units.isdigit()):
        raise PricingError(f"退货件数 {units[:20]!r} 读不懂：请写成 --return {sku}=1")
    return sku, int(units or 1)


def _machine(out: Any) -> dict[str, Any]:
    dumped: dict[str, Any] = out.model_dump(mode="json", by_alias=True)
    return dumped


def _problems(path: Path, error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False):
        message = problem["msg"].removeprefix("Value error, ")
        yield f"{path}「{'.'.join(map(str, problem['loc']))}」：{message}"
