"""The best choice, by trying every set of promotions.

What the buyer holds may be used or not. Automatic reductions are forced when met; of two that do
not stand together the better for the buyer counts. Equal prices: fewest instruments, then the
rulebook's order.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from service.pricing import Cart, OrderPromotion, Rulebook

from .layers import Order, Played, open_order, play
from .readings import in_force
from .standing_together import clash


@dataclass(frozen=True)
class Best:
    """The figures to compare: fen, one entry a line. ``used`` are the ids that took something."""

    payable: int
    deposit: int
    freight: int
    lines: tuple[int, ...]
    used: frozenset[str]

    @property
    def final_payment(self) -> int:
        return self.payable - self.deposit


def reference_price(cart: Cart, book: Rulebook, thresholds: str | None = None) -> Best:
    """The cheapest of all sets. ``thresholds`` must be named where the platform's is unknown."""
    mode = thresholds or in_force(book).thresholds
    assert mode is not None
    order = open_order(cart, book, mode)
    positions = {promotion.id: i for i, promotion in enumerate(book.promotions)}

    def rank(played: Played) -> tuple[int, int, list[int]]:
        used = sorted(positions[name] for name in played.takes)
        return sum(played.left) + played.freight, len(used), used

    return _figures(order, min(allowed(order), key=rank))


def allowed(order: Order) -> Iterator[Played]:
    """Every set that an order may take, played.

    What is automatic and has nothing against it is always tried; of the rest every subset without
    a clash, as long as each of its members takes something.
    """
    clashes = _clashes(order)
    always = [p for p in order.promotions if not p.optional and not clashes[p.id]]
    rest = [p for p in order.promotions if p not in always]
    for size in range(len(rest) + 1):
        for some in combinations(rest, size):
            if any(other.id in clashes[one.id] for one, other in combinations(some, 2)):
                continue
            chosen = [p for p in order.promotions if p in always or p in some]
            played = play(order, chosen)
            takes_something = all(p.id in played.takes for p in some)
            if takes_something and not _evades(order, chosen, clashes):
                yield played


def _clashes(order: Order) -> dict[str, set[str]]:
    """For each promotion the ids of those that do not stand beside it."""
    clashes: dict[str, set[str]] = {p.id: set() for p in order.promotions}
    for one, other in permutations(order.promotions, 2):
        if clash(one, other, order.cart, order.policy):
            clashes[one.id].add(other.id)
    return clashes


def _evades(order: Order, chosen: Sequence[OrderPromotion], clashes: dict[str, set[str]]) -> bool:
    """Whether an automatic reduction that is met was left out with nothing against it."""
    for promotion in order.promotions:
        if promotion in chosen or promotion.optional:
            continue
        if any(other.id in clashes[promotion.id] for other in chosen):
            continue
        with_it = [p for p in order.promotions if p in chosen or p is promotion]
        if promotion.id in play(order, with_it).takes:
            return True
    return False


def _figures(order: Order, played: Played) -> Best:
    return Best(
        payable=sum(played.left) + played.freight,
        deposit=sum(line.deposit for line in order.lines),
        freight=played.freight,
        lines=tuple(played.left),
        used=frozenset(played.takes),
    )
