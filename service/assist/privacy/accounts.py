"""Electronic addresses: email 邮箱, and the names of WeChat, QQ and the like after their word."""

import re
from collections.abc import Iterator

from .digits import Numeric
from .found import Found

_EMAIL = re.compile(
    r"[a-z0-9._%+-]{1,64} ?@ ?[a-z0-9-]+(?:\.[a-z0-9-]+)+|[a-z0-9._+-]{2,64}(?:艾特|\(at\)| at )"
    r"[a-z0-9-]{1,30}(?:\.|点)(?:com|cn|net|org)",
    re.ASCII,
)
_MESSENGER = re.compile(
    r"(?:(?:微|薇|威|徽|维)信|(?<![a-z])(?:wechat|weixin|vx|wx|v信|v(?=[:号])))(?:号码?|账号|id|名)?"
    r"(?:是|为|就是|:|=| )*(?P<wechat>[a-z][a-z0-9_-]{4,19}|1[3-9]\d{9})(?![a-z0-9_-])"
    r"|(?:(?<![a-z])qq|扣扣|企鹅)(?:号码?|账号)?(?:是|为|就是|:|=| )*(?P<qq>[1-9]\d{4,11})(?!\d)"
    r"|(?:支付宝|旺旺|淘宝|抖音|快手|小红书)(?:号|账号|昵称|id)(?:是|为|就是|:|=| )*"
    r"(?P<other>[a-z0-9_@.-]{4,40})(?![a-z0-9_-])",
    re.ASCII,
)
_KINDS = {"wechat": "微信", "qq": "QQ", "other": "账号"}


def emails(numeric: Numeric) -> Iterator[Found]:
    for match in _EMAIL.finditer(numeric.text):
        yield Found("邮箱", *match.span())


def messengers(numeric: Numeric) -> Iterator[Found]:
    for match in _MESSENGER.finditer(numeric.text):
        kind = match.lastgroup or "other"
        yield Found(_KINDS[kind], *match.span(kind))
