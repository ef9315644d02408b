"""A kept basket with one thing changed: another cart, or the difference between two quotes.

Every function returns a new cart; nothing is changed in place. Returning some of an order that was
paid is ``refund.refund``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from .cart import Cart, Line
from .engine import price
from .errors import BadCart
from .money import Fen
from .quote import Quote
from .rulebook import Rulebook

Change = Callable[[Cart], Cart]


def add(line: Line) -> Change:
    """One more line, or more units of a line that is there."""

    def change(cart: Cart) -> Cart:
        if line.sku not in _skus(cart):
            return replace(cart, lines=(*cart.lines, line))
        present = _line(cart, line.sku)
        return quantity(line.sku, present.quantity + line.quantity)(cart)

    return change


def remove(sku: str, units: int | None = None) -> Change:
    """``units`` fewer of a SKU, or all of it."""

    def change(cart: Cart) -> Cart:
        present = _line(cart, sku)
        if units is not None and units > present.quantity:
            raise BadCart(f"{sku} 只有 {present.quantity} 件，不能去掉 {units} 件")
        if units is not None and units < present.quantity:
            return quantity(sku, present.quantity - units)(cart)
        if len(cart.lines) == 1:
            raise BadCart(f"去掉 {sku} 后购物车就空了：没有可算的价格")
        return replace(cart, lines=tuple(line for line in cart.lines if line.sku != sku))

    return change


def quantity(sku: str, units: int) -> Change:
    """A SKU in another quantity."""

    def change(cart: Cart) -> Cart:
        _line(cart, sku)
        return replace(
            cart,
            lines=tuple(
                replace(line, quantity=units) if line.sku == sku else line for line in cart.lines
            ),
        )

    return change


def swap(sku: str, other: Line) -> Change:
    """Another SKU in its place, in the same quantity; it joins a line of its own SKU."""

    def change(cart: Cart) -> Cart:
        present = _line(cart, sku)
        if other.sku == sku:
            raise BadCart(f"{sku} 换成了它自己：请写另一款的编码")
        if other.sku in _skus(cart):
            return remove(sku)(add(replace(other, quantity=present.quantity))(cart))
        there = replace(other, quantity=present.quantity)
        return replace(cart, lines=tuple(there if line.sku == sku else line for line in cart.lines))

    return change


def with_coupon(promotion_id: str) -> Change:
    """As if the buyer had claimed it."""
    return lambda cart: replace(cart, claimed=cart.claimed | {promotion_id})


def without_coupon(promotion_id: str) -> Change:
    """As if the buyer had neither claimed it nor a balance of it."""

    def change(cart: Cart) -> Cart:
        balances = {name: held for name, held in cart.balances.items() if name != promotion_id}
        return replace(cart, claimed=cart.claimed - {promotion_id}, balances=balances)

    return change


def as_member(membership: str) -> Change:
    """As if the buyer were a member."""
    return lambda cart: replace(cart, memberships=cart.memberships | {membership})


def asked_at(moment: datetime) -> Change:
    """The same cart at another minute."""
    return lambda cart: replace(cart, at=moment)


def paid_at(moment: datetime) -> Change:
    """A presale's final payment at another moment."""
    return lambda cart: replace(cart, final_at=moment)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two quotes side by side."""

    before: Quote
    after: Quote

    @property
    def difference(self) -> Fen:
        """What the change adds to the price; negative where it saves."""
        return self.after.payable - self.before.payable

    @property
    def gained(self) -> tuple[str, ...]:
        """Ids of promotions that apply only after the change."""
        return _only(self.after, self.before)

    @property
    def lost(self) -> tuple[str, ...]:
        """Ids of promotions that no longer apply."""
        return _only(self.before, self.after)


def what_if(cart: Cart, rulebook: Rulebook | None, *changes: Change) -> Comparison:
    """The cart as it is against the cart with all changes, in order."""
    changed = cart
    for change in changes:
        changed = change(changed)
    return Comparison(price(cart, rulebook), price(changed, rulebook))


def _only(one: Quote, other: Quote) -> tuple[str, ...]:
    there = {step.promotion_id for step in other.steps}
    return tuple(dict.fromkeys(s.promotion_id for s in one.steps if s.promotion_id not in there))


def _skus(cart: Cart) -> set[str]:
    return {line.sku for line in cart.lines}


def _line(cart: Cart, sku: str) -> Line:
    found = next((line for line in cart.lines if line.sku == sku), None)
    if found is None:
        raise BadCart(f"购物车里没有 {sku}：请核对编码")
    return found
