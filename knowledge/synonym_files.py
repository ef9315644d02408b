"""A shop's synonym tables: a file of rows → groups of expressions, with one report per row.

A row holds expressions that mean the same, in as many cells as one likes; 、, ``|`` and commas
inside a cell separate, too. A first row of headings (标准词, 同义词, 说法 …) is no group. A row
that begins like one of the trade's groups replaces it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from knowledge.errors import FileRefused, RowRefused
from knowledge.loaders import check_size, damage_refused
from knowledge.loaders.csv import read_csv
from knowledge.loaders.decoding import decoded
from knowledge.loaders.sheets import Sheet, shown
from knowledge.loaders.xlsx import read_xlsx
from knowledge.reading import Reading
from knowledge.synonyms import SHORTEST, Group
from knowledge.tokens import normalise
from knowledge.types import Place, RowReport

FIELD = "同义词"
LONGEST = 20
"""Characters an expression has at most: a longer one is a sentence, which nobody repeats."""

_HEADINGS = re.compile(r"标准词|标准说法|同义词|近义词|说法|别称|synonyms?|word|term")
_BETWEEN = re.compile(r"[|｜、,，;；/\n\r]+")
_NOTES = "说明"

_Row = tuple[Place, list[str]]


def read_synonyms(path: Path, document: str, source_hash: str) -> Reading:
    """Every row of the file. A file that cannot be read at all is a single refusal."""
    source = _SOURCES.get(path.suffix.lower())
    place = Place(document)
    if source is None:
        return Reading.refused(
            place, f"同义词表不支持 {path.suffix} 文件：请用 {'、'.join(_SOURCES)} 之一。"
        )
    try:
        check_size(path)
        with damage_refused():
            rows = list(source(path, document))
    except FileRefused as error:
        return Reading.refused(place, str(error))
    if not rows:
        return Reading.refused(place, "文件里没有同义词：请填写，或删除这个文件。")
    return _checked(rows)


def _checked(rows: Iterable[_Row]) -> Reading:
    groups: list[Group] = []
    reports: list[RowReport] = []
    for place, cells in rows:
        try:
            groups.append(_group(cells))
            reports.append(RowReport(place, "taken"))
        except RowRefused as error:
            reports.append(RowReport(place, "refused", error.field, error.reason))
    return Reading((), tuple(reports), tuple(groups))


def _group(cells: Iterable[str]) -> Group:
    """The row's expressions, each once. Raises ``RowRefused`` with the remedy."""
    words = [word.strip() for cell in cells for word in _BETWEEN.split(normalise(cell))]
    group = tuple(dict.fromkeys(word for word in words if word))
    if len(group) < 2:
        raise RowRefused(FIELD, "一行至少要写两个意思相同的说法。")
    for word in group:
        if len(word) < SHORTEST:
            raise RowRefused(FIELD, f"“{word}”只有一个字，会误中别的词：请写完整的说法。")
        if len(word) > LONGEST:
            raise RowRefused(FIELD, f"“{word[:LONGEST]}…”超过 {LONGEST} 个字：请写短的说法。")
    return group


def _from_xlsx(path: Path, document: str) -> Iterator[_Row]:
    for sheet in read_xlsx(path):
        if _NOTES not in (sheet.name or ""):
            yield from _sheet_rows(sheet, document)


def _from_csv(path: Path, document: str) -> Iterator[_Row]:
    yield from _sheet_rows(read_csv(path), document)


def _sheet_rows(sheet: Sheet, document: str) -> Iterator[_Row]:
    for at, (number, cells) in enumerate(sheet.rows):
        texts = [text for cell in cells if (text := shown(cell))]
        if at == 0 and _HEADINGS.match(normalise(texts[0]) if texts else ""):
            continue
        yield Place(document, sheet=sheet.name, row=number), texts


def _from_yaml(path: Path, document: str) -> Iterator[_Row]:
    """A list of lists of expressions, or ``standard: [others]``; rows are counted from 1."""
    import yaml

    try:
        content = yaml.safe_load(decoded(path))
    except yaml.YAMLError as error:
        raise FileRefused(f"YAML 读不下去：{' '.join(str(error).split())[:200]}") from error
    if isinstance(content, dict):
        content = [[word, *(o if isinstance(o, list) else [o])] for word, o in content.items()]
    if not isinstance(content, list):
        raise FileRefused("最外层要是同义词的列表：每项一组，如 [物流, 快递]。")
    for number, item in enumerate(content, start=1):
        words = item if isinstance(item, list) else [item]
        yield Place(document, row=number), [str(word) for word in words if word is not None]


_SOURCES: dict[str, Callable[[Path, str], Iterable[_Row]]] = {
    ".xlsx": _from_xlsx,
    ".csv": _from_csv,
    ".yaml": _from_yaml,
    ".yml": _from_yaml,
}

SYNONYM_ENDINGS = tuple(_SOURCES)
