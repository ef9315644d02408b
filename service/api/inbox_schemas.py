"""What an agent's inbox shows and sends."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from .amendment_schemas import AmendmentOut
from .chat_schemas import ChatMessageOut, ForShop, Status
from .schemas import Id, Text, _Body

AgentName = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^\S(.*\S)?$")]


class HandoffIn(_Body):
    """转专员 from a workbench: what the sidebar was told."""

    shop: str = Field(min_length=1, max_length=64)
    code: Literal["complaint", "human", "price", "unsure"] = "human"
    to: str = Field(default="", max_length=80, description="A group; the shop's own if left out.")
    reason: str = Field(default="", max_length=400)
    summary: list[Annotated[str, Field(max_length=400)]] = Field(
        default_factory=list, max_length=40
    )


class ByAgent(ForShop):
    """Which agent does it, by the name that the customer sees; a key has a name of its own."""

    agent: AgentName


class AgentReply(ByAgent):
    text: Text
    message_id: Id | None = None


class QueuedOut(BaseModel):
    """A conversation that waits, or that the agent has. ``channel``: held in our chat, or in a
    workbench of the shop's, where the reply is written too."""

    conversation_id: str
    status: Status
    channel: Literal["chat", "workbench"]
    agent: str | None
    customer: str | None = Field(description="The shop's name for them; null: anonymous.")
    order: str | None
    code: str
    group: str
    reason: str
    summary: list[str]
    waiting_seconds: float
    last_role: str
    last_text: str
    last_number: int = Field(description="Goes up with whatever happens in the conversation.")


class InboxOut(BaseModel):
    """Longest waiting first; ``amendments`` are prices that hold no longer and that nobody has put
    right, oldest first."""

    now: datetime
    waiting: int
    conversations: list[QueuedOut]
    amendments: list[AmendmentOut]


class InboxEvents(BaseModel):
    """The data of each event by its name: all of the inbox, again at every change."""

    inbox: InboxOut


class MessagesOut(BaseModel):
    """What was said behind a number; ``number`` is the last one."""

    number: int
    messages: list[ChatMessageOut]
    votes: dict[str, Literal["up", "down"]]


class AttendedOut(BaseModel):
    """Who has a conversation now."""

    conversation_id: str
    status: Status
    agent: str | None
    group: str
