"""A conversation in a line a turn, and where it stands in its flow."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import pytest

from service.assist.flows import Standing, standing
from service.assist.understand import Lexicon, build_lexicon, understand
from service.conversations.state import State
from service.conversations.turns import Turn
from service.pricing import SHANGHAI
from service.shops import Shop

AT = datetime(2026, 11, 13, 16, 0, tzinfo=SHANGHAI)
ORDER = "订单号2839475610293847561"

Walk = Callable[..., list[Standing | None]]


@pytest.fixture(scope="module")
def lexicon(shop: Shop) -> Lexicon:
    return build_lexicon(shop)


def said(turns: Sequence[Turn], shop: Shop, lexicon: Lexicon, at: datetime = AT) -> State:
    return understand(turns, shop, lexicon, at=at)


@pytest.fixture
def walk(shop: Shop, lexicon: Lexicon) -> Walk:
    """The standing after each line; the desk answers with the flow's own words, or as ``reply``
    says."""

    def walked(*lines: str, reply: str = "") -> list[Standing | None]:
        turns: list[Turn] = []
        found: list[Standing | None] = []
        for line in lines:
            turns.append(Turn("customer", line))
            here = standing(said(turns, shop, lexicon), shop.flows, AT)
            found.append(here)
            turns.append(Turn("bot", f"亲，{reply or (here.words if here else '') or '好的'}"))
        return found

    return walked


def steps(found: Sequence[Standing | None]) -> list[tuple[str, str]]:
    """(flow, step) of each; 完成 at the end."""
    return [(here.flow.name, here.step.name if here.step else "完成") for here in found if here]


def missing(here: Standing | None) -> list[str]:
    assert here is not None
    return [item.name for item in here.missing]


def with_asked(state: State, asked: int) -> State:
    assert state.flow is not None
    return replace(state, flow=replace(state.flow, asked=asked))
