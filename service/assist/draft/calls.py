"""Tool calls out of a stream: they come in parts, by index."""

from .errors import ModelMalformed
from .messages import ToolCall

MOST = 8
"""Calls that one reply may ask for; a model that asks for more has lost its way."""


class CallParts:
    """Gathers ``delta.tool_calls``; the arguments stay the text that the model wrote."""

    def __init__(self) -> None:
        self._calls: dict[int, list[str]] = {}
        self.characters = 0

    def add(self, parts: object) -> None:
        """Raises ModelMalformed for what is no list of calls."""
        if not isinstance(parts, list):
            raise ModelMalformed("tool_calls is no list")
        for place, part in enumerate(parts):
            self._add(part, place)

    def whole(self) -> tuple[ToolCall, ...]:
        """What has come so far, in the order of the indexes."""
        made = sorted(self._calls.items())
        return tuple(ToolCall(id or f"call_{at}", name, said) for at, (id, name, said) in made)

    def _add(self, part: object, place: int) -> None:
        function = part.get("function") if isinstance(part, dict) else None
        if not isinstance(part, dict) or not isinstance(function, dict):
            raise ModelMalformed("a tool call has no function")
        index = part.get("index", place)
        if not isinstance(index, int) or not 0 <= index < MOST:
            raise ModelMalformed("a tool call has no usable index")
        call = self._calls.setdefault(index, ["", "", ""])
        for at, value in enumerate((part.get("id"), function.get("name"))):
            # Some servers repeat them with every part; others send "" or null after the first.
            if isinstance(value, str) and value:
                call[at] = value[:100]
        said = function.get("arguments") or ""
        if not isinstance(said, str):
            raise ModelMalformed("a tool call's arguments are no text")
        call[2] += said
        self.characters += len(said) + 1
