"""What else could be done with a cart: the second best choice, and several orders."""

from dataclasses import dataclass

from .cart import Cart
from .errors import NoPrice
from .rulebook import Rulebook
from .second_best import Runner, second_best
from .split import Split, better_split


@dataclass(frozen=True, slots=True)
class Alternatives:
    """``split`` is a cheaper way in several orders; ``note`` tells why none was looked for."""

    runner: Runner
    split: Split | None
    note: str | None


def alternatives(cart: Cart, rulebook: Rulebook | None) -> Alternatives:
    """Raises ``NoPrice`` where no event is under way, and as ``price`` does."""
    if rulebook is None or not rulebook.valid.holds(cart.at):
        raise NoPrice("此刻没有活动，只有日常价，没有别的用法")
    runner = second_best(cart, rulebook)
    try:
        return Alternatives(runner, better_split(cart, rulebook), None)
    except NoPrice as error:
        return Alternatives(runner, None, str(error))
