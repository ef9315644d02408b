"""A burst cut into segments, each saying or asking one thing."""

import re

_CUT = re.compile(
    r"[，。！？；!?;\n~…]+|(?<!\d),|,(?!\d{3}(?!\d))|(?<!\d)\.|\.(?!\d)|(?<=[吗呢吧]) ?(?=\S)"
    r"|(?<=[\u4e00-\u9fff]) (?=\S)"
    r"|(?<=\S)(?=再(?:加|来|要|拿|配)(?!多少|怎么)|再[买拍][一两二三四个\d]|另外|外加|顺便|还要)"
)


def segments(text: str) -> list[str]:
    """The segments of a normalised burst in order, none empty; 1.5匹 and 2,299 are not cut."""
    return [piece for part in _CUT.split(text) if (piece := part.strip())]
