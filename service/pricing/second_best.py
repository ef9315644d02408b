"""The second best choice, and why it is not the best."""

from dataclasses import dataclass

from .cart import Cart
from .engine import ranked
from .money import Fen, spoken
from .quote import Quote
from .rulebook import Rulebook


@dataclass(frozen=True, slots=True)
class Runner:
    """The second best quote beside the best, and the reason in words."""

    best: Quote
    second: Quote | None
    reason: str

    @property
    def costs_more(self) -> Fen:
        """How much dearer the second is; 0 where it loses a tie."""
        return self.second.payable - self.best.payable if self.second else 0


def second_best(cart: Cart, rulebook: Rulebook) -> Runner:
    """The best and the next choice that uses something else. Raises as ``price`` does."""
    first, *others = ranked(cart, rulebook, keep=2)
    if not others:
        return Runner(first, None, "没有别的用法")
    second = others[0]
    used, instead = _names(first, second), _names(second, first)
    told = f"用{'、'.join(instead) or '更少的优惠'}而不用{'、'.join(used) or '其他优惠'}"
    dearer = second.payable - first.payable
    if dearer:
        return Runner(first, second, f"{told}，会多付{spoken(dearer)}元")
    return Runner(first, second, f"{told}，价格相同：取用得少的、规则里排在前面的")


def _names(one: Quote, other: Quote) -> list[str]:
    """Names of what only the first uses, in its order."""
    there = {step.promotion_id for step in other.steps}
    return [step.name for step in one.steps if step.promotion_id not in there]
