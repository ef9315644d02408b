"""What a Word paragraph's style says: heading levels, list numbers; and the document's notes."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)
_LEVEL = re.compile(r"%([1-9])")
_BODY_TEXT = 9  # the outline level of what is no heading
_DEEPEST = 10  # styles based on styles
_DIGITS = "零一二三四五六七八九十"


def w(name: str) -> str:
    """A WordprocessingML tag or attribute."""
    return _W + name


def child(element: Any, name: str) -> Any:
    """The first child of that name; ``None`` if there is none, or no element."""
    return element.find(w(name)) if element is not None else None


def value(element: Any, name: str = "val") -> str:
    return str(element.get(w(name), "")) if element is not None else ""


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts: its format, its text (``第%1步``), and where it begins."""

    form: str
    text: str
    start: int


@dataclass(slots=True)
class Styles:
    """``based`` follows styles to those they are based on; numbers are counted as it is read."""

    properties: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    based: dict[str, str] = field(default_factory=dict)
    lists: dict[str, dict[int, _Level]] = field(default_factory=dict)
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    _counts: defaultdict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))

    @classmethod
    def of(cls, document: Any) -> "Styles":
        """Of an opened python-docx document."""
        styles = cls()
        for style in document.styles.element.iterchildren(w("style")):
            style_id = value(style, "styleId")
            styles.names[style_id] = value(child(style, "name"))
            styles.properties[style_id] = child(style, "pPr")
            styles.based[style_id] = value(child(style, "basedOn"))
        styles.lists = _lists(_related(document, "numbering"))
        for kind in ("footnote", "endnote"):
            for note in _children(_related(document, f"{kind}s"), kind):
                text = "".join(part.text or "" for part in note.iter(w("t"))).strip()
                styles.notes[w(f"{kind}Reference"), value(note, "id")] = text
        return styles

    def note(self, reference: str, note_id: str) -> str:
        text = self.notes.get((reference, note_id), "")
        return f"（{text}）" if text else ""

    def heading_level(self, paragraph: Any) -> int | None:
        """1 for the outermost heading, 0 for the document's title, ``None`` for running text."""
        about = child(paragraph, "pPr")
        own = value(child(about, "outlineLvl"))
        if own.isdecimal():
            return int(own) + 1 if int(own) < _BODY_TEXT else None
        style_id = value(child(about, "pStyle"))
        for _ in range(_DEEPEST):
            name = self.names.get(style_id, "")
            if name.lower() in ("title", "标题"):
                return 0
            if found := _HEADING_STYLE.match(name):
                return int(found[1])
            level = value(child(self.properties.get(style_id), "outlineLvl"))
            if level.isdecimal():
                return int(level) + 1 if int(level) < _BODY_TEXT else None
            style_id = self.based.get(style_id, "")
        return None

    def number_of(self, paragraph: Any) -> str:
        """What Word shows before an item of a list: ``3. ``, ``第3步 ``, ``- ``; or nothing."""
        about = child(paragraph, "pPr")
        numbered = child(about, "numPr")
        style_id = value(child(about, "pStyle"))
        for _ in range(_DEEPEST):
            if numbered is not None or not style_id:
                break
            numbered = child(self.properties.get(style_id), "numPr")
            style_id = self.based.get(style_id, "")
        list_id, depth = value(child(numbered, "numId")), value(child(numbered, "ilvl"))
        at = int(depth) if depth.isdecimal() else 0
        level = self.lists.get(list_id, {}).get(at)
        return self._counted(list_id, at, level) if level is not None else ""

    def _counted(self, list_id: str, at: int, level: _Level) -> str:
        if level.form == "bullet":
            return "- "
        if level.form == "none":
            return ""
        counts = self._counts[list_id]
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [depth for depth in counts if depth > at]:
            del counts[deeper]
        levels = self.lists[list_id]

        def shown(found: re.Match[str]) -> str:
            depth = int(found[1]) - 1
            form = levels[depth].form if depth in levels else "decimal"
            return _written(counts.get(depth, 1), form)

        number = _LEVEL.sub(shown, level.text).strip()
        return f"{number} " if number else ""


def _written(number: int, form: str) -> str:
    if "hinese" in form and 0 < number < 20:
        return _DIGITS[number] if number <= 10 else f"十{_DIGITS[number - 10]}"
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr(ord("a" if form == "lowerLetter" else "A") + number - 1)
    return str(number)


def _lists(numbering: Any) -> dict[str, dict[int, _Level]]:
    kinds: dict[str, dict[int, _Level]] = {}
    for kind in _children(numbering, "abstractNum"):
        levels: dict[int, _Level] = {}
        for level in kind.iterchildren(w("lvl")):
            start, depth = value(child(level, "start")), value(level, "ilvl")
            if depth.isdecimal():
                levels[int(depth)] = _Level(
                    value(child(level, "numFmt")) or "decimal",
                    value(child(level, "lvlText")),
                    int(start) if start.isdecimal() else 1,
                )
        kinds[value(kind, "abstractNumId")] = levels
    return {
        value(number, "numId"): kinds.get(value(child(number, "abstractNumId")), {})
        for number in _children(numbering, "num")
    }


def _children(element: Any, name: str) -> list[Any]:
    return list(element.iterchildren(w(name))) if element is not None else []


def _related(document: Any, kind: str) -> Any:
    """The root of a part beside the document, ``None`` without one."""
    from lxml import etree

    try:
        part = document.part.part_related_by(_RELATED + kind)
    except KeyError:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(part.blob, parser)
