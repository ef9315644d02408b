"""The most that promotions can save together when each saves its most: the heaviest set without a
clash, exactly where it is cheap to know."""

from collections.abc import Sequence

MAX_KNOWN = 5_000
MAX_DEPTH = 40
"""Sets remembered, and decisions in a row; beyond that clashes are ignored, which only loosens the
bound."""


class Heaviest:
    """Weights and clashes (bits) of some candidates."""

    def __init__(self, weights: Sequence[int], clashes: Sequence[int]) -> None:
        self.weights = weights
        self.clashes = clashes
        self.known: dict[int, int] = {}
        self.alone = sum(1 << i for i, rivals in enumerate(clashes) if not rivals)
        self.parts = [part for part in _components(clashes) if not part & self.alone]

    def of(self, among: int, depth: int = 0) -> int:
        """The weight of the heaviest set without a clash in ``among`` (bits), or a little more."""
        total = self._alone(among & self.alone)
        for part in self.parts:
            if among & part:
                total += self._part(among & part, depth)
        return total

    def members(self, among: int) -> int:
        """Such a set (bits); of equal ones the earlier candidates."""
        chosen = 0
        for index in _bits(among):
            bit = 1 << index
            if not among & bit:
                continue
            without = among & ~bit
            rest = without & ~self.clashes[index]
            if self.weights[index] + self.of(rest) >= self.of(among):
                chosen, among = chosen | bit, rest
            else:
                among = without
        return chosen

    def _alone(self, among: int) -> int:
        if among not in self.known:
            self.known[among] = sum([self.weights[i] for i in _bits(among)])
        return self.known[among]

    def _part(self, among: int, depth: int) -> int:
        if among in self.known:
            return self.known[among]
        busiest = max(_bits(among), key=lambda i: (self.clashes[i] & among).bit_count())
        rivals = self.clashes[busiest] & among
        if not rivals or depth >= MAX_DEPTH or len(self.known) >= MAX_KNOWN:
            return sum([self.weights[i] for i in _bits(among)])
        without = among & ~(1 << busiest)
        with_it = self.weights[busiest] + self.of(without & ~rivals, depth + 1)
        self.known[among] = most = max(with_it, self.of(without, depth + 1))
        return most


def _bits(mask: int) -> list[int]:
    return [i for i in range(mask.bit_length()) if mask >> i & 1]


def _components(clashes: Sequence[int]) -> list[int]:
    """The candidates in groups (bits) between which nothing clashes."""
    parts: list[int] = []
    for index, rivals in enumerate(clashes):
        joined = 1 << index | rivals
        apart = [part for part in parts if not part & joined]
        for part in parts:
            if part & joined:
                joined |= part
        parts = [*apart, joined]
    return parts
