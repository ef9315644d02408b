"""What is put to a model, and what comes back beside the text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool the model asks for; ``arguments`` is whatever it wrote, perhaps no JSON at all."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One part of a prompt. ``calls`` are an assistant's, ``answers`` is the id of the call whose
    result a tool message holds."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    calls: tuple[ToolCall, ...] = ()
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool as it is offered; ``parameters`` is a JSON schema."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call. ``cached`` ones are among ``prompt``; ``estimated``: the endpoint gave no
    figures, so ours are counted from the characters."""

    model: str
    prompt: int
    completion: int
    cached: int = 0
    estimated: bool = False


@dataclass(slots=True)
class Exchange:
    """Beside the messages of one request: the tools offered, and, filled while the reply is read,
    the tools asked for and the tokens spent. Attempts that failed have cost tokens too.
    ``replies`` in one answer have so many times the room of one."""

    tools: tuple[Tool, ...] = ()
    may_call: bool = True
    replies: int = 1
    calls: tuple[ToolCall, ...] = ()
    usages: list[Usage] = field(default_factory=list)
