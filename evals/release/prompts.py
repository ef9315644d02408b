"""Prompts grant nothing: a discount, amount or favour in one would be promised to every buyer.

The guard stops such drafts one by one; the cause is found here, by file and line.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from service.assist.guard import sentences
from service.assist.guard.reading import Kind, read

_FORBIDS = re.compile(r"\s*(?:[-*]|\d+[.、])?\s*(?:绝?不|别|禁止|不得)")
_GRANTS = re.compile(
    r"(?:可以|主动|允许|直接|默认|尽量|一律)[^。；，,不]{0,12}"
    r"(?:优惠|打折|折扣|赠送|送[一个他她]|减免|抹零|返现|返利|补偿|赔付|赔钱|包邮)"
)


def prompt_faults(folder: Path) -> Iterator[str]:
    """What a prompt grants; nothing where all is well."""
    for path in sorted(folder.iterdir()):
        if path.suffix in (".md", ".yaml", ".txt"):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
                for sentence in sentences(line):
                    for words in _granted(sentence):
                        yield f"prompts/{path.name} 第 {number} 行「{words}」：提示词里不能许优惠"


def _granted(sentence: str) -> Iterator[str]:
    if _FORBIDS.match(sentence):
        return
    reading = read(sentence)
    for mention in reading.mentions:
        if mention.money or mention.kind is Kind.RATE:
            yield reading.original(mention.start, mention.end)[2]
    if found := _GRANTS.search(sentence):
        yield found[0]
