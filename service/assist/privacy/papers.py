"""Number plates 车牌; passports 护照 and postcodes 邮编 after their word."""

import re
from collections.abc import Iterator

from .digits import Numeric
from .found import Found

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领"
_PLATE = re.compile(
    rf"(?<![{_PROVINCES}])[{_PROVINCES}][a-hj-np-z][·. ]?"
    r"(?=[a-z]{0,4}\d)(?:[a-hj-np-z0-9]{5,6}|[a-hj-np-z0-9]{4}[挂学警港澳领])(?![a-z0-9])",
    re.ASCII,
)
_PASSPORT = re.compile(
    r"(?:护照|通行证|港澳台?证|台胞证|军官证)[一-鿿]{0,3}[: ]?"
    r"(?P<number>[a-z]{0,2}\d{7,10})(?![\da-z])"
    r"|(?<![a-z0-9])(?P<bare>[egkdps]\d{8})(?![a-z0-9])",
    re.ASCII,
)
_POSTCODE = re.compile(r"(?:邮编|邮政编码)(?:是|为|:| )*(?P<code>\d{6})(?!\d)", re.ASCII)


def plates(numeric: Numeric) -> Iterator[Found]:
    for match in _PLATE.finditer(numeric.text):
        yield Found("车牌", *match.span())


def passports(numeric: Numeric) -> Iterator[Found]:
    for match in _PASSPORT.finditer(numeric.text):
        yield Found("证件", *match.span(match.lastgroup or 0))


def postcodes(numeric: Numeric) -> Iterator[Found]:
    for match in _POSTCODE.finditer(numeric.text):
        yield Found("邮编", *match.span("code"))
