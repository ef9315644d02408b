"""Messages and tools as the OpenAI protocol writes them."""

from collections.abc import Sequence
from typing import Any

from .messages import Message, Tool


def wired(messages: Sequence[Message], *, tools: bool) -> list[dict[str, Any]]:
    """``tools`` false: for an endpoint that knows none, what tools gave is told by the user."""
    return [part for message in messages if (part := _message(message, tools=tools))]


def extras(tools: Sequence[Tool], *, may_call: bool, usage: bool) -> dict[str, Any]:
    """What goes beyond the plain protocol, and only that.

    Tools that may not be called any more stay in the request: they stand before the messages in
    the prompt that the model reads, and its beginning should stay the same.
    """
    found: dict[str, Any] = {}
    if tools:
        found["tools"] = [_tool(tool) for tool in tools]
        found["tool_choice"] = "auto" if may_call else "none"
    if usage:
        found["stream_options"] = {"include_usage": True}
    return found


def _message(message: Message, *, tools: bool) -> dict[str, Any]:
    if not tools and message.calls:
        return {"role": "assistant", "content": message.content} if message.content else {}
    if not tools and message.answers:
        return {"role": "user", "content": message.content}
    part: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        part["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in message.calls
        ]
    if message.answers:
        part["tool_call_id"] = message.answers
    return part


def _tool(tool: Tool) -> dict[str, Any]:
    function = {
        "name": tool.name,
        "description": tool.description,
        "parameters": dict(tool.parameters),
    }
    return {"type": "function", "function": function}
