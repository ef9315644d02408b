"""Changes to a kept basket as people and programs write them: 加一件, 换一款, 不用券, 晚点付.

One class a change, one line in the union.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from service.pricing import BadCart, Cart, Rulebook, price
from service.pricing import what_if as pricing
from service.pricing.timing import has_presale
from service.pricing.what_if import Change, Comparison

from .carts import Asked, CartForm, CartLine, Moment, Name, Part, Quantity, line_of
from .catalogue import Catalogue
from .near import near_ids
from .shop import Shop


class Add(Part):
    """One more line, or more units of one that is there."""

    kind: Literal["add"]
    line: CartLine

    def change(self, catalogue: Catalogue | None) -> Change:
        return pricing.add(line_of(self.line, catalogue))


class Remove(Part):
    """``units`` fewer of a SKU; all of it if left out."""

    kind: Literal["remove"]
    sku: Name
    units: Quantity | None = None

    def change(self, catalogue: Catalogue | None) -> Change:
        return pricing.remove(self.sku, self.units)


class SetQuantity(Part):
    """A SKU in another quantity."""

    kind: Literal["quantity"]
    sku: Name
    units: Quantity

    def change(self, catalogue: Catalogue | None) -> Change:
        return pricing.quantity(self.sku, self.units)


class Swap(Part):
    """Another product in its place, in the same quantity."""

    kind: Literal["swap"]
    sku: Name
    line: CartLine

    def change(self, catalogue: Catalogue | None) -> Change:
        return pricing.swap(self.sku, line_of(self.line, catalogue))


class WithCoupon(Part):
    """As if the buyer had claimed it."""

    kind: Literal["with_coupon"]
    coupon: Name

    def change(self, catalogue: Catalogue | None) -> Change:
        return pricing.with_coupon(self.coupon)


class WithoutCoupon(Part):
    """As if the buyer had not claimed it."""

    kind: Literal["without_coupon"]
    coupon: Name

    def change(self, catalogue: Catalogue | None) -> Change:
        return pricing.without_coupon(self.coupon)


class AsMember(Part):
    """As if the buyer were a member."""

    kind: Literal["as_member"]
    membership: Name

    def change(self, catalogue: Catalogue | None) -> Change:
        return pricing.as_member(self.membership)


class PaidAt(Part):
    """A presale's final payment at another moment; a cart without a presale, or after the event,
    is bought then."""

    kind: Literal["paid_at"]
    at: Moment

    def change(self, catalogue: Catalogue | None) -> Change:
        return pricing.paid_at(self.at)


AnyChange = Annotated[
    Add | Remove | SetQuantity | Swap | WithCoupon | WithoutCoupon | AsMember | PaidAt,
    Field(discriminator="kind"),
]


class WhatIfForm(CartForm):
    """A kept basket, and what is supposed to change, in order."""

    changes: list[AnyChange] = Field(min_length=1, max_length=50)


def supposed(
    forms: Sequence[AnyChange], found: Asked, shop: Shop | None, given: Rulebook | None
) -> Comparison:
    """The cart as it is beside the cart with all changes. At another minute the ``given`` rulebook
    counts, or else the one that the shop has then. Raises ``PricingError``."""
    catalogue = shop.catalogue if shop else None
    changed, rules = found.cart, found.rulebook
    for form in forms:
        _refuse_unknown(form, rules)
        changed = _changed(form, changed, catalogue, rules)
        if given is None and shop is not None:
            rules = shop.rulebook_at(changed.at)
    return Comparison(price(found.cart, found.rulebook), price(changed, rules))


def _changed(
    form: AnyChange, cart: Cart, catalogue: Catalogue | None, rules: Rulebook | None
) -> Cart:
    if isinstance(form, PaidAt):
        presale = rules and rules.valid.holds(form.at) and has_presale(cart, rules)
        return (pricing.paid_at if presale else pricing.asked_at)(form.at)(cart)
    return form.change(catalogue)(cart)


def _refuse_unknown(form: AnyChange, rulebook: Rulebook | None) -> None:
    """A coupon that the rulebook does not have, or that nobody has to claim."""
    known = {promotion.id: promotion for promotion in rulebook or ()}
    if isinstance(form, WithCoupon | WithoutCoupon) and form.coupon not in known:
        meant = near_ids(form.coupon, known)
        raise BadCart(f"没有编号为 {form.coupon} 的优惠，请核对编号和时间{meant}")
    if isinstance(form, WithCoupon) and not known[form.coupon].optional:
        raise BadCart(f"{form.coupon} 不是要领取的券，满足条件就会自动计算：不用写")
