"""The guard for a reply that streams: a sentence leaves as soon as it passes.

A sentence that fails is replaced by one that is known to be right and answers the same: the
calculator's own figures, or the nearest sentence of the script. Where there is none it is
withheld. The flags tell the agent why.
"""

import re
from collections.abc import Iterator, Sequence

from .alike import nearly_equal, share
from .cases import Cases
from .guard import Flag, Ledger, Severity, check, sentences
from .privacy import Vault

ANSWERS_THE_SAME = 0.5
"""Share of a failed sentence that must stand in the script's for that to take its place."""

_MARKS = "，,~～！! "

TOO_LONG = Flag(
    "length.over",
    "",
    0,
    0,
    Severity.INFO,
    "超过店铺规定的字数，后面的没有采用",
    "shop.yaml voice.max_characters",
)

MADE_UP = Flag(
    "leak.placeholder",
    "〔",
    0,
    0,
    Severity.BLOCK,
    "「〔〕」是模型自己编的占位符，没有对应的内容",
    "内部信息不外发（《个人信息保护法》第五十一条）",
)


_MARKUP = re.compile(r"</?[a-zA-Z_|]|```|\{\{|\}\}|\[\w*\]\(|^\s*\|.*\|\s*$", re.MULTILINE)


def _markup(sentence: str) -> Iterator[Flag]:
    """Tags, code, links and tables are for machines, and no words to a buyer."""
    if found := _MARKUP.search(sentence):
        yield Flag(
            "format.markup",
            found[0],
            *found.span(),
            Severity.BLOCK,
            "回复里有标记或代码，不是给买家看的话",
            "prompts/reply.md 第1条",
        )


class Gate:
    """``scripts`` are replies that have passed; ``room`` is how many characters may leave;
    ``vault`` holds what was masked for the model and is shown to the agent again; ``greeting`` is
    the shop's own."""

    def __init__(
        self,
        cases: Cases,
        scripts: Sequence[str],
        room: int,
        vault: Vault,
        greeting: str = "",
    ) -> None:
        self._cases = cases
        self._vault = vault
        self._greeting = greeting
        self._sure = [sentence for text in scripts for sentence in sentences(text)]
        self._room = room
        self.full = False
        self.flags: list[Flag] = []
        self.passed: list[str] = []
        self.greeted = ""

    @property
    def text(self) -> str:
        """What has left, as one reply; a greeting alone is none."""
        text = "".join(self.passed)
        return text if text.startswith(self.greeted) or not text else self.greeted + text

    def greet(self, begun: str) -> str | None:
        """The shop's own greeting and its mark leave before their sentence is whole: they are no
        claim. ``None`` while ``begun``, what the model has written so far, does not yet show."""
        head, mark = begun[: len(self._greeting)], begun[len(self._greeting) :][:1]
        if not self._greeting or not self._greeting.startswith(head):
            return ""
        if not mark:
            return None
        if mark in _MARKS and not check(head, Ledger.of()).blocked:
            self.greeted = head + mark
        return self.greeted

    def admit(self, sentence: str) -> str:
        """What may leave in the place of ``sentence``; empty if nothing."""
        if self.full:
            return ""
        flags = (*self._cases.flags(sentence), *_markup(sentence))
        self.flags.extend(flags)
        blocked = any(flag.severity is Severity.BLOCK for flag in flags)
        text = self._instead(sentence, flags) if blocked else self._restored(sentence)
        if self.overflows(len(text)):
            return ""
        if text:
            self.passed.append(text)
            self._room -= len(text)
        return text

    def overflows(self, characters: int) -> bool:
        """Whether a sentence of that many characters, whole or not, is too long to leave at all."""
        if characters > self._room and not self.full:
            self.full = True
            self.flags.append(TOO_LONG)
        return self.full

    def taken_back(self) -> None:
        """What was said before a tool was asked for is no part of the reply."""
        self._room += sum(map(len, self.passed))
        self.passed.clear()
        self.greeted = ""
        self.flags.clear()
        self._cases.begin_again()
        self.full = False

    def _restored(self, sentence: str) -> str:
        """The sentence as the agent sees it; nothing if it has a mark that nobody gave out."""
        text = self._vault.restored(sentence)
        if "〔" not in text:
            return text
        self.flags.append(MADE_UP)
        return ""

    def _instead(self, sentence: str, flags: Sequence[Flag]) -> str:
        about_figures = any(flag.code.startswith(("number.", "claim.")) for flag in flags)
        figures = self._cases.figures_for(sentence) if about_figures else ""
        return figures or self._from_script(sentence)

    def _from_script(self, sentence: str) -> str:
        near = [(share(sentence, sure), sure) for sure in self._sure]
        alike, best = max(near, default=(0.0, ""))
        said = nearly_equal(best, self.passed)
        return best if alike >= ANSWERS_THE_SAME and not said else ""
