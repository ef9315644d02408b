"""A chat message, not a form: no shouting, no slots left open, no orders to the buyer."""

import re
from collections.abc import Iterator

from .reply import Reply

_FAULTS = (
    (re.compile(r"[!！]{3,}|[?？]{3,}"), "一连串的叹号或问号"),
    (re.compile(r"\{[a-z_]+\}|【[^】]*待填[^】]*】|XXX|xxx"), "有没填的空"),
    (re.compile(r"爱买不买|自己看|不会看吗|说了多少遍|听不懂|你问题真多"), "顶撞买家"),
)


def applies(reply: Reply) -> bool:
    return bool(reply.texts)


def faults(reply: Reply) -> Iterator[str]:
    for text in reply.texts:
        for pattern, what in _FAULTS:
            if found := pattern.search(text):
                yield f"{what}「{found[0]}」：「{text}」"


CHECK = applies, faults
