"""Chats on disk: stored before anything is done about them, and never answered over a person."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

import pytest

from service.conversations.attendance import Attended, Brief, asked
from service.conversations.chats import Chat, Reply, Visitor
from service.conversations.errors import ConversationConflict, UnknownConversation
from service.conversations.state import State
from service.conversations.store import Store

AT = datetime.fromisoformat("2026-11-05T20:30:00+08:00")
WHO = Visitor(token_digest="0" * 64)
REPLY = Reply("m_1", {"text": "在的", "sources": [], "price": None}, "在的")
BRIEF = Brief("human", "人工客服组", "买家要求人工服务", ("诉求：在吗",))


@pytest.fixture
async def store(database_url: str) -> AsyncIterator[Store]:
    opened = await Store.open(database_url)
    yield opened
    await opened.close()


async def begun(store: Store, text: str = "在吗") -> Chat:
    await store.chats.begin("demo", "c_1", WHO, 0.0, AT)
    await store.chats.say(await store.chats.find("demo", "c_1"), "k1", text, AT)
    return await store.chats.find("demo", "c_1", WHO)


async def tell(store: Store, chat: Chat, *, waits: bool = False) -> None:
    """As the bot that read the chat as it was."""
    thread = (await store.thread("demo", "c_1")).going_on([])
    now = asked(chat.attendance, BRIEF, 1.0) if waits else chat.attendance
    await store.chats.tell(chat, thread, State(), State(turns=thread.total), [], REPLY, now, AT)


async def said(store: Store) -> list[str]:
    happened = await store.chats.after("c_1", 0)
    return [f"{h.name} {h.payload['text']}" for h in happened if "text" in h.payload]


async def test_turns_and_what_both_sides_see_are_stored_together(store: Store) -> None:
    await tell(store, await begun(store))
    assert await said(store) == ["customer 在吗", "bot 在的"]
    turns = (await store.history("demo", "c_1")).turns
    assert [(turn.role, turn.text) for turn in turns] == [("customer", "在吗"), ("bot", "在的")]


async def test_the_bot_that_was_still_thinking_says_nothing_once_a_person_took_over(
    store: Store,
) -> None:
    chat = await begun(store)
    await store.attendances.take("demo", "c_1", "小王", AT)
    with pytest.raises(ConversationConflict):
        await tell(store, chat)
    assert await said(store) == ["customer 在吗"]
    assert len((await store.history("demo", "c_1")).turns) == 1


async def test_the_bot_that_was_still_thinking_says_nothing_to_an_older_message(
    store: Store,
) -> None:
    chat = await begun(store)
    thread = (await store.thread("demo", "c_1")).going_on([])
    await store.chats.say(chat, "k2", "多少钱", AT)
    with pytest.raises(ConversationConflict):
        await store.chats.tell(chat, thread, State(), State(), [], REPLY, chat.attendance, AT)
    assert await said(store) == ["customer 在吗", "customer 多少钱"]


async def test_the_same_words_first_and_again_are_two_turns(store: Store) -> None:
    chat = await begun(store, "在吗")
    await store.chats.say(chat, "k2", "在吗", AT)
    assert len((await store.history("demo", "c_1")).turns) == 2


async def test_reply_and_place_in_the_queue_are_one_step(store: Store) -> None:
    await tell(store, await begun(store), waits=True)
    waiting = await store.attendances.of("demo", "c_1")
    assert (waiting.status, waiting.brief, waiting.queued_at) == (Attended.WAITING, BRIEF, 1.0)
    names = [h.name for h in await store.chats.after("c_1", 0)]
    assert names == ["customer", "bot", "attendance"]


async def test_a_conversation_is_its_visitors_own(store: Store) -> None:
    await begun(store)
    for other in (Visitor(), Visitor(subject="C-1"), replace(WHO, token_digest="1" * 64)):
        with pytest.raises(UnknownConversation):
            await store.chats.find("demo", "c_1", other)
    with pytest.raises(UnknownConversation):
        await store.chats.find("other", "c_1", WHO)


async def test_nobody_is_the_same_as_nobody(store: Store) -> None:
    """Two who are not known are not for that one."""
    assert not Visitor().is_same(Visitor())


async def test_what_was_acknowledged_is_there_after_a_restart(database_url: str) -> None:
    first = await Store.open(database_url)
    await tell(first, await begun(first), waits=True)
    await first.close()
    second = await Store.open(database_url)
    assert await said(second) == ["customer 在吗", "bot 在的"]
    assert (await second.attendances.of("demo", "c_1")).status is Attended.WAITING
    await second.close()
