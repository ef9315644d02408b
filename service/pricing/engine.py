"""From a cart and a rulebook to a quote: layer by layer, then the best choice of coupons.

U_i      price of a unit after the one winning item deal
S        Σ U_i·q_i over a promotion's own scope
payable  Σ U_i·q_i − each layer's saving, floored line by line at the line's deposit
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product

from .cart import Cart, Line
from .errors import NoPrice
from .explain import assumptions, warnings
from .money import Fen
from .promotion import (
    Deal,
    ItemPromotion,
    Level,
    Missed,
    OrderPromotion,
    Promotion,
    Saving,
    Standing,
)
from .quote import Payment, Quote, QuotedLine, Step, Unused, When
from .rulebook import Rulebook
from .shares import share_within

ONE_PER_ORDER = (Level.SHOP, Level.COUPON)
"""One shop activity and one shop coupon per order and shop [A13]."""


def price(cart: Cart, rulebook: Rulebook | None = None) -> Quote:
    """The cheapest quote for the buyer with the coupons held.

    Ties go to the fewest instruments, then the rulebook's order. Raises ``NoPrice`` when a paid
    deposit can no longer be completed.
    """
    if rulebook is None or not rulebook.valid.holds(cart.at):
        return _Pricing(cart, (), None, cart.at).quote(())
    presale = any(_presale_deals(line, cart, rulebook) for line in cart.lines)
    moment = _payment_moment(cart, rulebook) if presale else cart.at
    pricing = _Pricing(cart, rulebook.at(moment), rulebook, moment)
    quotes = [pricing.quote(chosen) for chosen in _choices(pricing.orders, cart.claimed)]
    return min(quotes, key=lambda quote: (quote.payable, len(quote.steps)))


def _presale_deals(line: Line, cart: Cart, rulebook: Rulebook) -> list[ItemPromotion]:
    """The presale promotions the line can have: the deposit is paid, or can be paid now."""
    deposit = rulebook.phase("deposit")
    open_now = deposit is not None and deposit.window.holds(cart.at)
    return [
        promotion
        for promotion in rulebook
        if isinstance(promotion, ItemPromotion)
        and promotion.takes_deposit
        and promotion.scope.covers(line)
        and (open_now or line.sku in cart.deposit_paid)
    ]


def _payment_moment(cart: Cart, rulebook: Rulebook) -> datetime:
    """No discount applies in the deposit phase: the final payment decides [D3, J5]."""
    final = rulebook.phase("final_payment")
    if final is None or cart.at >= final.window.end:
        raise NoPrice("尾款支付时间已过，预售价不能再承诺：请按现货价另算，或转人工核实定金")
    return max(cart.at, final.window.start)


def _choices(
    orders: Sequence[OrderPromotion], claimed: Iterable[str]
) -> Iterable[tuple[OrderPromotion, ...]]:
    """Every allowed set of promotions: automatic ones always, at most one a restricted layer."""
    held = set(claimed)
    usable = [p for p in orders if not p.needs_claim or p.id in held]
    always = tuple(p for p in usable if p.level not in ONE_PER_ORDER)
    layers = [[None, *(p for p in usable if p.level is level)] for level in ONE_PER_ORDER]
    for picked in product(*layers):
        chosen = {p.id for p in (*always, *picked) if p is not None}
        yield tuple(p for p in orders if p.id in chosen)


@dataclass(slots=True)
class _Row:
    """A line while it is being priced; ``floor`` is what a presale line never goes below."""

    line: Line
    winner: ItemPromotion | None
    deal: Deal
    left: Fen = 0
    floor: Fen = 0

    def __post_init__(self) -> None:
        self.left = self.after_deal
        self.floor = self.deal.deposit * self.line.quantity

    @property
    def after_deal(self) -> Fen:
        return (self.line.list_price - self.deal.saving) * self.line.quantity


@dataclass(slots=True)
class _Pricing:
    cart: Cart
    active: tuple[Promotion, ...]
    rulebook: Rulebook | None
    moment: datetime
    orders: list[OrderPromotion] = field(init=False)

    def __post_init__(self) -> None:
        found = [p for p in self.active if isinstance(p, OrderPromotion)]
        self.orders = sorted(found, key=lambda p: p.level)

    def quote(self, chosen: Sequence[OrderPromotion]) -> Quote:
        rows = [self._row(line) for line in self.cart.lines]
        steps = list(self._item_steps(rows))
        unused: list[Unused] = []
        for promotion in self.orders:
            outcome = self._saving(promotion, rows)
            if isinstance(outcome, Missed):
                unused.append(_missed(promotion, outcome))
            elif promotion not in chosen:
                unused.append(self._not_chosen(promotion, outcome))
            else:
                steps.append(_applied(promotion, outcome, rows))
        lines = tuple(
            QuotedLine(r.line, r.line.list_price - r.deal.saving, r.left, r.floor) for r in rows
        )
        return Quote(
            lines=lines,
            steps=tuple(step for step in steps if step.saving),
            unused=tuple(u for u in unused if u.reason),
            schedule=self._schedule(lines),
            assumptions=assumptions(self.cart, self.rulebook, lines),
            warnings=warnings(lines),
            event=self.rulebook.event if self.rulebook else "",
            rulebook_id=self.rulebook.id if self.rulebook else "",
            source=self.rulebook.source if self.rulebook else "",
            priced_for=self.moment,
            valid_until=self._valid_until(),
        )

    def _row(self, line: Line) -> _Row:
        """One item deal wins per unit: the largest saving, ties by the rulebook's order."""
        deals = [
            (promotion, promotion.deal(line))
            for promotion in self.active
            if isinstance(promotion, ItemPromotion)
            and promotion.scope.covers(line)
            and self._open(promotion, line)
        ]
        usable = [(p, deal) for p, deal in deals if deal.saving + deal.deposit <= line.list_price]
        if not usable:
            return _Row(line, None, Deal(0))
        winner, deal = max(usable, key=lambda pair: pair[1].saving)
        return _Row(line, winner, deal)

    def _open(self, promotion: ItemPromotion, line: Line) -> bool:
        if not promotion.takes_deposit or self.rulebook is None:
            return True
        return promotion in _presale_deals(line, self.cart, self.rulebook)

    def _item_steps(self, rows: Sequence[_Row]) -> Iterable[Step]:
        subtotal = sum(row.line.list_price * row.line.quantity for row in rows)
        for index, row in enumerate(rows):
            if row.winner is None:
                continue
            saving = row.deal.saving * row.line.quantity
            subtotal -= saving
            shares = tuple(saving if i == index else 0 for i in range(len(rows)))
            yield Step(
                row.winner.id,
                row.winner.kind,
                row.winner.name,
                base=row.line.list_price * row.line.quantity,
                threshold=None,
                times=row.line.quantity,
                saving=saving,
                shares=shares,
                subtotal=subtotal,
            )

    def _saving(self, promotion: OrderPromotion, rows: Sequence[_Row]) -> Saving | Missed:
        parallel = self.rulebook is None or self.rulebook.policy.thresholds == "parallel"
        covered = [r if promotion.scope.covers(r.line) else None for r in rows]
        if not any(covered):
            return Missed("")
        bases = tuple(
            0 if row is None else (row.after_deal if parallel else row.left) for row in covered
        )
        return promotion.saving(Standing(self.cart.lines, bases))

    def _not_chosen(self, promotion: OrderPromotion, outcome: Saving) -> Unused:
        unclaimed = promotion.needs_claim and promotion.id not in self.cart.claimed
        reason = "领到才有" if unclaimed else "同类优惠一单只用一个"
        return Unused(promotion.id, promotion.name, reason, would_save=outcome.amount)

    def _schedule(self, lines: Sequence[QuotedLine]) -> tuple[Payment, ...]:
        payable = sum(line.payable for line in lines)
        deposit = sum(line.deposit for line in lines)
        if not deposit or self.rulebook is None:
            return (Payment(When.FULL, payable, self.rulebook.valid if self.rulebook else None),)
        stages = ((When.DEPOSIT, deposit), (When.FINAL_PAYMENT, payable - deposit))
        phases = {str(phase.kind): phase.window for phase in self.rulebook.phases}
        return tuple(Payment(what, amount, phases.get(what)) for what, amount in stages)

    def _valid_until(self) -> datetime | None:
        """The first edge at which a promotion that holds at the moment stops."""
        if self.rulebook is None:
            return None
        return min(
            (p.window(self.rulebook.valid).end for p in self.active),
            default=self.rulebook.valid.end,
        )


def _applied(promotion: OrderPromotion, outcome: Saving, rows: Sequence[_Row]) -> Step:
    room = [row.left - row.floor for row in rows]
    shares = tuple(share_within(outcome.amount, outcome.weights, room))
    for row, taken in zip(rows, shares, strict=True):
        row.left -= taken
    return Step(
        promotion.id,
        promotion.kind,
        promotion.name,
        base=outcome.base,
        threshold=outcome.threshold,
        times=outcome.times,
        saving=sum(shares),
        shares=shares,
        subtotal=sum(row.left for row in rows),
    )


def _missed(promotion: OrderPromotion, outcome: Missed) -> Unused:
    return Unused(promotion.id, promotion.name, outcome.reason, outcome.missing)
