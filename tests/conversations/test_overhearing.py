"""What another process stored is heard by all who wait in this one, and nobody is remembered."""

import asyncio
import gc
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from service.conversations import overhearing
from service.conversations.bell import Bell, rung
from service.conversations.chats import Visitor
from service.conversations.overhearing import Overhearing
from service.conversations.store import Store
from service.storage.database import Database

AT = datetime.fromisoformat("2026-11-05T20:30:00+08:00")


@pytest.fixture
async def elsewhere(database_url: str) -> AsyncIterator[Store]:
    """Another process on the same database."""
    opened = await Store.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
async def here(database_url: str, elsewhere: Store) -> AsyncIterator[Database]:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


async def begin(store: Store, *ids: str) -> None:
    for id_ in ids:
        await store.chats.begin("demo", id_, Visitor(token_digest="0" * 64), 0.0, AT)


async def say(store: Store, id_: str, key: str) -> None:
    await store.chats.say(await store.chats.find("demo", id_), key, "在吗", AT)


async def test_a_message_stored_elsewhere_wakes_its_conversation_and_its_shop_and_no_other(
    here: Database, elsewhere: Store
) -> None:
    await begin(elsewhere, "c_1", "c_2")
    bell = Bell()
    hearing = Overhearing(here, bell)
    await hearing.listen()
    own, other, shop = bell.next("c_1"), bell.next("c_2"), bell.next("shop demo")
    await say(elsewhere, "c_1", "k1")
    await hearing.listen()
    assert (own.is_set(), other.is_set(), shop.is_set()) == (True, False, True)


async def test_what_was_rung_once_wakes_nobody_again(here: Database, elsewhere: Store) -> None:
    await begin(elsewhere, "c_1")
    bell = Bell()
    hearing = Overhearing(here, bell)
    await hearing.listen()
    await say(elsewhere, "c_1", "k1")
    await hearing.listen()
    again = bell.next("c_1")
    await hearing.listen()
    assert not again.is_set()


async def test_a_smaller_number_that_is_seen_later_is_heard_as_well(
    here: Database, elsewhere: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL of two writers at once the first number may become visible last."""
    await begin(elsewhere, "c_1", "c_2")
    bell, passed = Bell(), [0.0]
    hearing = Overhearing(here, bell, lambda: passed[0])
    await hearing.listen()
    await say(elsewhere, "c_1", "k1")
    await say(elsewhere, "c_2", "k2")
    with monkeypatch.context() as patched:
        patched.setattr(overhearing, "_after", _all_but_the_first)
        passed[0] = 1.0
        await hearing.listen()
    late = bell.next("c_1")
    passed[0] = 2.0
    await hearing.listen()
    assert late.is_set()


_ALL = overhearing._after


async def _all_but_the_first(connection: AsyncConnection, number: int) -> Sequence[Any]:
    happened = await _ALL(connection, number)
    assert len(happened) == 2
    return happened[1:]


async def test_whoever_waits_no_more_is_forgotten() -> None:
    bell = Bell()
    for number in range(100):
        assert not await rung(bell.next(f"c_{number}"), 0.0)
    gc.collect()
    assert len(bell._waiting) <= 1, "the last one at most, until the loop goes on"


async def test_all_who_wait_are_woken_when_the_process_ends() -> None:
    bell = Bell()
    waiting = [asyncio.create_task(rung(bell.next(f"c_{n}"), 60.0)) for n in range(3)]
    await asyncio.sleep(0)
    bell.close()
    assert await asyncio.gather(*waiting) == [True, True, True]
