"""``traffic/*.csv`` or ``.xlsx``: how many buyers come when, last year and as forecast.

A row is 时间 (when the span begins), 咨询量 (conversations that begin in it) and 类型 (去年, 预测);
other columns and lines above the headings are notes. A span lasts until the next row of its kind,
an hour at most. Last year's times are those of last year. The files are read when somebody looks,
so that a mistake in them stops nothing but its own curve.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from knowledge.errors import FileRefused, ReaderUnavailable
from knowledge.isolation import read_sheets
from knowledge.loaders.sheets import Cell, Sheet
from knowledge.times import start_time

from .errors import Fault
from .rulebook_cells import text_of

Kind = Literal["last_year", "forecast"]
COLUMNS = ("时间", "咨询量", "类型")
KINDS: Mapping[str, Kind] = {
    "去年": "last_year",
    "last_year": "last_year",
    "预测": "forecast",
    "forecast": "forecast",
}
_ENDINGS = frozenset({".csv", ".xlsx"})
LONGEST = timedelta(hours=1)
MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Curve:
    """Conversations that begin, by the span's first moment; spans end as told above."""

    starts: tuple[datetime, ...]
    counts: tuple[int, ...]

    def within(self, start: datetime, end: datetime) -> float | None:
        """How many begin from ``start`` to ``end``, spans shared evenly; ``None`` where no span
        tells of all of it."""
        total, at = 0.0, start
        while at < end:
            span = bisect_right(self.starts, at) - 1
            if span < 0 or at >= (until := self._end(span)):
                return None
            piece = min(end, until) - at
            total += self.counts[span] * (piece / (until - self.starts[span]))
            at += piece
        return total

    def _end(self, span: int) -> datetime:
        """The last span is as long as the one before it."""
        starts = self.starts
        if span + 1 < len(starts):
            return min(starts[span + 1], starts[span] + LONGEST)
        before = starts[span] - starts[span - 1] if span else LONGEST
        return starts[span] + min(before, LONGEST)


@dataclass(frozen=True, slots=True)
class Traffic:
    """The curves that the shop keeps, and what is wrong with its files."""

    curves: Mapping[Kind, Curve]
    faults: Sequence[Fault] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    file: str
    number: int
    at: datetime
    count: int
    kind: Kind


def traffic_files(folder: Path) -> list[Path]:
    found = sorted((folder / "traffic").glob("*"))
    return [p for p in found if p.suffix.lower() in _ENDINGS and p.name[0] not in ".~"]


def read_traffic(folder: Path) -> Traffic:
    """All files together. A file with a fault gives no curve, and says why row by row."""
    rows: list[_Row] = []
    faults: list[Fault] = []
    for path in traffic_files(folder):
        read, wrong = _read(path)
        faults += wrong
        rows += () if wrong else read
    rows.sort(key=lambda row: row.at)
    twice = _twice(rows)
    return Traffic({} if twice else _curves(rows), [*faults, *twice])


def _read(path: Path) -> tuple[list[_Row], list[Fault]]:
    file = f"traffic/{path.name}"
    try:
        sheets = read_sheets(path)
    except (FileRefused, ReaderUnavailable) as error:
        return [], [Fault(file, "", str(error))]
    rows: list[_Row] = []
    faults: list[Fault] = []
    for sheet in sheets[:1]:
        try:
            cells_by_name = list(_below_headings(sheet))
        except ValueError as error:
            return [], [Fault(file, "表头", str(error))]
        for number, cells in cells_by_name:
            try:
                rows.append(_row(file, number, cells))
            except ValueError as error:
                faults.append(Fault(file, f"第 {number} 行", str(error)))
    if not rows and not faults:
        faults.append(Fault(file, "", "没有数据：请至少填一行"))
    return rows, faults


def _below_headings(sheet: Sheet) -> Iterator[tuple[int, dict[str, Cell]]]:
    """Raises ``ValueError`` naming the headings that are missing."""
    rows = iter(sheet.rows)
    for _, cells in rows:
        headings = [text_of(cell) for cell in cells]
        if COLUMNS[0] in headings:
            break
    else:
        raise ValueError(f"没有「{COLUMNS[0]}」一列：表头要有 {'、'.join(COLUMNS)}")
    if missing := [column for column in COLUMNS if column not in headings]:
        raise ValueError(f"缺少列 {'、'.join(missing)}")
    for number, cells in rows:
        named = dict(zip(headings, cells, strict=False))
        if any(named.get(column, "") != "" for column in COLUMNS):
            yield number, named


def _row(file: str, number: int, cells: Mapping[str, Cell]) -> _Row:
    when, count, kind = (cells.get(column, "") for column in COLUMNS)
    try:
        at = start_time(when)
    except ValueError as error:
        raise ValueError(f"「时间」{error}，例如 2026-11-10 20:00") from None
    told = text_of(kind)
    if told not in KINDS:
        raise ValueError(f"「类型」{told[:20]!r} 不认识：请填 去年 或 预测")
    return _Row(file, number, at, _count(text_of(count)), KINDS[told])


def _count(told: str) -> int:
    plain = told.replace(",", "").removesuffix(".0")
    if not plain.isascii() or not plain.isdigit() or int(plain) > MOST:
        raise ValueError(f"「咨询量」{told[:20]!r} 不是整数：请填 0 到 {MOST} 的整数")
    return int(plain)


def _twice(rows: Sequence[_Row]) -> list[Fault]:
    """The same moment told twice; ``rows`` in order of time."""
    first: dict[tuple[Kind, datetime], _Row] = {}
    faults = []
    for row in rows:
        known = first.setdefault((row.kind, row.at), row)
        if known is not row:
            told = f"「时间」{row.at:%m-%d %H:%M} 与 {known.file} 第 {known.number} 行重复"
            faults.append(Fault(row.file, f"第 {row.number} 行", told))
    return faults


def _curves(rows: Iterable[_Row]) -> dict[Kind, Curve]:
    of_kind: dict[Kind, list[_Row]] = {}
    for row in rows:
        of_kind.setdefault(row.kind, []).append(row)
    return {
        kind: Curve(tuple(row.at for row in told), tuple(row.count for row in told))
        for kind, told in of_kind.items()
    }
