"""``Knowledge``: everything a shop knows, imported, kept and searched."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Lock
from types import TracebackType

from knowledge.encoders.base import Encoder
from knowledge.errors import KnowledgeError, NotIndexed
from knowledge.evidence import Evidence
from knowledge.importing import Import
from knowledge.ownership import Ownership
from knowledge.restoring import restored
from knowledge.search import Query, Weights, found, search
from knowledge.shop_home import ShopHome
from knowledge.snapshot import Snapshot
from knowledge.store import Store
from knowledge.types import Hit, ImportReport, Kind, Passage


class Knowledge:
    """The knowledge of all shops under one home folder.

    With the embedded store the home belongs to one ``Knowledge`` of one process: a second raises
    ``StoreBusy``. With ``chroma_url``, a Chroma server, several may share it. Methods may be
    called from several threads; a search never waits for an import.
    """

    def __init__(
        self,
        home: Path,
        encoder: Encoder,
        chroma_url: str | None = None,
        weights: Weights | None = None,
    ) -> None:
        self._home = home
        self._encoder = encoder
        self._weights = weights or Weights()
        self._store = Store.remote(chroma_url) if chroma_url else Store.embedded(home / "chroma")
        self._snapshots: dict[str, Snapshot] = {}
        self._loading = Lock()

    def index(
        self, shop_id: str, folder: Path, progress: Callable[[str, int, int], None] | None = None
    ) -> ImportReport:
        """Imports the folder's ``manuals``, ``scripts`` and ``synonyms``; the new version is
        active on return.

        ``progress`` is told stage, done and total. Files and rows that cannot be taken are in the
        report and stop nothing. Raises ``StoreBusy`` while another import of this home is under
        way, ``StoreUnavailable``, and ``KnowledgeError`` when the folder does not exist.
        """
        shop = ShopHome(self._home, shop_id)
        own = Ownership(self._home, "import", "请等那次导入结束再试。")
        try:
            job = Import(shop_id, shop, self._store, self._encoder, progress or _silent)
            report, self._snapshots[shop_id] = job.run(folder)
            return report
        finally:
            own.release()

    def search(
        self,
        shop_id: str,
        query: str,
        *,
        at: datetime,
        skus: frozenset[str] = frozenset(),
        kinds: frozenset[Kind] | None = None,
        limit: int = 5,
        previous: str = "",
    ) -> list[Hit]:
        """The best passages that hold at ``at`` (with a time zone), best first.

        ``previous`` is what the customer said before, which 那要多久 needs to be understood.
        With ``skus``: passages of these products and of the whole shop; without: everything.
        Raises ``NotIndexed``.
        """
        asked = Query(query, at, skus, kinds, limit, previous)
        return search(self._snapshot(shop_id), self._encoder, asked, self._weights)

    def found(self, shop_id: str, asked: Query) -> tuple[list[Passage], Evidence]:
        """The passages of ``search``'s hits and the evidence for each: what calibrating needs.

        Raises ``NotIndexed``.
        """
        return found(self._snapshot(shop_id), self._encoder, asked, self._weights)

    def ready(self, shop_id: str) -> bool:
        """Whether ``search`` would answer."""
        try:
            self._snapshot(shop_id)
        except KnowledgeError:
            return False
        return True

    def version(self, shop_id: str) -> str:
        """The version being searched: it changes when the shop's files or the encoder do.

        Raises ``NotIndexed``.
        """
        return self._snapshot(shop_id).version

    def close(self) -> None:
        """Gives the home back to others; nothing may be imported afterwards."""
        self._store.close()

    def __enter__(self) -> "Knowledge":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _snapshot(self, shop_id: str) -> Snapshot:
        loaded = self._snapshots.get(shop_id)
        if loaded is not None:
            return loaded
        with self._loading:  # only one thread loads; one that waited finds it here
            if shop_id in self._snapshots:
                return self._snapshots[shop_id]
            loaded = self._load(shop_id)
            return self._snapshots.setdefault(shop_id, loaded)  # an import may have been quicker

    def _load(self, shop_id: str) -> Snapshot:
        remedy = f"请先导入：goalie index {shop_id}"
        shop = ShopHome(self._home, shop_id)
        active = shop.active()
        if active is None:
            raise NotIndexed(f"店铺 {shop_id} 还没有知识索引。{remedy}")
        ours = self._encoder.name, self._encoder.dimensions
        if (active.encoder, active.dimensions) != ours:
            raise NotIndexed(
                f"店铺 {shop_id} 的索引是用 {active.encoder} 编码的，现在是 {ours[0]}。{remedy}"
            )
        snapshot = restored(shop, self._store, active)
        if snapshot is None:
            raise NotIndexed(f"店铺 {shop_id} 的索引已不完整。{remedy}")
        return snapshot


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody wants to know."""
