"""Events of one stream that differ in their text alone: read without parsing each as JSON.

A stream repeats the same event some hundred times with other words in one place. What was parsed
once tells what stands before and behind that place; an event with the same around it, and a plain
string in it, says that string. Anything else is parsed.
"""

import json
import re

_NOT_PLAIN = re.compile(rb'[\x00-\x1f"\\]')
_PLACE = re.compile(rb'"content":\s*')


class Shape:
    """Learned from one event and the text that was parsed out of it."""

    def __init__(self) -> None:
        self._before = b""
        self._after = b""

    def learn(self, event: bytes, text: str) -> None:
        """Where the text stands, if it stands in one place only."""
        places = list(_PLACE.finditer(event))
        literal = json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")
        if len(places) == 1 and event.startswith(literal, places[0].end()):
            at = places[0].end()
            self._before = event[: at + 1]
            self._after = event[at + len(literal) - 1 :]

    def text(self, event: bytes) -> str | None:
        """What an event of this shape says; ``None`` for another event. The bytes must be UTF-8:
        raises UnicodeDecodeError."""
        before, after = self._before, self._after
        if not before or not event.startswith(before) or not event.endswith(after):
            return None
        said = event[len(before) : len(event) - len(after)]
        if len(event) < len(before) + len(after) or _NOT_PLAIN.search(said):
            return None
        return said.decode("utf-8")
