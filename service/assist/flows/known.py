"""What a flow may count on: everything the buyer told, whichever turn and flow it was told in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.conversations.state import Given, State, UnderWay
from service.pricing.errors import BadMoney
from service.pricing.money import parse_yuan
from service.shops.flow import Item
from service.shops.flows import Flows

_MONEY = re.compile(r"(?<![\d.])(\d{1,7}(?:\.\d{1,2})?)(?=元|块)")


@dataclass(frozen=True, slots=True)
class Known:
    """``values`` by item, empty for an item without values; ``told_now`` are the items of the last
    burst; ``money`` are fen that the buyer asks for, 0 for none."""

    values: Mapping[str, str]
    told_now: frozenset[str]
    money: int = 0


def known(state: State, flows: Flows, under_way: UnderWay) -> Known:
    """Of the flow under way."""
    values: dict[str, str] = {}
    turns: dict[str, int] = {}
    for given in state.given:
        item = flows.items.get(given.item)
        if item is not None and (item.lasting or given.turn >= under_way.since):
            values[given.item], turns[given.item] = given.value, given.turn
    for item in flows.items.values():
        turn = _read(item, state)
        if turn is not None:
            values[item.id], turns[item.id] = "", turn
    last = state.turns - 1
    asked = [
        int(values[i.id]) for i in flows.items.values() if i.read == "money" and i.id in values
    ]
    now = frozenset(item for item, turn in turns.items() if turn == last)
    return Known(values, now, max(asked, default=0))


def _read(item: Item, state: State) -> int | None:
    """The turn in which the order or the goods were named, ``None`` if they were not."""
    if item.read == "order" and state.order is not None:
        return state.order.turn
    if item.read == "product" and state.basket and not state.choices:
        return max(one.turn for one in state.basket)
    return None


def heard(told: str, whole: str, flows: Flows, turn: int) -> Iterator[Given]:
    """What a burst tells; ``told`` is the ``whole`` of it without questions (照片要拍吗)."""
    for item in flows.items.values():
        value = _money(whole) if item.read == "money" else item.heard_in(told) if told else None
        if value is not None:
            yield Given(item.id, turn, value)


def with_given(before: Sequence[Given], now: Sequence[Given]) -> tuple[Given, ...]:
    """The latest word on each item."""
    return tuple({given.item: given for given in (*before, *now)}.values())


def _money(text: str) -> str | None:
    """The largest amount named, in fen; a question asks for it all the same: 补50块行不."""
    found = []
    for amount in _MONEY.findall(text):
        try:
            found.append(parse_yuan(amount))
        except BadMoney:
            continue
    return str(max(found)) if found else None
