"""Conversations on disk: whole, in order, and each shop's own."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from service.conversations.errors import (
    ConversationConflict,
    UnknownConversation,
    UnknownSuggestion,
)
from service.conversations.store import Store
from service.conversations.turns import Turn, joined, last_burst

AT = datetime.fromisoformat("2026-11-05T20:30:00+08:00")
ASKED, TOLD, MORE = Turn("customer", "在吗"), Turn("agent", "在的"), Turn("customer", "多少钱")


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'goalie.sqlite'}")
    yield opened
    await opened.close()


async def test_turns_come_back_in_order_after_a_restart(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'goalie.sqlite'}"
    first = await Store.open(url)
    await first.record("demo", "c_1", [ASKED], [], AT)
    await first.record("demo", "c_1", [ASKED, TOLD, MORE], [], AT)
    await first.close()
    second = await Store.open(url)
    assert await second.turns("demo", "c_1") == (ASKED, TOLD, MORE)
    await second.close()


async def test_another_shops_conversation_looks_like_none(store: Store) -> None:
    await store.record("demo", "c_1", [ASKED], [], AT)
    with pytest.raises(UnknownConversation):
        await store.turns("other", "c_1")


async def test_feedback_needs_a_suggestion_that_was_made(store: Store) -> None:
    await store.record("demo", "c_1", [ASKED], [{"id": "s_1", "text": "在的"}], AT)
    await store.add_feedback("s_1", "copied", None, None, AT)
    with pytest.raises(UnknownSuggestion):
        await store.add_feedback("s_2", "copied", None, None, AT)


async def test_a_suggestion_that_exists_already_leaves_nothing_half_written(store: Store) -> None:
    await store.record("demo", "c_1", [ASKED], [{"id": "s_1"}], AT)
    with pytest.raises(ConversationConflict):
        await store.record("demo", "c_1", [ASKED, TOLD, MORE], [{"id": "s_1"}], AT)
    assert await store.turns("demo", "c_1") == (ASKED,)


def test_a_client_may_send_the_whole_conversation_or_only_what_is_new() -> None:
    assert joined([ASKED], [ASKED, TOLD, MORE]) == (ASKED, TOLD, MORE)
    assert joined([ASKED], [TOLD, MORE]) == (ASKED, TOLD, MORE)
    assert joined([], [ASKED]) == (ASKED,)


def test_a_burst_is_what_the_customer_said_since_somebody_answered() -> None:
    assert last_burst([ASKED, TOLD, MORE, MORE]) == (MORE, MORE)
    assert last_burst([ASKED, TOLD]) == ()
