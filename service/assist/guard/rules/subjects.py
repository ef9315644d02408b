"""Whose figure it is: after a product's name its figures, after a promotion's name its own.

店铺券减150 is a coupon's saving, 立减完1407元 what is left after the 立减. The last name before a
figure counts: of products within the reply, of promotions until another kind of reduction is
spoken of. 一共省 is of the whole order. Facts without a subject, and subjects without a name, fit
anywhere.
"""

import re
from functools import lru_cache

from ..facts import ORDER, SEVERAL, TERM, Fact, Role
from ..ledger import Ledger, Pairs, meanings
from ..naming import names_a_product, ordered_named, product_named, words_beside
from ..reading import Kind, Mention, Reading
from ..reductions import ANY, reached_after, reduction_after, reduction_before

_REDUCTION = r"跨店|满减|券|立减|津贴|红包|定金|膨胀|预售|会员|88vip"
_BOUGHT_ALONE = re.compile(r"(?:单买|单拍|只买|只拍)[^，。;!?\d]*$")
"""单买烘干机到手…: no price of the whole order."""

_ANOTHER_REDUCTION = re.compile(rf"{_REDUCTION}|一共|合计|总共|[。;!?]")
_OF_THE_ORDER = re.compile(
    r"比(?:原价|日常价|页面价|标价|平时|原来)[^，。;!?]{0,16}$|"
    rf"(?:^|[，。;!?])(?:(?!{_REDUCTION})[^，。;!?])*(?:一共|合计|总共|共计|累计|总计)[^，。;!?\d]*$"
)


def of_the_subject(
    reading: Reading, mention: Mention, facts: list[Fact], ledger: Ledger
) -> list[Fact]:
    """Those of the facts that belong to what was named last; empty if none does."""
    product = product_before(reading, mention, ledger)
    if product and not _is_a_name(reading, mention, ledger):
        skus = _subjects(ledger.products)
        facts = [fact for fact in facts if fact.subject not in skus or fact.subject in product]
    if mention.role is Role.SAVING and not (product and "立减" in reading.text):
        facts = [fact for fact in facts if fact.role is not Role.SHARE]
    if len(ledger.ordered) > 1 and _BOUGHT_ALONE.search(reading.text, 0, mention.start):
        facts = [f for f in facts if f.subject != ORDER or f.role is not Role.PAYABLE]
    if not ledger.promotions:
        return facts
    facts = _of_the_kind(reading, mention, facts, ledger)
    promotion = _last_named(reading, mention, ledger.promotions, _ANOTHER_REDUCTION)
    return _of_the_promotion(reading, mention, facts, ledger, promotion)


def _is_a_name(reading: Reading, mention: Mention, ledger: Ledger) -> bool:
    return mention.kind is Kind.MEASURE and names_a_product(
        reading.text, mention.start, mention.end, ledger.products
    )


def product_before(reading: Reading, mention: Mention, ledger: Ledger) -> frozenset[str]:
    """The SKUs of the product named last; of a measure those of the order, where none is named."""
    if ledger.meant:
        return ledger.meant
    beside = words_beside(reading.text, mention.start, mention.end)
    product = product_named(beside, ledger.products)
    if not product and len(ledger.ordered) > 1:
        product = ordered_named(beside, ledger.products, ledger.ordered)
    product = (
        (product & ledger.ordered) or product or _last_named(reading, mention, ledger.products)
    )
    return product or (ledger.ordered if mention.kind is Kind.MEASURE else frozenset())


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


def _of_the_kind(
    reading: Reading, mention: Mention, facts: list[Fact], ledger: Ledger
) -> list[Fact]:
    """Those of the facts that the kind of reduction spoken of may have; a passage's may be any."""
    if not mention.money or not ledger.reductions:
        return facts
    known = _subjects(ledger.promotions)
    if any(fact.role is Role.SUBTOTAL for fact in facts):
        kind = reached_after(reading.text, mention.start)
        after = _of_kind(ledger, kind) if kind else known
        return [
            f
            for f in facts
            if f.role is not Role.SUBTOTAL or not after.isdisjoint(f.subject.split(SEVERAL))
        ]
    kind = reduction_after(reading.text, mention.end)
    if not kind and mention.role in (Role.SAVING, Role.THRESHOLD):
        kind = reduction_before(reading.text, mention.start)
    if not kind:
        return facts
    others = _subjects(ledger.products) | {ORDER}
    if kind == ANY:
        return [f for f in facts if f.role is not Role.SAVING or f.subject not in known]
    own = _of_kind(ledger, kind)
    return [
        fact
        for fact in facts
        if own >= set((fact.source if fact.role is Role.SHARE else fact.subject).split(SEVERAL))
        or fact.subject not in known | others
    ]


def _of_kind(ledger: Ledger, kind: str) -> frozenset[str]:
    return frozenset(promotion for known, promotion in ledger.reductions if known == kind)


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
