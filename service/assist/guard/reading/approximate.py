"""Approximations: 两百出头, 一百来块, 不到两百, 差不多4700, 4700左右."""

import re
from functools import cache

from ..tables import table


def fuzzy_before(text: str, start: int) -> bool:
    """Whether what stands before a number makes it inexact."""
    return _patterns()[0].search(text, max(0, start - 12), start) is not None


def fuzzy_after(text: str, end: int) -> bool:
    """Whether what stands after a number makes it inexact."""
    return _patterns()[1].match(text, end) is not None


def bounded(text: str, start: int, end: int) -> bool:
    """超过2000元, 2000元以上: exact where a threshold is told, else an approximation."""
    before, after, threshold = _patterns()[2:]
    said = before.search(text, max(0, start - 8), start) or after.match(text, end)
    return bool(said) and threshold.match(text, end) is None


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Before, after, bound before, bound after, and what a threshold goes on with."""
    said = {key: text.replace(" ", "").replace("\n", "") for key, text in table(_FILE).items()}
    between = said["between"]
    return (
        re.compile(rf"(?:{said['before']}){between}$"),
        re.compile(rf"(?:{said['after']})"),
        re.compile(rf"(?:{said['bound_before']}){between}$"),
        re.compile(rf"(?:{said['bound_after']})"),
        re.compile(rf"(?:{said['threshold']})"),
    )


_FILE = "approximate.yaml"
