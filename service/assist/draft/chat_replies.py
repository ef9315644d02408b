"""Talk is answered in kind or not at all: a greeting is returned, 好的 needs nothing."""

import re

from service.assist.ground import Evidence

from ..suggestion import Confidence, SuggestionKind
from .candidate import HIGH, Candidate
from .passages import from_scripts

_GREETING = re.compile(r"在|你好|您好|hello|hi|哈喽|嗨|早|[午上]好|客服|有人")
_CLOSES = re.compile(r"^(?:好|行|嗯|哦|噢|ok|知道|明白|了解|收到|可以|没事|那就这样)")
_THANKS = re.compile(r"谢|辛苦|麻烦|thx|thanks")


def chatted(evidence: Evidence) -> list[Candidate]:
    """The shop's own greeting where one is sure, else a short one; nothing for 好的, 好的谢谢."""
    greeting, text = evidence.shop.profile.voice.greeting, evidence.state.text.lower()
    if _THANKS.search(text) and _CLOSES.search(text):
        return []  # 好的谢谢 closes the talk
    if _THANKS.search(text):
        return [_said(f"{greeting}，不客气，有问题随时找我~")]
    if not _GREETING.search(text):
        return []
    sure = [hit for hit in evidence.scripts if hit.score >= HIGH]
    known = list(from_scripts(evidence, sure))[:1]
    return known or [_said(f"{greeting}，在的，请问有什么可以帮您~")]


def _said(text: str) -> Candidate:
    return Candidate(text, SuggestionKind.SCRIPT, Confidence.HIGH)
