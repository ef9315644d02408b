"""The engine beside the reference, and how a difference is shrunk to a small cart."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from fractions import Fraction
from typing import Any

from pydantic import ValidationError

from service.pricing import BadCart, ItemPromotion, NoPrice, Rulebook, price

from .bare_worth import DEPOSITS, sold_by_bare_worth, with_deposits
from .carts import Case
from .choose import Best, reference_price
from .readings import in_force

Figures = dict[str, Any]
REFUSED: Figures = {"refused": True}


def by_reference(case: Case) -> Figures:
    """The figures to compare. Where nobody knows how thresholds are measured, the dearer."""
    try:
        if sold_by_bare_worth(case.cart, case.book):
            finals = {_dearest(case, part)[0].final_payment for part in DEPOSITS}
            return REFUSED | ({"final_payment": finals.pop()} if len(finals) == 1 else {})
        return _figures(*_dearest(case))
    except NoPrice:
        return REFUSED


def _dearest(case: Case, part: Fraction = DEPOSITS[0]) -> tuple[Best, list[Best]]:
    """What is promised, and every reading of the thresholds; ``part`` of a bare worth is paid."""
    book = with_deposits(case.book, part)
    readings = [reference_price(case.cart, book, mode) for mode in modes(book)]
    return max(readings, key=lambda best: best.payable), readings


def modes(book: Rulebook) -> tuple[str, ...]:
    """The readings of the thresholds that are worked."""
    known = in_force(book).thresholds
    return (known,) if known else ("parallel", "progressive")


def _figures(best: Best, readings: list[Best]) -> Figures:
    return {
        "payable": best.payable,
        "deposit": best.deposit,
        "final_payment": best.final_payment,
        "lines": list(best.lines),
        "shares": {name: list(shares) for name, shares in best.shares},
        "deals": sorted(best.deals),
        "gifts": sorted(best.gifts),
        "readings": sorted({reading.payable for reading in readings}),
    }


def by_engine(case: Case) -> Figures:
    """The same figures from ``price``."""
    try:
        quote = price(case.cart, case.book)
    except NoPrice as refusal:
        return REFUSED | refusal.figures
    both = {quote.payable}
    if in_force(case.book).thresholds is None:
        both |= {r.payable for r in quote.readings if r.policy == "thresholds"}
    deals = {p.id for p in case.book.promotions if isinstance(p, ItemPromotion)}
    return {
        "payable": quote.payable,
        "deposit": quote.deposit,
        "final_payment": quote.final_payment,
        "lines": [line.payable for line in quote.lines],
        "shares": {
            s.promotion_id: list(s.shares) for s in quote.steps if s.promotion_id not in deals
        },
        "deals": sorted({step.promotion_id for step in quote.steps} & deals),
        "gifts": sorted(gift.promotion_id for gift in quote.gifts),
        "readings": sorted(both),
    }


def differs(case: Case) -> bool:
    return by_engine(case) != by_reference(case)


def told(case: Case) -> str:
    """A difference as a person reads it: both figures, the seed, cart and rulebook as JSON."""
    small = smallest(case, differs)
    return (
        f"seed {case.seed}\nreference {by_reference(small)}\nengine    {by_engine(small)}\n"
        f"{small.to_json()}"
    )


def smallest(case: Case, wrong: Callable[[Case], bool]) -> Case:
    """Parts are removed as long as it stays wrong."""
    for content in _smaller(case.content):
        try:
            candidate = Case(case.seed, content)
        except (BadCart, ValidationError):
            continue
        if wrong(candidate):
            return smallest(candidate, wrong)
    return case


def _smaller(content: dict[str, Any]) -> Iterator[dict[str, Any]]:
    cart, book = content["cart"], content["rulebook"]
    lists = [("rulebook", "promotions"), ("cart", "lines"), ("cart", "claimed")]
    for part, name in [*lists, ("cart", "deposit_paid"), ("cart", "memberships")]:
        for index in range(len(content[part][name])):
            smaller = deepcopy(content)
            del smaller[part][name][index]
            yield smaller
    for index in range(len(cart["lines"])):
        if cart["lines"][index]["quantity"] > 1:
            smaller = deepcopy(content)
            smaller["cart"]["lines"][index]["quantity"] -= 1
            yield smaller
    for name in cart["balances"]:
        smaller = deepcopy(content)
        del smaller["cart"]["balances"][name]
        yield smaller
    for index, promotion in enumerate(book["promotions"]):
        for name in {"group", "excludes", "stacks", "from", "to", "cap"} & set(promotion):
            smaller = deepcopy(content)
            del smaller["rulebook"]["promotions"][index][name]
            yield smaller
