"""One event's benefits at another time: 双11的券还能在双12用, 现在下单也能按双12立减 before it."""

import re
from collections.abc import Iterator

from ..events import EventHit, KnownEvent, event_hits
from ..ledger import Ledger
from ..reading import Reading
from ..verdict import Flag, Severity

SOURCE = "优惠只在自己的活动期间有效（以规则文件的起止时间为准）"

_CLAUSE = re.compile(r"[^，。;!?\n]+")
_NOW = re.compile(r"现在|目前|今天(?!晚)|当前|马上|这会儿")
_MAY = re.compile(r"(?<![不没])(?:能|可以|按|享受|用|有|算)")
_LATER = re.compile(r"不|没|还未|等|开始后|到时|之后|以后|那天|再(?:用|买|付|拍|下)|吗")
_COUPON = re.compile(r"(?:的|领的|期间的)?(?:店铺|优惠)?(?:券|红包|津贴)")


def crossed(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every clause that takes a benefit out of its event."""
    if not ledger.events:
        return
    text, events = reading.folded.text, {event.id: event for event in ledger.events}
    for match in _CLAUSE.finditer(text):
        clause = match[0]
        hits = [hit for hit in event_hits(clause, ledger.events) if hit.id]
        if not hits or _LATER.search(clause):
            continue
        if _in_another(clause, hits) or _too_soon(clause, hits[0], events, ledger):
            start, end, span = reading.original(*match.span())
            message = f"「{span}」：一个活动的优惠不能用到另一个活动、另一个时间"
            yield Flag("claim.another_event", span, start, end, Severity.BLOCK, message, SOURCE)


def _in_another(clause: str, hits: list[EventHit]) -> bool:
    """The coupon of the one, used in the other."""
    one, other = hits[0], hits[-1]
    if one.id == other.id or not _COUPON.match(clause, one.end):
        return False
    return _MAY.search(clause, one.end) is not None


def _too_soon(clause: str, hit: EventHit, events: dict[str, KnownEvent], ledger: Ledger) -> bool:
    """What is said to hold now, of an event that does not run now."""
    event, now = events[hit.id], ledger.now
    if now is None or event.starts <= now < event.ends:
        return False
    said = _NOW.search(clause, 0, hit.start)
    return said is not None and _MAY.search(clause, said.end()) is not None
