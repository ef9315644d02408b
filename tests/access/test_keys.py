"""Keys let in whom they were given to, as what they are, until they expire."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from service.access.errors import NotAllowed, NotRecognised, TooMany, UnknownKey
from service.access.keys import REMEMBERED_SECONDS, Caller, Keys
from service.access.rates import Rates
from service.access.roles import MAY, Right, Role
from service.access.tables import keys as table
from service.pricing import SHANGHAI
from service.storage.database import Database


class Clock:
    """Moves when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 10, 20, 0, tzinfo=SHANGHAI)

    def __call__(self) -> datetime:
        return self.now

    def passes(self, **time: float) -> None:
        self.now += timedelta(**time)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    opened = await Database.open(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def keys(database: Database, clock: Clock) -> Keys:
    return Keys(database, clock)


async def test_a_key_tells_the_shop_the_role_and_the_name(keys: Keys) -> None:
    given = await keys.add("demo", Role.TRAINER, "早班 小陈")
    caller = await keys.caller(given)
    assert caller == Caller(caller.key, "早班 小陈", Role.TRAINER, "demo")


async def test_the_database_holds_nothing_that_lets_anybody_in(
    keys: Keys, database: Database
) -> None:
    given = await keys.add("demo", Role.ADMIN, "老板")

    async def all_of_it(connection: AsyncConnection) -> str:
        return str([tuple(row) for row in await connection.execute(select(table))])

    secret = given.split("_", 2)[2]
    assert secret not in await database.read(all_of_it)


@pytest.mark.parametrize("change", ["", "x", "goalie_{id}_wrong", "{whole}x", "goalie_{id}_", "é"])
async def test_what_is_no_key_is_refused_and_never_told_why(keys: Keys, change: str) -> None:
    given = await keys.add("demo", Role.AGENT, "小陈")
    wrong = change.format(id=given.split("_")[1], whole=given)
    with pytest.raises(NotRecognised, match="goalie keys add"):
        await keys.caller(wrong)


async def test_a_revoked_key_lets_nobody_in_once_it_is_forgotten(keys: Keys, clock: Clock) -> None:
    given = await keys.add("demo", Role.AGENT, "小陈")
    await keys.revoke((await keys.caller(given)).key)
    clock.passes(seconds=REMEMBERED_SECONDS)
    with pytest.raises(NotRecognised):
        await keys.caller(given)


async def test_a_key_expires_on_its_day_also_while_it_is_remembered(
    keys: Keys, clock: Clock
) -> None:
    given = await keys.add("demo", Role.AGENT, "兼职", days=1)
    clock.passes(hours=23, minutes=59, seconds=59)
    await keys.caller(given)
    clock.passes(seconds=1)
    with pytest.raises(NotRecognised):
        await keys.caller(given)


async def test_after_a_rotation_both_keys_hold_until_the_overlap_ends(
    keys: Keys, clock: Clock
) -> None:
    old = await keys.add("demo", Role.AGENT, "工作台")
    new = await keys.rotate((await keys.caller(old)).key, timedelta(hours=24))
    assert (await keys.caller(new)).role is (await keys.caller(old)).role
    clock.passes(hours=24)
    await keys.caller(new)
    with pytest.raises(NotRecognised):
        await keys.caller(old)


async def test_a_key_nobody_has_cannot_be_revoked(keys: Keys) -> None:
    with pytest.raises(UnknownKey, match="goalie keys list"):
        await keys.revoke("nobody")


def test_a_role_may_what_the_roles_below_it_may() -> None:
    rising = [MAY[role] for role in Role]
    assert all(lower < higher for lower, higher in pairwise(rising))


def test_an_agent_changes_no_knowledge() -> None:
    with pytest.raises(NotAllowed, match="agent"):
        Caller("k", "小陈", Role.AGENT, "demo").must(Right.TEACH)


def test_a_caller_over_the_rate_is_told_when_there_is_room_and_others_are_not_affected() -> None:
    rates = Rates(per_minute=60)
    for _ in range(30):
        rates.take("one", 0.0)
    with pytest.raises(TooMany) as refused:
        rates.take("one", 0.0)
    assert refused.value.seconds == pytest.approx(1.0)
    rates.take("two", 0.0)
    rates.take("one", 1.0)


def test_no_rate_is_no_limit() -> None:
    rates = Rates(per_minute=0)
    for _ in range(10_000):
        rates.take("one", 0.0)
