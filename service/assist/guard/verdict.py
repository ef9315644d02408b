"""What the guard found in a sentence."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """``block``: the sentence does not leave. ``warn``: a person should look. ``info``: a hint."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding.

    ``code`` is stable (``number.unknown``, ``adlaw.extreme`` …); ``start`` and ``end`` count
    characters of the sentence as it was given, and ``span`` is the text between them; ``message``
    tells the agent what is wrong; ``rule`` is the rule's source; ``replacement`` may stand in the
    place of the span, ``None`` if nothing safe is known.
    """

    code: str
    span: str
    start: int
    end: int
    severity: Severity
    message: str
    rule: str
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings of a sentence, in the order in which they stand in it."""

    flags: tuple[Flag, ...]

    @property
    def blocked(self) -> bool:
        return any(flag.severity is Severity.BLOCK for flag in self.flags)
