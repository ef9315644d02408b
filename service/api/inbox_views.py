"""Our values → what an agent's inbox shows."""

from service.conversations.amendments import Amendment
from service.conversations.attendance import Attendance, Attended, Queued
from service.conversations.happenings import Happening
from service.desk import Desk
from service.shops import Shop

from .amendment_schemas import AmendmentOut
from .chat_views import message_out
from .inbox_schemas import AttendedOut, InboxOut, MessagesOut, QueuedOut

AMENDMENTS = 50
"""Shown at once; the next ones come as these are seen to."""


async def inbox_out(desk: Desk, shop: Shop, agent: str) -> InboxOut:
    listed = await desk.store.attendances.listed(shop.id, agent)
    amendments = await desk.store.amendments.open(shop.id)
    now = desk.wall().timestamp()
    return InboxOut(
        now=desk.clock(),
        waiting=sum(line.attendance.status is Attended.WAITING for line in listed),
        conversations=[_queued(line, now) for line in listed],
        amendments=[amendment_out(one) for one in amendments[:AMENDMENTS]],
    )


def _queued(line: Queued, now: float) -> QueuedOut:
    attendance = line.attendance
    return QueuedOut(
        conversation_id=attendance.conversation_id,
        status=attendance.status.value,
        channel=line.channel,
        agent=attendance.agent,
        customer=line.subject,
        order=line.order,
        code=attendance.brief.code,
        group=attendance.brief.group,
        reason=attendance.brief.reason,
        summary=list(attendance.brief.summary),
        waiting_seconds=round(max(0.0, now - attendance.queued_at), 1),
        last_role=line.last_role,
        last_text=line.last_text,
        last_number=line.last_number,
    )


def messages_out(happened: list[Happening], after: int) -> MessagesOut:
    votes = {h.payload["message_id"]: h.payload["vote"] for h in happened if h.name == "vote"}
    return MessagesOut(
        number=happened[-1].number if happened else after,
        messages=[message_out(h) for h in happened if h.name in ("customer", "bot", "agent")],
        votes=votes,
    )


def attended_out(attendance: Attendance) -> AttendedOut:
    return AttendedOut(
        conversation_id=attendance.conversation_id,
        status=attendance.status.value,
        agent=attendance.agent,
        group=attendance.brief.group,
    )


def amendment_out(amendment: Amendment) -> AmendmentOut:
    return AmendmentOut(
        id=amendment.id,
        conversation_id=amendment.conversation_id,
        goods=amendment.goods,
        told=amendment.told,
        holds=amendment.holds or None,
        text=amendment.text,
        status=amendment.status.value,
        agent=amendment.agent,
        created_at=amendment.created_at,
    )
