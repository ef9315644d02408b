"""Which kind of reduction the words beside an amount speak of: 店铺券减150, 900是跨店满减."""

import re
from functools import cache

from .tables import table

_CLAUSE = re.compile(r"[，。;!?\n、()（）|]")
_TOGETHER = re.compile(r"一共|合计|总共|共计|累计|共|都|加起来")
_BOTH = re.compile(r"[^\d]*(?:[和与加跟及+]|还有)[^\d]*")
_VERBS = (
    r"(?:的|是|满|了|能|可以?|又|就|再|直接|立|只|会|这边|那边|:|¥|面额|面值|为|金额|"
    r"抵扣|抵|减免|减|省|优惠)*"
)

ANY = "any"
"""Several kinds together: neither's own saving."""


def reduction_before(text: str, start: int) -> str:
    """The kind whose saving stands at ``start``: the last that its clause names; empty if none."""
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    words = list(_words().finditer(text, begin, start))
    if not words:
        return ""
    last = words[-1]
    if _TOGETHER.search(text, last.end(), start):
        return ""
    if len(words) > 1 and _BOTH.fullmatch(text, words[-2].end(), last.start()):
        return ANY if words[-2].lastgroup != last.lastgroup else str(last.lastgroup)
    return str(last.lastgroup) if re.fullmatch(_VERBS, text[last.end() : start]) else ""


def reduction_after(text: str, end: int) -> str:
    """150元店铺券; 900是跨店满减."""
    match = _after().match(text, end)
    return str(match.lastgroup) if match else ""


def reduction_words(text: str, start: int) -> tuple[str, int] | None:
    """The kind of reduction named at ``start``, and where its words end."""
    match = _words().match(text, start)
    return (str(match.lastgroup), match.end()) if match else None


def reached_after(text: str, start: int) -> str:
    """立减完1407.12元: the kind after which the amount is left; empty if none is named."""
    begin = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    found = list(_reached().finditer(text, begin, start))
    return str(found[-1].lastgroup) if found else ""


@cache
def _words() -> re.Pattern[str]:
    return re.compile(_groups(_kinds()))


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"(?:的|无门槛|就?[是为](?:您?分到的)?)?(?:{_groups(_kinds())})")


@cache
def _reached() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{_groups(table('reductions.yaml')['after'])})(?:优惠)?(?:之?后|完|以后)"
    )


def _kinds() -> dict[str, str]:
    return {kind: words for kind, words in table("reductions.yaml").items() if kind != "after"}


def _groups(kinds: dict[str, str]) -> str:
    return "|".join(f"(?P<{kind}>{words})" for kind, words in kinds.items())
