"""``Knowledge``: everything a shop knows, imported, kept and searched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from knowledge.encoders import encoder_named
from knowledge.encoders.base import Closing, Encoder
from knowledge.errors import KnowledgeError
from knowledge.evidence import Evidence
from knowledge.importing import Import, Imported
from knowledge.live import EncoderNamed, Live, LiveShops
from knowledge.ownership import Ownership
from knowledge.rehearsing import Progress, Rehearsal
from knowledge.rule_files import Judge, anything
from knowledge.search import Query, found, search
from knowledge.shop_home import ShopHome, Version
from knowledge.store import Store
from knowledge.table_rows import Property, TableRow
from knowledge.types import Hit, ImportReport, Kind, Passage
from knowledge.uploads import Uploads
from knowledge.versions import Versions
from knowledge.weights import Weights, weights_for

LOOK_EVERY_SECONDS = 1.0
"""How soon a version that another process has activated is noticed."""


class Knowledge:
    """The knowledge of all shops under one home folder.

    With the embedded store the home belongs to one ``Knowledge`` of one process: a second raises
    ``StoreBusy``. With ``chroma_url``, a Chroma server, several may share the home. Methods may be
    called from several threads; a search never waits for an import. Until a shop is re-encoded,
    an index that another encoder made is searched with that one, if ``encoders`` can build it.
    ``vectors_share``, 0 to 1, is how much the encoder's vectors decide beside the words
    (``weights_for`` where it is not given). ``judge`` decides whether a version's rule files may be
    computed with.
    """

    def __init__(
        self,
        home: Path,
        encoder: Encoder,
        chroma_url: str | None = None,
        *,
        vectors_share: float | None = None,
        encoders: EncoderNamed = encoder_named,
        judge: Judge = anything,
        look_every_seconds: float = LOOK_EVERY_SECONDS,
    ) -> None:
        self.home = home
        self._encoder = encoder
        self._vectors_share = vectors_share
        self._judge = judge
        self._store = Store.remote(chroma_url) if chroma_url else Store.embedded(home / "chroma")
        self._live = LiveShops(home, self._store, encoder, encoders, look_every_seconds)

    def index(
        self,
        shop_id: str,
        folder: Path,
        progress: Progress | None = None,
        *,
        activate: bool = True,
        by: str = "",
    ) -> ImportReport:
        """Imports the folder's ``manuals``, ``scripts`` and ``synonyms`` with the shop's uploads.

        The new version is active on return, or only prepared (``activate=False``). ``by`` is who
        imports, as they call themselves. ``progress`` is told stage, done and total; what it raises
        ends the import. Files and rows that cannot be taken are in the report and stop nothing.
        Raises ``StoreBusy`` while another import of this home is under way, ``StoreUnavailable``,
        and ``KnowledgeError`` when the folder does not exist.
        """
        own = self._own_imports()
        try:
            job = self._import(shop_id, progress)
            imported = job.run(folder, activate=activate, by=by)
            return self._taken(shop_id, imported, active=activate)
        finally:
            own.release()

    def index_if_changed(
        self, shop_id: str, folder: Path, progress: Progress | None = None
    ) -> ImportReport | None:
        """At a start: takes in what changed in the folder, or re-encodes for a new encoder.

        Respects what people chose: a version rolled back or only prepared stays so, and uploads
        that were never activated stay out. ``None`` when there was nothing to do. Raises as
        ``index`` does.
        """
        own = self._own_imports()
        try:
            job = self._import(shop_id, progress)
            imported = job.run_if_changed(folder, searchable=self.ready(shop_id))
            return self._taken(shop_id, imported, active=True) if imported else None
        finally:
            own.release()

    def rehearse(
        self, shop_id: str, folder: Path, progress: Progress | None = None
    ) -> ImportReport:
        """A dry run: the report that ``index`` would give. Nothing is written."""
        shop = ShopHome(self.home, shop_id)
        return Rehearsal(shop, self._encoder, progress or _silent, self._judge).rehearse(folder)

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
        return self.pinned(shop_id).search(
            shop_id, query, at=at, skus=skus, kinds=kinds, limit=limit, previous=previous
        )

    def found(self, shop_id: str, asked: Query) -> tuple[list[Passage], Evidence]:
        """The passages of ``search``'s hits and the evidence for each: what calibrating needs.

        Raises ``NotIndexed``.
        """
        live = self._live.of(shop_id)
        return found(live.snapshot, live.encoder, asked, self._weights_of(live))

    def pinned(self, shop_id: str, version: str | None = None) -> "Pinned":
        """The version that is active now, to be searched several times, or another one kept.

        Raises ``NotIndexed``, ``UnknownVersion``.
        """
        if version is None:
            live = self._live.of(shop_id)
        else:
            live = self._live.beside(shop_id, self.kept_version(shop_id, version))
        return Pinned(live, self._weights_of(live))

    def ready(self, shop_id: str) -> bool:
        """Whether ``search`` would answer."""
        try:
            self._live.of(shop_id)
        except KnowledgeError:
            return False
        return True

    def by_former_encoder(self, shop_id: str) -> bool:
        """Whether searches go on in an index of another encoder, until the shop is re-encoded."""
        return self.ready(shop_id) and self._live.of(shop_id).encoder is not self._encoder

    def version(self, shop_id: str) -> str:
        """The version being searched: it changes when the shop's files or the encoder do.

        Raises ``NotIndexed``.
        """
        return self._live.of(shop_id).snapshot.version

    def versions(self, shop_id: str) -> list[Version]:
        """Every version kept, the latest first."""
        return Versions(ShopHome(self.home, shop_id)).all()

    def kept_version(self, shop_id: str, version: str) -> Version:
        """One of them. Raises ``UnknownVersion``."""
        return Versions(ShopHome(self.home, shop_id)).kept(version)

    def activate(self, shop_id: str, version: str, by: str = "") -> Version:
        """Raises ``UnknownVersion``; ``NotIndexed`` if no encoder here can search it."""
        versions = Versions(ShopHome(self.home, shop_id))
        self._live.require(shop_id, versions.kept(version))
        chosen = versions.activate(version, by)
        self._live.renew(shop_id)
        return chosen

    def roll_back(self, shop_id: str, by: str = "") -> Version:
        """Back to the version active before. Raises ``NothingBefore``, ``NotIndexed``."""
        versions = Versions(ShopHome(self.home, shop_id))
        self._live.require(shop_id, versions.former())
        chosen = versions.roll_back(by)
        self._live.renew(shop_id)
        return chosen

    def rules(self, shop_id: str, version: str) -> Path:
        """The folder of the rule files that a version was made with."""
        return ShopHome(self.home, shop_id).rules(version)

    def uploads(self, shop_id: str) -> Uploads:
        """The shop's uploaded files."""
        return Uploads(ShopHome(self.home, shop_id))

    def close(self) -> None:
        """Gives the home back to others; nothing may be imported afterwards."""
        self._live.close()
        self._store.close()
        if isinstance(self._encoder, Closing):
            self._encoder.close()

    def __enter__(self) -> "Knowledge":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _weights_of(self, live: Live) -> Weights:
        """What was set is for our encoder, not for a former one."""
        ours = live.encoder is self._encoder
        return weights_for(live.encoder.name, self._vectors_share if ours else None)

    def _own_imports(self) -> Ownership:
        return Ownership(self.home, "import", "请等那次导入结束再试。")

    def _import(self, shop_id: str, progress: Progress | None) -> Import:
        shop = ShopHome(self.home, shop_id)
        return Import(shop, self._encoder, progress or _silent, self._judge, self._store)

    def _taken(self, shop_id: str, imported: Imported, *, active: bool) -> ImportReport:
        chosen = ShopHome(self.home, shop_id).chosen()
        if active and chosen.version == imported.snapshot.version:  # or somebody chose meanwhile
            self._live.put(shop_id, imported.snapshot, self._encoder)
        return imported.report


@dataclass(frozen=True, slots=True)
class Pinned:
    """One version of one shop: several searches in it see the same passages."""

    live: Live
    weights: Weights

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
        """As ``Knowledge.search``; ``shop_id`` is the shop it was pinned for."""
        asked = Query(query, at, skus, kinds, limit, previous)
        return search(self.live.snapshot, self.live.encoder, asked, self.weights)

    def properties(self, at: datetime, sku: str) -> Sequence[Property]:
        """What the product's documents say of it in tables, at ``at``."""
        return self.live.snapshot.properties(at, sku)

    def table_rows(self, at: datetime, sku: str = "") -> Sequence[TableRow]:
        """The tables' rows in the product's documents, or in those for the whole shop."""
        return self.live.snapshot.table_rows(at, sku)

    def version(self, shop_id: str) -> str:
        return self.live.snapshot.version


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody wants to know."""
