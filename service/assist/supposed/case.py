"""A case that a clause names, and what a sentence's clauses name in order."""

from dataclasses import dataclass

BEST = "best"
"""券后 without saying which: the coupon that takes off most."""


@dataclass(frozen=True, slots=True)
class Case:
    """``goods`` are SKUs with pieces, ``coupons`` promotion ids that are held.

    ``paid``: said to be with the deposit (预售) or without it (现货), ``None`` where nothing is
    said. ``event`` is the id of another rulebook; ``split``: the goods in several orders;
    ``returning``: so many pieces of them go back.
    """

    goods: tuple[tuple[str, int], ...]
    coupons: frozenset[str]
    named: frozenset[str] = frozenset()
    """Coupons that the words say are used: a price without them is not theirs."""

    paid: bool | None = None
    event: str = ""
    split: bool = False
    returning: int = 0


@dataclass(frozen=True, slots=True)
class Clause:
    """``sentence[start:end]`` speaks of ``case``."""

    start: int
    end: int
    case: Case
