"""Lines that everything together could bring to their floors, so that shares of them may be cut."""

from collections.abc import Sequence

from .checkout import Candidate, Checkout, Fens, opening, shared
from .money import BASIS, Fen
from .promotion import Level, Missed
from .worth import saves_once


class Cramped:
    """The cramped ``lines`` (bits) of one checkout."""

    def __init__(self, checkout: Checkout, cliques: Sequence[int]) -> None:
        """``cliques[i]`` is the clique of candidate i, of which at most one is chosen."""
        self.above_deposits = list(map(int.__sub__, checkout.gross, checkout.deposits))
        floors = checkout.deposits
        if checkout.policy.coupon_on_deposit:
            floors = (0,) * len(floors)
        self.rooms = list(map(int.__sub__, checkout.gross, floors))
        self.lines = _cramped(checkout, cliques)
        self.numbers = [i for i in range(len(self.rooms)) if self.lines >> i & 1]
        found = [_parts(checkout, c) if self.numbers else None for c in checkout.candidates]
        self.parts = found
        reaches = [candidate.reach.lines for candidate in checkout.candidates]
        self.within = [[i for i in self.numbers if lines >> i & 1] for lines in reaches]

    def nothing(self) -> dict[int, Fen]:
        """What is taken off each line by nothing."""
        return dict.fromkeys(self.numbers, 0)

    def bring(self, index: int, down: dict[int, Fen]) -> None:
        """Adds what the candidate, used, takes off each line or, at its floor, would take."""
        parts = self.parts[index]
        if parts is not None:
            for line in self.within[index]:
                down[line] += parts[line]

    def surely(self, index: int, down: dict[int, Fen]) -> Fen:
        """What the used ones take for sure off the lines of a later candidate."""
        return sum([min(down[line], self.above_deposits[line]) for line in self.within[index]])

    def gains(self, there: int, most: Sequence[Fen], chosen: int) -> Sequence[Fen]:
        """What each of those ``there`` (bits) adds at most beside the ``chosen``; ``most`` is what
        it could save alone."""
        if not self.numbers:
            return most
        gains, left = list(most), {line: self.rooms[line] for line in self.numbers}
        for i, parts in enumerate(self.parts):
            if parts is not None and (there & chosen) >> i & 1:
                gains[i] = min(most[i], self._taken(parts, left))
                left = {line: max(0, room - parts[line]) for line, room in left.items()}
        for i, parts in enumerate(self.parts):
            if parts is not None and (there & ~chosen) >> i & 1:
                gains[i] = min(most[i], self._taken(parts, left))
        return gains

    def _taken(self, parts: Fens, left: dict[int, Fen]) -> Fen:
        return sum(parts) - sum([max(0, parts[line] - room) for line, room in left.items()])


def _parts(checkout: Checkout, candidate: Candidate) -> Fens | None:
    """Its shares before floors, if it saves the same whenever it is used."""
    if candidate.parts is not None or not saves_once(candidate):
        return candidate.parts
    outcome = candidate.promotion.saving(opening(checkout, candidate.reach, candidate.balance))
    return None if isinstance(outcome, Missed) else shared(checkout, outcome)


def _cramped(checkout: Checkout, cliques: Sequence[int]) -> int:
    """In 2018–19 an instrument may be void as a whole, so that no share is sure."""
    if checkout.policy.over_discount == "void":
        return (1 << len(checkout.rows)) - 1
    given: dict[int, list[Fen]] = {}
    for candidate, clique in zip(checkout.candidates, cliques, strict=True):
        if candidate.level < Level.MEMBER:
            shares = _largest_shares(checkout, candidate)
            given[clique] = list(map(max, shares, given.get(clique, shares)))
    together = [sum(column) for column in zip(*given.values(), strict=True)]
    rooms = map(int.__sub__, checkout.gross, checkout.deposits)
    both = enumerate(zip(together, rooms, strict=False))
    return sum(1 << i for i, (most, room) in both if most > room)


def _largest_shares(checkout: Checkout, candidate: Candidate) -> list[Fen]:
    """The most that each line can have to give to the candidate, all odd fen included."""
    most, weights = candidate.at_most, candidate.weights
    whole, odd = max(1, sum(weights)), len(weights)
    fixed = [most * weight // whole + odd if weight else 0 for weight in weights]
    rate: int = vars(candidate.promotion).get("percent_off") or 0
    if not rate:
        return fixed
    lines = candidate.reach.lines
    rated = [
        row.gross * rate // BASIS + row.line.quantity + odd if lines >> i & 1 else 0
        for i, row in enumerate(checkout.rows)
    ]
    return list(map(max, fixed, rated))
