"""How often every kind, platform and policy occurred in random carts, and how often it mattered.

A kind is applied where it took something off (a presale: where its deposit is taken; freight: where
it is charged or waived; a gift: where it is given). A platform is applied where a price was
promised. A policy that a rulebook names is applied where the figures are others without it: the
quote's, for ``refund`` those of returns, for ``price_protection`` its compensation.
"""

from collections import Counter
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Literal, get_args, get_origin, get_type_hints

from service.pricing import PLATFORMS, NoPrice, Policies, Quote, price
from service.pricing.price_protection import price_protection
from service.pricing.refund import Order, refund
from service.pricing.rules import AnyPromotion

from .carts import DAY, END, Case
from .compare import by_engine
from .readings import in_force

KINDS = sorted(
    get_args(rule.model_fields["kind"].annotation)[0]
    for rule in get_args(get_args(AnyPromotion)[0])
)


def _values(annotation: object) -> Iterator[str]:
    """The values of a policy's field, without the ``None`` that leaves it to the platform."""
    if annotation is bool:
        yield from ("True", "False")
    elif get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    else:
        for option in get_args(annotation):
            if option is not type(None):
                yield from _values(option)


POLICY_VALUES = sorted(
    f"{name}: {value}"
    for name, annotation in get_type_hints(Policies).items()
    if name in Policies.model_fields
    for value in _values(annotation)
)
"""Every policy with each of its values."""


@dataclass
class Coverage:
    """Numbers of carts by kind, platform and policy value."""

    occurred: Counter[str] = field(default_factory=Counter)
    applied: Counter[str] = field(default_factory=Counter)

    def add(self, other: "Coverage") -> None:
        self.occurred += other.occurred
        self.applied += other.applied

    def count(self, case: Case) -> None:
        self.occurred.update({promotion.kind for promotion in case.book.promotions})
        self.occurred[case.book.platform] += 1
        self.occurred.update(_in_force(case))
        try:
            quote = price(case.cart, case.book, with_readings=False)
        except NoPrice:
            return
        self.applied.update({*kinds_applied(case, quote), case.book.platform})

    def count_policies_that_matter(self, case: Case) -> None:
        self.applied.update(_named_that_matter(case))

    def rows(self) -> Iterator[tuple[str, int, int]]:
        """(what, occurred, applied) for everything there is, also what never occurred."""
        for name in (*KINDS, *sorted(PLATFORMS), *POLICY_VALUES):
            yield name, self.occurred[name], self.applied[name]


def kinds_applied(case: Case, quote: Quote) -> set[str]:
    kinds = {promotion.id: promotion.kind for promotion in case.book.promotions}
    names = [step.promotion_id for step in quote.steps]
    names += [charge.promotion_id for charge in quote.charges]
    names += [gift.promotion_id for gift in quote.gifts]
    return {kinds[name] for name in names}


def _in_force(case: Case) -> set[str]:
    policies = in_force(case.book).model_dump(exclude_none=True)
    return {f"{name}: {value}" for name, value in policies.items()}


def _named_that_matter(case: Case) -> Iterator[str]:
    """The policies that this rulebook names, as far as they change something."""
    named = dict(case.content["rulebook"].get("policies", {}))
    if "thresholds" in case.content["rulebook"]:
        named["thresholds"] = case.content["rulebook"]["thresholds"]
    for name, value in named.items():
        without = deepcopy(case.content)
        without["rulebook"].pop(name, None)
        without["rulebook"].get("policies", {}).pop(name, None)
        if _figures(case, name) != _figures(Case(case.seed, without), name):
            yield f"{name}: {value}"


def _figures(case: Case, policy: str) -> object:
    """What the policy could change."""
    if policy not in ("refund", "price_protection"):
        return by_engine(case)
    try:
        order = Order(case.cart, price(case.cart, case.book), case.book)
        line = case.cart.lines[0]
        if policy == "refund":
            return refund(order, {line.sku: 1}, END).cash
        cheap = type(line)(line.sku, 1, 1, line.category, line.title, line.shop)
        return price_protection(order, line.sku, cheap, END - DAY, case.book).compensation
    except NoPrice:
        return None
