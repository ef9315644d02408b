"""What is being searched: a shop's active version in memory, with the encoder that made it.

A search takes the pair once and reads nothing else, so it sees the old version or the new one.
Another process may activate a version, too: at most once in a while the file that says which one
is active is looked at (one ``stat``), and a new version is then loaded in a thread of its own
while searches go on in the old one.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock, Thread
from time import monotonic

from knowledge.encoders.base import Encoder
from knowledge.errors import EncoderUnavailable, KnowledgeError, NotIndexed
from knowledge.restoring import restored
from knowledge.shop_home import ShopHome, Version
from knowledge.snapshot import Snapshot
from knowledge.store import Store

EncoderNamed = Callable[[str], Encoder]
"""Builds an encoder by name; raises ``EncoderUnavailable``."""

_Mark = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Live:
    """A version and the encoder its vectors can be compared with."""

    snapshot: Snapshot
    encoder: Encoder


@dataclass(slots=True)
class _Entry:
    live: Live
    mark: _Mark | None
    look_again: float
    renewing: Thread | None = None


class LiveShops:
    """The shops of a home that are in memory; loaded when first asked for."""

    def __init__(
        self,
        home: Path,
        store: Store,
        encoder: Encoder,
        encoder_named: EncoderNamed,
        look_every_seconds: float,
    ) -> None:
        self._home = home
        self._store = store
        self._encoder = encoder
        self._encoder_named = encoder_named
        self._look_every = look_every_seconds
        self._entries: dict[str, _Entry] = {}
        self._beside: dict[str, Live] = {}
        self._loading = Lock()
        self._closed = False

    def of(self, shop_id: str) -> Live:
        """Raises ``NotIndexed`` when there is no version that can be searched."""
        entry = self._entries.get(shop_id)
        if entry is None:
            return self._first(shop_id)
        if monotonic() >= entry.look_again:
            self._look(shop_id, entry)
        return entry.live

    def beside(self, shop_id: str, version: Version) -> Live:
        """Another version than the active one; the last one asked for stays in memory.

        Raises ``NotIndexed``.
        """
        live = self._beside.get(shop_id)
        if live is None or live.snapshot.version != version.id:
            encoder = self.require(shop_id, version)
            live = Live(self._restored(shop_id, version), encoder)
            self._beside = {shop_id: live}
        return live

    def put(self, shop_id: str, snapshot: Snapshot, encoder: Encoder) -> None:
        """What was imported here is searched at once."""
        live = Live(snapshot, encoder)
        with self._loading:
            self._entries[shop_id] = _Entry(live, None, monotonic() + self._look_every)

    def renew(self, shop_id: str) -> None:
        """Loads the active version now, e.g. after it was chosen. Raises ``NotIndexed``."""
        with self._loading:
            self._entries[shop_id] = self._load(shop_id)

    def require(self, shop_id: str, version: Version) -> Encoder:
        """Our encoder or, until the shop is re-encoded, the one the version was made with.

        Raises ``NotIndexed`` when that one cannot be had.
        """
        if _made_by(version, self._encoder):
            return self._encoder
        with suppress(EncoderUnavailable):
            former = self._encoder_named(version.encoder)
            if _made_by(version, former):
                return former
        raise NotIndexed(
            f"版本 {version.id} 是用 {version.encoder}（{version.dimensions} 维）编码的，"
            f"现在是 {self._encoder.name}（{self._encoder.dimensions} 维）。"
            f"请先导入：goalie index {shop_id}"
        )

    def close(self) -> None:
        """Waits for what is being loaded."""
        self._closed = True
        for entry in list(self._entries.values()):
            if entry.renewing is not None:
                entry.renewing.join()

    def _first(self, shop_id: str) -> Live:
        with self._loading:  # only one thread loads; one that waited finds it here
            if shop_id not in self._entries:
                self._entries[shop_id] = self._load(shop_id)
            return self._entries[shop_id].live

    def _look(self, shop_id: str, entry: _Entry) -> None:
        entry.look_again = monotonic() + self._look_every
        if self._closed or (entry.renewing is not None and entry.renewing.is_alive()):
            return
        if _mark(ShopHome(self._home, shop_id)) != entry.mark:
            entry.renewing = Thread(target=self._follow, args=(shop_id, entry), daemon=True)
            entry.renewing.start()

    def _follow(self, shop_id: str, entry: _Entry) -> None:
        """What cannot be loaded, e.g. another encoder's version, leaves the old one searched."""
        shop = ShopHome(self._home, shop_id)
        mark = _mark(shop)
        with suppress(KnowledgeError, OSError), self._loading:
            if self._entries.get(shop_id) is not entry:
                return  # an import here was quicker
            active = shop.active()
            if active is not None and active.id != entry.live.snapshot.version:
                if not _made_by(active, entry.live.encoder):
                    entry.mark = mark
                    return
                snapshot = restored(shop, self._store, active)
                if snapshot is None:
                    return
                entry.live = Live(snapshot, entry.live.encoder)
            entry.mark = mark

    def _load(self, shop_id: str) -> _Entry:
        shop = ShopHome(self._home, shop_id)
        mark = _mark(shop)
        active = shop.active()
        if active is None:
            raise NotIndexed(f"店铺 {shop_id} 还没有知识索引。请先导入：goalie index {shop_id}")
        encoder = self.require(shop_id, active)
        live = Live(self._restored(shop_id, active), encoder)
        return _Entry(live, mark, monotonic() + self._look_every)

    def _restored(self, shop_id: str, version: Version) -> Snapshot:
        snapshot = restored(ShopHome(self._home, shop_id), self._store, version)
        if snapshot is None:
            raise NotIndexed(f"店铺 {shop_id} 的索引已不完整。请先导入：goalie index {shop_id}")
        return snapshot


def _made_by(version: Version, encoder: Encoder) -> bool:
    return (version.encoder, version.dimensions) == (encoder.name, encoder.dimensions)


def _mark(shop: ShopHome) -> _Mark | None:
    try:
        found = shop.chosen_file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size
