"""The best choice, by trying every set of promotions.

What the buyer holds may be used or not. Automatic reductions are forced when met; of two that do
not stand together the better for the buyer counts. Equal prices: fewest instruments, then the
rulebook's order. With ``choice: use_everything`` nothing is chosen: see ``as_a_page_would``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from service.pricing import Cart, OrderPromotion, Rulebook

from .deal_sets import left_outs
from .gifts import gifts_of
from .item_deals import is_plain_presale
from .layers import Order, Played, open_order, play
from .readings import in_force
from .standing_together import clash


@dataclass(frozen=True)
class Best:
    """The figures to compare: fen, one entry a line. ``shares`` are what each order promotion took
    of each line; ``deals`` the item deals that saved something; ``gifts`` what comes with it."""

    payable: int
    deposit: int
    freight: int
    lines: tuple[int, ...]
    shares: tuple[tuple[str, tuple[int, ...]], ...]
    deals: frozenset[str]
    gifts: tuple[str, ...]

    @property
    def final_payment(self) -> int:
        return self.payable - self.deposit


def reference_price(cart: Cart, book: Rulebook, thresholds: str | None = None) -> Best:
    """The cheapest of all sets. ``thresholds`` must be named where the platform's is unknown."""
    return _figures(*cheapest(cart, book, thresholds))


def cheapest(cart: Cart, book: Rulebook, thresholds: str | None = None) -> tuple[Order, Played]:
    """The best order with what it took. Raises ``NoPrice`` where nothing is promised."""
    mode = thresholds or in_force(book).thresholds
    assert mode is not None
    positions = {promotion.id: i for i, promotion in enumerate(book.promotions)}

    def rank(found: tuple[Order, Played]) -> tuple[int, int, list[int], list[int]]:
        order, played = found
        used = sorted(positions[name] for name in played.takes)
        deals = [positions[deal.id] for deal in order.deals]
        return sum(played.left) + played.freight, len(used), used, deals

    orders = [open_order(cart, book, mode, left_out) for left_out in left_outs(cart, book)]
    everything = in_force(book).choice == "use_everything"
    return min(
        (
            (order, played)
            for order in orders
            for played in ([as_a_page_would(order)] if everything else allowed(order))
        ),
        key=rank,
    )


def as_a_page_would(order: Order) -> Played:
    """Use everything: each at its turn that still may be used and takes something."""
    chosen: list[OrderPromotion] = []
    clashes = _clashes(order)
    for promotion in order.promotions:
        if any(other.id in clashes[promotion.id] for other in chosen):
            continue
        if promotion.id in play(order, [*chosen, promotion]).takes:
            chosen.append(promotion)
    return play(order, chosen)


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
        deposit=sum(
            min(line.deposit, left) for line, left in zip(order.lines, played.left, strict=True)
        ),
        freight=played.freight,
        lines=tuple(played.left),
        shares=tuple((name, tuple(takes)) for name, takes in played.takes.items()),
        deals=frozenset(deal.id for deal in order.deals if not is_plain_presale(deal)),
        gifts=tuple(gifts_of(order, played)),
    )
