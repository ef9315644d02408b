"""What drafting with a model needs; built once by the app."""

from dataclasses import dataclass
from typing import Literal

from .draft.kept import KeptDrafts
from .draft.model import Model
from .draft.prompts import Prompt
from .draft.tool_texts import ToolTexts
from .peak import Peak
from .purse import Purse

Angle = Literal["direct", "short", "explained", "next_step"]
ANGLES: dict[int, tuple[Angle, ...]] = {
    1: ("direct",),
    2: ("short", "explained"),
    3: ("short", "explained", "next_step"),
}
"""How candidates differ, by their number; the words are in ``prompts/reply.md``."""

TOGETHER = {1: "direct", 2: "two", 3: "three"}
"""The prompt's option that asks for all of them in one reply."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """``deadline_seconds`` is for everything since the message came; ``reading`` and its seconds
    are for goods that the words alone do not give away. ``together``: one call writes all
    candidates, otherwise each has a call of its own, at the same time. ``tool_rounds`` is how often
    tools may be asked for, 0 never."""

    model: Model
    prompt: Prompt
    tools: ToolTexts
    deadline_seconds: float
    reading: Prompt
    reading_seconds: float
    purse: Purse
    peak: Peak
    kept: KeptDrafts
    candidates: int = 1
    together: bool = False
    tool_rounds: int = 2
