"""满赠: which gifts come with a played order.

A gift is a shop activity: one per order and shop. It saves nothing, so whatever saves and does not
stand beside it goes first; of two gifts the one with the higher threshold is given, then the
rulebook's order. Parallel: its threshold tests S; progressive: what is left at its turn.
"""

from service.pricing.rules.gift import Gift

from .layers import Order, Played, measured
from .standing_together import clash


def gifts_of(order: Order, played: Played) -> list[str]:
    """Ids of the gifts that are given, in the rulebook's order."""
    met = [gift for gift in order.gifts if _reached(gift, order, played)]
    used = [p for p in played.chosen if p.id in played.takes]
    given: list[Gift] = []
    for gift in sorted(met, key=lambda gift: -gift.threshold):
        beside = [*used, *given]
        if not any(clash(gift, other, order.cart, order.policy) for other in beside):
            given.append(gift)
    return [gift.id for gift in order.gifts if gift in given]


def _reached(gift: Gift, order: Order, played: Played) -> bool:
    left = [line.gross for line in order.lines]
    if order.thresholds == "progressive":
        for promotion in _before(gift, order, played):
            takes = played.takes[promotion]
            left = [has - take for has, take in zip(left, takes, strict=True)]
    base = 0
    for amount, line in zip(measured(order, left), order.lines, strict=True):
        if gift.scope.covers(line.line):
            base += amount
    in_scope = any(gift.scope.covers(line.line) for line in order.lines)
    return in_scope and base >= gift.threshold


def _before(gift: Gift, order: Order, played: Played) -> list[str]:
    """Ids of what took something before the gift's turn: layer by layer, then rulebook order."""
    turn = {p.id: (p.level, i) for i, p in enumerate(order.book.promotions)}
    return [name for name in played.takes if turn[name] < turn[gift.id]]
