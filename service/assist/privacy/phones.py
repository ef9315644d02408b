"""Mobile numbers 手机 and landlines 座机, also spaced, dotted and with a country code."""

import re
from collections.abc import Iterator

from .digits import Numeric
from .found import Found

_GAP = r"[-. ·_/*—~]{0,2}"
_MOBILE = re.compile(
    rf"(?<![\da-z])(?:(?:\+|00){_GAP}86{_GAP}|86[-. ]?)?1{_GAP}[3-9](?:{_GAP}\d){{9}}(?!\d)",
    re.ASCII,
)
_LANDLINE = re.compile(
    r"(?<![\da-z])(?:\(0\d{2,3}\)|0\d{2,3})[- ]{0,2}[1-9]\d{2,3}[- ]?\d{4}"
    r"(?:(?:-|转|分机)\d{1,6})?(?!\d)"
    r"|(?<=座机)[号码是:为 ]{0,4}[2-9]\d{6,7}(?!\d)|(?<=固话)[号码是:为 ]{0,4}[2-9]\d{6,7}(?!\d)",
    re.ASCII,
)


def mobiles(numeric: Numeric) -> Iterator[Found]:
    for match in _MOBILE.finditer(numeric.text):
        yield Found("手机", *match.span())


def landlines(numeric: Numeric) -> Iterator[Found]:
    """With an area code, or after the word; a shop's 400 number is no particular."""
    for match in _LANDLINE.finditer(numeric.text):
        yield Found("座机", *match.span())
