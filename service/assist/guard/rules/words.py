"""Rules that are lists of words and patterns in a YAML file; shops add their own the same way.

A file holds ``rule`` (the source) and ``entries``, each with

========== ==========================================================================
code       what a finding is called, e.g. ``adlaw.extreme``
severity   ``block`` (default), ``warn`` or ``info``
message    for the agent; ``{span}`` is what was found
words      literal words; patterns: regular expressions, lower case, simplified
innocent   patterns; a finding inside one of them is none (最近, 最晚发货)
tight      match without spaces and punctuation (微 信, v-x)
refusal    what a refusal makes of it: ``pass`` (default), ``warn``, ``block``
hidden     the finding itself is a secret: neither span nor message repeat it
authorised a trusted text that says the same clause allows it, or the agent's own authority
rule       another source than the file's; replacement: what may stand there instead
========== ==========================================================================
"""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from ..errors import DataFileError
from ..ledger import Ledger
from ..reading import Reading
from ..tables import FOLDER, read
from ..verdict import Flag, Severity
from .authority import within_authority
from .refusals import clause_around, refused

_HELD = 1_024
"""So many sentences are held with what of the list stands in them: nearly always nothing."""

_SHOP = re.compile(
    r"(?:由|是)?(?:本店|店铺|店里|商家|我们这边|我们|咱们|我方)(?:来|会|全)?(?=承担|出|付)"
)
_POLITE = re.compile(r"[哦哈呢的啦~,，您]|往返|来回")
_REACH = 60
"""An innocent phrase is looked for this far around a finding."""


class Entry(BaseModel):
    """One group of words with the same code and message."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    severity: Severity = Severity.BLOCK
    message: str
    words: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    innocent: tuple[str, ...] = ()
    tight: bool = False
    refusal: Literal["pass", "warn", "block"] = "pass"
    authorised: bool = False
    hidden: bool = False
    rule: str = ""
    replacement: str | None = None

    @cached_property
    def found(self) -> re.Pattern[str]:
        words = sorted(map(re.escape, self.words), key=len, reverse=True)
        return re.compile("|".join((*self.patterns, *words)), re.ASCII)

    @cached_property
    def harmless(self) -> re.Pattern[str] | None:
        return re.compile("|".join(self.innocent), re.ASCII) if self.innocent else None


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    entries: tuple[Entry, ...]


_Found = tuple[Entry, re.Match[str]]


class WordRule:
    """A rule from a YAML file, read when it is first asked. Raises ``DataFileError`` then if the
    file is wrong. ``path`` may be a bare name of one of our own files."""

    def __init__(self, path: str | Path) -> None:
        self._path = FOLDER / path
        self._standing = lru_cache(maxsize=_HELD)(self._found)

    def __call__(self, reading: Reading, ledger: Ledger) -> Iterator[Flag]:
        for entry, match in self._standing(reading.text, reading.tight.text):
            if flag := _flag(entry, entry.rule or self._file.rule, match.span(), reading, ledger):
                yield flag

    def forget(self) -> None:
        """Gives up the sentences that are held."""
        self._standing.cache_clear()

    def _found(self, text: str, tight: str) -> Sequence[_Found]:
        """What of the list stands in a sentence and is not harmless there."""
        found: list[_Found] = []
        for entry in self._file.entries:
            searched = tight if entry.tight else text
            for match in entry.found.finditer(searched):
                if match.end() > match.start() and not _is_harmless(entry, searched, match):
                    found.append((entry, match))
        return found

    @cached_property
    def _file(self) -> _File:
        try:
            return _File.model_validate(read(self._path))
        except ValidationError as error:
            raise DataFileError(f"{self._path.name} 的内容不对，请改正：{error}") from error


def _flag(
    entry: Entry, rule: str, place: tuple[int, int], reading: Reading, ledger: Ledger
) -> Flag | None:
    """For what stands at ``place``; ``None`` where a refusal or a trusted text allows it."""
    start, end = reading.in_text(*place) if entry.tight else place
    severity = _severity(entry, reading.text, start, end)
    if severity is None or (entry.authorised and _authorised(ledger, reading, start, end)):
        return None
    first, last, span = reading.original(start, end)
    span = f"{span[:2]}…" if entry.hidden else span
    message = entry.message.format(span=span)
    return Flag(entry.code, span, first, last, severity, message, rule, entry.replacement)


def _is_harmless(entry: Entry, text: str, match: re.Match[str]) -> bool:
    if entry.harmless is None:
        return False
    far = match.end() + _REACH
    return any(
        innocent.start() <= match.start() and match.end() <= innocent.end()
        for innocent in entry.harmless.finditer(text, max(0, match.start() - _REACH), far)
    )


def _severity(entry: Entry, text: str, start: int, end: int) -> Severity | None:
    """``None`` if a refusal makes the finding harmless."""
    if entry.refusal == "block" or not refused(text, start, end):
        return entry.severity
    if entry.refusal == "warn" and entry.severity is Severity.BLOCK:
        return Severity.WARN
    return None


def _authorised(ledger: Ledger, reading: Reading, start: int, end: int) -> bool:
    """A trusted text says so, or it is a small grant within the agent's authority."""
    return _says_so(ledger, reading, start, end) or within_authority(reading, start, end, ledger)


def _says_so(ledger: Ledger, reading: Reading, start: int, end: int) -> bool:
    """Whether a trusted text has the whole clause, word for word but for who "we" are."""
    first, last = clause_around(reading.folded.text, start, end)
    clause = _plain(reading.folded.text[first:last])
    return any(clause in _plain(text) for text in ledger.texts)


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """往返运费我们承担, 往返运费由店铺承担: the same promise."""
    return _POLITE.sub("", _SHOP.sub("店", text))
