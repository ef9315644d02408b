"""A PDF page as lines in reading order, each table in its place.

Columns of text are read one after the other. A page whose text stands on its side is turned.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

_MOST_STROKES = 3_000  # a drawing, in which looking for tables would take minutes
_UNMAPPED = "(cid:"  # a glyph without a character: mostly bullets
_GUTTER = 12.0  # points between two columns of text, at least
_LEAST_LINES = 5  # side by side, before a page counts as set in columns
_FILLED = 0.6  # of a column's width, by most of its lines
_WORD_GAP = 0.25  # of the size, between two Latin words


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a whole table (``rows``) of a page; sizes and positions in points.

    ``margin`` is the right edge of its column on a page of several, otherwise 0; ``edges`` are
    the left edges of a table's columns.
    """

    page: int
    text: str
    size: float
    right: float
    margin: float = 0.0
    rows: tuple[tuple[str | None, ...], ...] = ()
    edges: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class PageText:
    """``unmapped`` of the page's ``characters`` have no meaning; ``is_scan`` is only a picture."""

    lines: list[Line]
    characters: int
    unmapped: int
    is_scan: bool


@dataclass(frozen=True, slots=True)
class _Placed:
    top: float
    left: float
    right: float
    line: Line
    chars: Sequence[dict[str, Any]] = ()


def page_text(page: Any) -> PageText:
    page = _upright(page)
    characters = len(page.chars)
    unmapped = sum(char["text"].startswith(_UNMAPPED) for char in page.chars)
    placed = _placed(page)
    is_scan = not placed and bool(page.images)
    page.close()
    return PageText(_in_reading_order(placed), characters, unmapped, is_scan)


def _upright(page: Any) -> Any:
    """The page turned so that most of its text can be read from left to right."""
    sideways = [char["matrix"][1] for char in page.chars if not char["upright"]]
    if len(sideways) * 2 <= len(page.chars):
        return page
    page.page_obj.rotate = (page.page_obj.rotate + (90 if sum(sideways) > 0 else 270)) % 360
    turned = type(page)(page.pdf, page.page_obj, page.page_number, page.initial_doctop)
    page.close()
    return turned


def _placed(page: Any) -> list[_Placed]:
    strokes = len(page.lines) + len(page.rects) + len(page.curves)
    tables = page.find_tables() if strokes <= _MOST_STROKES else []
    outside = page
    for table in tables:
        outside = outside.outside_bbox(table.bbox)
    placed: list[_Placed] = []
    for line in outside.extract_text_lines(return_chars=True):
        chars = [char for char in line["chars"] if not char["text"].startswith(_UNMAPPED)]
        if any(char["text"].strip() for char in chars):
            placed.append(_line(page.page_number, line["top"], chars, line["text"]))
    for table in tables:
        rows = tuple(tuple(row) for row in table.extract())
        if any(cell and cell.strip() for row in rows for cell in row):
            left, top, right, _ = table.bbox
            edges = tuple(sorted({round(cell[0]) for cell in table.cells}))
            line = Line(page.page_number, "", 0.0, 0.0, rows=rows, edges=edges)
            placed.append(_Placed(top, left, right, line))
    return sorted(placed, key=lambda item: item.top)


def _line(
    page: int, top: float, chars: Sequence[dict[str, Any]], text: str = "", margin: float = 0.0
) -> _Placed:
    sizes = Counter(round(float(char["size"]), 1) for char in chars)
    left, right = min(char["x0"] for char in chars), max(char["x1"] for char in chars)
    text = _without_unmapped(text) if text else _joined(chars)
    size = sizes.most_common(1)[0][0]
    return _Placed(top, left, right, Line(page, text.strip(), size, right, margin), chars)


def _without_unmapped(text: str) -> str:
    while (at := text.find(_UNMAPPED)) >= 0:
        text = text[:at] + text[text.find(")", at) + 1 :].lstrip()
    return text


def _joined(chars: Sequence[dict[str, Any]]) -> str:
    text = ""
    before: dict[str, Any] | None = None
    for char in sorted(chars, key=lambda char: float(char["x0"])):
        if before is not None and char["x0"] - before["x1"] > _WORD_GAP * char["size"]:
            text += " "
        text += char["text"]
        before = char
    return text


def _in_reading_order(placed: list[_Placed]) -> list[Line]:
    gutter = _gutter([item for item in placed if item.chars])
    if gutter is None:
        return [item.line for item in placed]
    left, right, across = _sides(placed, gutter)
    ordered: list[Line] = []
    for top, bottom in pairwise([float("-inf"), *(item.top for item in across), float("inf")]):
        for side in (left, right):
            ordered += [item.line for item in side if top <= item.top < bottom]
        ordered += [item.line for item in across if item.top == bottom]
    return ordered


def _gutter(lines: list[_Placed]) -> float | None:
    """Where the space between two columns of text is, ``None`` on a page of one."""
    gaps: Counter[int] = Counter()
    for item in lines:
        for start, end in _gaps(item.chars):
            gaps.update(range(int(start) + 1, int(end)))
    if not gaps:
        return None
    most = max(gaps.values())
    middle = median(at for at, count in gaps.items() if count == most)
    left, right, across = _sides(lines, middle)
    if min(len(left), len(right)) < _LEAST_LINES or len(across) > len(left) / 2:
        return None
    edges = min(item.left for item in left), max(item.right for item in right)
    for side, edge in zip((left, right), edges, strict=True):
        width = abs(middle - edge)
        if median(item.right - item.left for item in side) < _FILLED * width:
            return None  # a table without lines
    return middle


def _gaps(chars: Sequence[dict[str, Any]]) -> list[tuple[float, float]]:
    ordered = sorted((char for char in chars if char["text"].strip()), key=lambda c: c["x0"])
    return [
        (one["x1"], other["x0"])
        for one, other in pairwise(ordered)
        if other["x0"] - one["x1"] >= _GUTTER
    ]


def _sides(
    placed: list[_Placed], gutter: float
) -> tuple[list[_Placed], list[_Placed], list[_Placed]]:
    """What stands left and right of the gutter, and what goes across it."""
    sides: tuple[list[_Placed], list[_Placed], list[_Placed]] = ([], [], [])
    for item in placed:
        if item.right <= gutter or item.left >= gutter:
            sides[item.left >= gutter].append(item)
        elif any(start < gutter < end for start, end in _gaps(item.chars)):
            for at in (False, True):
                chars = [char for char in item.chars if (char["x0"] >= gutter) == at]
                sides[at].append(_line(item.line.page, item.top, chars))
        else:
            sides[2].append(item)
    left, right, across = sides
    return _with_margin(left), _with_margin(right), across


def _with_margin(side: list[_Placed]) -> list[_Placed]:
    margin = max((item.right for item in side), default=0.0)
    return [
        _line(item.line.page, item.top, item.chars, item.line.text, margin) if item.chars else item
        for item in side
    ]
