"""The event that is spoken of: another one's name, terms, prices and times are wrong.

A figure holds under the event named last before it in the sentence (现在 names the one that runs
now), else under the conversation's or the one that the reply spoke of before. Figures that hold
always have none.
"""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..events import KnownEvent, event_hits, event_of, event_on
from ..facts import Fact, Role
from ..ledger import Ledger, meanings
from ..reading import Kind, Mention, Reading
from ..reductions import reduction_words
from ..verdict import Flag, Severity

SOURCE = "活动要说对（规则文件里没有这个活动，或这个活动没有这项优惠）"

_NOW = re.compile(r"现在|目前|今天(?!晚)|当前|眼下|此刻")
_CLAUSE = re.compile(r"[，。;!?\n]")
_HAS = re.compile(r"(?:的|期间|活动|大促|那边|有|可以?|能|用|参加|是|还|也|都|叠|享受?|支持)*")
_OF_THE_EVENT = frozenset(
    {Role.PAYABLE, Role.FINAL_PAYMENT, Role.DEPOSIT, Role.SAVING, Role.UNIT_PRICE, Role.SUBTOTAL}
)
NOW = "now"


def events(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every event that nobody knows, and every reduction that the event named right
    before it does not have."""
    if not ledger.events:
        return
    text = reading.text
    for hit in event_hits(reading.folded.text, ledger.events):
        name = reading.folded.text[hit.start : hit.end]
        if not hit.id:
            if _is_claimed(reading, name) and not any(name in told for told in ledger.texts):
                yield _flag(
                    reading, hit.start, hit.end, "number.unknown_event", "店里没有「{span}」"
                )
            continue
        has = next(event.reductions for event in ledger.events if event.id == hit.id)
        start = _has_end(text, hit.end)
        if end := _names_anothers(reading, ledger, hit.id, start):
            yield _flag(reading, hit.start, end, "number.wrong_event", "「{span}」：不是这个活动的")
            continue
        word = reduction_words(text, start)
        if word and word[0] not in has:
            yield _flag(
                reading,
                hit.start,
                word[1],
                "number.wrong_event",
                "「{span}」：这个活动没有这项优惠",
            )


def of_its_event(
    reading: Reading, mention: Mention, facts: list[Fact], ledger: Ledger
) -> list[Fact]:
    """Those of the facts that hold under the event that is spoken of."""
    if not ledger.events or mention.kind in (Kind.COUNT, Kind.MEASURE):
        return facts
    wanted = _spoken_of(reading, mention, ledger)
    if not wanted:
        return facts
    dated = mention.kind is Kind.TIME and _is_named(reading, wanted, ledger)
    return [fact for fact in facts if _holds(fact, wanted, ledger, dated=dated)]


def terms_hold(reading: Reading, first: Mention | None, second: Mention, ledger: Ledger) -> bool:
    """满2000减100 is told of an event that has it; terms that no event has are a passage's."""
    if first is None or first.fen is None or second.fen is None:
        return True
    terms = (Fraction(first.fen), Fraction(second.fen))
    having = {event.id for event in ledger.events if terms in event.terms}
    wanted = _spoken_of(reading, first, ledger)
    if list(wanted) == [NOW]:
        return not having or any(_runs(event, ledger) for event in having)
    return not having or not wanted or bool(having & set(wanted))


def last_event(reading: Reading, ledger: Ledger) -> str:
    """The id of the last known event that the sentence names; empty if none."""
    hits = [hit.id for hit in event_hits(reading.folded.text, ledger.events) if hit.id]
    return hits[-1] if hits else ""


def _spoken_of(reading: Reading, mention: Mention, ledger: Ledger) -> Sequence[str]:
    """The ids that the figure may hold under; empty where nothing is known of events."""
    hits = [hit for hit in event_hits(reading.folded.text, ledger.events) if hit.id]
    before = [hit for hit in hits if hit.end <= mention.start]
    if now := _said_now(reading.text, mention.start, before[-1].end if before else 0):
        return [NOW] if now and mention.money else _either(reading, ledger)
    if before:
        return [before[-1].id]
    clause = _CLAUSE.search(reading.text, mention.end)
    end = clause.start() if clause else len(reading.text)
    after = [hit.id for hit in hits if mention.end <= hit.start < end]
    return after[:1] or _either(reading, ledger)


def _either(reading: Reading, ledger: Ledger) -> Sequence[str]:
    return [event for event in (ledger.event, reading.about) if event] if ledger.event else ()


def _said_now(text: str, start: int, since: int) -> bool:
    begin = max((match.end() for match in _CLAUSE.finditer(text, since, start)), default=since)
    return _NOW.search(text, begin, start) is not None


def _is_named(reading: Reading, wanted: Sequence[str], ledger: Ledger) -> bool:
    return any(hit.id in wanted for hit in event_hits(reading.folded.text, ledger.events) if hit.id)


def _holds(fact: Fact, wanted: Sequence[str], ledger: Ledger, *, dated: bool) -> bool:
    """``dated``: an event is named beside a date, which must then be a date of it."""
    event = event_of(fact, ledger.events) or (event_on(fact, ledger.events) if dated else "")
    if not event:
        return True
    if wanted[0] == NOW:
        return fact.role not in _OF_THE_EVENT or _runs(event, ledger)
    return event in wanted


def _runs(event: str, ledger: Ledger) -> bool:
    known: KnownEvent | None = next((e for e in ledger.events if e.id == event), None)
    now = ledger.now
    return known is None or now is None or known.starts <= now < known.ends


def _is_claimed(reading: Reading, name: str) -> bool:
    """双2 is always wrong; 年货节 only beside a figure."""
    return name.startswith("双") or any(m.money or m.kind is Kind.RATE for m in reading.mentions)


def _names_anothers(reading: Reading, ledger: Ledger, event: str, start: int) -> int:
    """Where a promotion's name ends that stands at ``start`` and is not of ``event``; else 0."""
    if event == ledger.event or not ledger.event:
        return 0
    known = meanings(ledger.promotions)
    hits = (hit for hit in reading.names if hit.start == start and hit.name in known)
    return next((hit.end for hit in hits), 0)


def _has_end(text: str, start: int) -> int:
    match = _HAS.match(text, start)
    return match.end() if match else start


def _flag(reading: Reading, start: int, end: int, code: str, message: str) -> Flag:
    first, last, span = reading.original(start, end)
    return Flag(code, span, first, last, Severity.BLOCK, message.format(span=span), SOURCE)
