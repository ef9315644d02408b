"""Whether a sentence that would be stopped is true of the cases that it names itself."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from service.assist.ground import Evidence
from service.assist.guard import Flag, Ledger, Role, Severity
from service.assist.guard.reading import Kind, Mention, Reading, read
from service.assist.guard.rules.numbers import SOURCE
from service.assist.understand import Lexicon, build_lexicon
from service.shops import Shop

from .case import Case, Clause
from .clauses import Reader, Unclear, counts_goods
from .compared import COMPARES, comparisons
from .priced import ledger_for
from .shown import worked_out

MOST_OF_A_SENTENCE = 4
"""Cases that are priced for one sentence; one that names more stays stopped."""

MOST_OF_AN_ANSWER = 12
"""Cases that are priced for one answer; what names others after that stays stopped."""

_SPEAKS_OF_A_COUPON = re.compile(
    r"(?:[用领带]|加上)[^，。；]{0,16}减\d|减\d+的?[^，。；]{0,4}券|(?<!时候)[不没][用领带]券|"
    r"(?<![不没])[用叠领](?:上|了)?[^，。；不没]{0,8}(?:券|那张|这张)"
)

_WORKS_OUT = re.compile(r"\d元?-\d[^=]*=|差")
_APART = "「{span}」不是这两种情形的差价"
_UNUSED = "这张券在这一单用不上，不是用它的价"

Again = Callable[[Ledger], Sequence[Flag]]
"""Checks the sentence once more, by another ledger."""


class Supposing:
    """One answer's; ``evidence`` is of the conversation's own case. Pure: the calculator alone."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._own = Case(
            tuple((item.sku, item.quantity) for item in evidence.state.basket),
            frozenset(coupon.promotion_id for coupon in evidence.state.coupons),
        )
        self._ledgers: dict[Case, Ledger | None] = {}
        self._told: list[Fraction] = []
        self._before: list[str] = []

    def begin_again(self) -> None:
        """What was said so far is no part of the reply."""
        self._told.clear()
        self._before.clear()

    def judged(
        self, sentence: str, facts: Ledger, flags: Sequence[Flag], again: Again
    ) -> Sequence[Flag]:
        """``flags`` without those of figures, if every clause's figures hold in its own case; with
        more, where the price is said to be with a coupon that it is without. ``facts`` is the
        ledger by which ``flags`` were found."""
        stopped = [flag for flag in flags if _blocks(flag)]
        if not stopped:
            self._before.append(sentence)
        compares = COMPARES.search(sentence)
        if not stopped and not compares and not _SPEAKS_OF_A_COUPON.search(sentence):
            return flags
        if not all(_of_a_figure(flag) for flag in stopped):
            return flags
        reading = read(sentence, facts.names)
        reader = self._reader()
        compared = list(comparisons(sentence, reading, reader, self._payable)) if compares else []
        if wrong := [one for one in compared if not one.holds]:
            return (*flags, *(_flag(one.at, one.end, sentence, _APART) for one in wrong))
        spans = [(one.start, one.end) for one in compared]
        try:
            clauses = reader.clauses(sentence, reading, clear_ones=not stopped, compared=spans)
        except Unclear:
            return flags
        if not stopped and (unused := self._with_a_coupon_unused(sentence, clauses, reading)):
            return (*flags, unused)
        found = self._found(clauses, flags, again)
        if found is None or not _priced_each(clauses, reading, self._own):
            return flags
        apart = {price for one in compared for price in one.prices}
        shown = self._shown(reading, facts, found, apart) | {one.at for one in compared}
        held = tuple(flag for flag in _held(clauses, found) if flag.start not in shown)
        if held or not stopped:
            return flags if stopped else (*flags, *held)
        if not _money_alone(stopped, reading, clauses, self._own):
            return flags
        return tuple(flag for flag in flags if not _blocks(flag))

    def _with_a_coupon_unused(
        self, sentence: str, clauses: Sequence[Clause], reading: Reading
    ) -> Flag | None:
        """用厨房券到手6148元 where the order cannot use it: the price is another's."""
        for clause in clauses:
            if clause.case.named and not clause.case.split and self._ledger(clause.case) is None:
                for mention in reading.mentions:
                    start, end, _ = reading.original(mention.start, mention.end)
                    inside = clause.start <= start < clause.end
                    if inside and mention.role in (Role.PAYABLE, Role.FINAL_PAYMENT):
                        return _flag(start, end, sentence, _UNUSED)
        return None

    def _payable(self, case: Case) -> Fraction | None:
        """What a case costs; the conversation's own may be one of several readings."""
        if case == self._own:
            quote = self._evidence.quote
            return Fraction(quote.payable) if quote else None
        ledger = self._ledger(case)
        payables = ledger.in_role(Role.PAYABLE) if ledger else []
        prices = {fact.value for fact in payables if isinstance(fact.value, int)}
        return Fraction(prices.pop()) if len(prices) == 1 else None

    def _shown(
        self, reading: Reading, facts: Ledger, cases: Collection[Case], apart: set[Fraction]
    ) -> set[int]:
        """Where figures begin that the sentence itself works out."""
        ledgers = (facts, *(known for case in cases if (known := self._ledgers.get(case))))
        payables = {
            Fraction(fact.value)
            for ledger in ledgers
            for fact in ledger.in_role(Role.PAYABLE)
            if isinstance(fact.value, int)
        }
        if _WORKS_OUT.search(reading.text):
            payables |= self._nearby() | apart
        for sentence in self._before:
            said = read(sentence, facts.names).mentions
            self._told += [m.fen for m in said if m.fen is not None and m.fen in payables]
        self._before.clear()
        places = worked_out(reading, payables, apart, facts, self._told)
        self._told += [m.fen for m in reading.mentions if m.fen is not None and m.fen in payables]
        return {reading.original(at, at + 1)[0] for at in places}

    def _nearby(self) -> set[Fraction]:
        """What the buyer's goods cost without a coupon, and with each that they hold alone."""
        goods, held = self._own.goods, sorted(self._own.coupons)
        alone = [frozenset({coupon}) for coupon in held] if len(held) > 1 else []
        cases = [Case(goods, coupons, coupons) for coupons in (frozenset[str](), *alone)]
        prices = (self._payable(case) for case in cases if goods and case != self._own)
        return {price for price in prices if price is not None}

    def _reader(self) -> Reader:
        return Reader(self._evidence, _lexicon_of(self._evidence.shop), self._own)

    def _found(
        self, clauses: Sequence[Clause], flags: Sequence[Flag], again: Again
    ) -> dict[Case, Sequence[Flag]] | None:
        """What each case's ledger finds; ``None`` where one is unsure."""
        others = list(dict.fromkeys(c.case for c in clauses if c.case != self._own))
        if len(others) > MOST_OF_A_SENTENCE:
            return None
        found = {self._own: flags}
        for case in others:
            ledger = self._ledger(case)
            if ledger is None:
                return None
            found[case] = again(ledger)
        return found

    def _ledger(self, case: Case) -> Ledger | None:
        if case not in self._ledgers:
            if len(self._ledgers) >= MOST_OF_AN_ANSWER:
                return None
            self._ledgers[case] = ledger_for(self._evidence, case, self._own)
        return self._ledgers[case]


def _flag(start: int, end: int, sentence: str, message: str) -> Flag:
    span = sentence[start:end]
    told = message.format(span=span)
    return Flag("number.wrong_case", span, start, end, Severity.BLOCK, told, SOURCE)


def _held(clauses: Sequence[Clause], found: Mapping[Case, Sequence[Flag]]) -> tuple[Flag, ...]:
    """What stops the sentence, each clause by its own case."""
    return tuple(
        flag
        for clause in clauses
        for flag in found[clause.case]
        if _blocks(flag) and flag.start < clause.end and clause.start < flag.end
    )


def _priced_each(clauses: Sequence[Clause], reading: Reading, own: Case) -> bool:
    """Whether every other case has money said of it: 库存还有27台 is no case."""
    money = [reading.original(m.start, m.end)[0] for m in reading.mentions if m.money or _bare(m)]
    runs = groupby(clauses, key=lambda clause: clause.case)
    return all(
        dict(case.goods).keys() != dict(own.goods).keys()
        or case.goods == own.goods
        or any(c.start <= at < c.end for c in run for at in money)
        for case, run in ((case, list(run)) for case, run in runs)
    )


def _money_alone(
    stopped: Sequence[Flag], reading: Reading, clauses: Sequence[Clause], own: Case
) -> bool:
    """Only amounts, the pieces they are for and how often a threshold is met may be another case's;
    a measure only another product's."""
    others = [
        clause
        for clause in clauses
        if len(clause.case.goods) == 1 and clause.case.goods[0][0] not in dict(own.goods)
    ]
    fine = set()
    for mention in reading.mentions:
        at = reading.original(mention.start, mention.end)[0]
        elsewhere = mention.kind is Kind.MEASURE and any(c.start <= at < c.end for c in others)
        counted = counts_goods(mention) or mention.unit == "次"
        if mention.money or _bare(mention) or counted or elsewhere:
            fine.add(at)
    return all(flag.start in fine for flag in stopped)


def _bare(mention: Mention) -> bool:
    return mention.kind is Kind.BARE


def _blocks(flag: Flag) -> bool:
    return flag.severity is Severity.BLOCK


def _of_a_figure(flag: Flag) -> bool:
    """A sum that does not come out is wrong in every case."""
    return flag.code.startswith("number.") and flag.code != "number.wrong_sum"


_lexicons: dict[str, tuple[Shop, Lexicon]] = {}


def _lexicon_of(shop: Shop) -> Lexicon:
    """Built once for a shop's version."""
    kept = _lexicons.get(shop.id)
    if kept is None or kept[0] is not shop:
        kept = _lexicons[shop.id] = shop, build_lexicon(shop)
    return kept[1]
