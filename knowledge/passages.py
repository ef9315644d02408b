"""A document → passages: small enough to quote, each with its place and its products.

Sections are kept together while they are short; longer ones are cut at Chinese sentence ends.
Rows of a spreadsheet are passages of their own, because a row is where a reader is sent.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.errors import FileRefused
from knowledge.loaders import Block, load
from knowledge.loaders.tables import PRODUCT_COLUMNS
from knowledge.reading import Reading
from knowledge.records import identified
from knowledge.times import end_time, start_time
from knowledge.types import Kind, Passage, Place, RowReport

if TYPE_CHECKING:
    from langchain_text_splitters import RecursiveCharacterTextSplitter

PASSAGE_CHARACTERS = 300
_WHOLE_SECTION = 450  # a section up to this size is not cut
_LONGEST_ROW = 900  # a table row is only cut when it is a page in disguise
_LONGEST_KEY = 80  # characters of a row's first cell that are repeated when it is cut
_SCOPE_WITHIN = 2_000  # characters from the top in which the products are looked for

# Coarse to fine: paragraphs, sentences, clauses, and at last characters.
_SEPARATORS = ["\n\n", "\n", "。", "！", "？", "；", "：", "，", "、", " ", ""]

# A line of its own, which may go on after a comma: 适用型号：HF-A、HF-B
_DOCUMENT_SCOPE = re.compile(
    r"^\W*适用(?:型号|商品|产品|机型)\W*[:：](?P<skus>(?:[^\n]*[、,，][ \t]*\n)*[^\n]*)",
    re.MULTILINE,
)
_DOCUMENT_VALIDITY = re.compile(
    r"^\W*有效(?:时间|期)\W*[:：]\s*(?P<start>[\d年月日:：./\-\s]+?)\s*(?:至|到|~|—|–)\s*"
    r"(?P<end>[\d年月日:：./\-\s]*\d日?)",
    re.MULTILINE,
)
_ROW_SCOPE = re.compile(rf"(?:^|；)(?:{'|'.join(sorted(PRODUCT_COLUMNS))})：(?P<skus>[^；]+)")
_BRACKETED = re.compile(r"[(（][^)）]*[)）]")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")
_BETWEEN_SKUS = re.compile(r"[、,，;；|｜\s]+")
_WHOLE_SHOP = frozenset(
    {"全店", "全店通用", "全部", "全部商品", "全部型号", "所有", "所有商品", "所有型号", "通用"}
)


def read_manual(path: Path, document: str, source_hash: str) -> Reading:
    """The file as passages, with one report for the file: also on what of it was left out."""
    place = Place(document)
    try:
        loaded = load(path, document)
        passages = passages_of(loaded.blocks, source_hash)
    except FileRefused as error:
        return Reading.refused(place, str(error))
    return Reading(passages, (RowReport(place, "taken", reason="".join(loaded.notes)),))


def passages_of(blocks: Sequence[Block], source_hash: str) -> tuple[Passage, ...]:
    """The document's passages in reading order; what is repeated at one place is kept once."""
    prose = "\n".join(block.text for block in blocks if block.place.row is None)
    scope = product_scope(prose)
    start, end = validity(prose)
    found: dict[str, Passage] = {}
    for _, section in groupby(blocks, key=lambda block: (block.place.sheet, block.place.headings)):
        for text, place, row in _pieces(list(section)):
            passage = identified(
                Passage(
                    id="",
                    kind=Kind.DOCUMENT,
                    text=text,
                    place=place,
                    source_hash=source_hash,
                    skus=row_scope(row) if place.row is not None else scope,
                    valid_from=start,
                    valid_to=end,
                )
            )
            found.setdefault(passage.id, passage)
    return tuple(found.values())


def product_scope(text: str) -> frozenset[str]:
    """The products a document says it is for: 适用型号：A、B. Without that line, the whole shop."""
    found = _DOCUMENT_SCOPE.search(text[:_SCOPE_WITHIN])
    return _skus(found["skus"]) if found else frozenset()


def validity(text: str) -> tuple[datetime | None, datetime | None]:
    """The half-open window a document says it holds in: 有效时间：A 至 B. Without it, always.

    Raises ``FileRefused`` when the line is there and cannot be read, or ends before it begins.
    """
    found = _DOCUMENT_VALIDITY.search(text[:_SCOPE_WITHIN])
    if found is None:
        return None, None
    try:
        start, end = start_time(found["start"]), end_time(found["end"])
    except ValueError as error:
        raise FileRefused(f"「有效时间」读不懂：{error}") from None
    if start >= end:
        raise FileRefused("「有效时间」的结束不晚于开始：请核对")
    return start, end


def row_scope(row: str) -> frozenset[str]:
    """The products a spreadsheet's row is for, if one of its columns says so."""
    found = _ROW_SCOPE.search(row)
    return _skus(found["skus"]) if found else frozenset()


def _skus(written: str) -> frozenset[str]:
    skus: set[str] = set()
    for part in _BETWEEN_SKUS.split(_BRACKETED.sub("", written)):
        bare = part.strip("。.\"'[]")
        code = _CODE.match(bare)
        skus.add(code[0] if code else bare)
        if code and code[0] != bare:
            break  # the next sentence, which a PDF has put on the same line
    return frozenset(skus - _WHOLE_SHOP - {""})


_Piece = tuple[str, Place, str]
"""A passage's text, its place, and the whole of the row that it is from, if it is from one."""


def _pieces(section: list[Block]) -> Iterator[_Piece]:
    """Blocks under one heading, put together up to the size of a passage."""
    if section[0].place.row is not None:
        yield from _parts(section)
        return
    whole = "\n".join(block.text for block in section)
    if len(whole) <= _WHOLE_SECTION:
        yield whole, section[0].place, ""
        return
    text, place = "", section[0].place
    for part, part_place, _ in _parts(section):
        if text and len(text) + len(part) > PASSAGE_CHARACTERS:
            yield text, place, ""
            text = ""
        if not text:
            place = part_place
        text = f"{text}\n{part}" if text else part
    yield text, place, ""


def _parts(section: list[Block]) -> Iterator[_Piece]:
    """The section's blocks, those that are too long for a passage cut at sentence ends."""
    for block in section:
        if len(block.text) <= (_LONGEST_ROW if block.is_row else PASSAGE_CHARACTERS):
            parts = [block.text]
        elif block.is_row:
            parts = _cut_row(block.text)
        else:
            parts = _splitter().split_text(block.text)
        for part in parts:
            yield part.strip(), block.place, block.text


def _cut_row(row: str) -> list[str]:
    """A row that fills a page, cut between its cells; each part begins with the row's first."""
    first, *_ = row.split("；", 1)
    if len(first) > _LONGEST_KEY:
        return _splitter().split_text(row)
    begun, *others = _splitter().split_text(row)
    return [begun, *(f"{first}；{other.strip()}" for other in others)]


@cache
def _splitter() -> "RecursiveCharacterTextSplitter":
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    return RecursiveCharacterTextSplitter(
        separators=_SEPARATORS,
        keep_separator="end",
        chunk_size=PASSAGE_CHARACTERS,
        chunk_overlap=0,
    )
