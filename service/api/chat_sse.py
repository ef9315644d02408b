"""Server-sent events of a chat; ``ChatEvents`` has the type of each.

                                             POST /v1/chat    GET …/events
opened       {conversation_id, session}      first
message      {number, message}               yes              yes
attendance   {attendance}                    yes              first, and at changes
vote         {number, message_id, vote}                       yes
done         {message_id}                    last
error        a problem document              last

A message and a vote carry their ``number`` also as the event's id: a reader goes on from the last
(``Last-Event-ID``, or ``after``) and misses none.
"""

from .chat_schemas import (
    ChatAttendanceEvent,
    ChatDone,
    ChatEvents,
    ChatMessageEvent,
    ChatOpened,
    ChatVoteEvent,
)
from .schemas import ProblemOut

ChatFrame = (
    ChatOpened | ChatMessageEvent | ChatAttendanceEvent | ChatVoteEvent | ChatDone | ProblemOut
)

NAMES: dict[object, str] = {
    field.annotation: name for name, field in ChatEvents.model_fields.items()
}


def encoded(frame: ChatFrame) -> bytes:
    number = getattr(frame, "number", None)
    mark = f"id: {number}\n" if number is not None else ""
    data = frame.model_dump_json(by_alias=True)
    return f"{mark}event: {NAMES[type(frame)]}\ndata: {data}\n\n".encode()
