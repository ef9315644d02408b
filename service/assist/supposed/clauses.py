"""Which case each clause of a sentence names; a clause that names nothing speaks of the last one.

Deterministic and narrow: a word that may change the case in a way not read here makes the whole
sentence unclear.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

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

from .case import BEST, Case, Clause

_END = re.compile(r"[，；。：！？!?;:\n、()（）①②③]|,(?!\d{3})| (?=合计|总|一?共)")
_UNCLEAR = re.compile(
    r"再[加买拍来要]|另[外加]|加[一两二三四五六七八九十\d]|多[买拍要]|凑(?!单)|换成|换个|其中|剩|库存|除了|还是|或者?|"
    r"至少|以上|最多|送|第[一二三四五\d]|用不用|不管|无论|都是|够(?!用|门槛|了|满|得上|\d)|会员|vip|红包|津贴|金币|京豆|购物金|国补|补贴|"
    r"赠|退|赔|比|以旧|不是|不到|如果不|昨天|之前|当时|起|减到|平均|每(?![单满])"
)
_WITH_COUPON = re.compile(r"券|那张|这张")
_OF_COUPONS = re.compile(
    r"时候?不用券|一单[^，。；]{0,4}一张|用不上|用不了|不能用|只能用|不用领|叠加|勾选|一起算|不够|失效|过期|不退回|退回"
)
"""How coupons work: a clause without a figure that says so speaks of no other case."""

_RETURNS = re.compile(
    r"退(?:掉|回|货|了)?(?:其中)?([一二两三四五六七八九十\d]+)[台件套个]|([一二两三四五六七八九十\d]+)[台件套个]都?退"
)
_ADDS = re.compile(r"(?:再|另外?|顺便)?(?<!附)(?:加|带|\+|凑)(?:上|了)?(?:一|1)?[套件台个把]?")
_ONE_PIECE = re.compile(r"单[台件套]")
_TAKES_OFF = re.compile(r"再(?:减|用)(?:掉|上)?(?:店铺|优惠|厨房)?券的?(\d+)|券再减(\d+)")
_ALONE = re.compile(r"单买|单拍|只买|只拍|单独")
_AGAINST = re.compile(r"比|跟|对")
_OTHER_COUPON = re.compile(r"[\d百千](?:元|块)?的?(?:店铺|优惠)?券")
"""用100的券: a coupon by a figure that none of the event has."""
_NOT = re.compile(r"[不没别未无勿免非]")
_TOGETHER = re.compile(r"合计|总共|一共|共|加起来|一起|[两三四]样|全部|总")
_SPLIT = re.compile(r"分(?:成|开)?(?:两|二|三|2|3)[单笔]|(?<![一几\d])(?:两|二)[单笔](?!各)")
_ONE_ORDER = re.compile(r"一单|一起拍|合在一起|不分")
_IN_STOCK = re.compile(r"现货|没付(?:过)?定金|不付定金")
_PRESALE = re.compile(r"预售|付(?:了|过)?定金")


Spans = Sequence[tuple[int, int]]


class Unclear(Exception):
    """Words that may change the case in a way that is not read."""


@dataclass(frozen=True)
class Reader:
    """Reads sentences of one answer; ``own`` is the conversation's case."""

    evidence: Evidence
    lexicon: Lexicon
    own: Case

    def clauses(
        self,
        sentence: str,
        reading: Reading,
        *,
        clear_ones: bool = False,
        compared: Spans = (),
    ) -> tuple[Clause, ...]:
        """Raises ``Unclear``; where only the ``clear_ones`` are asked for, a clause that is not
        clear speaks of the conversation's own case. What is ``compared`` was read already."""
        figures = _figures(reading)
        read = self._clauses(
            sentence, _pieces(reading), figures, clear_ones=clear_ones, compared=compared
        )
        return tuple(_with_brackets(list(read), sentence, figures))

    def case_before(self, sentence: str, reading: Reading, at: int) -> Case:
        """The case of the clause before ``at``, as far as the words are clear."""
        clauses = self._clauses(
            sentence[:at], _pieces(reading), _figures(reading), clear_ones=True, compared=()
        )
        return next(reversed([clause.case for clause in clauses]), self.own)

    def case_of(self, words: str, pieces: list[int], before: Case) -> Case:
        """The case that a few words name; ``before`` is that of what stands before them."""
        return self._case(normalise(words), pieces, before)

    def _clauses(
        self,
        sentence: str,
        pieces: list[tuple[int, int]],
        figures: list[int],
        *,
        clear_ones: bool,
        compared: Spans,
    ) -> Iterator[Clause]:
        case = self.own
        spoken: set[tuple[tuple[str, int], ...]] = set()
        sentence = self._without_names(sentence)
        for start, end in _spans(sentence):
            text = normalise(sentence[start:end])
            said = [count for at, count in pieces if start <= at < end]
            idle = not any(start <= at < end for at in figures)
            if any(first < end and start < last for first, last in compared):
                yield Clause(start, end, self.own)
                continue
            if idle and (_OF_COUPONS.search(text) or (said and not case.goods)):
                yield Clause(start, end, case)
                continue
            before = case
            try:
                case = self._case(text, said, case)
            except Unclear:
                if not clear_ones:
                    raise
                case = self.own
            if said or case.goods != before.goods:
                spoken.add(case.goods)
            elif (
                not clear_ones
                and not case.split
                and not _more(case, self.own)
                and len(spoken) > 1
                and _TOGETHER.search(text)
            ):
                raise Unclear(text)
            yield Clause(start, end, case)

    def _without_names(self, sentence: str) -> str:
        """尊享3匹 付定金200立减500 is the promotion, and no product; coupons are read by theirs."""
        for promotion in self.evidence.rulebook or ():
            if not promotion.needs_claim:
                sentence = sentence.replace(promotion.name, "惠" * len(promotion.name))
        return sentence

    def _case(self, text: str, pieces: list[int], case: Case) -> Case:
        if not text:
            return case
        if returned := _RETURNS.search(text):
            return self._with_return(returned, pieces)
        case = replace(case, returning=0)
        event = self._event(text, case.event)
        if event != case.event:
            case = replace(self.own, goods=case.goods, event=event, coupons=frozenset())
        split = bool(_SPLIT.search(text)) or (case.split and not _ONE_ORDER.search(text))
        if split is not case.split:
            case = replace(self.own, split=split)
        if split and pieces:
            raise Unclear(text)
        if not pieces and _ONE_PIECE.search(text):
            pieces = [1]
        case = self._with_goods(text, pieces, case)
        case = self._with_coupons(text, case)
        case = _with_deposit(text, case)
        added = _more(case, self.own)
        if case != self.own and _UNCLEAR.search(_ADDS.sub("", text) if added else text):
            raise Unclear(text)
        return case

    def _with_return(self, said: re.Match[str], pieces: list[int]) -> Case:
        """退两台: of the goods that the buyer has, if they are of one kind."""
        if len(self.own.goods) != 1 or len(pieces) != 1 or pieces[0] > self.own.goods[0][1]:
            raise Unclear(said[0])
        return replace(self.own, returning=pieces[0])

    def _event(self, text: str, before: str) -> str:
        own = self.evidence.rulebook.id if self.evidence.rulebook else ""
        event = asked_event(text, self.evidence.shop, before)
        if not event and "官方立减" in text:
            event = self._with_official_reduction(own)
        return "" if event == own else event

    def _with_official_reduction(self, own: str) -> str:
        """The one event that has a 官方立减, where the conversation's own has none."""
        has = [
            book.id
            for book in self.evidence.shop.rulebooks
            if any(promotion.kind == "official_reduction" for promotion in book)
        ]
        return has[0] if len(has) == 1 and own not in has else ""

    def _with_goods(self, text: str, pieces: list[int], case: Case) -> Case:
        named = self._named(text)
        if len(pieces) > 1 or (len(named) > 1 and (pieces or case.split or _AGAINST.search(text))):
            raise Unclear(text)
        if case.split:
            goods = ((named[0], 0),) if named else self.own.goods
            return replace(case, goods=goods, named=frozenset())
        if not named and not pieces:
            return case
        if not named and pieces and pieces[0] == sum(units for _, units in case.goods):
            return case
        if not named and len(case.goods) != 1:
            raise Unclear(text)
        had = dict(self.own.goods)
        if _adds(text, named, self.own):
            return replace(case, goods=(*self.own.goods, (named[0], pieces[0] if pieces else 1)))
        if named and had.keys() >= set(named) and _ADDS.search(text) and not pieces:
            both = {*dict(case.goods), *named}
            return replace(case, goods=tuple(one for one in self.own.goods if one[0] in both))
        skus = named or [case.goods[0][0]]
        wanted = {sku: pieces[0] if pieces else had.get(sku, 1) for sku in skus}
        return replace(case, goods=self.own.goods if wanted == had else tuple(wanted.items()))

    def names(self, words: str) -> bool:
        """Whether the words name a product."""
        return bool(phrases(normalise(words), self.lexicon))

    def _named(self, text: str) -> list[str]:
        """The SKUs that the words name, each once; what fits several is of the buyer's goods."""
        held, named = self._talked_of, dict[str, None]()
        for phrase in phrases(self.lexicon.coupon_names.sub("券", text), self.lexicon):
            fitting = phrase.skus if len(phrase.skus) == 1 else phrase.skus & held
            if phrase.kind is Named.VALUE:  # 灰的, of those that are talked of
                fitting = phrase.skus & held
            if not fitting:
                fitting = phrase.skus & self._alike
            if len(fitting) != 1 or not _sure(phrase):
                raise Unclear(text)
            named |= dict.fromkeys(fitting)
        return list(named)

    @cached_property
    def _talked_of(self) -> frozenset[str]:
        """What a name that fits several products means here."""
        state = self.evidence.state
        asked = (sku for question in state.questions for sku in question.skus)
        return frozenset((*dict(self.own.goods), *state.choices, *state.focus, *asked))

    @cached_property
    def _alike(self) -> frozenset[str]:
        """Products of the series of one that is talked of: the other colour, the larger."""
        shop = self.evidence.shop.catalogue
        held = (one for sku in self._talked_of if (one := shop.get(sku)))
        series = {(one.title.split()[0], one.category) for one in held}
        alike = (one.sku for one in shop if (one.title.split()[0], one.category) in series)
        return frozenset(alike) - self._talked_of

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
        if taken := _TAKES_OFF.search(text):
            offs = {
                c.promotion_id for c in wallet.coupons if c.off == int(taken[1] or taken[2]) * 100
            }
            if len(offs) == 1 and not words.named and not words.none:
                return replace(case, coupons=frozenset(offs), named=frozenset(offs))
        if not words.named and _OTHER_COUPON.search(text):
            raise Unclear(text)
        return _in_words(words, text, case, self.own)


def _more(case: Case, own: Case) -> bool:
    """Whether the case is the buyer's goods and one more."""
    return len(case.goods) > len(own.goods) > 0 and set(own.goods) < set(case.goods)


def _adds(text: str, named: list[str], own: Case) -> bool:
    """加个谷粒迷你电饭煲: one more product beside the buyer's goods; 只买… is none."""
    if len(named) != 1 or not own.goods or named[0] in dict(own.goods):
        return False
    return _ADDS.search(text) is not None and not _ALONE.search(text)


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
    if not re.search(r"用[了上]?券|领.{0,3}券|券后|有券|带券|叠券|用上券|那张", text):
        return case
    return _with_the_coupon(text, case, own)


def _with_the_coupon(text: str, case: Case, own: Case) -> Case:
    """用券, 券后: the coupon that was named before or that the buyer holds."""
    if "券后" in text and not case.named and not own.coupons:
        return replace(case, coupons=frozenset({BEST}), named=frozenset({BEST}))
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


def _with_brackets(clauses: list[Clause], sentence: str, figures: list[int]) -> Iterator[Clause]:
    """2299（用满2000减150的券）: a bracket without a price of its own tells what the one before it
    is for."""
    for index, clause in enumerate(clauses):
        inside = clauses[index + 1] if index + 1 < len(clauses) else None
        opens = sentence[clause.end - 1] in "（("
        if inside and opens and not any(inside.start <= at < inside.end for at in figures):
            clause = replace(clause, case=inside.case)
        yield clause


def _figures(reading: Reading) -> list[int]:
    """Where amounts stand that are no terms of a promotion."""
    return [
        reading.original(m.start, m.end)[0]
        for m in reading.mentions
        if not m.term and (m.money or m.kind is Kind.BARE)
    ]


def pieces_in(reading: Reading, start: int, end: int) -> list[int]:
    """The pieces counted in ``sentence[start:end]``."""
    return [count for at, count in _pieces(reading) if start <= at < end]


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
