"""The small Markdown in which the shop's documents are written.

Front matter (``格式``, ``修订``), one title, headings, paragraphs, lists and pipe tables; no inline
markup. Everything else is refused, so that no format shows a stray asterisk.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

_FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)
_HEADING = re.compile(r"(#{1,3}) (.+)")
_ITEM = re.compile(r"(-|\d+\.) (.+)")
_TABLE_RULE = re.compile(r"\|(?:-+\|)+")
_INLINE_MARKUP = re.compile(r"\*\*|`|\]\(")


class SourceError(ValueError):
    """A source that cannot be built; the message names the file and says what to mend."""


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is the document's title, 2 a section, 3 a part of one."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; the items of an ordered one are numbered from 1."""

    items: tuple[str, ...]
    ordered: bool

    def marked(self) -> list[tuple[str, str]]:
        """Each item with the mark before it."""
        return [(f"{n}." if self.ordered else "●", item) for n, item in enumerate(self.items, 1)]


@dataclass(frozen=True, slots=True)
class Table:
    """Every row is as long as the header; a cell may be empty."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Listing | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A manual or policy; ``blocks`` begin with its title."""

    format: str
    revised: date
    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        return next(block.text for block in self.blocks if isinstance(block, Heading))


def read_document(path: Path) -> Document:
    """Raises ``SourceError``."""
    text = path.read_text(encoding="utf-8")
    front = _FRONT_MATTER.match(text)
    fields = dict(re.findall(r"^(\S+): (\S+)$", front[1], re.MULTILINE)) if front else {}
    if front is None or not {"格式", "修订"} <= fields.keys():
        raise SourceError(f"{path.name}：开头要有“格式”和“修订”两行，写在 --- 之间。")
    if markup := _INLINE_MARKUP.search(text):
        raise SourceError(f"{path.name}：不支持行内标记“{markup[0]}”，请去掉。")
    blocks = tuple(_blocks(text[front.end() :], path.name))
    if not blocks or not isinstance(blocks[0], Heading) or blocks[0].level != 1:
        raise SourceError(f"{path.name}：正文要以一个“# 标题”开始。")
    return Document(fields["格式"], date.fromisoformat(fields["修订"]), blocks)


def _kind(line: str) -> str:
    if _HEADING.fullmatch(line):
        return "heading"
    if line.startswith("|"):
        return "table"
    if item := _ITEM.fullmatch(line):
        return "bullets" if item[1] == "-" else "steps"
    return "text" if line.strip() else "gap"


def _blocks(text: str, name: str) -> Iterator[Block]:
    for kind, group in groupby(text.splitlines(), key=_kind):
        lines = list(group)
        if kind == "heading":
            marks = (line.partition(" ") for line in lines)
            yield from (Heading(len(level), title) for level, _, title in marks)
        elif kind == "table":
            yield _table(lines, name)
        elif kind == "text":
            yield Paragraph("".join(lines))
        elif kind != "gap":
            yield Listing(tuple(line.split(" ", 1)[1] for line in lines), kind == "steps")


def _table(lines: list[str], name: str) -> Table:
    if len(lines) < 3 or not _TABLE_RULE.fullmatch(lines[1]):
        raise SourceError(f"{name}：表格“{lines[0]}”要有表头、|---| 一行和内容。")
    cells = [tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines]
    header, _, *rows = cells
    for row in rows:
        if len(row) != len(header):
            raise SourceError(f"{name}：表格行“{' | '.join(row)}”应有 {len(header)} 格。")
    return Table(header, tuple(rows))
