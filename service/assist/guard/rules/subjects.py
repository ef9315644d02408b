"""Whose figure it is: after a product's name its figures, after a promotion's name its own.

The last name before a figure counts: of products within the reply, of promotions until another
kind of reduction is spoken of. 一共省 is of the whole order. Facts without a subject, and subjects
without a name, fit anywhere.
"""

import re
from functools import lru_cache

from ..facts import TERM, Fact, Role
from ..ledger import Ledger, Pairs, meanings
from ..reading import Mention, Reading

_REDUCTION = r"跨店|满减|券|立减|津贴|红包|定金|膨胀|预售|会员|88vip"
_ANOTHER_REDUCTION = re.compile(rf"{_REDUCTION}|一共|合计|总共|[。;!?]")
_OF_THE_ORDER = re.compile(
    r"比(?:原价|日常价|页面价|标价|平时|原来)[^，。;!?]{0,16}$|"
    rf"(?:^|[，。;!?])(?:(?!{_REDUCTION})[^，。;!?])*(?:一共|合计|总共|共计|累计|总计)[^，。;!?\d]*$"
)


def of_the_subject(
    reading: Reading, mention: Mention, facts: list[Fact], ledger: Ledger
) -> list[Fact]:
    """Those of the facts that belong to what was named last; empty if none does."""
    product = _last_named(reading, mention, ledger.products)
    if product:
        skus = _subjects(ledger.products)
        facts = [fact for fact in facts if fact.subject not in skus or fact.subject in product]
    if not ledger.promotions:
        return facts
    promotion = _last_named(reading, mention, ledger.promotions, _ANOTHER_REDUCTION)
    return _of_the_promotion(reading, mention, facts, ledger, promotion)


def _of_the_promotion(
    reading: Reading,
    mention: Mention,
    facts: list[Fact],
    ledger: Ledger,
    promotion: frozenset[str],
) -> list[Fact]:
    known = _subjects(ledger.promotions)
    if promotion:
        facts = [fact for fact in facts if fact.subject not in known or fact.subject in promotion]
    if mention.role is not Role.SAVING or mention.term:
        return facts
    savings = [fact for fact in ledger.in_role(Role.SAVING) if fact.unit != TERM]
    if any(fact.subject in promotion for fact in savings):
        return [fact for fact in facts if fact.subject in promotion]
    total = _OF_THE_ORDER.search(reading.text, 0, mention.start)
    if total and any(fact.subject not in known for fact in savings):
        return [fact for fact in facts if fact.subject not in known]
    return facts


def _last_named(
    reading: Reading, mention: Mention, pairs: Pairs, ends: re.Pattern[str] | None = None
) -> frozenset[str]:
    """What the last such name before the figure means; empty if none was said, or its time is
    over."""
    known = meanings(pairs)
    named = [hit for hit in reading.names if hit.end <= mention.start and hit.name in known]
    if not named and ends is None:
        named = [hit for hit in reading.before if hit.name in known]
    if not named or (ends and ends.search(reading.text, named[-1].end, mention.start)):
        return frozenset()
    return known[named[-1].name]


@lru_cache(maxsize=64)
def _subjects(pairs: Pairs) -> frozenset[str]:
    return frozenset(subject for _, subject in pairs)
