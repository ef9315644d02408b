"""Whose piece it is and where it goes: 我弟的, 次卧那台, 二等奖. Later words say only that."""

import re
from collections.abc import Iterable, Iterator, Sequence

from service.conversations.state import Item

from .people import SOMEONE
from .products import Phrase

_LABEL = re.compile(rf"{SOMEONE}|[特一二三四五]等奖|[一二三四五六]楼")
_NOBODY = frozenset({"他", "她", "家", "家里", "自己家", "老板", "领导", "客户", "老人", "孩子"})
"""They stand for others, or address the shop."""

_PRONOUN = re.compile(r"[他她]")
_ENDING = re.compile(r"(?<=.)(?:那边|那里|那儿|他们|家|们)$")


def labels_in(text: str) -> tuple[str, ...]:
    """The people, rooms and ranks that the normalised text names, in order; 弟弟 is 弟."""
    said = (_core(match[0]) for match in _LABEL.finditer(text))
    return tuple(dict.fromkeys(label for label in said if label not in _NOBODY))


def labelled(text: str, found: Sequence[Phrase]) -> Iterator[tuple[Phrase, tuple[str, ...]]]:
    """Each phrase of the text with whom or what place it is told for, before it or behind it."""
    for at, phrase in enumerate(found):
        before = text[found[at - 1].end if at else 0 : phrase.start]
        behind = text[phrase.end : found[at + 1].start if at + 1 < len(found) else len(text)]
        yield phrase, labels_in(before) or labels_in(behind)


def owned(items: Iterable[Item], text: str) -> Item | None:
    """The one item of which a piece was told for somebody or somewhere the text names."""
    labels = set(labels_in(text))
    found = [item for item in items if labels & {label for label, _ in item.of}]
    return found[0] if len(found) == 1 else None


def pieces_of(item: Item, text: str) -> int:
    """How many pieces of the item are theirs whom the text names; of all where it names nobody."""
    labels = set(labels_in(text)) or {label for label, _ in item.of}
    return min(item.quantity, sum(n for label, n in item.of if label in labels)) or 1


def speaks_of_them(text: str) -> bool:
    """Whether somebody named before is meant: 他又不要了."""
    return bool(_PRONOUN.search(text))


def _core(label: str) -> str:
    short = _ENDING.sub("", label)
    short = short[0] if len(short) == 2 and short[0] == short[1] else short
    return short.removeprefix("老") if len(short) == 2 and short[-1] in "妈爸" else short
