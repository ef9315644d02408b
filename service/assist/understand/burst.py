"""A burst read segment by segment: into the basket, out of it, or as a question about something."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from service.conversations.state import Certainty, Intent, Question, State

from .basket import Basket
from .cores import goes_on, topic_in
from .intents import AFTER_SALE, BACK
from .lexicon import Lexicon
from .products import phrases
from .quantity import counts
from .questions import Asked, asks
from .references import reference_in
from .returning import returned, says_what_comes_back
from .topics import topic_of
from .wishes import Wish, joint, wish_of

_FURTHER = re.compile(r"(?:那)?(?:.{1,8}(?:呢|的话|捏)|(?!就|要|选|来|那就|拿|我要).{1,6}的)")
_STAYS = re.compile(r"^(?:就|只|把)?(?:留|保留|留下)|留着|不退$")
_AS_WELL = re.compile(r"也.{0,4}退|一起退|一并退|一块退")
_PAID_FOR = ("运费", "邮费", "安装", "保修")
"""Topics of which 多少钱 asks a fee."""

_HOW_MUCH = re.compile(r"(?:一?[个块只支副根条套]|要|得|是|的话|大概)*(?:多少|几块|咋卖|怎么卖)")
_BARE_ADD = re.compile(
    r"^(?:那|就|也|我|帮我|给我|再|一起)*(?:加|来|要|买|带|拿|算)(?:上|进去)?(?:一|1)?[个台套件]?(?:吧|呗|嘛)?$"
)
_CORRECTS = re.compile(r"不是|不对|错|换|改|还是")
_ASKS_FOR_ALL = re.compile(
    r"有(?:哪些|哪几[款个种台]|些?(?:什么|啥)|几[款种])(?:款式?|型号|牌子|推荐|可选|可以选|在卖)*"
    r"[的呢呀啊吗嘛]*$"
)
_EACH = re.compile(
    r"分别|各自|[两三四][种个款样](?:的)?价格|价格(?:都|分别)|各(?:多少|是多少|什么价|啥价|卖多少|要多少|几钱)|都(?:是)?(?:什么价|多少|啥价|几钱|怎么卖)"
)


@dataclass(slots=True)
class Burst:
    """``before`` is the state it is read after; ``basket`` changes as it is read. ``part`` of a
    product is what was asked about last."""

    lexicon: Lexicon
    basket: Basket
    before: State
    returning: tuple[tuple[str, int], ...] = ()
    refunds: bool = False
    part: str = ""

    def read(self, said: Sequence[Asked]) -> list[Question]:
        """Every segment into the basket or out of it; the questions with what they are about."""
        basket, before = self.basket, self.before
        compares = any(segment.intent is Intent.COMPARISON for segment in said)
        self.refunds = any(segment.intent is Intent.REFUND for segment in said)
        questions: list[Question] = []
        listing = False
        for at, segment in enumerate(said):
            there, items = len(basket.put_now), list(basket.items)
            ahead = at + 1 < len(said) and bool(phrases(said[at + 1].text, self.lexicon))
            basket.adds_next |= self._added_behind(segment, said[at + 1 : at + 3])
            asked = self._segment(segment, compares=compares, listing=listing, ahead=ahead)
            basket.edited |= segment.intent is None and basket.items != items
            listing = segment.intent is None and len(basket.put_now) > there
            if asked is not None:
                about = asked.skus or tuple(dict.fromkeys(basket.put_now[there:]))
                questions.append(replace(asked, skus=about))
        if self.returning and not questions and before.intent is Intent.REFUND:
            questions = [Question(Intent.REFUND, said[0].text)]  # 退烤箱: which one was asked
        if compares:
            self._complete_comparison()
        if any(_ASKS_FOR_ALL.search(segment.text) for segment in said):
            basket.unclear.clear()  # 三口之家，冰箱有哪些 chooses none of them
        basket.settle()
        questions = _each_its_own(questions, basket)
        back = self.returning
        return [replace(q, returning=back) if q.intent in BACK else q for q in questions]

    def _added_behind(self, segment: Asked, following: Sequence[Asked]) -> bool:
        """奶咖色的炸锅也种草了，加一个: what is named first is added."""
        if not following or not self.basket.items or wish_of(segment.text) is not Wish.NONE:
            return False
        behind = following[0].text
        bare = wish_of(behind) is Wish.ADD and not phrases(behind, self.lexicon)
        if len(following) > 1 and phrases(following[1].text, self.lexicon):
            bare = False  # 灰色来两台，再加一台，白的
        named = phrases(segment.text, self.lexicon) if bare else []
        held = set(self.basket.held())
        return bool(named) and _BARE_ADD.search(behind) is not None and not named[0].skus & held

    def _segment(
        self, segment: Asked, *, compares: bool, listing: bool, ahead: bool
    ) -> Question | None:
        """What the segment asks; what it says is in the basket then."""
        basket, text, intent = self.basket, segment.text, segment.intent
        if intent is Intent.PRICE and self.part and goes_on(text):
            text = f"{self.part}{text}"  # 集尘袋多久换一次，多少钱
        further = self.before.intent is Intent.REFUND and self._asks_further(text)
        # 微波炉不想要了，退多少: what is not wanted any more is what comes back
        unwanted = self.refunds and wish_of(text) is Wish.REMOVE
        if self.returning and _STAYS.search(text) and not counts(text, ()):
            return None  # 退破壁机，留烤箱
        if further or unwanted or intent in BACK or AFTER_SALE.search(text):
            self._back(text)
        elif compares and self._compared(segment):
            pass
        elif intent is Intent.QUESTION and (every := self._asked_for_all(text)):
            basket.ask(every, Wish.NONE, None)
            return Question(Intent.PRICE, text, (), (), segment.word)
        elif intent is Intent.QUESTION or (intent is Intent.PRICE and self._of_a_fee(text)):
            self.part = next((p for p in self.lexicon.aspects.parts if p in text), "")
            return Question(Intent.QUESTION, text, topic_of(basket, text), (), segment.word)
        elif intent is None and (carried := self._carried(text)):
            return replace(carried, skus=topic_of(basket, text))
        else:
            if intent is Intent.PRICE:
                self._of_what_was_looked_at(text)
            basket.read(text, listed=listing and not _CORRECTS.search(text), ahead=ahead)
        if intent is None:
            return None
        question = Question(intent, text, (), (), segment.word)
        return self._each(question) if intent is Intent.PRICE else question

    def _asked_for_all(self, text: str) -> frozenset[str]:
        """冰箱有哪些, 扫地机器人有哪几款: every product of that kind; empty if not asked for."""
        named = phrases(text, self.lexicon) if _ASKS_FOR_ALL.search(text) else []
        if len(named) != 1:
            return frozenset()
        (phrase,) = named
        kin = (self.lexicon.kin.get(sku, frozenset()) for sku in phrase.skus)
        every = phrase.skus.union(*kin)
        return every if len(every) > 1 else frozenset()

    def _of_a_fee(self, text: str) -> bool:
        """铜管加长一米多少钱, 换块电池多少钱: no price of goods."""
        aspects = self.lexicon.aspects
        fee = aspects.fee_in(text)
        if fee is not None and not fee.aside:
            return not joint(text)
        if topic_in(text) in _PAID_FOR and not phrases(text, self.lexicon):
            return True
        asked = _HOW_MUCH.search(text)
        return asked is not None and text[: asked.start()].endswith(aspects.parts)

    def _each(self, question: Question) -> Question:
        """三门的和对开门的分别多少: side by side, as what is asked of each."""
        basket = self.basket
        sides = basket.focus if len(basket.focus) > 1 else tuple(basket.held())
        if len(sides) < 2 or not _EACH.search(question.text) or joint(question.text):
            return question
        basket.focus = sides
        return replace(question, skus=sides, each=True)

    def _of_what_was_looked_at(self, text: str) -> None:
        """续航多久 was asked of a product that is not in the basket, or an agent has advised it:
        多少钱 is asked of it."""
        basket = self.basket
        if len(basket.focus) != 1 or basket.focus[0] in basket.held() or basket.open:
            return
        if basket.put_now or joint(text) or phrases(text, self.lexicon) or reference_in(text):
            return
        if wish_of(text) is Wish.NONE:
            basket.put(basket.focus[0], Certainty.INFERRED, Wish.NONE, None)

    def _back(self, text: str) -> None:
        if not self.returning or says_what_comes_back(text, self.lexicon):
            back = returned(text, self.basket, self.lexicon)
            if back and _AS_WELL.search(text):  # 烤箱也一起退呢
                earlier = (q.returning for q in self.before.questions if q.intent in BACK)
                back = tuple((dict(next(earlier, ())) | dict(back)).items())
            self.returning = back or self.returning

    def _carried(self, text: str) -> Question | None:
        """小的呢 after 大的那个多宽: the question before, of another product."""
        before = self.before.questions
        asked = [
            q
            for q in before
            if q.intent is Intent.QUESTION and asks(q.text) and (q.skus or not self.before.quoted)
        ]
        if not asked or len(asked) < len(before) or not _FURTHER.fullmatch(text):
            return None
        if wish_of(text) is not Wish.NONE or self.basket.open:
            return None
        named = phrases(text, self.lexicon)
        if not named and reference_in(text) is None:
            return None
        return replace(asked[-1], carried=True)

    def _asks_further(self, text: str) -> bool:
        """After 退小的退多少: 大的呢 asks the same of another piece of the basket."""
        basket = self.basket
        if not _FURTHER.fullmatch(text) or wish_of(text) is not Wish.NONE:
            return False
        held = set(basket.held())
        named = phrases(text, self.lexicon)
        if len(held) < 2:
            return False
        return all(p.skus & held for p in named) if named else reference_in(text) is not None

    def _compared(self, segment: Asked) -> bool:
        """静悦和清风哪个便宜, 白的能便宜多少, 两个差多少 compare and buy nothing."""
        basket = self.basket
        named = phrases(segment.text, self.lexicon)
        asks = segment.intent is Intent.COMPARISON and bool(basket.items)
        if not named or (asks and len(named) == 1 and basket.compare_with(named[0])):
            return asks
        found = dict.fromkeys(sku for phrase in named for sku in sorted(phrase.skus))
        if len(found) > 1:
            basket.focus = tuple(found)
        return len(found) > 1

    def _complete_comparison(self) -> None:
        """差多少 of two that were spoken of one after the other."""
        basket, before = self.basket, self.before
        if basket.items and len(basket.items) == 1 and before.basket:
            now, was = basket.items[-1].sku, before.basket[-1].sku
            basket.focus = (was, now) if was != now and len(basket.focus) < 2 else basket.focus
        if len(basket.focus) < 2 and basket.spoken_of and basket.items:
            basket.focus = (basket.spoken_of[0].sku, basket.items[-1].sku)


def _each_its_own(questions: Sequence[Question], basket: Basket) -> list[Question]:
    """静悦多少钱，清风多少钱: each is about its own product; otherwise all are about the basket."""
    priced = [q for q in questions if q.intent is not Intent.QUESTION]
    named = {question.skus for question in questions if question.skus}
    own = len(named) > 1 and not basket.together and bool(priced)
    return [
        q if own or q.each or q.intent is Intent.QUESTION else replace(q, skus=())
        for q in questions
    ]
