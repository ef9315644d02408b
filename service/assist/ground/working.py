"""Each question of a burst to the calculator: one function an intent, one line in the table."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from service.conversations.state import Deposit, Intent, Item, Question, State
from service.pricing import Cart, NoPrice, PricingError, Quote, Rulebook, better_split, price
from service.pricing.refund import Order, refund
from service.shops import Shop

from .basket import cart_of, items_of
from .worked import (
    Choices,
    Compared,
    Listed,
    Parted,
    Priced,
    Refunded,
    Stacked,
    Topped,
    Unpriced,
    Worked,
)

MAX_SIDE_BY_SIDE = 3
"""So many products are priced side by side; more are asked about without prices."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What one burst's questions are worked out with; ``at`` is the minute prices are for."""

    state: State
    shop: Shop
    rulebook: Rulebook | None
    at: datetime

    def cart(self, question: Question) -> Cart | None:
        about = items_of(self.state, question.skus) if question.skus else None
        return cart_of(self.state, self.shop, self.at, about)

    def quote(self, cart: Cart) -> Quote:
        """Raises ``NoPrice`` also for an event that is over."""
        if self.rulebook is not None and self.at >= self.rulebook.valid.end:
            raise NoPrice(f"{self.rulebook.event}已经结束，活动价不能再承诺")
        return price(cart, self.rulebook)


def work_out(desk: Desk) -> tuple[Worked, ...]:
    """An answer for every question that the calculator can answer, in order."""
    return tuple(_all(desk))


def _all(desk: Desk) -> Iterator[Worked]:
    for question in desk.state.questions:
        if question.intent not in _WORKERS or _repeats(question, desk.state):
            continue
        try:
            worked = _WORKERS[question.intent](desk, question)
        except PricingError as error:
            worked = Unpriced(question, str(error))
        if worked is not None:
            yield worked


def _repeats(question: Question, state: State) -> bool:
    """The price reply says already when to pay what."""
    priced = any(q.intent is Intent.PRICE and q.skus == question.skus for q in state.questions)
    return question.intent is Intent.SCHEDULE and priced


def _priced(desk: Desk, question: Question) -> Worked | None:
    if desk.state.open is not None:
        return _choices(desk, question)
    if question.each and 1 < len(question.skus) <= MAX_SIDE_BY_SIDE:
        items = items_of(desk.state, question.skus)
        return Listed(question, _one_by_one(desk, [(i.sku, i.quantity) for i in items]))
    cart = desk.cart(question)
    return Priced(question, desk.quote(cart)) if cart else None


def _choices(desk: Desk, question: Question) -> Worked | None:
    """Two or three products that a mention could mean, each priced; the basket waits."""
    opened = desk.state.open
    if opened is None or opened.kind != "product" or desk.state.basket:
        return None
    if not 1 < len(opened.choices) <= MAX_SIDE_BY_SIDE:
        return None
    quotes = _one_by_one(desk, [(sku, opened.quantity) for sku in opened.choices])
    return Choices(question, quotes, desk.at)


def _one_by_one(desk: Desk, goods: list[tuple[str, int]]) -> tuple[Quote, ...]:
    items = [Item(sku, quantity, desk.state.turns) for sku, quantity in goods]
    carts = (cart_of(desk.state, desk.shop, desk.at, [item]) for item in items)
    return tuple(desk.quote(cart) for cart in carts if cart)


def _compared(desk: Desk, question: Question) -> Worked | None:
    among = question.skus or desk.state.focus
    if not 1 < len(among) <= MAX_SIDE_BY_SIDE:
        return None
    items = items_of(desk.state, among)
    alike = {item.quantity for item in items}
    quantity = alike.pop() if len(alike) == 1 else 1
    return Compared(question, _one_by_one(desk, [(sku, quantity) for sku in among]))


def _of_basket(
    answer: Callable[[Question, Quote], Worked],
) -> Callable[[Desk, Question], Worked | None]:
    def worker(desk: Desk, question: Question) -> Worked | None:
        cart = None if desk.state.open else desk.cart(question)
        return answer(question, desk.quote(cart)) if cart else None

    return worker


def _parted(desk: Desk, question: Question) -> Worked | None:
    cart = None if desk.state.open else desk.cart(question)
    if cart is None:
        return None
    quote = desk.quote(cart)
    split = better_split(cart, desk.rulebook) if desk.rulebook else None
    return Parted(question, quote, split)


def _refunded(desk: Desk, question: Question) -> Worked | None:
    cart = desk.cart(question)
    if cart is None or not question.returning:
        return None
    quote = desk.quote(cart)
    order = Order(cart, quote, desk.rulebook, final_paid=not _only_deposit(desk, quote))
    return Refunded(question, quote, refund(order, dict(question.returning), desk.at))


def _only_deposit(desk: Desk, quote: Quote) -> bool:
    """The buyer has paid the deposit and the final payment has not opened yet."""
    stands = desk.state.deposit
    final = desk.rulebook.phase("final_payment") if desk.rulebook else None
    paid = stands is not None and stands.value is Deposit.PAID
    return bool(quote.deposit) and paid and final is not None and desk.at < final.window.start


_WORKERS: Mapping[Intent, Callable[[Desk, Question], Worked | None]] = {
    Intent.PRICE: _priced,
    Intent.SCHEDULE: _priced,
    Intent.STACKING: _of_basket(Stacked),
    Intent.GAP: _of_basket(Topped),
    Intent.COMPARISON: _compared,
    Intent.SPLIT: _parted,
    Intent.REFUND: _refunded,
}
