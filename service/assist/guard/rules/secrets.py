"""Secret texts: no part of the model's instructions leaves, forwards or backwards."""

from collections.abc import Iterator

from ..ledger import Ledger
from ..reading import Reading
from ..verdict import Flag, Severity

SOURCE = "内部信息不外发（店铺保密要求）"


def secrets(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """At most one flag, over the whole sentence; what it gives away is not repeated in it."""
    sentence = reading.folded.original
    if ledger.gives_away(reading.letters, reading.said):
        message = "这句话照搬了给模型的说明，不能发出去"
        yield Flag("leak.prompt", "…", 0, len(sentence), Severity.BLOCK, message, SOURCE)
