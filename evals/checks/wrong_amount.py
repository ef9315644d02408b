"""Every amount of every reply must be allowed for this case; one right price beside a wrong one
is a wrong price."""

from collections.abc import Iterator

from evals.casebook import Action
from service.assist.guard import sentences
from service.assist.guard.facts import ROLE_NAMES
from service.pricing import yuan

from .calculator import PRICE_ROLES, allowed, amounts_in
from .reply import Reply


def applies(reply: Reply) -> bool:
    """Wherever anything was said; a question back is ``guesses``' business."""
    return bool(reply.texts) and reply.case.action is not Action.ASK


def faults(reply: Reply) -> Iterator[str]:
    quote = reply.quote
    strict = reply.case.priced
    trusted = () if strict else (text for _, text in reply.shelf.manuals)
    may = allowed(reply.case, reply.shop, quote, trusted)
    for text in reply.texts:
        for sentence in sentences(text):
            for mention, words in amounts_in(sentence, reply.shop, reply.case.at):
                if may.admits(mention):
                    continue
                said = f"说成{ROLE_NAMES[mention.role]} " if mention.role in PRICE_ROLES else ""
                yield f"{said}「{words}」没有出处：{_known(reply)}（原句：{sentence.strip()}）"


def _known(reply: Reply) -> str:
    quote = reply.quote
    if quote is None:
        return "用例没有写商品，规则和手册里也没有这个数"
    parts = [f"到手 {yuan(quote.payable)}"]
    if quote.deposit:
        parts += [f"定金 {yuan(quote.deposit)}", f"尾款 {yuan(quote.final_payment)}"]
    return f"计价器算的是{'，'.join(parts)}"


CHECK = applies, faults
