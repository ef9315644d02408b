"""尺寸（宽×深×高）：285×365×300mm as its sides."""

import re
from collections.abc import Iterator
from dataclasses import replace

from .asked import WHOLE
from .sheet import Entry

_SIZE = re.compile(r"^(?P<of>.*?)(?:外形)?尺寸（(?P<sides>[^）]+)）$")
_VALUE = re.compile(r"(?P<figures>\d+(?:\.\d+)?(?:×\d+(?:\.\d+)?)+)(?P<unit>[a-z]+)")


def is_size(entry: Entry) -> bool:
    """Whether it gives several sides at once."""
    return _SIZE.match(entry.name) is not None


def sides(entry: Entry, side: str) -> Iterator[Entry]:
    """The entry's ``side`` (宽, 深, 高) alone, or the whole of it for ``WHOLE``."""
    named, value = _SIZE.match(entry.name), _VALUE.fullmatch(entry.value)
    if named is None:
        return
    if side == WHOLE:
        yield entry
    elif value is not None:
        names, figures = named["sides"].split("×"), value["figures"].split("×")
        if side in names and len(names) == len(figures):
            figure = figures[names.index(side)]
            yield replace(entry, name=f"{named['of']}{side}", value=f"{figure}{value['unit']}")
