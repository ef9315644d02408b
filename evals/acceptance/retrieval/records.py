"""The files of a set, read leniently: fields that are not known are left alone."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import BadSet

Record = Mapping[str, Any]

_TEXT = ("text", "query", "question", "content", "contents", "body", "answer")
_ID = ("id", "_id", "query_id", "query-id", "doc_id", "pid", "qid")
_HISTORY = (
    *("previous", "previous_questions", "previous_turns", "history", "turns", "dialogue"),
    *("dialog", "conversation", "messages", "context"),
)
_SAID = ("text", "content", "question", "query", "utterance", "value")
_SPEAKER = ("role", "speaker", "from", "sender")
_NOT_THE_CUSTOMER = frozenset(
    {"agent", "assistant", "bot", "seller", "service", "staff", "system", "客服", "商家", "gpt"}
)


def records(path: Path) -> list[Record]:
    """The lines of a JSONL file. Raises ``BadSet`` with file and line."""
    found: list[Record] = []
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
        if line.strip():
            try:
                record = json.loads(line)
            except json.JSONDecodeError as error:
                raise BadSet(f"{path} 第{number}行不是 JSON：{error}") from None
            if not isinstance(record, dict):
                raise BadSet(f"{path} 第{number}行不是 JSON 对象")
            found.append(record)
    return found


def id_of(record: Record, number: int) -> str:
    """Its id, otherwise its number in the file."""
    return next((str(record[name]) for name in _ID if record.get(name) is not None), str(number))


def text_of(record: Record) -> str:
    """What it says; empty when no field says anything."""
    return next((text for name in _TEXT if (text := string(record, name))), "")


def string(record: Record, name: str) -> str:
    """A field as text; a list's texts on lines of their own; empty for anything else."""
    value = record.get(name)
    if isinstance(value, list):
        return "\n".join(item for item in value if isinstance(item, str)).strip()
    return value.strip() if isinstance(value, str) else ""


def strings(record: Record, name: str) -> list[str]:
    """A field that may be a text or a list of texts."""
    value = record.get(name)
    values = value if isinstance(value, list) else [value]
    return [item.strip() for item in values if isinstance(item, str) and item.strip()]


def previous_turn(record: Record, text: str) -> str:
    """What the customer said before ``text``, from whichever field tells; empty if none does."""
    for name in _HISTORY:
        value = record.get(name)
        if isinstance(value, str) and name.startswith("previous"):
            return value.strip()
        if isinstance(value, list):
            said = [turn for item in value if (turn := _customer_turn(item))]
            if said and said[-1] == text:
                said.pop()  # the turns with the question itself at their end
            if said:
                return said[-1]
    return ""


def _customer_turn(item: Any) -> str:
    if isinstance(item, str):
        return item.strip()
    if not isinstance(item, dict):
        return ""
    speaker = next((string(item, name) for name in _SPEAKER if name in item), "")
    if speaker.lower() in _NOT_THE_CUSTOMER:
        return ""
    return next((text for name in _SAID if (text := string(item, name))), "")


def relevance(path: Path) -> dict[str, dict[str, float]]:
    """Question id → passage id → score, from lines of ``question passage score`` (BEIR) or
    ``question 0 passage score`` (TREC); a line without a score means 1."""
    gold: dict[str, dict[str, float]] = {}
    for line in path.read_text("utf-8-sig").splitlines():
        fields = line.split("\t") if "\t" in line else line.split()
        if len(fields) == 4:
            fields = [fields[0], *fields[2:]]
        if len(fields) < 2:
            continue
        score = _number(fields[2]) if len(fields) > 2 else 1.0
        if score is not None and score > 0:  # the headings have no number there
            gold.setdefault(fields[0], {})[fields[1]] = score
    return gold


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
