"""Markdown: headings, paragraphs, lists and pipe tables; front matter is kept as a paragraph."""

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from knowledge.loaders.base import Block, Loaded, Outline
from knowledge.loaders.decoding import decoded
from knowledge.loaders.tables import readable_rows
from knowledge.types import Place

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_FENCE = re.compile(r"(```|~~~)")
_RULE = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*$")
_TABLE_RULE = re.compile(r"[\s|:-]+")
_MARKUP = re.compile(r"(\*\*|__|`)")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")


def load_markdown(path: Path, document: str) -> Loaded:
    """One block per paragraph, list or table row."""
    outline = Outline()
    blocks: list[Block] = []
    for kind, lines in groupby(_classified(decoded(path)), key=lambda line: line[0]):
        texts = [text for _, text in lines]
        if kind == "heading":
            for heading in texts:
                marks, _, title = heading.partition(" ")
                outline.enter(len(marks), title)
            continue
        place = Place(document, headings=outline.path)
        if kind == "table":
            blocks += [Block(row, place, is_row=True) for row in _table(texts)]
        elif kind == "text":
            blocks.append(Block("\n".join(texts), place))
    return Loaded(blocks)


def _classified(text: str) -> Iterator[tuple[str, str]]:
    """Each line with what it is: heading, table, text, or a gap between two of those."""
    fenced = False
    for line in text.splitlines():
        if _FENCE.match(line.strip()):
            fenced = not fenced
            yield "gap", ""
        elif fenced:
            yield "text", line
        elif heading := _HEADING.match(line):
            yield "heading", f"{heading[1]} {_plain(heading[2])}"
        elif line.lstrip().startswith("|"):
            yield "table", line
        elif not line.strip() or _RULE.match(line):
            yield "gap", ""
        else:
            yield "text", _plain(line.strip())


def _table(lines: list[str]) -> list[str]:
    rows = [line for line in lines if not _TABLE_RULE.fullmatch(line)]
    return readable_rows(
        [[_plain(cell) for cell in line.strip().strip("|").split("|")] for line in rows]
    )


def _plain(text: str) -> str:
    return _MARKUP.sub("", _LINK.sub(r"\1", text)).lstrip(">").strip()
