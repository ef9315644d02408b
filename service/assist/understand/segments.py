"""A burst cut into segments, each saying or asking one thing."""

import re

_CUT = re.compile(
    r"[，。！？；!?;\n~…]+|(?<!\d),|,(?!\d{3}(?!\d))|(?<!\d)\.|\.(?!\d)|(?<=[吗呢吧]) ?(?=\S)"
    r"|(?<=[\u4e00-\u9fff]) (?=\S)"
)
_FURTHER = re.compile(
    r"(?<=\S)(?=再(?:加|来|要|拿|配)(?!多少|怎么)|再[买拍][一两二三四个\d]|另外|外加|顺便|还要)"
)
_COMPLETE = re.compile(r"[台件个套部只俩]|多少|[吗呢]")
"""Before 再来 something is counted or asked: bcd118再来一个 is one saying, 来两台再加一台 two."""


def segments(text: str) -> list[str]:
    """The segments of a normalised burst in order, none empty; 1.5匹 and 2,299 are not cut."""
    pieces = (piece for part in _CUT.split(text) for piece in _further(part))
    return [piece for each in pieces if (piece := each.strip())]


def _further(text: str) -> list[str]:
    cut = _FURTHER.search(text)
    if cut is None or not _COMPLETE.search(text[: cut.start()]):
        return [text]
    return [text[: cut.start()], *_further_after(text[cut.start() :])]


def _further_after(text: str) -> list[str]:
    """What begins with 再加 itself, cut before the next."""
    cut = _FURTHER.search(text, 1)
    return [text] if cut is None else [text[: cut.start()], *_further_after(text[cut.start() :])]
