"""The part of an import that changes nothing: files → passages, compared with what is active.

By itself it is a dry run: everything is read, compared and checked for conflicts, and told.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from knowledge import snapshot_files
from knowledge.conflicts import conflicts_in
from knowledge.encoders.base import Encoder
from knowledge.encoding import rows_by_text
from knowledge.ranked_text import embedded_text
from knowledge.reading import Reading
from knowledge.records import digest
from knowledge.row_outcomes import compared, removed, unique
from knowledge.rule_files import Judge, judged
from knowledge.shop_files import ShopFiles, shop_files
from knowledge.shop_home import ShopHome, shop_slug
from knowledge.snapshot import Snapshot
from knowledge.sources import READING_VERSION, SourceFile
from knowledge.synonyms import trade_digest
from knowledge.types import ImportReport
from knowledge.uploads import Uploads

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done, and how much there is. What it raises ends the import
and leaves the active version as it is."""

READING, ENCODING, SAVING = "读取文件", "编码段落", "保存索引"


def collection_name(shop_id: str, encoder: Encoder) -> str:
    """One Chroma collection per shop and encoder: another encoder's vectors go beside."""
    return f"{shop_slug(shop_id)}-{digest(f'{encoder.name} {encoder.dimensions}')[:8]}"


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """One import of one shop, as far as it needs no store."""

    home: ShopHome
    encoder: Encoder
    progress: Progress
    judge: Judge

    def rehearse(self, folder: Path) -> ImportReport:
        """The report that the import would give; nothing is written and the store is not asked.

        ``encoded`` is then the most that would be encoded. Raises ``RulesRefused``.
        """
        shop = self.files(folder, self.home.chosen().uploads)
        judged(shop.rules, self.judge)
        active = self.home.active()
        before = snapshot_files.load(self.home.snapshot(active.id)) if active else None
        now = unique(self.readings(shop.files, keep=False))
        ours = active is not None and active.collection == self.collection
        new = {digest(embedded_text(passage)) for passage in now.passages}
        new -= rows_by_text(before if ours else None).keys()
        return self.report(self.version(shop.files), shop, now, before, len(new))

    @property
    def collection(self) -> str:
        """Where this encoder's vectors of the shop are."""
        return collection_name(self.home.shop_id, self.encoder)

    def files(self, folder: Path, uploads: Mapping[str, str | None]) -> ShopFiles:
        """The folder's files with these uploads (see ``Chosen``)."""
        return shop_files(folder, Uploads(self.home).paths(uploads))

    def version(self, files: Sequence[SourceFile]) -> str:
        """The id of what these files give with this encoder: equal content is the same version."""
        made_by = READING_VERSION, trade_digest(), self.collection
        return digest(" ".join([*made_by, *(file.key for file in files)]))[:16]

    def report(
        self, id_: str, shop: ShopFiles, now: Reading, before: Snapshot | None, encoded: int
    ) -> ImportReport:
        """What became of each row since ``before``."""
        former = before.passages if before is not None else ()
        return ImportReport(
            shop=self.home.shop_id,
            version=id_,
            rows=compared(now, former),
            passages=len(now.passages),
            removed=removed(now, former),
            encoded=encoded,
            conflicts=conflicts_in(now.passages),
            covered=shop.covered,
        )

    def readings(self, files: Sequence[SourceFile], *, keep: bool) -> list[Reading]:
        """What each file gave; read now if it has changed since, and kept for the next time."""
        files = [file for file in files if not file.is_rule]
        readings: list[Reading] = []
        for done, file in enumerate(files):
            self.progress(READING, done, len(files))
            reading = self.home.reading(file.key)
            if reading is None:
                reading = file.read()
                if keep:
                    self.home.keep_reading(file.key, reading)
            readings.append(reading)
        self.progress(READING, len(files), len(files))
        return readings
