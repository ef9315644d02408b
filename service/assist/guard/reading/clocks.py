"""Clock times as people write them: 20:00, 晚8点, 八点半, 零点, 23:59:59, 24点, 中午十二点."""

import re

from ..moments import Moment
from .numerals import SMALL, small

_MORNING = ("凌晨", "清晨", "早上", "早晨", "上午", "早")
_EVENING = ("下午", "午后", "傍晚", "晚上", "晚间", "夜里", "夜间", "深夜", "半夜", "晚")
_NOON = ("中午", "正午", "午间")
_PERIODS = "|".join(sorted(_MORNING + _EVENING + _NOON, key=len, reverse=True))

_PAST = r"[0-5]?\d|[零〇]?[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?"

CLOCK = re.compile(
    rf"""
    (?P<period>{_PERIODS})?的?
    (?:
      (?<![\d.:])(?P<hour>[01]?\d|2[0-4]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d:])
    | (?<![\d.])(?P<said>{SMALL})(?:点|时(?![间候长效段尚刻代节常光机差]))
      (?:(?P<part>半|整|钟|一刻|三刻)|(?P<past>{_PAST})(?:分(?!钟)|(?=\D|$)))?
    | (?P<midnight>半夜零点|零点|子夜)
    )
    """,
    re.VERBOSE | re.ASCII,
)
"""One clock time. Whether 两点 is one depends on the words around it: see ``plausible``."""

_LIST_BEFORE = re.compile(
    r"(?:以下|如下|下面|这|有|共|几|注意|说明|多|快|早|晚|慢|好|贵|便宜|大|小)$"
)
_TOPIC_AFTER = re.compile(
    r"建议|说明|原因|注意|要求|提示|问题|要点|优惠|内容|击|赞|开(?!始|抢|售|付|启)|评|餐|心|头|滴"
)
_TIME_AFTER = re.compile(r"前|后|准时|到|至|之|起|截|结|开|左右|[-~]|$|[，。!?;)、]")
_PARTS = {"半": 30, "一刻": 15, "三刻": 45}


def plausible(match: re.Match[str], text: str, dated: bool) -> bool:
    """Whether 8点, 两点, 十点 is a time of the day: 3点建议, 快一点, 一点五匹 are none."""
    said = match["said"]
    if said is None or (match["period"] and said != "一") or dated:
        return True
    if match["part"] or (match["past"] and len(match["past"]) > 1):
        return True
    if _LIST_BEFORE.search(text, 0, match.start()) or _TOPIC_AFTER.match(text, match.end()):
        return False
    if match["past"] and "分" not in match[0]:
        return False
    return said not in ("一", "两", "三") or bool(_TIME_AFTER.match(text, match.end()))


def clock_of(match: re.Match[str]) -> Moment | None:
    """The time of a ``CLOCK`` match; ``None`` if there is no such hour."""
    if match["midnight"]:
        return Moment(hour=0, minute=0)
    hour = small(match["hour"] or match["said"])
    minute = _PARTS.get(match["part"] or "", 0)
    if text := match["minute"] or match["past"]:
        minute = small(text) or 0
    if hour is None or hour > 24:
        return None
    second = int(match["second"]) if match["second"] else None
    return Moment(hour=_on_the_dial(hour, match["period"] or ""), minute=minute, second=second)


def _on_the_dial(hour: int, period: str) -> int:
    """晚8点 is 20:00, 晚上12点 is 24:00, 凌晨12点 is 0:00, 中午1点 is 13:00."""
    if period in _MORNING:
        return 0 if hour == 12 and period in ("凌晨",) else hour
    if period in _EVENING and hour <= 12:
        if period in ("半夜", "夜里", "深夜") and hour < 6:
            return hour
        return hour + 12
    return hour + 12 if period in _NOON and hour < 5 else hour
