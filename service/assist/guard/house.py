"""House rules: what one shop adds to the guard, and what its agents may grant on the spot."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from .reading.fold import fold
from .verdict import Flag, Severity

_NONE: Mapping[str, Severity] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class HouseWords:
    """One group of a shop's own words; ``found`` and ``innocent`` read folded text."""

    code: str
    severity: Severity
    message: str
    rule: str
    replacement: str | None
    found: re.Pattern[str]
    innocent: re.Pattern[str] | None


@dataclass(frozen=True, slots=True, eq=False)
class House:
    """``severities`` by code; ``allowed`` are folded phrases in which nothing is found; ``limits``
    in fen by kind: ``compensation``, ``small_refund``, ``extra_discount``."""

    words: Sequence[HouseWords] = ()
    severities: Mapping[str, Severity] = field(default_factory=lambda: _NONE)
    allowed: tuple[str, ...] = ()
    limits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def judged(self, flag: Flag, sentence: str) -> Flag | None:
        """The flag as severe as it is here; ``None`` if it lies inside an allowed phrase."""
        if self.allowed and self._is_allowed(flag, sentence):
            return None
        severity = self.severities.get(flag.code)
        if severity is None or severity is flag.severity:
            return flag
        if flag.severity is not Severity.BLOCK:
            return flag  # what a refusal made mild is not made severe again
        return Flag(
            flag.code, flag.span, flag.start, flag.end, severity, flag.message, flag.rule,
            flag.replacement,
        )  # fmt: skip

    def _is_allowed(self, flag: Flag, sentence: str) -> bool:
        text = fold(sentence)
        for phrase in self.allowed:
            at = text.text.find(phrase)
            while at >= 0:
                start, end = text.span(at, at + len(phrase))
                if start <= flag.start and flag.end <= end:
                    return True
                at = text.text.find(phrase, at + 1)
        return False


NOBODY = House()
"""No shop: nothing is added, nothing may be granted."""
