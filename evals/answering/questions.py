"""The questions as trainers keep them: one CSV of what the shop knows, one of what it does not.

``known.csv``: 问题, 商品编码 (the page the buyer asks from), 时刻 (Beijing time; empty is the
sample promotion), 答案: every source that answers by itself, between ``｜``. A source is a script's
id, or ``文档#标题~文字``: a passage of that document under a heading (or on a sheet) with that word
in its name, holding that text; both parts may be left out. ``unknown.csv`` says why the shop cannot
know: to these every answer is wrong.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from zoneinfo import ZoneInfo

from knowledge.types import Passage

HERE = Path(__file__).parent / "demo"
SHANGHAI = ZoneInfo("Asia/Shanghai")
DURING_THE_PROMOTION = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)

_SOURCE = re.compile(r"(?P<document>[^#~]+)(?:#(?P<heading>[^~]+))?(?:~(?P<text>.+))?")


@dataclass(frozen=True, slots=True)
class Question:
    """``answers`` are the sources that answer it, none where the shop does not know; ``kind`` then
    says why it cannot. ``row`` is its line in the file, from 2 as a spreadsheet counts."""

    text: str
    sku: str | None
    at: datetime
    answers: tuple[str, ...]
    kind: str
    row: int

    @property
    def known(self) -> bool:
        return bool(self.answers)

    @property
    def fits(self) -> bool:
        """Whether it belongs to the half that fits; by a hash of its text, so it never moves."""
        return sha256(self.text.encode()).digest()[0] % 2 == 0

    def answered_by(self, passage: Passage) -> bool:
        """Whether the passage is one of the sources."""
        return any(_is(source, passage) for source in self.answers)


def questions(folder: Path = HERE) -> list[Question]:
    """All of them, the known first. Raises ``ValueError`` naming file and row."""
    return [*_read(folder / "known.csv", known=True), *_read(folder / "unknown.csv", known=False)]


def _read(path: Path, *, known: bool) -> Iterator[Question]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            sources = [part.strip() for part in row.get("答案", "").split("｜") if part.strip()]
            if bool(sources) != known or not row["问题"].strip():
                raise ValueError(f"{path.name} 第{number}行：缺问题，或缺答案")
            yield Question(
                row["问题"],
                row["商品编码"] or None,
                _moment(row["时刻"]),
                tuple(sources),
                row.get("为什么不知道", ""),
                number,
            )


def _moment(written: str) -> datetime:
    if not written:
        return DURING_THE_PROMOTION
    return datetime.strptime(written, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def _is(source: str, passage: Passage) -> bool:
    if passage.script_id:
        return source == passage.script_id
    found = _SOURCE.fullmatch(source)
    if found is None or Path(passage.place.document).stem != found["document"]:
        return False
    names = (*passage.place.headings, passage.place.sheet or "")
    return any((found["heading"] or "") in name for name in names) and (
        (found["text"] or "") in passage.text
    )
