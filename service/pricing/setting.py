"""What a price is worked out from: the cart, the rulebook's promotions at the moment of payment,
the rows after item deals, and the policies in force."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .cart import Cart
from .checkout import Checkout, lay_out
from .deal_sets import Rows, row_sets
from .errors import NoPrice
from .policies import Policies
from .promotion import Promotion
from .rows import Row
from .rulebook import Rulebook
from .rules.cross_store import CrossStore
from .rules.official_reduction import OfficialReduction
from .timing import payment_moment


@dataclass(frozen=True, slots=True)
class Setting:
    """Everything but the choice. ``row_sets`` are the rows under each set of item deals that stand
    together; ``rows`` is one of them."""

    cart: Cart
    rulebook: Rulebook
    moment: datetime
    active: tuple[Promotion, ...]
    rows: Rows
    policy: Policies
    row_sets: tuple[Rows, ...] = field(repr=False)

    def reading(self, **policy: Any) -> "Setting":
        """The same under another reading."""
        return replace(self, policy=self.policy.model_copy(update=policy))

    def by_deals(self) -> Iterator["Setting"]:
        """The same under each set of item deals."""
        return (replace(self, rows=rows) for rows in self.row_sets)

    def checkout(self) -> Checkout:
        """Laid out for pricing."""
        return lay_out(self.cart, self.rows, self.active, self.policy)


def set_up(cart: Cart, rulebook: Rulebook) -> Setting:
    """Raises ``NoPrice`` where the rules leave no price to promise."""
    moment = payment_moment(cart, rulebook)
    active = rulebook.at(moment)
    sets = row_sets(cart, rulebook, active)
    rows = sets[0]
    problems = [*_no_promise(rows, active), *_unknown_presale(rows, rulebook)]
    if problems:
        raise NoPrice("；".join(problems))
    return Setting(cart, rulebook, moment, active, rows, rulebook.policy, sets)


def _no_promise(rows: Sequence[Row], active: Sequence[Promotion]) -> Iterator[str]:
    """官方立减 has no known base on a presale; beside 跨店满减 it is a rulebook error [A29]."""
    official = [p for p in active if isinstance(p, OfficialReduction)]
    cross = [p for p in active if isinstance(p, CrossStore)]
    for row in rows:
        on_line = [p for p in official if p.scope.covers(row.line)]
        beside = [p for p in cross if p.scope.covers(row.line)]
        if on_line and row.deposit:
            yield f"{row.line.sku} 是预售又参加{on_line[0].name}：基数没有规则可依，请转人工核实"
        if on_line and beside:
            yield (
                f"{row.line.sku} 同时在{on_line[0].name}和{beside[0].name}里："
                "官方立减和跨店满减不能用于同一商品，请改规则"
            )


def _unknown_presale(rows: Sequence[Row], rulebook: Rulebook) -> Iterator[str]:
    lines = [row.line.sku for row in rows if row.deposit or not row.deposit_known]
    if lines and "预售规则" in rulebook.on.unknown:
        yield f"{rulebook.on.name}的预售规则没有可靠来源，{'、'.join(lines)} 不能报价：请转人工"
