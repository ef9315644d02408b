"""One row of the script library 话术 → one passage, or the reason why not.

The columns are the trade's; a few spellings of each are understood. Slots in an answer stand for
what the price calculator and the catalogue fill in, such as ``{payable}`` for 到手价.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from knowledge.errors import RowRefused
from knowledge.loaders.sheets import Cell, shown
from knowledge.records import identified
from knowledge.times import end_time, start_time
from knowledge.tokens import normalise
from knowledge.types import Kind, Passage, Place

SLOTS = frozenset(
    {
        *("product", "sku", "quantity", "list_price", "unit_price", "payable", "deposit"),
        *("final_payment", "saving", "deposit_window", "final_window", "coupon", "event", "at"),
    }
)
"""The slots an answer may have; whoever fills them knows no others."""

ID, SCENE, STAGE = "话术编号", "场景", "阶段"
QUESTION, SIMILAR, ANSWER = "问题", "相似问题", "回复"
SKUS, STARTS, ENDS = "适用商品", "生效时间", "失效时间"

_ALSO_CALLED = {
    ID: ("编号", "id"),
    SCENE: ("业务场景", "scene"),
    STAGE: ("服务阶段", "stage"),
    QUESTION: ("标准问题", "客户问题", "question"),
    SIMILAR: ("相似问", "相似问法", "similar"),
    ANSWER: ("回复话术", "标准回复", "答案", "answer"),
    SKUS: ("商品编码", "skus"),
    STARTS: ("开始时间", "valid_from"),
    ENDS: ("结束时间", "valid_to"),
}
_STANDARD = {
    name: standard for standard, others in _ALSO_CALLED.items() for name in (standard, *others)
}

Row = Mapping[str, Cell]
"""A script row: standard heading → cell; a missing column is an empty cell."""

_SLOT = re.compile(r"\{([^{}]*)\}")
_BETWEEN_QUESTIONS = re.compile(r"[|｜\n\r]+")
_BETWEEN_SKUS = re.compile(r"[|｜,，;；、\s]+")


def heading_of(cell: Cell) -> str | None:
    """The standard heading a column's title means; a ``*`` or （必填） beside it is ignored."""
    bare = re.sub(r"\(.*?\)|[*\s:]", "", normalise(shown(cell)))
    return _STANDARD.get(bare)


def script_passage(row: Row, place: Place, source_hash: str) -> Passage:
    """The row as a passage. Raises ``RowRefused`` with the field and the remedy."""
    question, answer = _required(row, QUESTION), _required(row, ANSWER)
    script_id = _required(row, ID)
    _check_slots(answer)
    valid_from = _time(row, STARTS, start_time)
    valid_to = _time(row, ENDS, end_time)
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
