"""Where a shop's index stands under the home folder, and which version is active.

::

    home/knowledge/<shop>/active.json           the active version: what searches use
    home/knowledge/<shop>/snapshots/<version>/  its arrays, to be ready quickly after a start
    home/knowledge/<shop>/readings/<key>.json   what each source file gave, while it is unchanged
    home/knowledge/<shop>/synonyms/<version>.json  the groups of the shop's synonym tables

``active.json`` is replaced as a whole at the end of an import. Until then the former version is
the active one, whatever has already been written beside it.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge.reading import Reading
from knowledge.records import digest, row_from, write_atomically
from knowledge.types import RowReport

_UNSAFE = re.compile(r"[^a-z0-9]+")


def shop_slug(shop_id: str) -> str:
    """A name for files and Chroma collections, different for every shop id, also 禾风."""
    readable = _UNSAFE.sub("-", shop_id.lower()).strip("-")[:40] or "shop"
    return f"{readable}-{digest(shop_id)[:8]}"


@dataclass(frozen=True, slots=True)
class Active:
    """The active version of a shop's index.

    ``encoder`` and ``dimensions`` say with which queries it can be searched, ``ids`` which
    passages of ``collection`` belong to it, in snapshot order; ``rows`` is the import's report.
    """

    version: str
    encoder: str
    dimensions: int
    collection: str
    ids: Sequence[str]
    rows: Sequence[RowReport]


class ShopHome:
    """The files of one shop's index."""

    def __init__(self, home: Path, shop_id: str) -> None:
        self.folder = home / "knowledge" / shop_slug(shop_id)
        self._active = self.folder / "active.json"

    def active(self) -> Active | None:
        """The active version; ``None`` before the first import and for an older release's file."""
        try:
            record = json.loads(self._active.read_bytes())
            return Active(**{**record, "rows": [row_from(row) for row in record["rows"]]})
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return None

    def activate(self, active: Active) -> None:
        """From here on, searches and restarts use this version."""
        write_atomically(self._active, _json(asdict(active)))

    def snapshot(self, version: str) -> Path:
        """The folder of a version's arrays, whether there or not."""
        return self.folder / "snapshots" / version

    def reading(self, key: str) -> Reading | None:
        """What the file with this content gave when it was last read."""
        try:
            return Reading.from_record(json.loads(self._reading(key).read_bytes()))
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return None

    def keep_reading(self, key: str, reading: Reading) -> None:
        write_atomically(self._reading(key), _json(reading.to_record()))

    def forget_readings(self, but: set[str]) -> None:
        """Removes what files gave that have changed since or are gone."""
        for path in (self.folder / "readings").glob("*.json"):
            if path.stem not in but:
                path.unlink()

    def synonyms(self, version: str) -> list[Sequence[str]]:
        """The shop's groups of synonyms in a version; none where nothing was kept."""
        try:
            return [tuple(group) for group in json.loads(self._synonyms(version).read_bytes())]
        except (FileNotFoundError, ValueError, TypeError):
            return []

    def keep_synonyms(self, version: str, groups: Sequence[Sequence[str]]) -> None:
        write_atomically(self._synonyms(version), _json(groups))

    def forget_synonyms(self, but: str) -> None:
        for path in (self.folder / "synonyms").glob("*.json"):
            if path.stem != but:
                path.unlink()

    def _synonyms(self, version: str) -> Path:
        return self.folder / "synonyms" / f"{version}.json"

    def _reading(self, key: str) -> Path:
        return self.folder / "readings" / f"{key}.json"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
