"""What a supervisor is told of the desk: by minute, from SQLite and from PostgreSQL alike."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.conversations.errors import UnknownConversation
from service.conversations.spending import Spending
from service.conversations.state import Slot, State
from service.conversations.store import Store
from service.conversations.turns import Thread, Turn, last_burst
from service.live.board import Board, Waiting, waiting_query
from service.live.figures import Figures
from service.live.noting import NOTHING_SPECIAL, Outcome, Stop
from service.live.tables import minutes
from service.live.times import milliseconds, minute_of
from service.storage.database import Database

EIGHT = datetime.fromisoformat("2026-11-10T20:00:00+08:00")
STANDARD_SECONDS = 30
SHOPS = ("demo", "other")


class Hand:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = EIGHT

    def __call__(self) -> datetime:
        return self.at

    def passes(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Shift:
    """A desk at which buyers ask and agents answer."""

    def __init__(self, store: Store, hand: Hand, board: Board) -> None:
        self.store, self.hand, self.board = store, hand, board

    async def asks(
        self,
        who: str,
        *turns: str,
        shop: str = "demo",
        scene: str = "promotion",
        how: Outcome = NOTHING_SPECIAL,
    ) -> None:
        """The buyer ``who`` writes; ``客：`` may be left out, ``服：`` is the agent's turn."""
        try:
            thread = await self.store.thread(shop, f"c_{who}")
        except UnknownConversation:
            thread = Thread()
        roles = ((turn.removeprefix("服："), turn.startswith("服：")) for turn in turns)
        said = [Turn("agent" if of_shop else "customer", text) for text, of_shop in roles]
        thread = thread.going_on(said)
        asked = thread.total - len(last_burst(thread.turns))
        state = State(turns=thread.total, scene=Slot(scene, asked))
        payloads = [{"id": f"s_{who}_{thread.total}", "text": "在的"}]
        await self.store.record(
            shop,
            f"c_{who}",
            thread,
            State(turns=asked),
            state,
            payloads,
            self.hand(),
            outcome=how,
        )

    async def does(self, what: str, suggestion: str) -> None:
        await self.store.add_feedback(SHOPS, suggestion, what, None, None, self.hand())

    async def told(self, shop: str = "demo", since: datetime = EIGHT) -> Figures:
        """All that happened since, in one."""
        found = await self.board.minutes(shop, since, self.hand(), STANDARD_SECONDS)
        whole = Figures()
        for figures in found.values():
            whole.add(figures)
        return whole

    async def waiting(self) -> Waiting:
        return await self.board.waiting("demo", self.hand())


@pytest.fixture
async def shift(database_url: str) -> AsyncIterator[Shift]:
    hand = Hand()
    database = await Database.open(database_url)
    store = Store(database, hand)
    yield Shift(store, hand, Board(database, keeps=True))
    await store.close()


async def test_a_reply_within_the_standard_counts_and_a_later_one_does_not(shift: Shift) -> None:
    await shift.asks("an", "多少钱")
    await shift.asks("bo", "几天到")
    shift.hand.passes(29)
    await shift.does("displayed", "s_an_1")
    await shift.does("copied", "s_an_1")
    assert await shift.waiting() == Waiting(1, milliseconds(EIGHT))
    shift.hand.passes(20)
    await shift.does("inserted", "s_bo_1")
    whole = await shift.told()
    assert (whole.opened, whole.asked) == (2, 2)
    assert (whole.counted, whole.within, whole.untimed) == (2, 1, 0)
    assert whole.actions == {"displayed": 1, "copied": 1, "inserted": 1, "taken": 2}
    assert await shift.waiting() == Waiting()


async def test_nobody_is_late_before_the_standard_is_over(shift: Shift) -> None:
    await shift.asks("an", "多少钱")
    shift.hand.passes(29)
    assert ((await shift.told()).counted, (await shift.waiting()).buyers) == (0, 1)
    shift.hand.passes(2)
    whole = await shift.told()
    assert (whole.counted, whole.within) == (1, 0)


async def test_who_writes_on_waits_since_the_first_of_the_messages(shift: Shift) -> None:
    await shift.asks("an", "在吗")
    shift.hand.passes(20)
    await shift.asks("an", "在吗", "多少钱", scene="product")
    assert await shift.waiting() == Waiting(1, milliseconds(EIGHT))
    shift.hand.passes(15)
    await shift.does("sent", "s_an_2")
    whole = await shift.told()
    assert (whole.opened, whole.asked, whole.counted, whole.within) == (1, 1, 1, 0)
    assert whole.scenes == {"product": 1}


async def test_a_conversation_begins_with_the_buyers_first_message_whoever_greeted(
    shift: Shift,
) -> None:
    await shift.asks("an", "服：您好，有什么可以帮您", "多少钱")
    await shift.asks("bo", "在吗", "服：在的", "多少钱")  # first seen in the middle
    whole = await shift.told()
    assert (whole.opened, whole.asked) == (1, 2)


async def test_a_reply_that_nobody_told_of_is_neither_in_time_nor_late(shift: Shift) -> None:
    await shift.asks("an", "在吗")
    shift.hand.passes(600)
    await shift.asks("an", "在吗", "服：在的", "多少钱")
    whole = await shift.told()
    assert (whole.opened, whole.asked) == (1, 2)
    assert (whole.counted, whole.within, whole.untimed) == (0, 0, 1)
    assert (await shift.waiting()).buyers == 1


async def test_copying_twice_is_one_adoption_and_the_first_is_the_reply(shift: Shift) -> None:
    await shift.asks("an", "多少钱")
    shift.hand.passes(10)
    await shift.does("copied", "s_an_1")
    shift.hand.passes(40)
    await shift.does("copied", "s_an_1")
    await shift.does("sent", "s_an_1")
    whole = await shift.told()
    assert (whole.actions, whole.within) == ({"copied": 1, "sent": 1, "taken": 1}, 1)


async def test_an_agent_is_told_apart_from_the_bot_and_a_handed_over_buyer_still_waits(
    shift: Shift,
) -> None:
    await shift.asks("an", "多少钱", how=Outcome(replied=True))
    await shift.asks("bo", "我要投诉", scene="complaint", how=Outcome(handed_over=True))
    whole = await shift.told()
    assert (whole.counted, whole.within, whole.handed_over) == (1, 1, 1)
    assert (await shift.waiting()).buyers == 1


async def test_what_was_stopped_and_left_out_is_counted_by_its_reason(shift: Shift) -> None:
    forbidden = Stop("adlaw.extreme", "《广告法》第九条第三项")
    await shift.asks("an", "最便宜吗", how=Outcome(stops=(forbidden, forbidden)))
    await shift.asks("bo", "在吗", how=Outcome(degraded="模型超时", stops=(forbidden,)))
    whole = await shift.told()
    assert whole.stops == {"adlaw.extreme 《广告法》第九条第三项": 3}
    assert whole.degraded == {"模型超时": 1}


async def test_who_has_waited_for_half_an_hour_has_left(shift: Shift) -> None:
    await shift.asks("an", "多少钱")
    shift.hand.passes(31 * 60)
    assert (await shift.waiting()).buyers == 0
    assert (await shift.told()).counted == 1


async def test_another_shops_buyers_are_nobody_here(shift: Shift) -> None:
    await shift.asks("an", "多少钱", shop="other", how=Outcome(degraded="模型超时"))
    await shift.does("copied", "s_an_1")
    assert await shift.told() == Figures()
    assert (await shift.told("other")).actions == {"copied": 1, "taken": 1}


async def test_what_models_cost_is_added_up_over_groups_of_calls(shift: Shift) -> None:
    def call(seconds: int, shop: str = "demo") -> Spending:
        at = EIGHT + timedelta(seconds=seconds)
        return Spending(shop, "c_1", "2026-11-10", "qwen", 100, 40, 20, False, 1_500, at)

    await shift.store.spendings.add([call(1), call(2), call(70), call(3, "other")])
    await shift.store.spendings.add([call(4)])
    cost = await shift.board.cost("demo", EIGHT, EIGHT + timedelta(minutes=5))
    assert (cost.calls, cost.tokens, cost.micros) == (4, 480, 6_000)
    first = await shift.board.cost("demo", EIGHT, EIGHT + timedelta(seconds=59))
    assert first.calls == 3


async def test_a_minute_that_is_over_is_summed_up_once_and_says_the_same(shift: Shift) -> None:
    for minute in range(6):
        await shift.asks(f"an{minute}", "多少钱", how=Outcome(degraded="模型超时"))
        shift.hand.passes(10)
        await shift.does("copied", f"s_an{minute}_1")
        shift.hand.passes(50)
    first = await shift.told()
    assert await kept_minutes(shift) == list(range(minute_of(EIGHT), minute_of(EIGHT) + 4))
    assert await shift.told() == first
    assert (first.asked, first.within, first.degraded) == (6, 6, {"模型超时": 6})
    # It is read from the sum: what would come too late into its rows changes nothing.
    shift.hand.at = EIGHT
    await shift.does("liked", "s_an0_1")
    shift.hand.passes(360)
    assert await shift.told() == first


async def test_two_replicas_that_sum_up_at_the_same_time_keep_one_sum(shift: Shift) -> None:
    await shift.asks("an", "多少钱")
    shift.hand.passes(600)
    made = await shift.board.minutes("demo", EIGHT, shift.hand(), STANDARD_SECONDS)
    await shift.board._keep("demo", minute_of(EIGHT), minute_of(EIGHT), {})
    assert await shift.board.minutes("demo", EIGHT, shift.hand(), STANDARD_SECONDS) == {
        **made,
        **{minute_of(EIGHT) + quiet: Figures() for quiet in range(1, 8)},
    }


async def test_under_a_fixed_clock_nothing_is_kept(shift: Shift) -> None:
    board = Board(shift.store._database, keeps=False)
    await shift.asks("an", "多少钱")
    shift.hand.passes(600)
    found = await board.minutes("demo", EIGHT, shift.hand(), STANDARD_SECONDS)
    assert found[minute_of(EIGHT)].asked == 1
    assert await kept_minutes(shift) == []


async def test_a_day_that_nobody_looked_at_is_summed_up_in_pieces(shift: Shift) -> None:
    await shift.asks("an", "多少钱")
    shift.hand.passes(23 * 3600)
    await shift.asks("bo", "多少钱")
    assert (await shift.told()).asked == 2
    assert len(await kept_minutes(shift)) == 23 * 60 - 2


async def kept_minutes(shift: Shift) -> list[int]:
    async def read(connection: AsyncConnection) -> list[int]:
        query = select(minutes.c.minute).order_by(minutes.c.minute)
        return [row.minute for row in await connection.execute(query)]

    return await shift.store._database.read(read)


async def test_the_waiting_are_found_by_an_index_of_those_alone(tmp_path: Path) -> None:
    database = await Database.open(f"sqlite+aiosqlite:///{tmp_path / 'goalie.sqlite'}")

    async def plan(connection: AsyncConnection) -> str:
        query = waiting_query("demo", EIGHT).compile(dialect=connection.dialect)
        values = tuple(query.params[name] for name in query.positiontup or ())
        rows = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)
        return str(rows.all())

    assert "bursts_waiting" in await database.read(plan)
    await database.close()
