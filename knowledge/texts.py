"""Many texts in one piece of memory, which may be a mapped file: each is decoded when asked for."""

import mmap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, overload

import numpy as np

from knowledge.inverted import Numbers

_Item = TypeVar("_Item")

_HELD = 2_048
"""So many decoded items are held: the hits of a busy hour, not the whole shop."""


@dataclass(frozen=True)
class Texts:
    """Text ``i`` is ``content[starts[i]:starts[i + 1]]`` in UTF-8."""

    content: bytes | mmap.mmap
    starts: Numbers

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Texts":
        encoded = [text.encode() for text in texts]
        starts = np.cumsum([0, *map(len, encoded)]).astype(np.int64)
        return cls(b"".join(encoded), starts)

    @classmethod
    def mapped(cls, path: Path, starts: Numbers) -> "Texts":
        """A file that stays on disk until a text is asked for; ``ValueError`` if it is torn."""
        if path.stat().st_size != int(starts[-1]):
            raise ValueError(f"{path.name} is not as long as it was")
        if not int(starts[-1]):
            return cls(b"", starts)
        with path.open("rb") as file:
            return cls(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ), starts)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> str:
        start, end = self.starts[number : number + 2].tolist()
        return self.content[start:end].decode()


class Decoded(Sequence[_Item]):
    """Texts read as something else, one at a time; what was read last is held."""

    def __init__(self, texts: Texts, decode: Callable[[str], _Item]) -> None:
        self._texts = texts
        self._count = len(texts)
        self._decode = decode
        self._held = lru_cache(maxsize=_HELD)(self._read)

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> _Item: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[_Item]: ...
    def __getitem__(self, at: int | slice) -> _Item | Sequence[_Item]:
        if isinstance(at, slice):
            return [self._read(number) for number in range(*at.indices(len(self)))]
        if not -self._count <= at < self._count:
            raise IndexError(at)
        return self._held(at % self._count)

    def __iter__(self) -> Iterator[_Item]:
        """All of them, none held."""
        return (self._read(number) for number in range(self._count))

    def _read(self, number: int) -> _Item:
        return self._decode(self._texts[number])
