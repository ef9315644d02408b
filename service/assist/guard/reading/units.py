"""Units and measure words: which belong together, how they convert, how they are written."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from ..tables import table


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor`` base units of ``dimension``; a loose one only counts where something is given,
    limited or in stock."""

    dimension: str
    factor: Fraction
    counted: bool = False
    loose: bool = False


@cache
def units() -> dict[str, Unit]:
    """Every unit word, in the folded spelling."""
    tables = table("units.yaml")
    known = {
        word: Unit(dimension, Fraction(factor))
        for dimension, words in tables["measures"].items()
        for word, factor in words.items()
    }
    for group, loose in (("counts", False), ("loose", True)):
        for dimension, words in tables[group].items():
            known.update({word: Unit(dimension, Fraction(1), True, loose) for word in words})
    return known


def canonical(value: Fraction, unit: str) -> tuple[Fraction, str]:
    """The value in its dimension's base unit; an unknown unit is a dimension of its own."""
    known = units().get(unit.lower())
    return (value * known.factor, known.dimension) if known else (value, unit)


@cache
def unit_words() -> str:
    """A pattern for any unit word, longest first, with its exceptions."""
    exceptions = table("units.yaml")["not_before"]

    def pattern(word: str) -> str:
        after = "(?![a-z])" if word[-1].isascii() and word[-1].isalpha() else ""
        if following := exceptions.get(word):
            after = f"(?!{'|'.join(following)})"
        return re.escape(word) + after

    return "|".join(pattern(word) for word in sorted(units(), key=len, reverse=True))


@cache
def abstract_nouns() -> re.Pattern[str]:
    """What is counted without being a claim: 2种方式, 3个步骤."""
    return re.compile("|".join(sorted(table("units.yaml")["abstract"], key=len, reverse=True)))
