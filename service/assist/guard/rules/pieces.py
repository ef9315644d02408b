"""One piece: 静悦空调1件, or 拍一台的话 before the order's figures, says what they are for.

Every other count must be in the ledger; 一台 is so common that it counts only there.
"""

from ..facts import Fact, Role
from ..ledger import Ledger, meanings
from ..reading import Kind, Mention, Reading
from ..reading.units import units

_OF_THE_ORDER = frozenset({Role.PAYABLE, Role.FINAL_PAYMENT, Role.DEPOSIT, Role.SAVING})


def says_how_many(reading: Reading, one: Mention, ledger: Ledger) -> bool:
    """Whether a count of one piece is a claim here; other counts always are."""
    if not is_one_piece(one):
        return True
    if one.limited:
        return True
    return _with_its_product(reading, one, ledger) or _before_a_total(reading, one, ledger)


def of_its_product(
    reading: Reading, count: Mention, facts: list[Fact], ledger: Ledger
) -> list[Fact]:
    """净水器5件, 两套到手…: those of the facts that count the goods of the order, and this product;
    not how often a promotion holds, nor what a passage counts."""
    if (
        _is_goods(count)
        and ledger.in_role(Role.PIECES)
        and _counts_the_order(reading, count, ledger)
    ):
        facts = [fact for fact in facts if fact.role is Role.PIECES]
    meant = {
        sku
        for hit in reading.names
        if hit.end in (count.start, count.start - 1)
        for sku in ledger.meant_by(hit.name)
    }
    return [fact for fact in facts if fact.subject in meant] if meant else facts


def is_one_piece(mention: Mention) -> bool:
    return mention.value == 1 and _is_goods(mention)


def _is_goods(mention: Mention) -> bool:
    known = units().get(mention.unit)
    return known is not None and known.dimension == "goods"


def _counts_the_order(reading: Reading, count: Mention, ledger: Ledger) -> bool:
    beside = {hit.name for hit in reading.names if hit.end in (count.start, count.start - 1)}
    if beside & meanings(ledger.promotions).keys():
        return False  # 定金100抵200（2件）: how often it holds
    named = {hit.end for hit in reading.names if ledger.meant_by(hit.name)}
    return not named.isdisjoint((count.start, count.start - 1)) or _before_a_total(
        reading, count, ledger
    )


def _with_its_product(reading: Reading, one: Mention, ledger: Ledger) -> bool:
    """静悦空调 1件: a product of the shop right before it, in a sentence with money."""
    named = {name for name in reading.names if name.end in (one.start, one.start - 1)}
    money = any(mention.money for mention in reading.mentions)
    return money and any(ledger.meant_by(hit.name) for hit in named)


def _before_a_total(reading: Reading, one: Mention, ledger: Ledger) -> bool:
    """The next figure is of the whole order, and nothing else is counted before it."""
    for mention in reading.mentions:
        if mention.start <= one.start:
            continue
        if mention.kind is Kind.COUNT:
            return False
        if mention.money:
            whole = mention.total or mention.role in _OF_THE_ORDER
            return whole and not mention.each and not mention.term
    return False
