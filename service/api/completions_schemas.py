"""The OpenAI protocol from the server's side: what is read of a request, and what is answered.

Connectors send many fields that mean nothing here (temperature, tools, penalties …): they are
passed over. A system message is the connector's own prompt; it is no turn of the conversation and
changes nothing of what the assistant may say.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from .schemas import MAX_TEXT, MAX_TURNS, Id, TurnIn


class _Read(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class PartIn(_Read):
    """A part of a message; only text is read."""

    type: str = "text"
    text: str = Field("", max_length=MAX_TEXT)


class MessageIn(_Read):
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Annotated[str, Field(max_length=MAX_TEXT)] | list[PartIn] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class Metadata(_Read):
    """``conversation_id`` goes on with a stored conversation; ``sku`` is the page looked at."""

    conversation_id: Id | None = None
    sku: str | None = Field(default=None, max_length=80)


class StreamOptions(_Read):
    include_usage: bool = False


class CompletionRequest(_Read):
    model: str = Field(min_length=1, max_length=100)
    messages: list[MessageIn] = Field(min_length=1, max_length=MAX_TURNS)
    stream: bool = False
    stream_options: StreamOptions | None = None
    metadata: Metadata | None = None

    @property
    def turns(self) -> list[TurnIn]:
        """Customer and bot, in order."""
        said = [(ROLES[m.role], m.text) for m in self.messages if m.role in ROLES]
        return [TurnIn(role=role, text=text) for role, text in said if text.strip()]

    @model_validator(mode="after")
    def _sendable(self) -> Self:
        """What a turn refuses, a message is refused for."""
        _ = self.turns
        return self


ROLES: dict[str, Literal["customer", "bot"]] = {"user": "customer", "assistant": "bot"}


def error_body(message: str, code: str, *, kind: str = "invalid_request_error") -> dict[str, Any]:
    """An error as OpenAI's clients read it."""
    return {"error": {"message": message, "type": kind, "param": None, "code": code}}
