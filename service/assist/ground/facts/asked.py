"""What a burst asks in the way of facts: its words, the aspects in them, the products meant."""

import re
from dataclasses import dataclass
from datetime import datetime

from service.conversations.state import Intent, Question, State
from service.shops import Shop
from service.shops.aspects import Aspect

WHOLE = "尺寸"
"""The part of an aspect that asks for every side of a size."""

AGAIN = 9
"""Up to so many characters 第三个呢 or 那洗衣机呢 asks again what was asked before."""

SHORT = 6
"""Up to so many characters an attribute's bare name is a question."""

MONEY = re.compile(r"钱|价|[块元费¥￥]|贵|便宜|到手|优惠|券|减|折|合计|一共|总共")
_ASKING = re.compile(
    r"多|几|吗|么|嘛|[?？]|呢|哪|什么|啥|够|能|会|可以|是不是|怎么样|咋样|合适|行|如何|要不要|(.)不\1|不$|还是|"
    r"参数|规格|说一下|说下|告诉|问下|问一下|想知道|看看|怕|大概"
)
_ASKING_SURELY = re.compile(r"多|几|[吗嘛?？]|什么|啥|哪|怎么样|(.)不\1|呢$")
_AGAIN = re.compile(r"^(?:那|还有)?(?:么)?.{1,7}(?:呢|嘞|捏)[?？]?$")
_CHANGES = re.compile(
    r"(?<!第)[两俩双几\d一二三四五六七八九十]+(?:台|件|个|套|只|把|份)|加|再|换|买|拍|用|去|不|券|领|付|到手"
)
_IT = re.compile(r"它|这个|那个|这款|那款|这台|那台")


@dataclass(frozen=True, slots=True)
class Burst:
    """The state of one message and what it is looked up in; ``priced_at`` is the minute prices are
    for."""

    state: State
    shop: Shop
    at: datetime
    priced_at: datetime

    def words(self, question: Question) -> str:
        """The words that ask: the question's, the whole burst's where it asks nothing else, what
        was asked before where it is only asked again."""
        own = _plain(question.text)
        if len(self.state.questions) > 1 or question.carried:
            return own
        whole = _plain(self.state.text)
        before = _plain(self.state.previous)
        if self._again(whole, before):
            return before
        return whole if question.intent is Intent.QUESTION else own

    def _again(self, text: str, before: str) -> bool:
        """第三个呢 after 第二个有多深; 两台呢 and 加套滤芯呢 change what is priced."""
        if len(text) > AGAIN or not _AGAIN.match(text) or _CHANGES.search(text):
            return False
        aspects = self.shop.aspects
        return bool(_ASKING.search(before) and aspects.asked_in(before)) and not (
            MONEY.search(before) or aspects.asked_in(text)
        )

    def aspects(self, question: Question) -> tuple[Aspect, ...]:
        """None where the words ask for money or tell of trouble."""
        text = self.words(question)
        if not self.asks(question) or self.shop.aspects.trouble(text):
            return ()
        asked = self.shop.aspects.asked_in(text)
        sides = any(aspect.part not in ("", WHOLE) for aspect in asked)
        return tuple(aspect for aspect in asked if aspect.part != WHOLE or not sides)

    def asks(self, question: Question) -> bool:
        """Whether a fact may be asked. What was read as one for money must ask plainly: 2p够了
        换2p的 only chooses."""
        text = self.words(question)
        if question.intent in _OTHERS or self.shop.aspects.trouble(text):
            return False
        if question.intent is not Intent.QUESTION:
            return bool(_ASKING_SURELY.search(text)) and not MONEY.search(text)
        return len(text) <= SHORT or bool(_ASKING.search(text)) or self._ends_with_aspect(text)

    def _ends_with_aspect(self, text: str) -> bool:
        """迷你洗衣机尺寸: only the attribute is named."""
        asked = self.shop.aspects.asked_in(text)
        return any(hit.end() == len(text) for a in asked for hit in a.pattern.finditer(text))

    def products(self, question: Question) -> tuple[str, ...]:
        """The SKUs meant: the question's, those of the question before it in the burst, 它, else
        the basket's or the open choice's."""
        if question.skus:
            return question.skus
        before = [q for q in self.state.questions[: self._place(question)] if q.skus]
        if before:
            return before[-1].skus
        basket = tuple(item.sku for item in self.state.basket)
        if self.state.focus and _IT.search(question.text):
            return self.state.focus
        return basket or self.state.choices or self.state.focus

    def _place(self, question: Question) -> int:
        places = (at for at, one in enumerate(self.state.questions) if one is question)
        return next(places, 0)


_OTHERS = frozenset(
    {
        *(Intent.REFUND, Intent.PROTECTION, Intent.COMPLAINT, Intent.HUMAN, Intent.CHAT),
        *(Intent.GAP, Intent.SPLIT),
    }
)


def _plain(text: str) -> str:
    return "".join(text.lower().split())
