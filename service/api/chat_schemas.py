"""What a customer is shown, and nothing besides: no confidence, no finding of the guard, no note or
script of the shop's own. Money is a decimal string in yuan, times are ISO 8601 with offset."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from .schemas import Id, ProblemOut, Text, _Body

Status = Literal["bot", "waiting", "left", "human", "closed"]


class ChatRequest(_Body):
    """The customer's message. Sent again under the same ``message_id`` it is answered once."""

    shop: str = Field(min_length=1, max_length=64)
    text: Text
    message_id: Id | None = None
    conversation_id: Id | None = Field(default=None, description="Left out: a new conversation.")
    sku: str | None = Field(default=None, max_length=80, description="The product page.")
    order: str | None = Field(
        default=None, max_length=80, description="An order; of customers the shop signs for only."
    )


class SourceOut(BaseModel):
    """Where a statement stands, with the time it holds (half-open)."""

    title: str
    place: str
    valid_from: datetime | None
    valid_to: datetime | None


class PriceItemOut(BaseModel):
    title: str
    quantity: int
    amount: str


class PriceStepOut(BaseModel):
    name: str
    saving: str


class PricePaymentOut(BaseModel):
    """What to pay when (half-open)."""

    model_config = ConfigDict(populate_by_name=True)

    what: Literal["deposit", "final_payment", "full"]
    amount: str
    start: datetime | None = Field(alias="from")
    end: datetime | None = Field(alias="to")


class PriceOut(BaseModel):
    """``payable`` includes ``deposit`` and ``freight``."""

    event: str
    items: list[PriceItemOut]
    list_price: str
    steps: list[PriceStepOut]
    freight: str
    gifts: list[str]
    payable: str
    saving: str
    deposit: str
    final_payment: str
    payments: list[PricePaymentOut]
    conditions: list[str]
    disclaimer: str
    valid_until: datetime | None


class ChatMessageOut(BaseModel):
    """``agent`` is the name of the person who wrote; ``votable`` an answer that may be voted on."""

    id: str
    role: Literal["customer", "bot", "agent"]
    text: str
    at: datetime
    sources: list[SourceOut] = []
    price: PriceOut | None = None
    agent: str | None = None
    votable: bool = False


class AttendanceOut(BaseModel):
    """Who attends to the customer: the bot, the queue, a person. ``ahead`` is how many wait before
    them; ``opens_at`` when nobody is there now."""

    status: Status
    ahead: int | None
    agent: str | None
    group: str
    opens_at: datetime | None


class ChatOut(BaseModel):
    """``reply`` is ``null`` while a person has the conversation, and where nothing needs a reply.
    ``session`` is the token of a new anonymous visitor, to be sent as ``Authorization: Bearer``."""

    conversation_id: str
    session: str | None
    message_id: str
    reply: ChatMessageOut | None
    attendance: AttendanceOut


class LeftMessage(_Body):
    """留言: read by a person later."""

    shop: str = Field(min_length=1, max_length=64)
    text: Text
    message_id: Id | None = None


class VoteIn(_Body):
    """On a reply of the bot; ``down`` asks for a person."""

    shop: str = Field(min_length=1, max_length=64)
    message_id: Id
    vote: Literal["up", "down"]


class ForShop(_Body):
    """Of which shop it is."""

    shop: str = Field(min_length=1, max_length=64)


class ChatShopOut(BaseModel):
    """What the chat page needs to begin."""

    id: str
    name: str
    now: datetime
    demo: bool
    greeting: str
    opens: str
    closes: str
    opens_at: datetime | None = Field(description="When nobody is there now.")
    questions: list[str]


class ChatOpened(BaseModel):
    conversation_id: str
    session: str | None


class ChatMessageEvent(BaseModel):
    number: int
    message: ChatMessageOut


class ChatAttendanceEvent(BaseModel):
    attendance: AttendanceOut


class ChatVoteEvent(BaseModel):
    number: int
    message_id: str
    vote: Literal["up", "down"]


class ChatDone(BaseModel):
    """Everything has been stored before it."""

    message_id: str


class ChatEvents(BaseModel):
    """The data of each event, by the event's name; the events are tabled in ``chat_sse``."""

    opened: ChatOpened
    message: ChatMessageEvent
    attendance: ChatAttendanceEvent
    vote: ChatVoteEvent
    done: ChatDone
    error: ProblemOut
