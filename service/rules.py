"""The rules that are computed with follow the active version, as searches do: with whoever
activates, rolls back or imports, here or in another replica, within a second or two.
"""

import asyncio
import logging
from dataclasses import replace
from threading import Lock

from knowledge.errors import KnowledgeError
from knowledge.index import Knowledge
from knowledge.rule_files import rules_digest
from service.journal import note
from service.shops import BadShopFolder, Shops, read_shop

LOOK_EVERY_SECONDS = 0.5
_log = logging.getLogger(__name__)


class Rules:
    """Keeps ``shops`` at what their active versions hold."""

    def __init__(self, shops: Shops, knowledge: Knowledge) -> None:
        self._shops = shops
        self._knowledge = knowledge
        self._versions: dict[str, str] = {}
        self._digests = {shop.id: rules_digest(shop.folder) for shop in shops}
        self._reading = Lock()

    def digest(self, shop_id: str) -> str:
        """A name for the rules in use; empty where the shop has none."""
        return self._digests.get(shop_id, "")

    def follow(self, shop_id: str) -> None:
        """Reads the active version's rules if they are others than those in use.

        What cannot be read, by whatever mishap, leaves the old ones in use and is logged.
        """
        with self._reading:
            version = self._active(shop_id)
            if version is None or self._versions.get(shop_id) == version:
                return
            self._versions[shop_id] = version
            folder = self._knowledge.rules(shop_id, version)
            digest = rules_digest(folder)
            if digest in ("", self._digests[shop_id]):
                return
            try:
                found = read_shop(folder)
            except (BadShopFolder, OSError) as error:
                note(_log, "rules_not_read", logging.ERROR, shop=shop_id, why=str(error))
                return
            if found.id != shop_id:
                note(_log, "rules_not_read", logging.ERROR, shop=shop_id, why=f"id: {found.id}")
                return
            self._shops.put(replace(found, folder=self._shops.get(shop_id).folder))
            self._digests[shop_id] = digest
            note(_log, "rules_changed", shop=shop_id, version=version)

    async def following(self) -> None:
        """For ever; looking costs next to nothing, reading happens in a thread."""
        while True:
            await asyncio.sleep(LOOK_EVERY_SECONDS)
            for shop in list(self._shops):
                if self._active(shop.id) != self._versions.get(shop.id):
                    await asyncio.to_thread(self.follow, shop.id)

    def _active(self, shop_id: str) -> str | None:
        try:
            return self._knowledge.version(shop_id)
        except KnowledgeError:
            return None
