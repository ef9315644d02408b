"""What detectors are made of: when two passages meet, and how figures are compared."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from knowledge.tokens import normalise
from knowledge.types import Conflict, ConflictKind, Passage, Side

Detector = Callable[[Sequence[Passage]], Iterable[Conflict]]
"""Is handed all passages of a shop and tells the conflicts of one sort among them."""

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SLOT = re.compile(r"\{[^{}]*\}")


def meet(one: Passage, other: Passage) -> bool:
    """Whether there is a product and a moment for which both are meant.

    What is written for some products goes before what is written for the whole shop, so those two
    do not meet.
    """
    both_whole_shop = not one.skus and not other.skus
    same_products = both_whole_shop or bool(one.skus & other.skus)
    return same_products and window_of(one, other) is not None


def window_of(one: Passage, other: Passage) -> tuple[datetime | None, datetime | None] | None:
    """The time in which both hold, half-open; ``None`` when there is none."""
    starts = [passage.valid_from for passage in (one, other) if passage.valid_from]
    ends = [passage.valid_to for passage in (one, other) if passage.valid_to]
    start, end = max(starts, default=None), min(ends, default=None)
    if start is not None and end is not None and end <= start:
        return None
    return start, end


def conflict(
    kind: ConflictKind, about: str, one: Passage, other: Passage, texts: tuple[str, str]
) -> Conflict:
    """The conflict of two passages that meet."""
    start, end = window_of(one, other) or (None, None)
    return Conflict(
        kind,
        about,
        Side(one.place, texts[0]),
        Side(other.place, texts[1]),
        one.skus & other.skus,
        start,
        end,
    )


def figures(text: str) -> tuple[str, ...]:
    """The numbers of a text in reading order, without leading or trailing zeros."""
    found = _NUMBER.findall(_SLOT.sub("", normalise(text)))
    return tuple(_plain(number) for number in found)


def without_figures(text: str) -> str:
    """What stands around the numbers: two values with equal surroundings can be compared."""
    return _NUMBER.sub("#", normalise(text))


def _plain(number: str) -> str:
    whole, _, fraction = number.partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")
