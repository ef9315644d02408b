"""One streamed chat completion, read from its bytes.

The lines are parsed here and not by the SDK's typed stream, which costs four times the CPU and
reports a reply without a ``finish_reason`` as complete. The stream, as far as we read it::

    data: {"choices": [{"index": 0, "delta": {"content": "亲，"}, "finish_reason": null}]}
    data: {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}
    data: {"choices": [], "usage": {…}}
    data: [DONE]

An event is one ``data`` line, as every server of this protocol sends it. Reasoning that a model
sends in other fields than ``content`` is not part of the reply and is skipped.
"""

import json
import re

from .calls import CallParts
from .errors import ModelCut, ModelMalformed, ModelRefused, ModelStopped
from .messages import ToolCall
from .shape import Shape
from .usage import usage_in

_OTHER_FIELDS = (b":", b"event:", b"id:", b"retry:")
_LONGEST_LINE = 64 * 1024
# A replacement character or half a surrogate pair: the server broke a character in two.
_BROKEN = re.compile("[\ud800-\udfff\ufffd]")
_UNKNOWN_FAULT = 500
_CALLING = frozenset({"tool_calls", "function_call"})


class Completion:
    """Fed with bytes as they arrive; knows at every point whether the reply is whole.

    ``started`` is true once there was something to read, ``finished`` once the model said that it
    is. ``calls`` are the tools it asks for instead of a reply, where ``tools`` were offered;
    ``usage`` is (prompt, completion, cached) tokens as the endpoint counts them, if it does.
    """

    def __init__(self, *, max_characters: int, tools: bool = False) -> None:
        self._room = max_characters
        self._rest = b""
        self._parts = CallParts() if tools else None
        self._shape = Shape()
        self.started = False
        self.finished = False
        self.characters = 0
        self.usage: tuple[int, int, int] | None = None

    @property
    def may_call(self) -> bool:
        return self._parts is not None

    @property
    def calls(self) -> tuple[ToolCall, ...]:
        return self._parts.whole() if self._parts else ()

    def feed(self, data: bytes) -> str:
        """The text in these bytes, possibly empty.

        Raises ModelMalformed, ModelRefused for an error inside the stream, and ModelStopped.
        """
        *lines, self._rest = (self._rest + data).split(b"\n")
        if len(self._rest) > _LONGEST_LINE:
            raise ModelMalformed(f"a line of the stream is longer than {_LONGEST_LINE} bytes")
        text = "".join([self._line(line.rstrip(b"\r")) for line in lines])
        self.characters += len(text)
        asked = self._parts.characters if self._parts else 0
        if self.characters + asked > self._room:
            raise ModelMalformed("the model says more than max_tokens allows")
        self.started = self.started or asked > 0 or not (text == "" or text.isspace())
        if self.finished and not self.started:
            raise ModelMalformed("the model finished without saying anything")
        return text

    def end(self) -> str:
        """The last text, after the last byte; raises unless the reply is whole."""
        text = self.feed(b"\n")
        if not self.finished:
            raise ModelCut("the stream ended without a finish_reason")
        return text

    def _line(self, line: bytes) -> str:
        if not line or line.startswith(_OTHER_FIELDS):
            return ""
        if self.finished:
            self._after(line)
            return ""
        if not line.startswith(b"data:"):
            raise ModelMalformed(f"not an event stream, it says {line[:20]!r}")
        data = line[5:].strip()
        return "" if data == b"[DONE]" else self._event(data)

    def _after(self, line: bytes) -> None:
        """What follows the finish is usage, or not part of the reply."""
        if b'"usage"' in line:
            try:
                event = json.loads(line[5:])
            except (ValueError, RecursionError):
                return
            self.usage = usage_in(event) or self.usage

    def _event(self, data: bytes) -> str:
        try:
            text = self._shape.text(data)
            if text is not None and not _BROKEN.search(text):
                return text
            event = json.loads(data.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise ModelMalformed(f"an event is no JSON in UTF-8: {type(error).__name__}") from None
        if isinstance(event, dict) and event.get("error"):
            raise ModelRefused(_status(event["error"]))
        self.usage = usage_in(event) or self.usage
        match event:
            case {"choices": []}:
                return ""
            case {"choices": [{**choice}]} if choice.get("index", 0) == 0:
                text = self._choice(choice)
                if text and not self.finished:
                    self._shape.learn(data, text)
                return text
            case _:
                raise ModelMalformed("an event has no choice 0")

    def _choice(self, choice: dict[object, object]) -> str:
        delta = choice.get("delta") or {}
        if not isinstance(delta, dict):
            raise ModelMalformed("a delta is no object")
        if delta.get("refusal"):
            raise ModelStopped("refusal")
        text = delta.get("content") or ""
        if not isinstance(text, str) or _BROKEN.search(text):
            raise ModelMalformed("a delta's content is no whole text")
        if self._parts is not None and delta.get("tool_calls"):
            self._parts.add(delta["tool_calls"])
        # Some servers say "" where the protocol says null.
        finish_reason = choice.get("finish_reason")
        if finish_reason and not self._whole(finish_reason):
            raise ModelStopped(str(finish_reason)[:40])
        self.finished = bool(finish_reason)
        return text

    def _whole(self, finish_reason: object) -> bool:
        """Some servers finish with ``stop`` where the protocol says ``tool_calls``."""
        if finish_reason == "stop":
            return True
        return finish_reason in _CALLING and bool(self.calls)


def _status(error: object) -> int:
    """The HTTP status inside an error event, where the endpoint gives one."""
    code = error.get("code") if isinstance(error, dict) else None
    return code if isinstance(code, int) and not isinstance(code, bool) else _UNKNOWN_FAULT
