"""Changes to a kept basket as people and programs write them: 加一件, 换一款, 不用券, 晚点付.

One class a change, one line in the union.
"""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field

from service.pricing import BadCart, Rulebook
from service.pricing import what_if as pricing
from service.pricing.what_if import Change

from .carts import CartLine, Moment, Name, Part, Quantity, line_of
from .catalogue import Catalogue


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
    """A presale's final payment at another moment."""

    kind: Literal["paid_at"]
    at: Moment

    def change(self, catalogue: Catalogue | None) -> Change:
        return pricing.paid_at(self.at)


AnyChange = Annotated[
    Add | Remove | SetQuantity | Swap | WithCoupon | WithoutCoupon | AsMember | PaidAt,
    Field(discriminator="kind"),
]


def changes_of(
    forms: Sequence[AnyChange], catalogue: Catalogue | None, rulebook: Rulebook | None
) -> list[Change]:
    """The changes in order. Raises ``BadCart`` for a coupon that the rulebook does not have."""
    known = {promotion.id for promotion in rulebook} if rulebook else set()
    for form in forms:
        if isinstance(form, WithCoupon | WithoutCoupon) and form.coupon not in known:
            raise BadCart(f"没有编号为 {form.coupon} 的优惠，请核对编号和时间")
    return [form.change(catalogue) for form in forms]
