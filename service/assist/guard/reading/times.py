"""Times in a sentence: dates joined with clock times, ranges, and what is said of them."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ..facts import FROM, TO
from ..moments import Moment
from .clocks import CLOCK, clock_of, plausible
from .dates import DATE, moment_of
from .mentions import Kind, Mention
from .numerals import NUMERAL

_GLUE = re.compile(r"[)的]?(?:当天|当日)?[的, ]?")
_RANGE = re.compile(r"\)?(?:开始|起)?(?:一?直?[到至]|[-~]{1,2}|→)")
_START_AFTER = re.compile(
    r"\)?(?:准时|就|才|可以|能)?(?:开始|起|开启|开抢|开售|开付|开放|[以之过]?后(?![^，。;!?]{0,2}(?:不|没|付不了|截止|无法|过期)))"
)
_END_AFTER = re.compile(r"\)?(?:就|准时|已经?)?(?:截止|结束|为止|止|[之以]?前|到期|关闭)")
_START_BEFORE = re.compile(r"[从自]$")
_END_BEFORE = re.compile(
    r"(?:截[止至][到至]?|最[晚迟]|不晚于|(?<![等收达直])到|至|止于)[于是为在:]?$"
)
_GOES_ON = re.compile(r"\)?(?:再|才|就能|可以|开|付|支付|起|来)")
# A relative day is a claim about the calendar only where something starts or ends.
_CALENDAR = re.compile(r"(?:[晚早])?(?:就|要|会|才|已经)?(?:截止|结束|开始|开启|开抢|开售|到期)")
_COLON = re.compile(rf"{NUMERAL}:(?:\d{{2,3}}(?!\d)|[一二三四五六七八九十]{{2,3}})", re.ASCII)
_CLAUSE = re.compile(r"[，。;!?\n]")
_PHASE = {"尾款": "final_payment", "定金": "deposit", "订金": "deposit", "付定": "deposit"}
_PHASE_BEFORE = re.compile(r"尾款|[定订]金|付定")
_PHASE_PAID = re.compile(
    r"(尾款|[定订]金)(?:是|为|:|要付|需付)?[^，。;!?\n\d]{0,2}[\d.,]+(?:元|块)?，$"
)
_PHASE_AFTER = re.compile(r"(?:(?!截止|结束)[^，。;!?\n)、]){0,8}?(尾款|[定订]金)")


def read_times(text: str) -> list[Mention]:
    """Every date and time, in order; the two ends of a range know which they are."""
    dates = [
        Mention(Kind.TIME, *match.span(), moment=moment)
        for match in DATE.finditer(text)
        if (moment := moment_of(match))
    ]
    joined = _joined(text, sorted([*dates, *_clocks(text, dates)], key=lambda found: found.start))
    found = list(_described(text, [part for part in joined if _is_a_claim(text, part)]))
    return [*found, *_impossible(text, found)]


def _impossible(text: str, found: list[Mention]) -> Iterator[Mention]:
    """25:00, 200:00: written as a time, but none; it has no moment and so stands nowhere."""
    for match in _COLON.finditer(text):
        if not any(time.start < match.end() and match.start() < time.end for time in found):
            yield Mention(Kind.TIME, *match.span())


def _clocks(text: str, dates: list[Mention]) -> Iterator[Mention]:
    taken = [(date.start, date.end) for date in dates]
    for match in CLOCK.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        dated = any(_GLUE.fullmatch(text, end, match.start()) for _, end in taken)
        if plausible(match, text, dated) and (moment := clock_of(match)):
            yield Mention(Kind.TIME, *match.span(), moment=moment)


def _joined(text: str, parts: list[Mention]) -> list[Mention]:
    """A date and the weekday or clock time right after it are one time."""
    found: list[Mention] = []
    for part in parts:
        if found and _completes(text, found[-1], part):
            moment = _filled(part.moment, found[-1].moment)
            found[-1] = replace(found[-1], end=part.end, moment=moment)
        else:
            found.append(part)
    return found


def _completes(text: str, date: Mention, part: Mention) -> bool:
    if date.moment is None or part.moment is None or date.moment.clocked:
        return False
    gap = text[date.end : part.start]
    if part.moment.clocked:
        return _GLUE.fullmatch(gap) is not None
    return part.moment.weekday is not None and date.moment.dated and gap in ("", "(")


def _filled(moment: Moment | None, source: Moment | None) -> Moment | None:
    """The moment, with the other's date where it states none."""
    if moment is None or source is None:
        return moment
    return replace(
        moment,
        year=moment.year or source.year,
        month=moment.month or source.month,
        day=moment.day or source.day,
        weekday=moment.weekday or source.weekday,
        relative=source.relative if moment.relative is None else moment.relative,
    )


def _is_a_claim(text: str, found: Mention) -> bool:
    moment = found.moment
    if moment is None or moment.clocked or moment.relative is None:
        return True
    return _CALENDAR.match(text, found.end) is not None


def _described(text: str, times: list[Mention]) -> Iterator[Mention]:
    index = 0
    while index < len(times):
        first = times[index]
        second = times[index + 1] if index + 1 < len(times) else None
        if second is not None and _RANGE.fullmatch(text, first.end, second.start):
            phase = _phase(text, first.start, second.end)
            yield replace(first, side=FROM, phase=phase)
            moment = _in_the_same_month(second.moment, first.moment)
            yield replace(second, side=TO, phase=phase, moment=moment)
            index += 2
        else:
            yield replace(
                first, side=_side(text, first), phase=_phase(text, first.start, first.end)
            )
            index += 1


def _in_the_same_month(end: Moment | None, start: Moment | None) -> Moment | None:
    """11月10日-14日, 11月10日18:00-20:00: the end leaves out what it shares with the start."""
    if end is None or start is None or end.month is not None or end.relative is not None:
        return end
    if end.day is not None:
        return replace(end, year=start.year, month=start.month)
    return _filled(end, start) if end.clocked and end.weekday is None else end


def _side(text: str, found: Mention) -> str:
    if _START_AFTER.match(text, found.end) or _START_BEFORE.search(text, 0, found.start):
        return FROM
    if _END_AFTER.match(text, found.end):
        return TO
    ends = _END_BEFORE.search(text, 0, found.start) and not _GOES_ON.match(text, found.end)
    return TO if ends else ""


def _phase(text: str, start: int, end: int) -> str:
    """付尾款 right after a time goes before 定金 that stands before it in the clause."""
    if match := _PHASE_AFTER.match(text, end):
        return _PHASE[match[1]]
    clause = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    words = _PHASE_BEFORE.findall(text, clause, start)
    if not words and (paid := _PHASE_PAID.search(text, 0, clause)):
        words = [paid[1]]
    return _PHASE[words[-1]] if words else ""
