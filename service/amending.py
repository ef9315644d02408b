"""A rule change finds the customers who were told a price by the old rules.

Every replica looks as soon as its own rules are others than those that answers were last looked at
for, and once more a little later, when all of them have the new ones. What is found is offered to
agents, never sent by itself; found twice, it is there once.
"""

import asyncio
import logging
from collections.abc import Callable
from datetime import timedelta
from math import inf
from time import monotonic

from service.assist.amending import amended
from service.clock import Clock
from service.conversations.amendments import AT_ONCE, Amendments, Found, Sent
from service.conversations.bell import Bell
from service.journal import note
from service.rules import Rules
from service.shops import Shop, Shops
from service.storage.errors import StorageError

LOOK_EVERY_SECONDS = 1.0
AGAIN_SECONDS = 10.0
"""By then every replica computes with the new rules."""

DAYS = 3
"""Who was told a price earlier than that asks again before they pay."""

_log = logging.getLogger(__name__)


class Amending:
    """Keeps ``amendments`` at what the rules in use make of the answers that were given."""

    def __init__(
        self,
        amendments: Amendments,
        rules: Rules,
        shops: Shops,
        bell: Bell,
        clock: Clock,
        seconds: Callable[[], float] = monotonic,
    ) -> None:
        self._amendments = amendments
        self._rules = rules
        self._shops = shops
        self._bell = bell
        self._clock = clock
        self._seconds = seconds
        self._checked: dict[str, str] = {}
        self._again: dict[str, float] = {}

    async def following(self) -> None:
        """For ever; a database that is away is asked again."""
        while True:
            for shop in list(self._shops):
                try:
                    await self.follow(shop.id)
                except StorageError as error:
                    note(_log, "not_amended", logging.WARNING, shop=shop.id, why=str(error))
            await asyncio.sleep(LOOK_EVERY_SECONDS)

    async def follow(self, shop_id: str) -> None:
        """Looks at the shop's answers if its rules have changed since that was last done."""
        rules = self._rules.digest(shop_id)
        known = self._checked.get(shop_id)
        if known is None:
            known = self._checked[shop_id] = await self._amendments.checked(shop_id)
        if known == rules:
            if self._seconds() > self._again.get(shop_id, inf):
                del self._again[shop_id]
                await self._look(shop_id, rules)
            return
        if known:  # the very first rules can have replaced none
            await self._look(shop_id, rules)
            self._again[shop_id] = self._seconds() + AGAIN_SECONDS
        await self._amendments.check(shop_id, rules)
        self._checked[shop_id] = rules

    async def _look(self, shop_id: str, rules: str) -> None:
        since, after, added = self._clock() - timedelta(days=DAYS), "", 0
        while sent := await self._amendments.sent_since(shop_id, since, after):
            found = await asyncio.to_thread(self._found, self._shops.get(shop_id), sent)
            added += await self._amendments.add(shop_id, rules, found, self._clock())
            outdated = {one.suggestion_id for one in found}
            for one in sent:
                if one.suggestion and one.suggestion["id"] not in outdated:
                    await self._holds(shop_id, one)
            after = sent[-1].conversation_id
            if len(sent) < AT_ONCE:
                break
        if added:
            note(_log, "answers_outdated", shop=shop_id, count=added)
            self._bell.ring(f"shop {shop_id}")

    async def _holds(self, shop_id: str, sent: Sent) -> None:
        """The rules came back: nobody need be told."""
        for one in await self._amendments.open(shop_id, sent.conversation_id):
            await self._amendments.no_longer(shop_id, one.suggestion_id, self._clock())

    def _found(self, shop: Shop, sent: list[Sent]) -> list[Found]:
        """In a thread: a price each."""
        found: list[Found] = []
        for one in sent:
            if one.suggestion is None:
                continue
            quote, id_ = one.suggestion["quote"], one.suggestion["id"]
            if now := amended(quote, one.at, one.state, shop, self._clock()):
                holds, goods, text = now
                told = quote["payable"].removesuffix(".00")
                found.append(Found(one.conversation_id, id_, told, holds, goods, text))
        return found
