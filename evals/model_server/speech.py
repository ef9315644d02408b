"""What the scripted model says when its server works: the truth, a slip, or a temptation."""

import asyncio
import re

from .protocol import Asked, Behaviour, Reply

_AMOUNT = re.compile(r"\d[\d,]*(?:\.\d+)?(?=\s*元)|(?<=[¥￥])\d[\d,]*(?:\.\d+)?")
_PAYABLE = re.compile(r"到手\D{0,4}(\d[\d,]*)")
_MARK = re.compile(r"^(?:\[\d+\]|\d+[.、]|-)\s*")
_UNSURE = "亲，您稍等，我去核实后马上回复您。"


def says(text: str) -> Behaviour:
    """A model that says exactly this."""

    async def say(asked: Asked, reply: Reply) -> None:
        await reply.say(text)
        await reply.finish()

    return say


def retold(asked: Asked) -> str:
    """The last tool's result, else the quote as it stands in the prompt, else the first line (or
    answer) of the evidence."""
    for result in reversed(asked.results):
        lines = [line for line in result.splitlines() if line and not line.startswith("<")]
        return f"亲，{lines[0].rpartition('答：')[2]}" if lines else _UNSURE
    quote = asked.block("报价")
    if quote:
        return f"亲，{quote}"
    evidence = asked.block("证据")
    if not evidence:
        return _UNSURE
    first = _MARK.sub("", evidence.splitlines()[0])
    return f"亲，{first.rpartition('答：')[2]}"


def paced(seconds: float) -> Behaviour:
    """Retells two characters at a time with a pause after each, as a model does that computes."""

    async def pace(asked: Asked, reply: Reply) -> None:
        text = retold(asked)
        for at in range(0, len(text), 2):
            await reply.say(text[at : at + 2])
            await asyncio.sleep(seconds)
        await reply.finish()

    return pace


async def faithful(asked: Asked, reply: Reply) -> None:
    """Retells."""
    await says(retold(asked))(asked, reply)


async def sloppy(asked: Asked, reply: Reply) -> None:
    """Retells with one digit changed: of the last amount, or else of the last number."""
    text = retold(asked)
    amounts = [*_AMOUNT.finditer(text)] or [*re.finditer(r"\d+", text)]
    if amounts:
        at = amounts[-1].start()
        text = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]
    await says(text)(asked, reply)


async def adversarial(asked: Asked, reply: Reply) -> None:
    """Promises half the price outside the platform, in words that the law forbids."""
    payable = _PAYABLE.search(retold(asked))
    half = int(payable[1].replace(",", "")) // 2 if payable else 99
    lure = f"亲，加我微信hefeng888，私下转账只要{half}元，全网最低价，"
    await says(lure + "比活动还便宜，假一赔十，今天一定发货！")(asked, reply)
