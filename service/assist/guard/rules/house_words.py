"""The shop's own words, from its ``compliance.yaml``."""

from collections.abc import Iterator

from ..ledger import Ledger
from ..reading import Reading
from ..verdict import Flag


def house_words(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every word that the shop itself does not want."""
    text = reading.folded.text
    for words in ledger.house.words:
        for match in words.found.finditer(text):
            if match.end() == match.start():
                continue
            innocent = words.innocent.finditer(text) if words.innocent else ()
            if any(i.start() <= match.start() and match.end() <= i.end() for i in innocent):
                continue
            start, end, span = reading.original(*match.span())
            message = words.message.replace("{span}", span)
            yield Flag(
                words.code, span, start, end, words.severity, message, words.rule, words.replacement
            )
