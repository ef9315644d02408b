"""What knowledge hands out: places, passages, scripts and hits.

Everything is immutable. Times are timezone-aware; a window is half-open, ``valid_from <= t <
valid_to``, and ``None`` leaves that side open.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a passage is: part of a manual or policy, or one row of the script library 话术."""

    DOCUMENT = "document"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands, exactly enough to open it: file, page or sheet and row, headings.

    ``document`` is the path inside the shop folder, with forward slashes; ``page`` and ``row``
    count from 1 as a reader counts them.
    """

    document: str
    page: int | None = None
    sheet: str | None = None
    row: int | None = None
    headings: tuple[str, ...] = ()

    def label(self) -> str:
        """The place as an agent reads it: ``manuals/静悦.pdf · 第3页 · 噪音``."""
        parts = [self.document]
        if self.sheet is not None:
            parts.append(self.sheet)
        if self.page is not None:
            parts.append(f"第{self.page}页")
        if self.row is not None:
            parts.append(f"第{self.row}行")
        parts.extend(self.headings)
        return " · ".join(parts)


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a shop's knowledge small enough to quote.

    ``skus`` is the product scope; empty means the whole shop. ``source_hash`` is the SHA-256 of
    the source file. A script also carries its question, the similar questions and the answer
    with its slots, e.g. ``{payable}``.
    """

    id: str
    kind: Kind
    text: str
    place: Place
    source_hash: str
    skus: frozenset[str] = frozenset()
    valid_from: datetime | None = None
    valid_to: datetime | None = None
    script_id: str = ""
    scene: str = ""
    stage: str = ""
    question: str = ""
    similar: tuple[str, ...] = ()
    answer: str = ""

    def valid_at(self, at: datetime) -> bool:
        """Whether the passage holds at that minute."""
        return (self.valid_from is None or self.valid_from <= at) and (
            self.valid_to is None or at < self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found, with how sure the search is, from 0 to 1 (larger is better)."""

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row or one file: ``taken``, ``unchanged``, ``updated``, ``refused``.

    ``field`` and ``reason`` say what to mend when it was refused.
    """

    place: Place
    outcome: str
    field: str = ""
    reason: str = ""


class ConflictKind(StrEnum):
    """How two places of a shop's knowledge do not go together."""

    DUPLICATE = "duplicate"
    """Two scripts with the same question and the same answer 重复话术."""

    DIFFERENT_FIGURES = "different_figures"
    """The same question, answered with other figures 数字不一致."""

    DIFFERENT_ANSWERS = "different_answers"
    """The same question, answered in other words 回复不一致."""

    SHARED_QUESTION = "shared_question"
    """A similar question 相似问题 that two scripts claim."""

    DIFFERENT_FACTS = "different_facts"
    """Another figure for the same attribute of the same product 参数不一致."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two places, and what stands there."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two places that cannot both be meant, for one product and time.

    ``about`` is the question or the attribute. ``skus`` are the products for which both hold
    (empty: the whole shop); the window, half-open, is the time in which both hold.
    """

    kind: ConflictKind
    about: str
    one: Side
    other: Side
    skus: frozenset[str] = frozenset()
    valid_from: datetime | None = None
    valid_to: datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The import, row by row: as many rows here as the files held.

    ``removed`` counts scripts and documents of the version before that are gone, ``encoded`` the
    texts that had to be encoded (in a dry run: would have to be, at most). ``covered`` are files
    of the shop folder that an uploaded file stands in for.
    """

    shop: str
    version: str
    rows: Sequence[RowReport]
    passages: int
    removed: int = 0
    encoded: int = 0
    conflicts: Sequence[Conflict] = ()
    covered: Sequence[str] = ()

    def refused(self) -> list[RowReport]:
        return [row for row in self.rows if row.outcome == "refused"]

    def outcomes(self) -> dict[str, int]:
        """How many rows were ``taken``, ``unchanged``, ``updated``, ``refused``."""
        return dict(sorted(Counter(row.outcome for row in self.rows).items()))
