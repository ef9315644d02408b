"""Names of people 姓名, where the words around say that it is one: 我叫张三, 收货人：李四."""

import re
from collections.abc import Iterator

from ..guard.tables import read
from .addresses import PLACES
from .digits import Numeric
from .found import Found

_SURNAMES = read(PLACES)["surnames"]
_NO_NAME = (
    "谢谢|多谢|方便|金额|白色|黄色|安装|江苏|万一|于是|程序|范围|时间|方法|高的|何时|马上|许多"
)
_NAME = rf"(?!{_NO_NAME})(?:{_SURNAMES['double']}|[{_SURNAMES['single']}])[一-鿿]{{1,2}}"
_SAID = re.compile(
    rf"(?:收[货件]人|联系人|收件姓名|姓名|名字|户名|持卡人|开票人)"
    rf"(?:是|为|叫|写|改成|改为|:| )*(?P<name>{_NAME})"
    rf"|(?:我叫|本人叫?|我是(?=[一-鿿]{{2,3}}(?:[，。 ]|$)))(?P<own>{_NAME})(?=[，。;!? \d]|$)"
    rf"|(?:^|[，。;、 \n])(?P<beside>{_NAME})"
    rf"(?=[，, 、:]{{0,2}}(?:电话|手机)?[号码]{{0,2}}[:， ]?\ue000)"
    rf"|(?<=[\d\ue000])[，, 、]{{0,2}}(?P<behind>{_NAME})(?=收)",
)


def names(numeric: Numeric) -> Iterator[Found]:
    for match in _SAID.finditer(numeric.text):
        yield Found("姓名", *match.span(match.lastgroup or 0))
