"""The import of a shop: files → passages → vectors → a new version.

What is unchanged costs nothing: a file that was read before is not parsed, a passage that was
encoded before is not encoded. Passages are stored batch by batch under ids made from their
content, beside those being searched, so an import that is killed spoils nothing and the next one
goes on from there. The new version is written beside the others and becomes the active one, unless
it is only to be prepared, in one step at the end.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from knowledge import snapshot_files
from knowledge.encoding import Encoding
from knowledge.errors import StoreUnavailable
from knowledge.records import digest
from knowledge.rehearsing import ENCODING, SAVING, Rehearsal
from knowledge.restoring import restored
from knowledge.row_outcomes import unique
from knowledge.rule_files import judged, lay_out, rule_paths
from knowledge.scopes import in_scope_order
from knowledge.shop_files import ShopFiles
from knowledge.shop_home import Chosen, Version
from knowledge.snapshot import Snapshot
from knowledge.sources import SourceFile
from knowledge.store import Store
from knowledge.synonyms import Synonyms
from knowledge.times import SHOP_ZONE
from knowledge.types import ImportReport
from knowledge.versions import Versions


@dataclass(frozen=True, slots=True)
class Imported:
    """The report, and the snapshot of the version it is about."""

    report: ImportReport
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Import(Rehearsal):
    """One import of one shop, with what it works on."""

    store: Store

    def run(self, folder: Path, *, activate: bool, by: str = "") -> Imported:
        """Takes in the folder and what was uploaded.

        Raises ``StoreUnavailable``, ``RulesRefused``; the former version then stays active.
        """
        uploads = self.home.chosen().uploads
        return self._run(self.files(folder, uploads), uploads, activate=activate, by=by)

    def run_if_changed(self, folder: Path, *, searchable: bool) -> Imported | None:
        """Takes in what people changed in the folder since the last import, and activates it.

        Uploads that no active version has stay out, and so does a version that was prepared or
        rolled back. Another encoder than the active version's re-encodes it, and an index that is
        not whole any more (``searchable``) is made anew. ``None`` when there is nothing to do.
        """
        chosen = self.home.chosen()
        active = self.home.version(chosen.version)
        uploads = active.uploads if active else {}
        files = self.files(folder, uploads)
        if active is None or files.folder != chosen.folder:
            return self._run(files, uploads, activate=True)
        if active.id == chosen.imported and self.version(files.files) != active.id:
            return self._run(files, uploads, activate=True)
        if active.collection != self.collection:
            before = restored(self.home, self.store, active)
            if before is not None:
                return self._encoded_anew(active, before)
        elif searchable:
            return None
        return self._run(files, uploads, activate=True)

    def _run(
        self,
        shop: ShopFiles,
        uploads: Mapping[str, str | None],
        *,
        activate: bool,
        by: str = "",
    ) -> Imported:
        id_ = self.version(shop.files)
        active = self.home.active()
        before = restored(self.home, self.store, active) if active is not None else None
        if active is not None and active.id == id_ and before is not None:
            self._choose(id_, shop.folder, uploads, activate=activate, by=by)
            self._tidy(shop.files)  # the import that made it may have been killed before
            return Imported(self._nothing_changed(shop), before)

        judged(shop.rules, self.judge)
        now = unique(self.readings(shop.files, keep=True))
        ordered = in_scope_order(now.passages)
        ours = active is not None and active.collection == self.collection
        lane, encoded = self._encoding.lane(ordered, before if ours else None)
        snapshot = Snapshot.ordered(id_, ordered, lane, Synonyms.of_shop(now.synonyms))
        report = self.report(id_, shop, now, before, encoded)
        snapshot = self._save(snapshot, now.synonyms, report, uploads, shop.rules)
        self._choose(id_, shop.folder, uploads, activate=activate, by=by)
        self._tidy(shop.files)
        self._clean()
        return Imported(report, snapshot)

    def _encoded_anew(self, active: Version, before: Snapshot) -> Imported:
        """The active version's passages with this encoder's vectors, whatever the files say now."""
        id_ = digest(f"{self.collection} {active.id}")[:16]
        passages = list(before.passages)
        lane, encoded = self._encoding.lane(passages, None)
        snapshot = Snapshot.ordered(id_, passages, lane, before.synonyms)
        report = replace(self.home.report(active.id), version=id_, encoded=encoded)
        synonyms = self.home.synonyms(active.id)
        rules = list(rule_paths(self.home.rules(active.id)))
        snapshot = self._save(snapshot, synonyms, report, active.uploads, rules)
        Versions(self.home).activate(id_)
        self._clean()
        return Imported(report, snapshot)

    def _nothing_changed(self, shop: ShopFiles) -> ImportReport:
        report = self.home.report(self.version(shop.files))
        rows = [
            replace(row, outcome="unchanged") if row.outcome != "refused" else row
            for row in report.rows
        ]
        return replace(report, rows=rows, removed=0, encoded=0, covered=shop.covered)

    @property
    def _encoding(self) -> Encoding:
        def told(done: int, total: int) -> None:
            self.progress(ENCODING, done, total)

        return Encoding(self.store, self.collection, self.encoder, told)

    def _save(
        self,
        snapshot: Snapshot,
        synonyms: Sequence[Sequence[str]],
        report: ImportReport,
        uploads: Mapping[str, str | None],
        rules: Sequence[tuple[str, Path]],
    ) -> Snapshot:
        """The version written down; mapped from its files it takes a fraction of the memory that
        making it took."""
        self.progress(SAVING, 0, 1)
        snapshot_files.save(snapshot, self.home.snapshot(snapshot.version))
        version = Version(
            id=snapshot.version,
            number=Versions(self.home).number_of(snapshot.version),
            made_at=datetime.now(SHOP_ZONE),  # when it was made, whatever minute the shop shows
            encoder=self.encoder.name,
            dimensions=self.encoder.dimensions,
            collection=self.collection,
            passages=report.passages,
            removed=report.removed,
            conflicts=len(report.conflicts),
            outcomes=report.outcomes(),
            uploads=dict(uploads),
        )
        lay_out(rules, self.home.rules(version.id))
        ids = [passage.id for passage in snapshot.passages]
        self.home.keep(version, ids, synonyms, report)
        return snapshot_files.load(self.home.snapshot(snapshot.version)) or snapshot

    def _choose(
        self,
        id_: str,
        folder: str,
        uploads: Mapping[str, str | None],
        *,
        activate: bool,
        by: str,
    ) -> None:
        """One step: the version is the last one imported and, if asked for, the active one."""

        def change(chosen: Chosen) -> Chosen:
            chosen = replace(chosen, imported=id_, folder=folder, settled=dict(uploads))
            if not activate or chosen.version == id_:
                return chosen
            before = [old for old in (chosen.version, *chosen.before) if old not in ("", id_)]
            return replace(chosen, version=id_, before=before)

        self.home.choose(change, by)
        self.progress(SAVING, 1, 1)

    def _tidy(self, files: Sequence[SourceFile]) -> None:
        """Removes what changed files have left, and what was half written."""
        self.home.forget_readings(but={file.key for file in files})
        with self.home.changing():
            self.home.sweep()

    def _clean(self) -> None:
        """Removes what no version that is kept needs. The new version is written already, so a
        store that fails here is no failure of the import: the next one cleans up after it."""
        kept, old = Versions(self.home).forget_old()
        snapshot_files.keep_only(self.home.snapshots, {version.id for version in kept})
        needed: dict[str, set[str]] = {}
        for version in kept:
            needed.setdefault(version.collection, set()).update(self.home.ids(version.id))
        with suppress(StoreUnavailable):
            for collection, ids in needed.items():
                self.store.delete(collection, self.store.ids(collection) - ids)
            for collection in {version.collection for version in old} - needed.keys():
                self.store.drop(collection)
