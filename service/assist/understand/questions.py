"""What a burst asks: each segment's question, and which segments only speak of the basket."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from service.conversations.state import Intent

from .chat import is_chat
from .intents import intent_of

_ASKS = re.compile(
    r"(?:是|用|带|属于).{1,8}还是.{1,8}$|(?:尺寸|功率|容量|噪音|重量|面积|续航|能效|吸力|参数)$|"
    r"吗|么$|(?<!不)([\u4e00-\u9fff])不\1(?!不)|(?:好|行|可以|能|有|是|会|要得|吵)嘛$|[?？]|怎么|怎样|推荐|建议|咋|什么(?!破|玩意|态度|垃圾|鬼|人啊|东西啊)|啥|多久|多大|多高|多宽|多重|多深|多长|多厚|多沉|多少|几[天个匹升号次回年月级度斤]|是否|能不能|可不可以|有没有|会不会|是不是|"
    r"(?:可以|支持|能|包|送|会|有|行|是).{0,10}不$|..(?<![还也都就要])不(?:啦|嘛|哦|呀|啊)?$|[了过]没(?:有)?(?:啊|呀)?$|哪|为什么|为啥|如何|谁|够不够|行不行|要不要|好不好|支持不|包不包|还有.{0,6}不$|可以用|能用|噪音|保修|质保|发票"
)
_POINTS = re.compile(r"^(?:那|这|还)?(?:个|款|台|种)?.{0,10}(?:呢|捏|(?<![在去到往])哪)$")


_CHEAPER_NOW = re.compile(
    r"(?:降|跌|掉)(?:价了?|了)|(?:又|更|还|现在|今天|这会儿?)便宜(?:了)?|便宜了(?!吗)|变便宜"
)
_BOUGHT = re.compile(
    r"(?:昨[天晚]|前[天几]|刚刚?|上周|上个?月|之前|\d+[号日]|双1[12]|双十[一二]|那天).{0,4}(?:买|拍|付|下单|订|入手)|"
    r"(?:买|拍|下单|付款?|入手)(?:了|完|的|才|没)"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A segment with its intent; ``None``: it asks nothing of its own (names, counts, wishes)."""

    text: str
    intent: Intent | None
    word: str = ""


def asked(segments: Sequence[str]) -> list[Asked]:
    """Every segment with what it asks, in order; 昨天买的今天降价了 asks for the difference."""
    read = [_read(segment) for segment in segments]
    whole = "，".join(segments)
    if not (_CHEAPER_NOW.search(whole) and _BOUGHT.search(whole)):
        return read
    if any(one.intent is not None and one.intent is not Intent.QUESTION for one in read):
        return read
    at = next((i for i, one in enumerate(read) if _CHEAPER_NOW.search(one.text)), 0)
    at = next((i for i, one in enumerate(read) if one.intent and i > at), at)
    word = _CHEAPER_NOW.search(whole)
    read[at] = Asked(read[at].text, Intent.PROTECTION, word[0] if word else "")
    return read


def asks(text: str) -> bool:
    """Whether the words have the form of a question."""
    return bool(_ASKS.search(text))


def _read(segment: str) -> Asked:
    intent, word = intent_of(segment)
    if intent is not None:
        return Asked(segment, intent, word)
    if is_chat(segment):
        return Asked(segment, Intent.CHAT)
    if _ASKS.search(segment) and not _POINTS.match(segment):
        return Asked(segment, Intent.QUESTION)
    return Asked(segment, None)
