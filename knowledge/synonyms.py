"""Words that mean the same to a shop's customers: 到哪了, 查快递 and 物流进度 are one matter.

A group is a list of expressions. Wherever one of them stands, in a passage or in a question, the
group itself counts as a word there; so a customer's expression meets the shop's without any of the
other expressions being searched for. The trade's groups come with the product, a shop adds its own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from knowledge.records import digest
from knowledge.tokens import normalise

Group = tuple[str, ...]

SHORTEST = 2
"""Characters an expression has at least: a single one stands in too many other words."""


@dataclass(frozen=True)
class Synonyms:
    """Groups of expressions, each as ``normalise`` leaves it; a group's number is its place."""

    groups: tuple[Group, ...] = ()

    @classmethod
    def of_shop(cls, groups: Iterable[Sequence[str]]) -> "Synonyms":
        """The trade's groups and the shop's. A shop's group replaces the trade's that begins with
        the same expression."""
        own = [tuple(normalise(word).strip() for word in group) for group in groups]
        replaced = {group[0] for group in own if group}
        return cls((*(group for group in trade_groups() if group[0] not in replaced), *own))

    def found_in(self, text: str) -> list[str]:
        """A word for each group of which ``text`` has an expression; ``tokens`` gives none like
        them."""
        plain = normalise(text)
        found = {
            number
            for start in range(len(plain) - 1)
            for word, number in self._by_start.get(plain[start : start + SHORTEST], ())
            if plain.startswith(word, start) and _is_whole(word, plain, start)
        }
        return [f"≈{number}" for number in sorted(found)]

    @cached_property
    def _by_start(self) -> dict[str, list[tuple[str, int]]]:
        """The expressions with their groups' numbers by their first two characters."""
        by_start: dict[str, list[tuple[str, int]]] = {}
        for number, group in enumerate(self.groups):
            for word in group:
                by_start.setdefault(word[:SHORTEST], []).append((word, number))
        return by_start


def _is_whole(word: str, text: str, start: int) -> bool:
    """Latin expressions must stand alone: ``plus`` is not in ``surplus``."""
    if not word.isascii():
        return True
    around = text[start - 1 : start] + text[start + len(word) : start + len(word) + 1]
    return not any(mark.isascii() and mark.isalnum() for mark in around)


@cache
def trade_groups() -> tuple[Group, ...]:
    """The groups that come with the product (``trade_synonyms.yaml``)."""
    import yaml

    content = yaml.safe_load(_trade_table())
    return tuple(tuple(normalise(str(word)) for word in group) for group in content)


@cache
def trade_digest() -> str:
    """Changes when the trade's groups do: they are part of an index's version."""
    return digest(_trade_table())


def _trade_table() -> str:
    return (files("knowledge") / "trade_synonyms.yaml").read_text("utf-8")
