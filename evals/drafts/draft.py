"""A draft: words and slots. A slot knows its figure, and all figures that would be true there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from service.assist.ground import Evidence
from service.assist.guard import Ledger
from service.pricing import spoken

from .cases import Case

What = Literal["amount", "count", "time", "product", "number"]


@dataclass(frozen=True, slots=True)
class Slot:
    """``role`` as an agent calls it (到手价, 定金 …). ``value``: fen, pieces, a datetime, a SKU or
    the number as written. ``true`` are all values that the same words could state truly."""

    what: What
    role: str
    value: int | datetime | str
    text: str
    true: frozenset[int | datetime | str]
    side: str = ""


Piece = str | Slot


@dataclass(frozen=True, slots=True)
class Draft:
    """``case`` is ``None`` for a retold script or manual; ``kind`` says which. ``evidence`` is what
    the reply rests on, the ledger's own."""

    kind: str
    pieces: tuple[Piece, ...]
    ledger: Ledger
    evidence: Evidence
    case: Case | None = None

    @property
    def text(self) -> str:
        return "".join(p if isinstance(p, str) else p.text for p in self.pieces)

    def slots(self, what: What | None = None) -> list[tuple[int, Slot]]:
        """Slots of a kind, with their places among the pieces."""
        return [
            (index, piece)
            for index, piece in enumerate(self.pieces)
            if isinstance(piece, Slot) and (what is None or piece.what == what)
        ]

    def with_text(self, index: int, text: str) -> str:
        """The draft's text with one piece said otherwise."""
        pieces: list[Piece] = list(self.pieces)
        pieces[index] = text
        return replace(self, pieces=tuple(pieces)).text

    def with_texts(self, changed: dict[int, str]) -> str:
        pieces: list[Piece] = [changed.get(i, piece) for i, piece in enumerate(self.pieces)]
        return replace(self, pieces=tuple(pieces)).text


def amount(role: str, fen: int, also: Sequence[int] = (), unit: str = "元") -> Slot:
    return Slot("amount", role, fen, f"{spoken(fen)}{unit}", frozenset({fen, *also}))


def count(pieces: int, word: str) -> Slot:
    return Slot("count", "件数", pieces, f"{pieces}{word}", frozenset({pieces}))


def time(role: str, at: datetime, text: str, side: str = "") -> Slot:
    return Slot("time", role, at, text, frozenset({at}), side)


def named(sku: str, name: str) -> Slot:
    return Slot("product", "商品", sku, name, frozenset({sku}))


Phrasing = Callable[[Case], "list[Piece] | None"]
