"""A rulebook as its file holds it: the content, and where a person finds each part of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Path = tuple[int | str, ...]
"""The way to a field, as pydantic reports it: ``("promotions", 7, "shop_coupon", "threshold")``."""


@dataclass(frozen=True, slots=True)
class RulebookFile:
    """``content`` is what ``Rulebook`` validates; ``where`` names the place of a problem, from its
    path and its message (the latter tells which promotions a contradiction is about)."""

    content: Any
    where: Callable[[Path, str], str]
