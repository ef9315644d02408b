"""What a loader gives: blocks of text, each with its place, and notes on what it left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge.types import Place


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or one readable row of a table (``is_row``), in reading order.

    ``place.headings`` is the path of headings above it, outermost first.
    """

    text: str
    place: Place
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file's blocks in reading order, and ``notes`` on what of it was not read and why."""

    blocks: Sequence[Block]
    notes: Sequence[str] = ()


Loader = Callable[[Path, str], Loaded]
"""Reads one file; the second argument is its path inside the shop folder, for the places.

Raises ``FileRefused`` with the reason; any other exception counts as damage.
"""


class Outline:
    """The headings above the line being read, as a document's reader has them in mind."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def enter(self, level: int, title: str) -> None:
        """A heading of ``level`` (1 is the outermost) closes those of its level and below."""
        self._open = [heading for heading in self._open if heading[0] < level]
        if title:
            self._open.append((level, title))

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(title for _, title in self._open)
