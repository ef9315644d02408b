"""Where the columns of a script sheet are: under one line of headings, or two that are merged."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.errors import RowRefused
from knowledge.headings import ANSWER, QUESTION, SIMILAR, heading_of, understood
from knowledge.loaders.sheets import NOTE, Cell, Sheet, shown

HEADER_WITHIN = 10  # rows from the top in which the headings are looked for

_LONGEST_TITLE = 30

Names = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """The standard heading of each column, ``None`` for one that means nothing to us.

    ``height`` is how many rows the headings take, ``problem`` why the sheet cannot be read.
    """

    names: Names
    height: int
    problem: str = ""

    def name(self, column: int) -> str | None:
        """The heading of a column counted from 1."""
        return self.names[column - 1] if column <= len(self.names) else None

    def row(self, cells: Sequence[Cell]) -> dict[str, Cell]:
        """The row by its headings; further questions and similar ones are put together.

        Raises ``RowRefused`` when two columns of one heading say different things.
        """
        found: dict[str, list[Cell]] = {}
        for at, name in enumerate(self.names):
            if name is not None:
                cell = cells[at] if at < len(cells) else ""
                kept = found.setdefault(name, [])
                if cell and cell not in kept:
                    kept.append(cell)
        more = [shown(cell) for cell in found.get(QUESTION, ())[1:]]
        if more:
            found[QUESTION] = found[QUESTION][:1]
            found[SIMILAR] = [*found.get(SIMILAR, ()), *more]
        return {name: _one(name, texts) for name, texts in found.items()}

    def title(self, cells: Sequence[Cell]) -> str | None:
        """The text of a row that is merged across the columns: a title for the rows below."""
        held = [cells[at] if at < len(cells) else "" for at, name in enumerate(self.names) if name]
        if len(held) < 2 or len(set(held)) > 1 or not held[0]:
            return None
        text = shown(held[0])
        return text if len(text) <= _LONGEST_TITLE and not NOTE.match(text) else ""


def _one(name: str, cells: list[Cell]) -> Cell:
    if len(cells) < 2:
        return cells[0] if cells else ""
    if name == SIMILAR:
        return "\n".join(cell if isinstance(cell, str) else shown(cell) for cell in cells)
    raise RowRefused(name, f"有 {len(cells)} 列都是“{name}”，内容不同：请只留一列。")


def is_header(cells: Sequence[Cell]) -> bool:
    """Whether the row names both columns that every library has."""
    return {QUESTION, ANSWER} <= {heading_of(cell) for cell in cells if cell}


def is_note(cells: Sequence[Cell]) -> bool:
    """A remark below the table: one text, which says so."""
    texts = {shown(cell) for cell in cells if cell}
    return len(texts) == 1 and NOTE.match(texts.pop()) is not None


def columns_at(sheet: Sheet, at: int) -> Columns | None:
    """The columns if the headings begin in this row."""
    upper = [shown(cell) for cell in sheet.rows[at][1]]
    below = sheet.rows[at + 1] if at + 1 < len(sheet.rows) else (0, ())
    single = tuple(heading_of(text) for text in upper)
    joined: Names = ()
    if below[0] == sheet.rows[at][0] + 1 and len(set(upper)) < len(upper):
        joined = _joined(upper, [shown(cell) for cell in below[1]])
    names, height = (joined, 2) if _known(joined) > _known(single) else (single, 1)
    if not {QUESTION, ANSWER} <= set(names):
        return None
    hidden = [name for at, name in enumerate(names, 1) if name and at in sheet.hidden_columns]
    problem = f"列“{hidden[0]}”是隐藏的：请取消隐藏，或删除这一列。" if hidden else ""
    return Columns(names, height, problem)


def _joined(upper: list[str], lower: list[str]) -> Names:
    """有效期 over 起 and 止 are 有效期起 and 有效期止; what is merged downwards is itself."""
    names: list[str | None] = []
    above = ""
    for at in range(max(len(upper), len(lower))):
        below = lower[at] if at < len(lower) else ""
        here = upper[at] if at < len(upper) else ""
        above = here or above
        names.append(heading_of(above + below) or heading_of(below) or heading_of(here))
    return tuple(names)


def _known(names: Names) -> int:
    return len(set(names) - {None}) if {QUESTION, ANSWER} <= set(names) else 0


def missing_header(sheet: Sheet) -> str:
    """Why no headings were found: which ones stand there, and which would be understood."""
    rows = sheet.rows[:HEADER_WITHIN]
    _, widest = max(rows, key=lambda row: sum(bool(cell) for cell in row[1]))
    there = "、".join(dict.fromkeys(shown(cell)[:12] for cell in widest if cell))[:80]
    return f"前 {HEADER_WITHIN} 行里没有找到表头（读到的是：{there}）：要有{understood()}。"
