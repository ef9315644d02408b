"""What agents and the bot have said that binds: sentences with figures or promises."""

import re
from collections.abc import Iterator

_SENTENCE = re.compile(r"[^。！!?？\n；;]+")
_FIGURE = re.compile(r"\d+(?:\.\d+)?\s?(?:元|块|%|折|天|小时|号|点)|[¥￥]\s?\d")
_PROMISE = re.compile(
    r"保证|一定|承诺|肯定(?:会|能)|包(?:您|你)|给(?:您|你)(?:补|退|赔|送|申请|备注)|(?:今天|明天|马上|尽快)(?:就)?(?:发|安排|处理|退|回)"
)
PRICED = re.compile(r"到手|(?:价|合计|一共|总共).{0,8}\d+(?:\.\d+)?元")
"""An answer that quotes: what changes behind it is priced again."""

MAX_KEPT = 12
MAX_CHARACTERS = 80


def told_in(text: str) -> Iterator[str]:
    """The sentences of an agent's turn that state a figure or promise something, shortened."""
    for match in _SENTENCE.finditer(text):
        sentence = match[0].strip()
        if _FIGURE.search(sentence) or _PROMISE.search(sentence):
            yield sentence[:MAX_CHARACTERS]
