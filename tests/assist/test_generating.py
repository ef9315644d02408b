"""The model's part in an answer: a kept draft is checked like a new one."""

import time
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from service.assist.answer import Answering
from service.assist.drafting import Drafting
from service.assist.events import Suggested
from service.assist.generating import Generating
from service.assist.ground import ground
from service.assist.peak import Level
from service.assist.understand import build_lexicon, understand
from service.conversations.store import Store
from service.conversations.turns import Turn
from service.metrics import Metrics
from service.models import drafting_of, peak_of, purse_of
from service.shops import Shop
from tests.fakes import Shelf, demo_settings

ASKED = [Turn("customer", "静悦1.5匹两台多少钱")]


@pytest.fixture
async def drafting(tmp_path: Path, in_deposit_phase: datetime) -> AsyncIterator[Drafting]:
    """With an endpoint where nobody listens: what is drafted was kept."""
    settings = demo_settings(tmp_path, OPENAI_BASE_URL="http://127.0.0.1:9/v1")
    store = await Store.open("sqlite+aiosqlite://")
    purse = purse_of(settings, store.spendings, lambda: in_deposit_phase, Metrics().spent)
    made = drafting_of(settings, purse, peak_of(settings))
    assert made is not None
    yield made
    await made.model.close()
    await store.close()


async def drafted(
    drafting: Drafting, shop: Shop, at: datetime, level: Level, kept: str
) -> tuple[list[str], str | None]:
    """The texts of the candidates, and why there is none, when ``kept`` had been written before."""
    evidence = ground(understand(ASKED, shop, build_lexicon(shop)), shop, Shelf(), at)
    answering = Answering(evidence, lambda: 0.0)
    answering.scripted()
    end = time.monotonic() + 10
    generating = Generating(
        answering,
        drafting,
        ASKED,
        Shelf(),
        level=level,
        left=lambda: end - time.monotonic(),
        pay=lambda exchange: None,
    )
    if kept:
        drafting.kept.keep(generating._key(generating._messages("direct")), kept)
    events = [event async for event in generating.events()]
    texts = [e.suggestion.text for e in events if isinstance(e, Suggested) and e.suggestion.final]
    return texts, generating.degraded


@pytest.mark.parametrize("level", [Level.LEAN, Level.CACHED])
async def test_a_kept_draft_that_holds_leaves_without_the_model(
    drafting: Drafting, shop: Shop, in_deposit_phase: datetime, level: Level
) -> None:
    right = "亲，两台到手合计4698元。"
    assert await drafted(drafting, shop, in_deposit_phase, level, right) == ([right], None)


async def test_a_kept_draft_that_holds_no_more_does_not_leave(
    drafting: Drafting, shop: Shop, in_deposit_phase: datetime
) -> None:
    wrong = "亲，两台到手合计4598元。"
    [text], _ = await drafted(drafting, shop, in_deposit_phase, Level.CACHED, wrong)
    assert "4598" not in text
    assert "4698" in text


async def test_without_a_kept_draft_the_step_that_only_uses_those_says_so(
    drafting: Drafting, shop: Shop, in_deposit_phase: datetime
) -> None:
    none = await drafted(drafting, shop, in_deposit_phase, Level.CACHED, "")
    assert none == ([], "高峰模式，只用规则模板")
    texts, degraded = await drafted(drafting, shop, in_deposit_phase, Level.LEAN, "")
    assert texts == [""]
    assert degraded == "连不上模型服务，已用规则模板"
