"""What models cost: priced upwards, booked beside the answer, and not lost when the disk balks."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

import pytest

from service.assist.draft.messages import Usage
from service.assist.purse import Cap, ModelPrice, Purse
from service.conversations.spending import Spending, Spendings, Spent
from service.conversations.store import Store
from service.storage.errors import NotWritten

PRICE = ModelPrice(input=Decimal("0.8"), output=Decimal(2), cached=Decimal("0.16"))


def test_cached_tokens_cost_what_they_cost_and_a_fraction_is_rounded_up() -> None:
    assert PRICE.micros(Usage("m", prompt=1_000, completion=100, cached=500)) == 400 + 80 + 200
    assert PRICE.micros(Usage("m", prompt=1, completion=0)) == 1
    assert PRICE.micros(Usage("m", prompt=10, completion=0, cached=99)) >= 0


@pytest.mark.parametrize(
    ("cap", "share"),
    [
        (Cap(), 0.0),
        (Cap(tokens=400), 0.5),
        (Cap(tokens=0), 1.0),
        (Cap(micros=100), 2.0),
        (Cap(tokens=400, micros=400), 0.5),
    ],
)
def test_the_used_share_is_that_of_the_cap_nearest_to_its_end(cap: Cap, share: float) -> None:
    assert cap.share(Spent(1, prompt=150, completion=50, micros=200)) == share


class Balking(Spendings):
    """A book whose disk is full until it is told otherwise."""

    def __init__(self) -> None:
        self.full = True
        self.rows: list[Spending] = []

    async def add(self, made: Sequence[Spending]) -> None:
        if self.full:
            raise NotWritten("disk full")
        self.rows.extend(made)

    async def of_day(self, shop: str, day: str) -> Mapping[str, Spent]:
        return {}


async def test_what_could_not_be_written_goes_along_with_the_next_call(
    in_deposit_phase: datetime,
) -> None:
    book = Balking()
    purse = Purse(book, lambda: in_deposit_phase, {"m": PRICE}, Cap(), Cap())
    purse.pay("demo", "c_1", [Usage("m", 100, 10)])
    await purse.written()
    assert book.rows == []
    book.full = False
    purse.pay("demo", "c_2", [Usage("m", 200, 20)])
    await purse.written()
    assert [row.conversation_id for row in book.rows] == ["c_1", "c_2"]


async def test_one_shops_spending_is_no_other_shops(in_deposit_phase: datetime) -> None:
    store = await Store.open("sqlite+aiosqlite://")
    cap = Cap(tokens=100)
    purse = Purse(store.spendings, lambda: in_deposit_phase, {}, Cap(), cap)
    try:
        purse.pay("one", "c_1", [Usage("m", 100, 10)])
        assert await purse.refusal("one", "c_1") is not None
        assert await purse.refusal("two", "c_1") is None
        assert (await purse.of_conversation("two", "c_1")).calls == 0
    finally:
        await store.close()


async def test_a_call_counts_against_the_cap_before_it_is_on_disk(
    in_deposit_phase: datetime,
) -> None:
    store = await Store.open("sqlite+aiosqlite://")
    purse = Purse(store.spendings, lambda: in_deposit_phase, {}, Cap(), Cap(tokens=100))
    try:
        assert await purse.day_share("demo") == 0
        purse.pay("demo", "c_1", [Usage("m", 60, 0), Usage("m", 60, 0)])
        assert await purse.day_share("demo") == pytest.approx(1.2)
        await purse.written()
    finally:
        await store.close()
