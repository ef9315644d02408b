"""38平够不够, 高度只有180放得下吗: the buyer's figure beside the product's, where both are plain.

The buyer's figure is compared and never repeated: it is no evidence.
"""

import re
from fractions import Fraction

from service.assist.guard.reading import Kind, read
from service.assist.guard.reading.units import canonical

from .known import Fit

_ASKS = re.compile(r"够|行|可以|合适|放得|放不|进得|进不|能|塞|得下|得起|得动|吗|不")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)-(\d+(?:\.\d+)?)([^\d\s，]+)")
_BARE = re.compile(r"(?<![\d.\-a-z])(\d+(?:\.\d+)?)(?![\d.\-]|\s*[a-z匹升款台件个℃层楼号月年日点])")
_PEOPLE = re.compile(r"(\d+|[一二两三四五六七八九十])\s*(?:个人|口人|口之家|人)")
_HAN = {han: value for value, han in enumerate("零一二三四五六七八九十")} | {"两": 2}


def fit_of(text: str, value: str, fits: str) -> Fit | None:
    """How the figure in the buyer's ``text`` stands to ``value``; ``None`` if that is not sure.

    ``range``: inside, above or below 30-50㎡. ``room`` and ``door``: a place of that size is large
    enough (``INSIDE``) or too small (``BELOW``) for the side.
    """
    if not fits or not _ASKS.search(text):
        return None
    return _in_range(text, value) if fits == "range" else _in_room(text, value)


def _in_range(text: str, value: str) -> Fit | None:
    found = _RANGE.match(value)
    if found is None:
        return None
    said = _said(text, found[3])
    if said is None:
        return None
    low, _ = canonical(Fraction(found[1]), found[3])
    high, _ = canonical(Fraction(found[2]), found[3])
    if said > high:
        return Fit.ABOVE
    return Fit.BELOW if said < low else Fit.INSIDE


def _said(text: str, unit: str) -> Fraction | None:
    """The one figure of that dimension in the text, in its base unit."""
    if unit == "人":
        people = _PEOPLE.findall(text)
        one = people[0] if len(people) == 1 else ""
        return Fraction(int(one) if one.isdigit() else _HAN[one]) if one else None
    _, dimension = canonical(Fraction(0), unit)
    values = {
        canonical(mention.value, mention.unit)[0]
        for mention in read(text).mentions
        if mention.value is not None and canonical(Fraction(0), mention.unit)[1] == dimension
    }
    return values.pop() if len(values) == 1 else None


def _in_room(text: str, value: str) -> Fit | None:
    room, side = _length(text), _length(value)
    if room is None or side is None or room == side:
        return None
    return Fit.INSIDE if room > side else Fit.BELOW


def _length(text: str) -> Fraction | None:
    """The one length in millimetres; a bare 180 is one in centimetres, 1800 in millimetres."""
    mentions = read(text).mentions
    lengths = {
        canonical(mention.value, mention.unit)[0]
        for mention in mentions
        if mention.value is not None
        and mention.kind is Kind.MEASURE
        and canonical(Fraction(0), mention.unit)[1] == "length"
    }
    if not lengths:
        bare = {Fraction(found) for found in _BARE.findall(text)}
        lengths = {figure * 10 if figure < 300 else figure for figure in bare if figure >= 30}
    return lengths.pop() if len(lengths) == 1 else None
