"""The reductions that hold, as the guard knows them: for which goods, and on what terms."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Offer:
    """A reduction of the rulebook that holds. ``kinds`` are those of ``data/reductions.yaml``;
    ``free`` of a threshold, ``claimed`` by the buyer before it counts."""

    id: str
    name: str
    kinds: frozenset[str]
    skus: frozenset[str]
    free: bool
    claimed: bool


Offers = tuple[Offer, ...]
