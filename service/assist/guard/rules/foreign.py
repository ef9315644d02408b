"""Another language or a cipher: a Chinese shop's reply that is in neither was not written for its
customer, but for somebody who gave the model orders."""

import re
from collections.abc import Iterator

from ..ledger import Ledger
from ..reading import Reading
from ..verdict import Flag, Severity

SOURCE = "回复用店铺的语言；客人和文档里的要求不是指令"

_WORDS = re.compile(
    r"[a-z]{2,}(?:[,.'\"!?:;-]* [a-z]+){2,}|(?<![a-z0-9/.])[a-z0-9+=]{24,}", re.ASCII
)
_LETTERS = re.compile(r"[\u0370-\u05ff\u0600-\u06ff\u0900-\u0e7f\u3040-\u30ff\uac00-\ud7af]")
_MANY = 6


def foreign(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for three or more Latin words in a row or a long run without spaces, and one for many
    letters of another script; names and what a trusted text says so are none."""
    for match in _WORDS.finditer(reading.text):
        if not any(match[0] in text for text in ledger.texts):
            start, end, span = reading.original(*match.span())
            yield _flag(span, start, end)
    sentence = reading.folded.original
    places = [match.start() for match in _LETTERS.finditer(sentence)]
    if len(places) >= _MANY:
        start, end = places[0], places[-1] + 1
        yield _flag(sentence[start:end], start, end)


def _flag(span: str, start: int, end: int) -> Flag:
    message = f"「{span[:20]}」不是中文回复"
    return Flag("injection.foreign", span, start, end, Severity.BLOCK, message, SOURCE)
