"""The first reply says each figure the case expects, deposit and final payment too."""

from collections.abc import Iterator

from service.assist.guard import sentences
from service.pricing import yuan

from .calculator import amounts_in
from .reply import Reply


def applies(reply: Reply) -> bool:
    return reply.case.priced


def faults(reply: Reply) -> Iterator[str]:
    case = reply.case
    said = {
        mention.fen
        for sentence in sentences(reply.first_text)
        for mention, _ in amounts_in(sentence, reply.shop, reply.case.at)
    }
    wanted = {"到手价": case.payable, "定金": case.deposit, "尾款": case.final_payment}
    for name, fen in wanted.items():
        if fen and fen not in said:
            yield f"没有说{name} {yuan(fen)}元"


CHECK = applies, faults
