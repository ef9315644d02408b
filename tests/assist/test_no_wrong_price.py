"""The promise: whatever single amount of a true reply is changed, the reply does not leave."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from service.assist.draft.scripted import candidates
from service.assist.ground import Evidence, ground, ledger_of
from service.assist.guard import Ledger, check, sentences
from service.assist.suggestion import Confidence
from service.assist.understand import Lexicon, build_lexicon, understand
from service.conversations.turns import Turn
from service.shops import Shop
from tests.fakes import Shelf

_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?=元)")
MOMENTS = (timedelta(0), timedelta(days=7), timedelta(days=20), timedelta(days=35))
"""In the deposit phase, in the final phase, between the events, in the next event."""


@pytest.fixture(scope="module")
def lexicon(shop: Shop) -> Lexicon:
    return build_lexicon(shop)


def priced(shop: Shop, lexicon: Lexicon, at: datetime, sku: str, quantity: int) -> Evidence:
    turns = [Turn("customer", f"{quantity}件用满2000减150的券到手多少钱")]
    return ground(understand(turns, shop, lexicon, sku), shop, Shelf(), at)


def leaves(text: str, ledger: Ledger) -> bool:
    return not any(check(sentence, ledger).blocked for sentence in sentences(text))


@pytest.mark.parametrize("later", MOMENTS)
def test_true_replies_leave_and_each_changed_amount_keeps_them_back(
    shop: Shop, lexicon: Lexicon, in_deposit_phase: datetime, later: timedelta
) -> None:
    escaped: list[str] = []
    changed = 0
    for product in shop.catalogue:
        for quantity in (1, 3):
            evidence = priced(shop, lexicon, in_deposit_phase + later, product.sku, quantity)
            ledger = ledger_of(evidence)
            text = candidates(evidence)[0].text
            assert leaves(text, ledger), text
            for amount in _AMOUNT.finditer(text):
                for delta in (-100, -1, 1, 10):
                    wrong = Decimal(amount[0]) + delta
                    if wrong <= 0:
                        continue  # nobody writes a price like that
                    altered = f"{text[: amount.start()]}{wrong}{text[amount.end() :]}"
                    changed += 1
                    if leaves(altered, ledger):
                        escaped.append(altered)
    assert changed > 200
    assert escaped == []


def test_where_nobody_knows_the_platforms_rule_both_prices_are_told_and_little_is_sure(
    shop: Shop, lexicon: Lexicon, in_deposit_phase: datetime
) -> None:
    elsewhere = {
        name: book.model_copy(update={"platform": "pinduoduo", "thresholds": None})
        for name, book in shop.rulebook_files.items()
    }
    pdd = replace(shop, rulebook_files=elsewhere)

    evidence = priced(pdd, lexicon, in_deposit_phase, "HF-XQB8", 1)
    assert evidence.quote is not None
    (first, *_) = candidates(evidence)
    assert first.confidence is Confidence.LOW
    assert all(reading.text in first.text for reading in evidence.quote.readings)
    assert leaves(first.text, ledger_of(evidence))
