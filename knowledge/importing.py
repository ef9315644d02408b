"""The import of a shop: files → passages → vectors → a new version, active at the end.

What is unchanged costs nothing: a file that was read before is not parsed, a passage that was
encoded before is not encoded. Passages are stored batch by batch under ids made from their
content, beside those being searched, so an import that is killed spoils nothing and the next one
goes on from there.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from knowledge import snapshot_files
from knowledge.encoders.base import Encoder
from knowledge.encoding import Encoding
from knowledge.errors import StoreUnavailable
from knowledge.reading import Reading
from knowledge.records import digest
from knowledge.restoring import restored
from knowledge.row_outcomes import compared, removed, unique
from knowledge.scopes import in_scope_order
from knowledge.shop_home import Active, ShopHome, shop_slug
from knowledge.snapshot import Snapshot
from knowledge.sources import READING_VERSION, SourceFile, source_files
from knowledge.store import Store
from knowledge.synonyms import Synonyms, trade_digest
from knowledge.types import ImportReport

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is."""

READING, ENCODING, SAVING = "读取文件", "编码段落", "保存索引"


def collection_name(shop_id: str, encoder: Encoder) -> str:
    """One Chroma collection per shop and encoder: another encoder's vectors go beside."""
    return f"{shop_slug(shop_id)}-{digest(f'{encoder.name} {encoder.dimensions}')[:8]}"


@dataclass(frozen=True, slots=True)
class Import:
    """One import of one shop, with what it works on."""

    shop_id: str
    home: ShopHome
    store: Store
    encoder: Encoder
    progress: Progress

    def run(self, folder: Path) -> tuple[ImportReport, Snapshot]:
        """The report and the version that is active now.

        Raises ``StoreUnavailable``; the former version then stays active.
        """
        files = source_files(folder)
        version = self._version(files)
        active = self.home.active()
        before = restored(self.home, self.store, active) if active is not None else None
        if active is not None and active.version == version and before is not None:
            return self._nothing_changed(active), before

        now = unique(self._readings(files))
        ordered = in_scope_order(now.passages)
        ours = active is not None and active.collection == self._collection
        lane, _ = self._encoding.lane(ordered, before if ours else None)
        former = before.passages if before is not None else ()
        snapshot = Snapshot.ordered(version, ordered, lane, Synonyms.of_shop(now.synonyms))
        self.home.keep_synonyms(version, now.synonyms)
        report = ImportReport(
            self.shop_id, version, compared(now, former), len(snapshot), removed(now, former)
        )
        self._activate(snapshot, report)
        self._clean(snapshot, active, files)
        # Mapped from its files it takes a fraction of the memory that making it took.
        return report, snapshot_files.load(self.home.snapshot(version)) or snapshot

    @property
    def _collection(self) -> str:
        return collection_name(self.shop_id, self.encoder)

    @property
    def _encoding(self) -> Encoding:
        def told(done: int, total: int) -> None:
            self.progress(ENCODING, done, total)

        return Encoding(self.store, self._collection, self.encoder, told)

    def _version(self, files: Sequence[SourceFile]) -> str:
        made_by = READING_VERSION, trade_digest(), self._collection
        return digest(" ".join([*made_by, *(file.key for file in files)]))[:16]

    def _nothing_changed(self, active: Active) -> ImportReport:
        rows = [
            replace(row, outcome="unchanged") if row.outcome != "refused" else row
            for row in active.rows
        ]
        return ImportReport(self.shop_id, active.version, rows, len(active.ids))

    def _readings(self, files: Sequence[SourceFile]) -> list[Reading]:
        readings: list[Reading] = []
        for done, file in enumerate(files):
            self.progress(READING, done, len(files))
            reading = self.home.reading(file.key)
            if reading is None:
                reading = file.read()
                self.home.keep_reading(file.key, reading)
            readings.append(reading)
        self.progress(READING, len(files), len(files))
        return readings

    def _activate(self, snapshot: Snapshot, report: ImportReport) -> None:
        self.progress(SAVING, 0, 1)
        snapshot_files.save(snapshot, self.home.snapshot(snapshot.version))
        self.home.activate(
            Active(
                snapshot.version,
                self.encoder.name,
                self.encoder.dimensions,
                self._collection,
                [passage.id for passage in snapshot.passages],
                report.rows,
            )
        )
        self.progress(SAVING, 1, 1)

    def _clean(
        self, snapshot: Snapshot, former: Active | None, files: Sequence[SourceFile]
    ) -> None:
        """Removes what no version needs any more. The new version is active already, so a store
        that fails here is no failure of the import: the next one cleans up after it."""
        snapshot_files.keep_only(self.home.snapshot(snapshot.version))
        self.home.forget_readings(but={file.key for file in files})
        self.home.forget_synonyms(but=snapshot.version)
        with suppress(StoreUnavailable):
            stale = self.store.ids(self._collection) - {p.id for p in snapshot.passages}
            self.store.delete(self._collection, stale)
            if former is not None and former.collection != self._collection:
                self.store.drop(former.collection)
