"""The sample shop's words, and conversations written as bursts."""

from collections.abc import Callable
from datetime import datetime

import pytest

from service.assist.understand import Lexicon, build_lexicon, understand
from service.conversations.state import Correction, State
from service.conversations.turns import Turn
from service.shops import Shop

Told = Callable[..., State]


@pytest.fixture(scope="session")
def lexicon(shop: Shop) -> Lexicon:
    return build_lexicon(shop)


@pytest.fixture(scope="session")
def told(shop: Shop, lexicon: Lexicon, in_deposit_phase: datetime) -> Told:
    """The state after bursts (``"在吗|多少钱"`` is two messages), each answered with 好的."""

    def read(*bursts: str, sku: str | None = None, correction: Correction | None = None) -> State:
        turns: list[Turn] = []
        for burst in bursts:
            turns += [Turn("customer", message) for message in burst.split("|")]
            turns.append(Turn("agent", "好的"))
        corrections = [correction] if correction else []
        return understand(
            turns[:-1], shop, lexicon, sku, at=in_deposit_phase, corrections=corrections
        )

    return read
