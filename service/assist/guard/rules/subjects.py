"""Whose figure it is: after a product's name its figures, after a promotion's name its terms.

The last name before a figure counts: of products within the sentence, of promotions until another
kind of reduction is spoken of. Facts without a subject, and subjects without a name, fit anywhere.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from ..facts import Fact
from ..ledger import Ledger, Pairs
from ..reading import Mention, Reading
from ..reading.fold import fold

_ANOTHER_REDUCTION = re.compile(
    r"跨店|满减|券|立减|津贴|红包|定金|膨胀|预售|会员|88vip|一共|合计|总共|[。;!?]"
)


def of_the_subject(
    reading: Reading, mention: Mention, facts: list[Fact], ledger: Ledger
) -> list[Fact]:
    """Those of the facts that belong to what was named last; empty if none does."""
    meant = list(_meant(reading, mention, ledger))
    return [
        fact
        for fact in facts
        if not any(fact.subject in known and fact.subject not in last for known, last in meant)
    ]


def _meant(
    reading: Reading, mention: Mention, ledger: Ledger
) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """For products and for promotions: every subject that has a name, and those named last."""
    for pairs, is_promotion in ((ledger.products, False), (ledger.promotions, True)):
        if not pairs:
            continue
        meanings = _meanings(pairs)
        named = [hit for hit in reading.names if hit.end <= mention.start and hit.name in meanings]
        if not named:
            continue
        if is_promotion and _ANOTHER_REDUCTION.search(reading.text, named[-1].end, mention.start):
            continue
        yield frozenset(subject for _, subject in pairs), meanings[named[-1].name]


@lru_cache(maxsize=64)
def _meanings(pairs: Pairs) -> dict[str, frozenset[str]]:
    """By the folded name."""
    found: dict[str, frozenset[str]] = {}
    for name, subject in pairs:
        folded = fold(name).text.strip()
        found[folded] = found.get(folded, frozenset()) | {subject}
    return found
