"""What models may cost: prices, caps, and the book in which every call is written.

A call is booked at once in memory and written shortly after, beside the answer and never in its
way; closing writes what is left. Over a cap the scripts answer. What is under way when a cap is
reached is finished.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from service.clock import Clock
from service.conversations.spending import Spending, Spendings, Spent
from service.journal import note
from service.pricing import SHANGHAI
from service.storage.errors import NotWritten

from .draft.messages import Usage

_log = logging.getLogger(__name__)
_FRESH_SECONDS = 10.0
"""How long a day's sum is trusted; other processes of the same shop book into the same table."""

CONVERSATION_OVER = "本次会话的模型用量已到上限"
DAY_OVER = "店铺今天的模型用量已到上限"


@dataclass(frozen=True, slots=True)
class ModelPrice:
    """Yuan a million tokens; ``cached`` is what prompt tokens cost that the endpoint had read."""

    input: Decimal
    output: Decimal
    cached: Decimal

    def micros(self, usage: Usage) -> int:
        """Millionths of a yuan, rounded up."""
        fresh = usage.prompt - min(usage.cached, usage.prompt)
        cost = fresh * self.input + usage.cached * self.cached + usage.completion * self.output
        return int(cost.to_integral_value(ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Cap:
    """``None`` is no limit; 0 is a limit that is reached before the first call."""

    tokens: int | None = None
    micros: int | None = None

    def share(self, spent: Spent) -> float:
        """How much of it is used, from 0; 1 and more is over."""
        used = ((spent.tokens, self.tokens), (spent.micros, self.micros))
        shares = (
            1.0 if not limit else so_far / limit for so_far, limit in used if limit is not None
        )
        return max(shares, default=0.0)


Told = Callable[[str, int, int], None]
"""Of a call: the shop, its tokens, its cost in millionths of a yuan."""


def _nobody(_shop: str, _tokens: int, _micros: int) -> None: ...


@dataclass(slots=True)
class _Day:
    spent: Spent
    read_at: float


class Purse:
    """``prices`` are by model; what has none costs nothing. ``told`` hears of every call."""

    def __init__(
        self,
        book: Spendings,
        clock: Clock,
        prices: Mapping[str, ModelPrice],
        conversation: Cap,
        shop_day: Cap,
        told: Told = _nobody,
    ) -> None:
        self._book = book
        self._clock = clock
        self._prices = prices
        self._conversation = conversation
        self._shop_day = shop_day
        self._told = told
        self._unwritten: list[Spending] = []
        self._writing: asyncio.Task[None] | None = None
        self._days: dict[tuple[str, str], _Day] = {}

    async def refusal(self, shop: str, conversation_id: str) -> str | None:
        """Why no model may be asked, in a few Chinese words; ``None`` if one may."""
        if await self.day_share(shop) >= 1:
            return DAY_OVER
        if self._conversation != Cap():
            spent = await self.of_conversation(shop, conversation_id)
            if self._conversation.share(spent) >= 1:
                return CONVERSATION_OVER
        return None

    async def day_share(self, shop: str) -> float:
        """How much of the shop's day is used up; 0 without a cap."""
        if self._shop_day == Cap():
            return 0.0
        key = shop, self._today()
        kept = self._days.get(key)
        if kept is None or time.monotonic() - kept.read_at > _FRESH_SECONDS:
            spent = sum((await self.of_day(*key)).values(), Spent())
            self._days = {key: day for key, day in self._days.items() if key[1] == self._today()}
            kept = self._days[key] = _Day(spent, time.monotonic())
        return self._shop_day.share(kept.spent)

    def pay(self, shop: str, conversation_id: str, usages: Sequence[Usage]) -> None:
        """Book calls; returns at once."""
        for usage in usages:
            price = self._prices.get(usage.model)
            made = Spending(
                shop,
                conversation_id,
                self._today(),
                usage.model,
                usage.prompt,
                usage.cached,
                usage.completion,
                usage.estimated,
                price.micros(usage) if price else 0,
                self._clock(),
            )
            self._unwritten.append(made)
            self._told(shop, usage.prompt + usage.completion, made.micros)
            if (day := self._days.get((shop, made.day))) is not None:
                day.spent += _as_spent(made)
        if self._unwritten and (self._writing is None or self._writing.done()):
            self._writing = asyncio.ensure_future(self._write())

    async def of_conversation(self, shop: str, conversation_id: str) -> Spent:
        await self.written()
        return await self._book.of_conversation(shop, conversation_id)

    async def of_day(self, shop: str, day: str) -> Mapping[str, Spent]:
        """By model."""
        await self.written()
        return await self._book.of_day(shop, day)

    async def written(self) -> None:
        """Until everything that was booked is on disk."""
        while self._writing is not None and not self._writing.done():
            await asyncio.shield(self._writing)

    def _today(self) -> str:
        return self._clock().astimezone(SHANGHAI).date().isoformat()

    async def _write(self) -> None:
        while self._unwritten:
            made, self._unwritten = self._unwritten, []
            try:
                await self._book.add(made)
            except NotWritten as error:
                # The answer stands; the next call brings these along.
                self._unwritten = made + self._unwritten
                note(_log, "spending_not_written", logging.ERROR, why=str(error))
                return


def _as_spent(made: Spending) -> Spent:
    figures = made.prompt, made.cached, made.completion
    return Spent(1, *figures, int(made.estimated), made.micros)
