"""The minute a buyer asks about: 11号晚8点买, 双十一当天下单, 明天付呢, 尾款那天再买.

Only what is said of buying moves the minute. "尾款什么时候付" asks for a time and gives none, and
"尾款那天付多少" is the final payment of the order as it is.
"""

import re
from datetime import date, datetime, time, timedelta

from service.shops import Shop

from ..guard.moments import Moment
from ..guard.reading.dates import DATE, moment_of
from ..guard.reading.times import read_times

_BUYING = re.compile(
    r"买|拍|下单|入手|购|到手|多少|什么价|啥价|价格|便宜|优惠|呢$|再付|付款呢|付呢|结算|按.{1,12}算|交[定订]金"
)
_PAST = re.compile(
    r"昨|前天|上周|上次|上个月|之前(?:买|拍|下)|买了|拍了|下了单|下单了|已经(?:买|拍|下)"
)
_ASKS_WHEN = re.compile(
    r"什么时候|啥时候|几号|几点|哪天|何时|多久|截止|到期|发货|送|安装|到货|收到"
)
_FINAL_DAY = re.compile(
    r"(?:付|补)?尾款(?:那天|当天|开始(?:后|了)?|的?时候|期)(?:再|才)?(?:买|拍|下单|入手)"
)
_AFTER_ALL = re.compile(
    r"(?:活动|双\s?(?:十一|11)|大促)(?:结束|过(?:了|去)?|完)(?:后|以后|之后|了)?(?:再)?(?:买|拍|下单|还|呢|多少|什么价)"
)
THEN = re.compile(r"(?:那|到|这)(?:个)?(?:时候?|会儿?|天)")
_NOW = re.compile(r"现在|立刻|马上|当下|目前|此刻")
_NIGHT = re.compile(r"今晚(?!\d|[一二三四五六七八九十])")
NOON = time(12)


def moment_asked(text: str, shop: Shop, at: datetime) -> datetime | None:
    """The minute of the normalised segment, with the zone of ``at``; ``None`` if it says none.

    A day without a clock time means noon of that day.
    """
    if _ASKS_WHEN.search(text) or _PAST.search(text) or not _BUYING.search(text):
        return None
    book = shop.rulebook_at(at)
    if book is not None and _AFTER_ALL.search(text):
        return book.valid.end
    if book is not None and _FINAL_DAY.search(text):
        phase = book.phase("final_payment")
        return phase.window.start if phase else None
    if _NOW.search(text):
        return at
    said = _said(_in_full(text))
    if said is None:
        return None
    found = _resolved(said, at)
    return found if found is None or found > at - timedelta(days=1) else None


def _said(text: str) -> Moment | None:
    """The first time of the text; 明天 alone is no claim of a reply, but it is a buyer's day."""
    for mention in read_times(text):
        if mention.moment is not None:
            return mention.moment
    day = DATE.search(text)
    return moment_of(day) if day else None


def says_now(text: str) -> bool:
    """Whether the segment comes back to the present."""
    return bool(_NOW.search(text))


def _in_full(text: str) -> str:
    """今晚 alone is this evening at eight, when promotions open."""
    return _NIGHT.sub("今晚8点", text)


def _resolved(said: Moment, at: datetime) -> datetime | None:
    day = _day(said, at)
    if day is None:
        return None
    hour, minute = (said.hour, said.minute or 0) if said.hour is not None else (NOON.hour, 0)
    found = datetime.combine(day, time(), at.tzinfo) + timedelta(hours=hour, minutes=minute)
    undated = said.relative is None and said.weekday is None and not said.dated
    return found + timedelta(days=1) if undated and found < at else found


def _day(said: Moment, at: datetime) -> date | None:
    """The day meant: counted from today, or the next of that name."""
    today = at.date()
    if said.relative is not None:
        return today + timedelta(days=said.relative)
    if said.day is None and said.weekday is not None:
        return today + timedelta(days=(said.weekday - at.isoweekday()) % 7)
    if said.day is None:
        return today if said.month is None else None
    for months in range(13):
        year, month = divmod(today.month - 1 + months, 12)
        if said.month not in (None, month + 1) or said.year not in (None, today.year + year):
            continue
        try:
            found = date(today.year + year, month + 1, said.day)
        except ValueError:  # 31号 in a month of thirty days
            continue
        if found >= today:
            return found
    return None
