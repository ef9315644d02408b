"""The guard's word rules over every reply again, with its own figures as given: 广告法, 引流,
promises, leaks. Figures are ``wrong_amount``'s business."""

from collections.abc import Iterator

from service.assist.ground import retelling
from service.assist.ground.house import house_of
from service.assist.guard import Ledger, Severity, check, facts_of_text, sentences

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.texts)


def faults(reply: Reply) -> Iterator[str]:
    approved = [(c["snippet"], c["place"]) for s in reply.suggestions for c in s["citations"]]
    house = Ledger.of(house=house_of(reply.shop)) | retelling(approved)
    for text in reply.texts:
        ledger = Ledger.of(facts_of_text(text, "")) | house
        for sentence in sentences(text):
            for flag in check(sentence, ledger).flags:
                word_rule = not flag.code.startswith(("number.", "claim."))
                if flag.severity is Severity.BLOCK and word_rule:
                    yield f"{flag.message}（{flag.rule}）：「{sentence.strip()}」"


CHECK = applies, faults
