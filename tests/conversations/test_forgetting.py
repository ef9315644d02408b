"""What is to be forgotten is gone from every table, and nothing else is."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.conversations.errors import UnknownConversation
from service.conversations.forgetting import Forgetting
from service.conversations.repeats import Acknowledgement, Key
from service.conversations.state import Correction, State
from service.conversations.store import Store
from service.conversations.tables import amendments, attendances, happenings, visitors
from service.conversations.turns import Thread, Turn
from service.housekeeping import tidy
from service.storage.database import Database
from service.storage.schema import METADATA

AT = datetime.fromisoformat("2026-11-05T20:30:00+08:00")
COUNTED = {"bursts", "actions", "stops", "spent", "minutes", "spendings", "alembic_version"}
COUNTED |= {"rule_checks"}
"""They name nobody."""


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def forgetting(database: Database) -> Forgetting:
    return Forgetting(database)


async def held(database: Database, name: str, shop: str = "demo", at: datetime = AT) -> None:
    """A conversation that has left something in every table."""
    store = Store(database)
    thread = Thread().going_on([Turn("customer", "我住在南京路1号")])
    thread = thread.corrected(Correction(turn=-1, basket=(("HF-AF5", 2),)))
    told = Acknowledgement(Key.of(shop, "suggestions", name, b""), {"text": "亲"}, name)
    payloads = [{"id": f"s_{name}", "text": "亲"}]
    await store.record(shop, name, thread, State(), State(turns=1), payloads, at, told)
    await store.add_feedback({shop}, f"s_{name}", "sent", "南京路1号", None, at)
    attended: dict[str, Any] = {"status": "waiting", "code": "human", "group": "客服", "version": 1}
    attended |= {"reason": "找人工", "summary": ["南京路1号"], "queued_at": 0.0}
    happened = {"name": "customer", "payload": {"text": "南京路1号"}, "created_at": at}
    amended: dict[str, Any] = {"id": f"a_{name}", "shop": shop, "suggestion_id": f"s_{name}"}
    amended |= {"rules": "r", "told": "1", "goods": "空调", "text": "亲", "status": "open"}
    amended |= {"created_at": at}
    async with database.writing() as connection:
        visitor = {"conversation_id": name, "subject": "buyer-7"}
        await connection.execute(insert(visitors).values(visitor))
        row = {"conversation_id": name, "shop": shop} | attended
        await connection.execute(insert(attendances).values(row))
        await connection.execute(insert(happenings).values({"conversation_id": name} | happened))
        await connection.execute(insert(amendments).values({"conversation_id": name} | amended))


async def rows(database: Database) -> dict[str, int]:
    """How many there are in each table that says something of a buyer."""

    async def read(connection: AsyncConnection) -> dict[str, int]:
        return {
            table.name: await connection.scalar(select(func.count()).select_from(table)) or 0
            for table in METADATA.sorted_tables
            if table.name not in COUNTED | {"keys", "audits"}
        }

    return await database.read(read)


async def test_a_forgotten_conversation_is_in_no_table_and_its_neighbour_is_whole(
    database: Database, forgetting: Forgetting
) -> None:
    await held(database, "c_1")
    one = await rows(database)
    assert set(one.values()) == {1}, "a table is new: forget it, or say that it names nobody"
    await held(database, "c_2")
    await forgetting.conversation("demo", "c_1")
    assert await rows(database) == one
    with pytest.raises(UnknownConversation):
        await Store(database).history("demo", "c_1")
    assert (await Store(database).history("demo", "c_2")).turns


async def test_another_shops_conversation_cannot_be_forgotten(
    database: Database, forgetting: Forgetting
) -> None:
    await held(database, "c_1")
    with pytest.raises(UnknownConversation):
        await forgetting.conversation("other", "c_1")
    assert await forgetting.customer("other", "buyer-7") == 0
    assert set((await rows(database)).values()) == {1}


async def test_a_customer_is_forgotten_with_all_conversations(
    database: Database, forgetting: Forgetting
) -> None:
    for name in ("c_1", "c_2"):
        await held(database, name)
    assert await forgetting.customer("demo", "buyer-7") == 2
    assert set((await rows(database)).values()) == {0}


async def test_after_the_retention_only_conversations_that_go_on_are_kept(
    database: Database, forgetting: Forgetting
) -> None:
    for name in ("c_old", "c_goes_on"):
        await held(database, name, at=AT - timedelta(days=200))
    await held(database, "c_new")
    store = Store(database)
    thread = (await store.thread("demo", "c_goes_on")).going_on([Turn("customer", "还在吗")])
    await store.record("demo", "c_goes_on", thread, State(), State(), [{"id": "s_now"}], AT)
    assert await tidy(forgetting, lambda: AT, days=180) == 1
    assert (await store.history("demo", "c_goes_on")).turns
    with pytest.raises(UnknownConversation):
        await store.history("demo", "c_old")


async def test_no_retention_keeps_everything_but_answers_that_cannot_be_repeated_any_more(
    database: Database, forgetting: Forgetting
) -> None:
    await held(database, "c_1", at=AT - timedelta(days=900))
    assert await tidy(forgetting, lambda: AT, days=0) == 0
    kept = await rows(database)
    assert kept.pop("acknowledgements") == 0
    assert set(kept.values()) == {1}
