"""The sheet 活动 of an Excel rulebook: the event, its validity and its phases, a row each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from knowledge.loaders.sheets import Sheet

from .errors import Fault
from .rulebook_cells import text_of
from .rulebook_file import Path
from .rulebook_terms import PHASE_NAMES, PLATFORM_NAMES, THRESHOLD_NAMES

EVENT_SHEET = "活动"
EVENT_HEADER = ("项目", "内容", "开始", "结束")
ITEMS: Mapping[str, str] = {
    "编号": "id",
    "活动名称": "event",
    "平台": "platform",
    "门槛口径": "thresholds",
    "来源": "source",
}
"""项目 → field of the rulebook; besides these 有效期, 口径 and a row for each phase."""

VALID = "有效期"
POLICY = "口径"

_WORDS = {"platform": PLATFORM_NAMES, "thresholds": THRESHOLD_NAMES}


@dataclass(frozen=True, slots=True)
class Event:
    """The rulebook's content but for its promotions, and the row of each part."""

    content: dict[str, Any]
    rows: Mapping[str, int]
    phases: tuple[int, ...]

    def where(self, path: Path) -> str:
        """The row of a field, or the sheet where no row has it."""
        row = self.rows.get(str(path[0]))
        if path[0] == "phases" and len(path) > 1 and isinstance(path[1], int):
            row = self.phases[path[1]]
        item = next((name for name, target in ITEMS.items() if target == path[0]), "")
        item = item or (VALID if path[0] == "valid" else "")
        place = f"{EVENT_SHEET} 第 {row} 行" if row else EVENT_SHEET
        return f"{place} · {item}" if item else place


def read_event(sheet: Sheet, name: str, faults: list[Fault]) -> Event:
    """The sheet's rows; what cannot be read goes to ``faults``."""
    content: dict[str, Any] = {"phases": []}
    policies: dict[str, str] = {}
    rows: dict[str, int] = {}
    phases: list[int] = []
    for number, cells in sheet.rows:
        item, value, start, end = ([text_of(cell) for cell in cells] + [""] * 4)[:4]
        window = {key: text for key, text in (("from", start), ("to", end)) if text}
        if item in ("", EVENT_HEADER[0]):
            continue
        if item == VALID:
            content["valid"], rows["valid"] = window, number
        elif item in PHASE_NAMES:
            content["phases"].append({"kind": PHASE_NAMES[item], "name": value or item} | window)
            phases.append(number)
        elif item == POLICY:
            key, _, choice = value.partition("=")
            policies[key.strip()], rows["policies"] = choice.strip(), number
        elif item in ITEMS:
            rows[ITEMS[item]] = number
            _put(
                content,
                ITEMS[item],
                value,
                Fault(name, f"{EVENT_SHEET} 第 {number} 行", item),
                faults,
            )
        else:
            known = "、".join([*ITEMS, VALID, POLICY, *PHASE_NAMES])
            faults.append(
                Fault(name, f"{EVENT_SHEET} 第 {number} 行", f"没有项目「{item}」：可用 {known}")
            )
    if policies:
        content["policies"] = policies
    return Event(content, rows, tuple(phases))


def _put(
    content: dict[str, Any], target: str, value: str, place: Fault, faults: list[Fault]
) -> None:
    words = _WORDS.get(target)
    if not value:
        return
    if words is not None and value not in words:
        remedy = f"{place.remedy} {value[:20]!r} 读不懂：可用 {'、'.join(words)}"
        faults.append(Fault(place.file, place.where, remedy))
        return
    content[target] = words[value] if words else value
