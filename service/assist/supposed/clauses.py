"""Which case each clause of a sentence names; a clause that names nothing speaks of the last one.

Deterministic and narrow: a word that may change the case in a way not read here makes the whole
sentence unclear.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from service.assist.ground import Evidence
from service.assist.guard.reading import Kind, Mention, Reading
from service.assist.guard.reading.units import units
from service.assist.understand import Lexicon
from service.assist.understand.coupons import CouponWords, coupon_words
from service.assist.understand.events import asked_event
from service.assist.understand.products import Kind as Named
from service.assist.understand.products import Phrase, phrases
from service.assist.understand.text import normalise
from service.conversations.state import Certainty

from .case import Case, Clause

_END = re.compile(r"[，；。：！？!?;:\n、()（）①②③]|,(?!\d{3})")
_UNCLEAR = re.compile(
    r"再[加买拍来要]|另[外加]|加[一两二三四五六七八九十\d]|多[买拍要]|凑|换成|换个|其中|剩|库存|除了|还是|或者?|"
    r"至少|以上|最多|送|第[一二三四五\d]|用不用|不管|无论|都是|够|会员|vip|红包|津贴|金币|京豆|购物金|国补|补贴|"
    r"赠|退|赔|比|以旧|不是|不到|如果不|昨天|之前|当时|起|减到|平均|每(?!单)"
)
_WITH_COUPON = re.compile(r"券|那张|这张")
_AGAINST = re.compile(r"比|跟|对")
_OTHER_COUPON = re.compile(r"[\d百千](?:元|块)?的?(?:店铺|优惠)?券")
"""用100的券: a coupon by a figure that none of the event has."""
_NOT = re.compile(r"[不没别未无勿免非]")
_TOGETHER = re.compile(r"合计|总共|一共|共|加起来|一起|[两三四]样|全部|总")
_SPLIT = re.compile(r"分(?:成|开)?(?:两|二|三|2|3)[单笔]|(?<![一几\d])(?:两|二)[单笔](?!各)")
_ONE_ORDER = re.compile(r"一单|一起拍|合在一起|不分")
_IN_STOCK = re.compile(r"现货|没付(?:过)?定金|不付定金")
_PRESALE = re.compile(r"预售|付(?:了|过)?定金")


class Unclear(Exception):
    """Words that may change the case in a way that is not read."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads sentences of one answer; ``own`` is the conversation's case."""

    evidence: Evidence
    lexicon: Lexicon
    own: Case

    def clauses(
        self, sentence: str, reading: Reading, *, clear_ones: bool = False
    ) -> tuple[Clause, ...]:
        """Raises ``Unclear``; where only the ``clear_ones`` are asked for, a clause that is not
        clear speaks of the conversation's own case."""
        return tuple(self._clauses(sentence, _pieces(reading), clear_ones=clear_ones))

    def _clauses(
        self, sentence: str, pieces: list[tuple[int, int]], *, clear_ones: bool
    ) -> Iterator[Clause]:
        case = self.own
        spoken: set[tuple[tuple[str, int], ...]] = set()
        for start, end in _spans(sentence):
            text = normalise(sentence[start:end])
            said = [count for at, count in pieces if start <= at < end]
            before = case
            try:
                case = self._case(text, said, case)
            except Unclear:
                if not clear_ones:
                    raise
                case = self.own
            if said or case.goods != before.goods:
                spoken.add(case.goods)
            elif not clear_ones and not case.split and len(spoken) > 1 and _TOGETHER.search(text):
                raise Unclear(text)
            yield Clause(start, end, case)

    def _case(self, text: str, pieces: list[int], case: Case) -> Case:
        if not text:
            return case
        event = self._event(text, case.event)
        if event != case.event:
            case = replace(self.own, goods=case.goods, event=event, coupons=frozenset())
        split = bool(_SPLIT.search(text)) or (case.split and not _ONE_ORDER.search(text))
        if split is not case.split:
            case = replace(self.own, split=split)
        if split and pieces:
            raise Unclear(text)
        case = self._with_goods(text, pieces, case)
        case = self._with_coupons(text, case)
        case = _with_deposit(text, case)
        if case != self.own and _UNCLEAR.search(text):
            raise Unclear(text)
        return case

    def _event(self, text: str, before: str) -> str:
        own = self.evidence.rulebook.id if self.evidence.rulebook else ""
        event = asked_event(text, self.evidence.shop, before)
        return "" if event == own else event

    def _with_goods(self, text: str, pieces: list[int], case: Case) -> Case:
        named = self._named(text)
        if len(pieces) > 1 or (len(named) > 1 and (pieces or case.split or _AGAINST.search(text))):
            raise Unclear(text)
        if case.split:
            goods = ((named[0], 0),) if named else self.own.goods
            return replace(case, goods=goods, named=frozenset())
        if not named and not pieces:
            return case
        if not named and len(case.goods) != 1:
            raise Unclear(text)
        had = dict(self.own.goods)
        skus = named or [case.goods[0][0]]
        wanted = {sku: pieces[0] if pieces else had.get(sku, 1) for sku in skus}
        return replace(case, goods=self.own.goods if wanted == had else tuple(wanted.items()))

    def _named(self, text: str) -> list[str]:
        """The SKUs that the words name, each once; what fits several is of the buyer's goods."""
        held, named = {sku for sku, _ in self.own.goods}, dict[str, None]()
        for phrase in phrases(self.lexicon.coupon_names.sub("券", text), self.lexicon):
            fitting = phrase.skus if len(phrase.skus) == 1 else phrase.skus & held
            if len(fitting) != 1 or phrase.kind is Named.VALUE or not _sure(phrase):
                raise Unclear(text)
            named |= dict.fromkeys(fitting)
        return list(named)

    def _with_coupons(self, text: str, case: Case) -> Case:
        if case.event or not self.evidence.rulebook:
            if _WITH_COUPON.search(text) and not case.event:
                raise Unclear(text)
            if case.event and "用券" in text:
                raise Unclear(text)
            return case
        wallet = self.lexicon.wallets.get(self.evidence.rulebook.id)
        if wallet is None:
            return case
        words = coupon_words(text, wallet, case.coupons)
        if not words.named and _OTHER_COUPON.search(text):
            raise Unclear(text)
        return _in_words(words, text, case, self.own)


def _in_words(words: CouponWords, text: str, case: Case, own: Case) -> Case:
    if words.unknown or words.unpriced or words.among or words.memberships or words.not_members:
        raise Unclear(text)
    if words.balances or words.again or len(words.named) > 1:
        raise Unclear(text)
    if words.none and not words.named and not words.replaced:
        return replace(case, coupons=frozenset(), named=frozenset())
    if words.none or (words.replaced and not words.named):
        raise Unclear(text)
    if words.named:
        if _NOT.search(text):
            raise Unclear(text)
        named = frozenset(words.named)
        if case.split:
            return replace(case, named=named)
        return replace(case, coupons=named, named=named)
    if not re.search(r"用券|领.{0,3}券|券后|有券|带券|叠券|用上券|那张", text):
        return case
    if _NOT.search(text) or (not case.named and len(own.coupons) != 1):
        raise Unclear(text)
    coupons = case.named or own.coupons
    return replace(case, coupons=coupons, named=coupons)


def _with_deposit(text: str, case: Case) -> Case:
    stock, presale = _IN_STOCK.search(text), _PRESALE.search(text)
    if not stock and not presale:
        return case
    if presale and (re.search(r"没有?预售", text) or (stock and "预售" in text)):
        raise Unclear(text)
    return replace(case, paid=not stock)


def _sure(phrase: Phrase) -> bool:
    return phrase.certainty is Certainty.SAID


def _spans(sentence: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _END.finditer(sentence):
        yield start, match.end()
        start = match.end()
    if start < len(sentence):
        yield start, len(sentence)


def _pieces(reading: Reading) -> list[tuple[int, int]]:
    """Where pieces of goods are counted, and how many."""
    return [
        (reading.original(mention.start, mention.end)[0], int(mention.value))
        for mention in reading.mentions
        if counts_goods(mention) and mention.value is not None
    ]


def counts_goods(mention: Mention) -> bool:
    """两台, 3套: pieces to be priced; what is left in stock or allowed is none."""
    known = units().get(mention.unit)
    goods = known is not None and known.dimension == "goods"
    return goods and mention.kind is Kind.COUNT and not mention.limited
