"""Vague price claims: 不到两百, 两千多, 差不多4700, and comparisons like 更便宜, 最低价.

A vague claim is a claim; about money it is always stopped, with the exact figure to say instead.
"""

from collections.abc import Iterator

from ..facts import APPROXIMATE, FOLD, ROLE_NAMES, Role
from ..ledger import Ledger
from ..reading import Kind, Mention, Reading
from ..verdict import Flag, Severity
from .wording import right_figure
from .words import WordRule

SOURCE = "价格要说确切的数（《明码标价和禁止价格欺诈规定》第十九条）"

CLAIMS = WordRule("vague.yaml")


def vague(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every approximation of money and every comparison of prices."""
    for mention in reading.mentions:
        if (mention.ranged and not _says_the_range(reading, mention, ledger)) or (
            _is_vague(mention) and not _told_so(mention, ledger)
        ):
            yield _flag(reading, mention, ledger)
    yield from CLAIMS(reading, ledger)


def _is_vague(mention: Mention) -> bool:
    if mention.kind in (Kind.AMOUNT, Kind.BARE):
        return mention.fuzzy or mention.value is None
    return mention.kind is Kind.RATE and mention.unit == FOLD and mention.fuzzy


def _says_the_range(reading: Reading, mention: Mention, ledger: Ledger) -> bool:
    """安装费50~100元 may be retold where a trusted text has the very words."""
    end = next((m.end for m in reading.mentions if m.start > mention.start), mention.end)
    said = reading.folded.text[mention.start : end]
    return any(said in text for text in ledger.texts)


def _told_so(mention: Mention, ledger: Ledger) -> bool:
    """A trusted text that itself says 约200元 may be retold."""
    facts = ledger.amounts(mention.fen) if mention.fen is not None else []
    return any(fact.unit == APPROXIMATE for fact in facts)


def _flag(reading: Reading, mention: Mention, ledger: Ledger) -> Flag:
    start, end, span = reading.original(mention.start, mention.end)
    figure = right_figure(mention, ledger)
    what = ROLE_NAMES[mention.role] if mention.role else ROLE_NAMES[Role.OTHER_AMOUNT]
    message = f"「{span}」是约数，{what}要说确切的数" + (f"：{figure}" if figure else "")
    return Flag("claim.vague", span, start, end, Severity.BLOCK, message, SOURCE, figure)
