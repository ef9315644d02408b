"""What a figure is called must be what it is: 脱水52dB where 52 is 洗涤 and 脱水 is 70.

A figure is wrong if its own words nowhere stand beside it, and stand beside another figure of the
same kind.
"""

import re
from collections.abc import Iterable
from fractions import Fraction

from ..facts import Fact, Role
from ..ledger import MONEY, Ledger
from ..naming import alike, begins_alike, is_named, names_a_product, product_named, words_beside
from ..reading import Kind, Mention, Reading
from ..reading.units import canonical
from .subjects import product_before

_CLAUSE = re.compile(r"[，。;!?\n]|哦|哈|呢")
_FEES = frozenset({None, Role.OTHER_AMOUNT, Role.UNIT_PRICE})
_POLICIES = frozenset({"天", "日"})
"""Days are of policies, which are told in every wording."""

_PRICES = frozenset({Role.SAVING, Role.PAYABLE, Role.DEPOSIT, Role.FINAL_PAYMENT})


def called_so(reading: Reading, mention: Mention, facts: list[Fact], ledger: Ledger) -> list[Fact]:
    """The facts, if the words beside the figure may name them; else none."""
    if mention.kind is Kind.MEASURE:
        called = _called(reading, mention, facts, ledger)
        return facts if facts and not called and _is_retold(reading, mention, ledger) else called
    if mention.money and mention.role in _FEES and all(fact.name for fact in facts):
        return _fee(reading, mention, facts, ledger)
    return _of_the_order(reading, mention, facts, ledger) if mention.money else facts


def _called(reading: Reading, mention: Mention, facts: list[Fact], ledger: Ledger) -> list[Fact]:
    if names_a_product(reading.text, mention.start, mention.end, ledger.products):
        return facts
    said = words_beside(reading.text, mention.start, mention.end)
    product = product_before(reading, mention, ledger)
    if product:
        facts = [fact for fact in facts if _may_be_of(fact, product, ledger)]
    if mention.unit in _POLICIES or any(not is_named(fact.name) for fact in facts):
        return facts
    dimension = canonical(mention.value or Fraction(0), mention.unit)[1]
    others = [
        fact
        for fact in ledger.named_in(dimension)
        if fact not in facts and (not fact.subject or fact.subject in product or not product)
    ]
    if any(begins_alike(said, o.name) for o in others) and not any(
        begins_alike(said, fact.name) for fact in facts
    ):
        return []
    own = _best(facts, said)
    sheet = _best([fact for fact in others if fact.subject and fact.subject in product], said)
    elsewhere = own and sheet >= own and not any(fact.subject for fact in facts)
    return [] if elsewhere else facts


def _is_retold(reading: Reading, mention: Mention, ledger: Ledger) -> bool:
    return retold(reading, mention.start, mention.end, ledger)


def retold(reading: Reading, start: int, end: int, ledger: Ledger) -> bool:
    """Whether a trusted text has the clause around ``[start, end)`` word for word."""
    text = reading.folded.text
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    following = _CLAUSE.search(text, end)
    clause = text[begin : following.start() if following else len(text)]
    return any(clause in told for told in ledger.texts)


def _best(facts: Iterable[Fact], said: str) -> int:
    return max((alike(fact.name, said) for fact in facts), default=0)


def _fee(reading: Reading, mention: Mention, facts: list[Fact], ledger: Ledger) -> list[Fact]:
    """混凝土墙孔40元 where 40 is of 砖墙孔: a fee is told with its own item."""
    said = words_beside(reading.text, mention.start, mention.end)
    if any(not is_named(fact.name) or begins_alike(said, fact.name) for fact in facts):
        return facts
    others = (fact for fact in ledger.named_in(MONEY) if fact not in facts)
    return [] if any(begins_alike(said, other.name) for other in others) else facts


def _may_be_of(fact: Fact, product: frozenset[str], ledger: Ledger) -> bool:
    """X1是5000Pa is not X2's, in whatever text it stands."""
    if fact.subject:
        return True
    named = product_named(fact.name, ledger.products)
    return not named or bool(named & product)


def _of_the_order(
    reading: Reading, mention: Mention, facts: list[Fact], ledger: Ledger
) -> list[Fact]:
    """Beside a quote, what a text says of prices is told in the text's own words alone."""
    if mention.role not in _PRICES or mention.term or not _has_quoted(ledger, mention.role):
        return facts
    said = words_beside(reading.text, mention.start, mention.end)
    own = [fact for fact in facts if not fact.name or fact.event or fact.subject]
    if own or (mention.role is not Role.SAVING and not _is_retold(reading, mention, ledger)):
        return own
    return [fact for fact in facts if _retells(fact.name, said)]


def _retells(name: str, said: str) -> bool:
    return not is_named(name) or alike(name, said) > 0


def _has_quoted(ledger: Ledger, role: Role) -> bool:
    return any(not fact.name for fact in _in_role(ledger, role))


def _in_role(ledger: Ledger, role: Role) -> Iterable[Fact]:
    return ledger.in_role(role)
