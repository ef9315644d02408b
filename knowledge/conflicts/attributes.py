"""Another figure for the same attribute of the same product: 内机噪音 18-38dB here, 20-40dB there.

Only what is certain is told. An attribute is read from rows that name it: ``噪音：58dB(A)`` in a
document for one product, a row of a table with a product column, or a table with a column per
product; a script's answer says it in so many words (内机噪音是18-38分贝). Values are compared where
everything around the figures is the same, and an attribute that stands twice in one document (once
per mode, once per part) is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.conflicts.base import conflict, figures, window_of, without_figures
from knowledge.loaders.tables import PRODUCT_COLUMNS
from knowledge.table_rows import CODES, cells_of
from knowledge.tokens import normalise
from knowledge.types import Conflict, ConflictKind, Kind, Passage

_LEAST_SPOKEN = 3  # 宽 or 噪音 in a script may be part of another word
_SAID = re.compile(
    r"(?:是|为|:|约|大约|大概|就是|在|只有|仅|有|\s)*"
    r"(?P<value>\d+(?:\.\d+)?(?:[-~至到]\d+(?:\.\d+)?)?(?:[a-z%°/]+[23]?|分贝|[\u4e00-\u9fff]{1,2}))"
)
# Spellings of one unit, and what says no more than the unit.
_UNITS = {
    "分贝": "db",
    "db(a)": "db",
    "平方米": "m2",
    "平米": "m2",
    "~": "-",
    "至": "-",
    "到": "-",
    "约": "",
}

_Key = tuple[str, str]
"""Product and attribute."""


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a passage says of an attribute."""

    passage: Passage
    name: str
    value: str

    @property
    def figures(self) -> tuple[str, ...]:
        return figures(_comparable(self.value))

    def differs(self, other: "_Stated") -> bool:
        """Other figures where everything around them is the same."""
        around = without_figures(_comparable(self.value)), without_figures(_comparable(other.value))
        return around[0] == around[1] and self.figures != other.figures


def different_facts(passages: Sequence[Passage]) -> Iterator[Conflict]:
    """Between two documents, and between a document and a script."""
    skus = frozenset(sku for passage in passages for sku in passage.skus)
    documents = [passage for passage in passages if passage.kind is Kind.DOCUMENT]
    facts = _facts(documents, skus)
    told: set[tuple[str, str, str]] = set()
    for (sku, name), stated in facts.items():
        for one, other in _first_and_others(stated):
            both = one.passage.id, other.passage.id, name  # once, not for every product
            if both not in told:
                told.add(both)
                yield _told(one, other, sku)
    for passage in passages:
        if passage.kind is Kind.SCRIPT and passage.skus:
            yield from _spoken(passage, facts)


def _first_and_others(stated: list[_Stated]) -> Iterator[tuple[_Stated, _Stated]]:
    for at, other in enumerate(stated):
        for one in stated[:at]:
            if window_of(one.passage, other.passage) and one.differs(other):
                yield one, other
                break


def _told(one: _Stated, other: _Stated, sku: str) -> Conflict:
    texts = f"{one.name}：{one.value}", f"{other.name}：{other.value}"
    found = conflict(ConflictKind.DIFFERENT_FACTS, one.name, one.passage, other.passage, texts)
    return replace(found, skus=frozenset({sku}))


def _facts(documents: Sequence[Passage], skus: frozenset[str]) -> dict[_Key, list[_Stated]]:
    """What documents say of each product's attributes, one value per document."""
    found: dict[_Key, dict[str, list[_Stated]]] = {}
    for passage in documents:
        for line in passage.text.splitlines():
            for sku, name, value in _read(line, passage, skus):
                if figures(value):
                    by_document = found.setdefault((sku, _comparable(name)), {})
                    stated = _Stated(passage, name, value)
                    by_document.setdefault(passage.place.document, []).append(stated)
    return {
        key: [stated[0] for stated in by_document.values() if len(stated) == 1]
        for key, by_document in found.items()
    }


def _read(line: str, passage: Passage, skus: frozenset[str]) -> Iterator[tuple[str, str, str]]:
    """Product, attribute and value of each pair in a row."""
    named = cells_of(line)
    if len(named) == 1 and len(passage.skus) == 1 and named[0][0] not in PRODUCT_COLUMNS:
        (sku,) = passage.skus
        yield sku, *named[0]
    elif len(named) > 1 and all(name in skus for name, _ in named[1:]):
        for sku, value in named[1:]:
            yield sku, named[0][1], value
    elif any(name in PRODUCT_COLUMNS for name, _ in named):
        scope = next(value for name, value in named if name in PRODUCT_COLUMNS)
        for sku in skus & set(CODES.split(scope)):
            for name, value in named:
                if name not in PRODUCT_COLUMNS:
                    yield sku, name, value


def _spoken(script: Passage, facts: dict[_Key, list[_Stated]]) -> Iterator[Conflict]:
    """Where the script names an attribute and its figure is that of none of its products."""
    answer = normalise(script.answer)
    names = {
        name
        for sku, name in facts
        if sku in script.skus and len(name) >= _LEAST_SPOKEN and name in answer
    }
    for name in sorted(names):
        said = _SAID.match(answer, answer.index(name) + len(name))
        if said is None:
            continue
        spoken = _Stated(script, name, said["value"])
        known = [
            (sku, stated)
            for sku in sorted(script.skus)
            for stated in facts.get((sku, name), ())
            if window_of(stated.passage, script)
        ]
        differing = [(sku, stated) for sku, stated in known if stated.differs(spoken)]
        agreeing = [stated for _, stated in known if stated.figures == spoken.figures]
        if differing and not agreeing:
            sku, stated = differing[0]
            yield _told(stated, spoken, sku)


def _comparable(text: str) -> str:
    text = "".join(normalise(text).split())
    for spelling, standard in _UNITS.items():
        text = text.replace(spelling, standard)
    return text
