"""The sample shop's own knowledge, and what is answered to a buyer's words from it."""

from collections.abc import Callable, Iterator
from datetime import datetime

import pytest

from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from service.assist.checked import checked
from service.assist.draft.candidate import Candidate
from service.assist.draft.scripted import candidates
from service.assist.ground import Evidence, ground, ledger_of
from service.assist.understand import build_lexicon, understand
from service.conversations.turns import Turn
from service.shops import Shop

Grounding = Callable[..., Evidence]


@pytest.fixture(scope="session")
def knowledge(shop: Shop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Knowledge]:
    with Knowledge(tmp_path_factory.mktemp("knowledge"), HashedEncoder()) as known:
        known.index(shop.id, shop.folder)
        yield known


@pytest.fixture(scope="session")
def grounded(shop: Shop, knowledge: Knowledge, in_deposit_phase: datetime) -> Grounding:
    """Evidence for the last of a buyer's messages, each before it answered; ``sku`` is the page
    the buyer is on."""
    lexicon = build_lexicon(shop)

    def grounding(*texts: str, sku: str | None = None, at: datetime | None = None) -> Evidence:
        turns = [Turn("customer", texts[0])]
        for text in texts[1:]:
            turns += [Turn("bot", "亲，这个帮您看到了~"), Turn("customer", text)]
        state = understand(turns, shop, lexicon, sku)
        return ground(state, shop, knowledge.pinned(shop.id), at or in_deposit_phase)

    return grounding


def leaving(evidence: Evidence) -> list[Candidate]:
    """The candidates that pass the guard, best first."""
    ledger = ledger_of(evidence)
    passed = (checked(candidate, ledger)[0] for candidate in candidates(evidence))
    return [candidate for candidate in passed if candidate is not None]
