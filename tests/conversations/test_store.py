"""Conversations on disk: whole, in order, and each shop's own."""

from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from service.conversations.errors import (
    ConversationConflict,
    UnknownConversation,
    UnknownSuggestion,
)
from service.conversations.state import Correction, Item, State
from service.conversations.store import Store
from service.conversations.turns import KEPT, Thread, Turn, last_burst

AT = datetime.fromisoformat("2026-11-05T20:30:00+08:00")
ASKED, TOLD, MORE = Turn("customer", "在吗"), Turn("agent", "在的"), Turn("customer", "多少钱")


async def kept(store: Store, given: list[Turn], *suggestions: str, settled: int = 0) -> Thread:
    """``given`` recorded as the shop's conversation ``c_1``."""
    try:
        thread = await store.thread("demo", "c_1")
    except UnknownConversation:
        thread = Thread()
    thread = thread.going_on(given)
    payloads = [{"id": name, "text": "在的"} for name in suggestions]
    state = State(turns=settled)
    await store.record("demo", "c_1", thread, state, State(turns=thread.total), payloads, AT)
    return thread


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    opened = await Store.open(database_url)
    yield opened
    await opened.close()


async def test_turns_come_back_in_order_after_a_restart(database_url: str) -> None:
    first = await Store.open(database_url)
    await kept(first, [ASKED])
    await kept(first, [ASKED, TOLD, MORE])
    await first.close()
    second = await Store.open(database_url)
    assert (await second.history("demo", "c_1")).turns == (ASKED, TOLD, MORE)
    await second.close()


async def test_another_shops_conversation_looks_like_none(store: Store) -> None:
    await kept(store, [ASKED])
    with pytest.raises(UnknownConversation):
        await store.thread("other", "c_1")


async def test_feedback_needs_a_suggestion_that_was_made(store: Store) -> None:
    await kept(store, [ASKED], "s_1")
    await store.add_feedback({"demo"}, "s_1", "copied", None, None, AT)
    with pytest.raises(UnknownSuggestion):
        await store.add_feedback({"demo"}, "s_2", "copied", None, None, AT)


async def test_a_suggestion_that_exists_already_leaves_nothing_half_written(store: Store) -> None:
    await kept(store, [ASKED], "s_1")
    with pytest.raises(ConversationConflict):
        await kept(store, [ASKED, TOLD, MORE], "s_1")
    assert (await store.history("demo", "c_1")).turns == (ASKED,)


async def test_two_answers_to_the_same_turn_are_a_conflict_and_one_is_kept(store: Store) -> None:
    await kept(store, [ASKED])
    here, there = [await store.thread("demo", "c_1") for _ in range(2)]
    await store.record("demo", "c_1", here.going_on([TOLD, MORE]), State(), State(), [], AT)
    with pytest.raises(ConversationConflict):
        await store.record("demo", "c_1", there.going_on([MORE]), State(), State(), [], AT)
    assert (await store.thread("demo", "c_1")).turns == (ASKED, TOLD, MORE)


async def test_a_client_may_send_the_whole_conversation_or_only_what_is_new(store: Store) -> None:
    thread = await kept(store, [ASKED])
    assert thread.going_on([ASKED, TOLD, MORE]).turns == (ASKED, TOLD, MORE)
    assert thread.going_on([TOLD, MORE]).turns == (ASKED, TOLD, MORE)
    assert thread.going_on([ASKED]).fresh == ()


async def test_what_was_suggested_counts_as_the_reply_where_only_the_new_message_is_sent(
    store: Store,
) -> None:
    thread = await kept(store, [ASKED])
    stored = await store.thread("demo", "c_1")
    assert stored.going_on([MORE]).unread == (MORE,)
    assert stored.going_on([ASKED, MORE]).unread == (ASKED, MORE)  # sent whole: a burst
    assert stored.going_on([]).unread == (ASKED,)  # nothing new: answered once more
    assert thread.total == 1


async def test_a_long_conversation_is_gone_on_with_from_its_end(store: Store) -> None:
    long = [Turn("customer" if n % 2 else "agent", f"{n}") for n in range(300)]
    await kept(store, long, settled=299)
    thread = await store.thread("demo", "c_1")
    assert (len(thread.turns), thread.total) == (KEPT, 300)
    assert thread.unread == (long[299],)
    assert thread.going_on([*long, TOLD, MORE]).fresh == (TOLD, MORE)


async def test_what_an_agent_set_is_there_when_the_conversation_goes_on(store: Store) -> None:
    await kept(store, [ASKED])
    by_hand = Correction(turn=-1, basket=(("HF-AF5", 2),))
    corrected = (await store.thread("demo", "c_1")).corrected(by_hand)
    await store.record("demo", "c_1", corrected, State(), State(), [], AT)
    thread = await store.thread("demo", "c_1")
    assert thread.corrections == (Correction(turn=0, basket=(("HF-AF5", 2),)),)


async def test_the_state_comes_back_as_it_was(store: Store) -> None:
    thread = Thread().going_on([ASKED])
    state = State(basket=(Item("HF-AF5", 2, 0),), turns=1)
    await store.record("demo", "c_2", thread, State(), state, [], AT)
    assert (await store.history("demo", "c_2")).state == state


def test_a_burst_is_what_the_customer_said_since_somebody_answered() -> None:
    assert last_burst([ASKED, TOLD, MORE, MORE]) == (MORE, MORE)
    assert last_burst([ASKED, TOLD]) == ()
