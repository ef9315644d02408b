"""Sentences of a chat window, also from a stream; every character is kept.

``"".join(sentences(text)) == text``, and a stream gives the same sentences however it is cut. A
sentence ends after 。！？；… ~ or a line break, with the closing marks that follow; never inside a
number (2,299.00, 11:30, 18~38), never inside brackets or quotation marks, and a line that ends
with a colon goes on. Nothing that is only marks or space stands alone.
"""

import re
from collections.abc import Iterator

_ENDS = frozenset("。！？!?；;…\n")
_TILDES = frozenset("~～")
_OPENING = {
    "（": "）",
    "(": ")",
    "【": "】",
    "[": "]",
    "《": "》",
    "「": "」",
    "『": "』",
    "“": "”",
}
_CLOSING = frozenset(_OPENING.values())
_TRAILING = _ENDS | _TILDES | _CLOSING | frozenset(" \t\r\"'’")
_NUMERIC = frozenset("0123456789０１２３４５６７８９零〇一二两三四五六七八九十百千万¥￥.,")
_HAN = frozenset("零〇一二两三四五六七八九十百千万")
_COLONS = frozenset(":：")

_MARK = re.compile(f"[{re.escape(''.join(sorted(_TRAILING | _OPENING.keys())))}]")
"""Only at one of these anything begins or ends."""

LONGEST_BRACKET = 160
"""A bracket that is still open after so many characters was never meant to close."""


class SentenceStream:
    """Feed it pieces of a text; it gives the sentences that are complete.

    A sentence is given out once the character after it is known, so that 。） or ！！ stay one.
    """

    def __init__(self) -> None:
        self._held = ""
        # Where scanning goes on, the brackets open there, and where the outermost one began.
        self._at = 0
        self._brackets: list[str] = []
        self._opened = 0

    def feed(self, chunk: str) -> list[str]:
        """The sentences that are complete now."""
        self._held += chunk
        found: list[str] = []
        while (end := self._scan()) is not None:
            found.append(self._held[:end])
            self._held = self._held[end:]
            self._at = 0
            self._brackets.clear()
        return found

    def finish(self) -> list[str]:
        """What is left, as the last sentence; empty if nothing is."""
        rest, self._held = self._held, ""
        self._at = 0
        self._brackets.clear()
        return [rest] if rest else []

    def _scan(self) -> int | None:
        """The end of the first sentence, if it is known; else remember how far we came."""
        last = len(self._held) - 1
        while mark := _MARK.search(self._held, self._at, last):
            self._at = mark.start()
            if self._at > self._opened + LONGEST_BRACKET + 1:
                self._brackets.clear()
            self._follow(mark[0])
            self._at += 1
            if self._ends(mark[0], self._held[self._at]):
                return self._at
        self._at = max(self._at, last)
        return None

    def _follow(self, character: str) -> None:
        if character == "\n" or (self._brackets and self._at - self._opened > LONGEST_BRACKET):
            self._brackets.clear()
        elif character in _OPENING:
            if not self._brackets:
                self._opened = self._at
            self._brackets.append(_OPENING[character])
        elif self._brackets and character == self._brackets[-1]:
            self._brackets.pop()

    def _ends(self, character: str, following: str) -> bool:
        """Whether a sentence ends between the two, looking back over closing marks."""
        if character not in _TRAILING or following in _TRAILING or self._brackets:
            return False
        return self._spoken() and self._terminated(following)

    def _spoken(self) -> bool:
        return any(character.isalnum() for character in self._held[: self._at])

    def _terminated(self, following: str) -> bool:
        index = self._at - 1
        while index >= 0 and self._held[index] in _TRAILING:
            if self._is_end(index, following):
                return True
            index -= 1
        return False

    def _is_end(self, index: int, following: str) -> bool:
        character = self._held[index]
        before = self._held[index - 1] if index else ""
        if character == "\n":
            return self._held[:index].rstrip()[-1:] not in _COLONS
        if character in _TILDES:
            return following not in _NUMERIC
        return character in _ENDS and not _is_inside_a_number(before, following)


def _is_inside_a_number(before: str, following: str) -> bool:
    """2！6！9！8元, 四。六; not 888。两台: a number is written in one script, and 两 begins one."""
    if before not in _NUMERIC or following not in _NUMERIC or following in "两¥￥":
        return False
    return before in _HAN or following not in _HAN


def sentences(text: str) -> list[str]:
    """The text cut into sentences; they join to the text again."""
    return list(_sentences(text))


def _sentences(text: str) -> Iterator[str]:
    stream = SentenceStream()
    yield from stream.feed(text)
    yield from stream.finish()
