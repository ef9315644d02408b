"""Refusals: 我们不支持微信交易 forbids what a bare 微信 would offer."""

import re
from functools import cache

from ..reading.blanking import BLANK
from ..tables import table

_CLAUSE = re.compile(r"[，。;!?\n]|但是?|不过|可是|然而|其实|直接(?=加|转|发)")
_NEAR = 9
_REACH = 80
"""Clauses are not looked for farther than this; keeps long sentences linear."""


def clause_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The clause that holds ``[start, end)``; contrast words (但, 不过) part clauses as well."""
    reach = max(0, start - _REACH)
    first = max((match.end() for match in _CLAUSE.finditer(text, reach, start)), default=reach)
    after = _CLAUSE.search(text, end, end + _REACH)
    return first, after.start() if after else min(len(text), end + _REACH)


def refused(text: str, start: int, end: int) -> bool:
    """Whether the clause refuses, forbids or warns of what stands at ``[start, end)``."""
    first, last = clause_around(text, start, end)
    before, near, after, unless, broken = _patterns()
    if any(match.end() == start for match in broken.finditer(text, first, end)):
        return False
    lead = unless.sub(lambda match: BLANK * len(match[0]), text[first:start])
    if before.search(lead) or near.search(lead[-_NEAR:]):
        return True
    return after.search(text, end, last) is not None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    said = {key: "".join(text.split()) for key, text in table("refusals.yaml").items()}
    return (
        re.compile(said["before"]),
        re.compile(rf"(?:{said['near']})(?:[一-鿿]{{0,2}}|[一-鿿]{{1,6}}[和或及与、])$"),
        re.compile(said["after"]),
        re.compile(said["unless"]),
        re.compile(said["broken"]),
    )
