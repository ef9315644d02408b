"""Addresses 地址: parts like 省 区 路 号 楼 室 that stand together, or follow the word.

A part by itself is none (这个小区, 三楼能送吗, 京东): it takes a road and its number, a province
or city and a part below, or two parts that only addresses have.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..guard.tables import read
from .digits import Numeric
from .found import Found

PLACES = Path(__file__).parent / "data" / "places.yaml"

_NUMBER = r"[\da-z甲乙丙丁一二三四五六七八九十百东西南北附之#-]{1,9}"
_HOUSE = (
    rf"(?:{_NUMBER}(?:号楼|号院|号|弄|栋|幢|座|楼|层|单元|室|房|排|巷|门|座楼|厂房|铺|门面|米处))"
)
_JOINT = r"[ ，,、?()<>‹›&·~-]{0,2}"
_SAID = re.compile(
    r"(?:(?:收货|收件|寄送|配送|家庭|公司|详细|安装|送货|邮寄|新)?地址|寄到|送到|发到|发往|家住|住在|住址|搬到|装在)"
    r"(?:是|为|在|改成|改为|改到|换成|写|:| )*(?P<place>[^，。;!?\n]{4,60})"
)
_ENDS = (
    "的|了|吗|呢|吧|啊|我|你|您|他|请|麻烦|能|可以|要|在|什么|怎么|几天|有没|没|是|不|会|今天|明天|后天"
    "|现在|这|那|哪|给|帮|到|发货|送|收|寄|多久|多少|谢"
)
_GOES_ON = rf"(?:(?!{_ENDS})[^\s，。;!?():])"
_TAIL = re.compile(rf"(?:{_GOES_ON}|\({_GOES_ON}{{2,20}}\)?){{0,30}}")
"""What an address goes on with; a verb or a question ends it."""

_WEIGHTS = {"region": 2, "admin": 1, "street": 2, "house": 1, "estate": 2}
_MAX = 80


def addresses(numeric: Numeric) -> Iterator[Found]:
    """Stretches of parts with evidence enough, then what follows 地址是."""
    text = numeric.text
    ends = 0
    for match in _parts().finditer(text):
        end = min(_with_tail(text, match.end()), match.start() + _MAX)
        if match.start() >= ends and _is_one(text[match.start() : end]):
            ends = max(end, match.end())
            yield Found("地址", match.start(), ends)
    for match in _SAID.finditer(text):
        sure = "地址" in match[0] and _hints().search(match["place"])
        if match.start("place") >= ends and (sure or _is_one(match["place"])):
            yield Found("地址", *match.span("place"))


def _is_one(stretch: str) -> bool:
    """Whether the parts are evidence enough; two provinces or districts alone are a region."""
    parts = _patterns()
    told = {kind: len(parts[kind].findall(stretch)) for kind in _WEIGHTS}
    score = sum(_WEIGHTS[kind] * count for kind, count in told.items())
    kinds = sum(told[kind] > 0 for kind in ("region", "admin", "street", "estate"))
    numbered = told["house"] > 0 or re.search(r"\d", stretch) is not None
    return score >= 3 and (kinds >= 2 or told["street"] >= 2 or (kinds == 1 and numbered))


def _with_tail(text: str, end: int) -> int:
    """The building's name and the floor that follow: 69号泉景鸿园商务大厦（地铁站旁）."""
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    places = read(PLACES)
    region = "|".join(sorted(places["regions"].split(), key=len, reverse=True))
    return {
        "region": re.compile(region),
        "admin": re.compile(
            r"(?<![小社校园工业开发厂景战地特专分片])[省市区县旗盟](?![别分域间])|自治[区州县]"
        ),
        "street": re.compile(places["street"]),
        "house": re.compile(_HOUSE),
        "estate": re.compile(places["estate"]),
    }


@cache
def _parts() -> re.Pattern[str]:
    """A run of address parts with little between them."""
    places = read(PLACES)
    region = "|".join(sorted(places["regions"].split(), key=len, reverse=True))
    name = r"(?:(?![送到寄往改换是我你您他了的把给吗呢吧这那哪些么去从住])[一-鿿a-z\d]){1,9}?"
    admin = r"(?:自治区|自治州|自治县|[省市区县旗州盟](?![别分域间]))"
    street = places["street"]
    part = (
        rf"(?:(?:{region})(?:{admin}|(?!{street}))|{name}{admin}|{name}(?:{street})"
        rf"|{name}(?:{places['estate']})|{_HOUSE}|\d{{1,5}}(?:-\d{{1,5}})?)"
    )
    return re.compile(rf"(?:中国{_JOINT})?{part}(?:{_JOINT}{part}){{0,11}}")


@cache
def _hints() -> re.Pattern[str]:
    """What makes the words after 地址是 an address rather than 填错了."""
    patterns = _patterns()
    kinds = ("region", "admin", "street", "house", "estate")
    return re.compile("|".join(f"(?:{patterns[kind].pattern})" for kind in kinds))
