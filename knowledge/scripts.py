"""One row of the script library 话术 → one passage, or the reason why not.

The columns are those of ``headings.py``. Slots in an answer stand for what the price calculator
and the catalogue fill in, such as ``{payable}`` for 到手价.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from knowledge.errors import RowRefused
from knowledge.headings import (
    ANSWER,
    ENDS,
    ID,
    QUESTION,
    SCENE,
    SIMILAR,
    SKUS,
    STAGE,
    STARTS,
    VALIDITY,
)
from knowledge.loaders.sheets import Cell, shown
from knowledge.records import digest, identified
from knowledge.times import end_time, start_time
from knowledge.tokens import normalise
from knowledge.types import Kind, Passage, Place
from knowledge.windows import Window, window

SLOTS = frozenset(
    {
        *("product", "sku", "quantity", "list_price", "unit_price", "payable", "deposit"),
        *("final_payment", "saving", "deposit_window", "final_window", "coupon", "event", "at"),
    }
)
"""The slots an answer may have; whoever fills them knows no others."""

Row = Mapping[str, Cell]
"""A script row: standard heading → cell; a missing column is an empty cell."""

_SLOT = re.compile(r"\{([^{}]*)\}")
_BETWEEN_QUESTIONS = re.compile(r"[|｜\n\r]+")
_BETWEEN_SKUS = re.compile(r"[|｜,，;；、\s]+")


def script_passage(row: Row, place: Place, source_hash: str, around: str = "") -> Passage:
    """The row as a passage. Raises ``RowRefused`` with the field and the remedy.

    A library without a column of ids gets them from what its scripts say. ``around`` names the
    year of a window that has none.
    """
    question, answer = _required(row, QUESTION), _required(row, ANSWER)
    script_id = _required(row, ID) if ID in row else _made_id(row)
    _check_slots(answer)
    valid_from, valid_to = _window(row, around)
    if valid_from is not None and valid_to is not None and valid_to <= valid_from:
        raise RowRefused(ENDS, "失效时间不晚于生效时间，这条永远不会生效：请改正两者之一。")
    return identified(
        Passage(
            id="",
            kind=Kind.SCRIPT,
            text=f"{question}\n{answer}",
            place=place,
            source_hash=source_hash,
            skus=frozenset(_listed(row, SKUS, _BETWEEN_SKUS)),
            valid_from=valid_from,
            valid_to=valid_to,
            script_id=script_id,
            scene=_text(row, SCENE),
            stage=_text(row, STAGE),
            question=question,
            similar=tuple(_listed(row, SIMILAR, _BETWEEN_QUESTIONS)),
            answer=answer,
        )
    )


def _made_id(row: Row) -> str:
    """The same for the same question, products and time, whichever row it stands in."""
    told = (_text(row, name) for name in (QUESTION, SKUS, STAGE, STARTS, ENDS, VALIDITY))
    return f"auto-{digest(chr(31).join(told))[:12]}"


def _window(row: Row, around: str) -> Window:
    if row.get(STARTS) or row.get(ENDS) or not row.get(VALIDITY):
        return _time(row, STARTS, start_time), _time(row, ENDS, end_time)
    cell = row[VALIDITY]
    if not isinstance(cell, str):
        return None, _time(row, VALIDITY, end_time)
    try:
        return window(normalise(cell), around)
    except ValueError as error:
        raise RowRefused(
            VALIDITY, f"{error}：请写成 2026-10-20 20:00 至 2026-11-11 23:59 这样的北京时间。"
        ) from error


def _text(row: Row, heading: str) -> str:
    cell = row.get(heading, "")
    return cell.strip() if isinstance(cell, str) else shown(cell)


def _required(row: Row, heading: str) -> str:
    if text := _text(row, heading):
        return text
    raise RowRefused(heading, f"“{heading}”是空的：请填写，或删除这一行。")


def _listed(row: Row, heading: str, between: re.Pattern[str]) -> list[str]:
    parts = (part.strip() for part in between.split(_text(row, heading)))
    return list(dict.fromkeys(part for part in parts if part))


def _check_slots(answer: str) -> None:
    unknown = [name for name in _SLOT.findall(answer) if name not in SLOTS]
    if unknown:
        raise RowRefused(
            ANSWER, f"没有 {{{unknown[0]}}} 这个变量：可用的有 {'、'.join(sorted(SLOTS))}。"
        )
    if any(brace in _SLOT.sub("", answer) for brace in "{}｛｝"):
        raise RowRefused(ANSWER, "花括号不成对或是全角的：变量请写成 {payable} 这样。")


def _time(
    row: Row, heading: str, read: Callable[[str | date | datetime], datetime]
) -> datetime | None:
    cell = row.get(heading, "")
    if not cell:
        return None
    try:
        return read(normalise(cell) if isinstance(cell, str) else cell)
    except ValueError as error:
        raise RowRefused(
            heading, f"{error}：请写成 2026-11-11 20:00:00 这样的北京时间。"
        ) from error
