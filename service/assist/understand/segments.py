"""A burst cut into segments, each saying, wishing or asking one thing.

Buyers who speak instead of typing use no marks: 静悦不要了换清风再来一台洗地机 are three wishes. A
segment ends where a mark stands, or where the next wish begins behind one that is complete.
"""

import re
import unicodedata
from collections.abc import Iterator

_CUT = re.compile(
    r"[，。！？；!?;\n~…]+|(?<!\d),|,(?!\d{3}(?!\d))|(?<!\d)\.|\.(?!\d)|(?<=[吗呢吧]) ?(?=\S)"
    r"|(?<=[钱少大高宽重价吗呢])、|(?<=[\u4e00-\u9fff]) (?=\S)"
)
_FURTHER = re.compile(
    r"(?<=\S)(?=再(?:帮我|给我)?(?:加|来|要|拿|配|搭|添|整|弄|捎)(?!多少|怎么)|再[买拍][一两二三四五个\d]|另外|外加|顺便|顺带|"
    r"(?<=[一两二三四五六七八九十\d][台个件套])(?:大|小|贵|便宜|白色?|灰色?|黑色?)的|还要|然后(?!呢)|同时要|哦?对了|别的|其他的?不)"
)
_COMPLETE = re.compile(r"[台件个套部只俩了]|多少|[吗呢]")
"""Before 再来 something is counted or asked: bcd118再来一个 is one saying, 来两台再加一台 two."""

_INSTEAD = re.compile(
    r"(?:不要|不买|去掉|拿掉|算|不拍)了(?=[^，吧的啊呀呢]{2,6}(?:要|来|改|换|加|多少|一共))|"
    r"(?:(?<!要)不(?:要|买|用|拿|拍)|去掉|拿掉|换掉|取消|删掉|算了)(?:了(?:吧)?|[^，不]{1,12}?)"
    r"(?=换(?!货|新)|改(?!地址)|要(?![不是求紧])|就(?:要|买|拿|来)|只要|直接要)|"
    r"(?:换掉|去掉|拿掉)(?=换|改|要)|"
    r"不是(?!吗|么)[^，]{1,10}?(?=(?:而)?是(?![不吗否]))"
)
"""不要两台要三台, 不是白的是灰的: what is denied, and what takes its place."""


def segments(text: str) -> list[str]:
    """The segments of a normalised burst in order, none empty; 1.5匹 and 2,299 are not cut."""
    pieces = (piece for part in _CUT.split(_without_pictures(text)) for piece in _clauses(part))
    return [piece for each in pieces if (piece := each.strip())]


def _without_pictures(text: str) -> str:
    """多少🤑 is 多少; pictures alone stay."""
    plain = "".join("，" if unicodedata.category(one) == "So" else one for one in text)
    return plain if plain.strip("，") else text


def _clauses(text: str) -> Iterator[str]:
    start = 0
    for cut in sorted(_cuts(text)):
        yield text[start:cut]
        start = cut
    yield text[start:]


def _cuts(text: str) -> set[int]:
    found: set[int] = set()
    start = 0
    for match in _FURTHER.finditer(text):
        # what begins with 再加 itself is cut before the next
        if start or _COMPLETE.search(text[: match.start()]):
            found.add(match.start())
            start = match.start()
    return found | {match.end() for match in _INSTEAD.finditer(text)}
