"""Finding any of a shop's words in a text: by their first two characters, so that a catalogue of
thousands costs no more than one of thirty."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

T = TypeVar("T")


class Phrases(Generic[T]):
    """Words of two characters and more, each with a value. Built once, never changed."""

    def __init__(self, values: Mapping[str, T]) -> None:
        by_head: dict[str, list[tuple[str, T]]] = defaultdict(list)
        for word in sorted(values, key=lambda word: (-len(word), word)):
            if len(word) > 1:
                by_head[word[:2]].append((word, values[word]))
        self._by_head = dict(by_head)
        self._values = values

    def found(self, text: str) -> Iterator[tuple[int, str, T]]:
        """(start, word, value) of every occurrence, longest first at each place; they may
        overlap."""
        for start in range(len(text) - 1):
            for word, value in self._by_head.get(text[start : start + 2], ()):
                if text.startswith(word, start):
                    yield start, word, value

    def __getitem__(self, word: str) -> T:
        return self._values[word]

    def items(self) -> Iterator[tuple[str, T]]:
        yield from self._values.items()
