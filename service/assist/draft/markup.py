"""Thinking and tool calls that a server left in the text, not knowing its model's marks.

``<think>…</think>`` is no part of the reply. ``<tool_call>{"name": …, "arguments": …}</tool_call>``
is a call like any other. Both would otherwise stand before an agent's eyes.
"""

import json
import re

from .errors import ModelMalformed
from .messages import ToolCall

_THINK, _THOUGHT, _CALL = "<think>", "</think>", "<tool_call>"
_MARKS = (_THINK, _CALL)
_CALLS = re.compile(r"<tool_call>\s*(.*?)\s*(?:</tool_call>|$)", re.DOTALL)


class Markup:
    """Feed it text; it gives what is a reply, and holds back what may become a mark."""

    def __init__(self) -> None:
        self._held = ""
        self._thinking = False
        self._calling = False
        self._said = False

    def feed(self, text: str) -> str:
        """What of the text, and of what was held back, is a reply."""
        if not self._held and not self._thinking and "<" not in text:
            return self._passed(text)
        self._held += text
        passed = ""
        while self._held and not self._calling:
            if self._thinking and not self._thought():
                break
            before, mark, after = self._held.partition("<")
            passed += before
            self._held = mark + after
            if self._held.startswith(_THINK):
                self._thinking = True
            elif self._held.startswith(_CALL):
                self._calling = True
            elif any(mark.startswith(self._held) for mark in _MARKS):
                break
            else:
                passed += self._held[:1]
                self._held = self._held[1:]
        return self._passed(passed)

    def end(self) -> tuple[str, tuple[ToolCall, ...]]:
        """The last of the reply, and the calls. Raises ModelMalformed where there is neither."""
        if self._calling:
            found = enumerate(_CALLS.findall(self._held))
            return "", tuple(_call(number, said) for number, said in found)
        rest = "" if self._thinking else self._held
        if not self._said and not rest.strip():
            raise ModelMalformed("the model thought and said nothing")
        return self._passed(rest), ()

    def _thought(self) -> bool:
        """Drops the thinking; whether it has ended."""
        _, mark, after = self._held.partition(_THOUGHT)
        self._held = after if mark else self._held[-len(_THOUGHT) :]
        self._thinking = not mark
        return bool(mark)

    def _passed(self, text: str) -> str:
        if not self._said:
            text = text.lstrip()
            self._said = bool(text)
        return text


def _call(number: int, said: str) -> ToolCall:
    """Whatever is wrong with it shows when the arguments are read."""
    try:
        call = json.loads(said)
        name, arguments = str(call["name"]), json.dumps(call["arguments"], ensure_ascii=False)
    except (ValueError, KeyError, TypeError, RecursionError):
        name, arguments = "", said
    return ToolCall(f"call_{number}", name, arguments)
