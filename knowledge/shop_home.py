"""Where a shop's index stands under the home folder, and which version is active.

::

    home/knowledge/<shop>/active.json            which version searches use, and the uploads
    home/knowledge/<shop>/changes.jsonl          when another version became active, and by whom
    home/knowledge/<shop>/versions/<version>/    about, ids, synonyms and report of each version
    home/knowledge/<shop>/versions/<version>/rules/    the rule files it was made with
    home/knowledge/<shop>/snapshots/<version>/   its arrays, to be ready quickly after a start
    home/knowledge/<shop>/readings/<key>.json    what each source file gave, while it is unchanged
    home/knowledge/<shop>/uploads/               uploaded files, named by their content

``active.json`` is replaced as a whole, so a version is active or it is not, whatever has already
been written beside it. Whoever changes it holds ``changing``.
"""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

from knowledge.changes import Changes
from knowledge.errors import StoreBusy
from knowledge.reading import Reading
from knowledge.records import digest, write_atomically
from knowledge.report_files import report_from, report_to_record
from knowledge.types import ImportReport

_UNSAFE = re.compile(r"[^a-z0-9]+")
_VERSION_ID = re.compile(r"[0-9a-f]{16}")
_LOCK_SECONDS = 10.0  # a change is one small file; whoever holds the lock longer hangs


def shop_slug(shop_id: str) -> str:
    """A name for files and Chroma collections, different for every shop id, also 禾风."""
    readable = _UNSAFE.sub("-", shop_id.lower()).strip("-")[:40] or "shop"
    return f"{readable}-{digest(shop_id)[:8]}"


@dataclass(frozen=True, slots=True)
class Version:
    """One import of a shop, complete and ready to be searched.

    ``number`` counts the shop's imports from 1. ``encoder`` and ``dimensions`` say with which
    queries it can be searched, ``collection`` where its vectors are. ``outcomes`` is the number of
    rows by what became of them, ``uploads`` the uploaded files it was made with (see ``Chosen``).
    """

    id: str
    number: int
    made_at: datetime
    encoder: str
    dimensions: int
    collection: str
    passages: int
    removed: int
    conflicts: int
    outcomes: Mapping[str, int]
    uploads: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What people have chosen: the active version, and which files belong to the shop.

    ``before`` are the versions that were active before, the latest first. ``imported`` is the
    version that the last import made, active or only prepared, and ``folder`` a digest of the shop
    folder it saw. ``uploads``: path in the shop folder → file in ``uploads/``, or ``None`` for one
    that was taken away; what differs from ``settled`` has come since the last import.
    """

    version: str = ""
    before: Sequence[str] = ()
    imported: str = ""
    folder: str = ""
    uploads: Mapping[str, str | None] = field(default_factory=dict)
    settled: Mapping[str, str | None] = field(default_factory=dict)


class ShopHome:
    """The files of one shop's index."""

    def __init__(self, home: Path, shop_id: str) -> None:
        self.shop_id = shop_id
        self.folder = home / "knowledge" / shop_slug(shop_id)
        self.uploads = self.folder / "uploads"
        self.chosen_file = self.folder / "active.json"
        self.changes = Changes(self.folder / "changes.jsonl")

    def chosen(self) -> Chosen:
        """What is chosen; nothing before the first import and for an older release's file."""
        try:
            return Chosen(**json.loads(self.chosen_file.read_bytes()))
        except (FileNotFoundError, ValueError, TypeError):
            return Chosen()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Holds the right to change what is chosen, among all threads and processes.

        Raises ``StoreBusy`` when another holds it for ten seconds.
        """
        from filelock import FileLock, Timeout

        self.folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(self.folder / "active.lock", timeout=_LOCK_SECONDS, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise StoreBusy(f"{self.folder} 正在被修改：请稍后再试。") from error
        try:
            yield
        finally:
            lock.release()

    def choose(self, change: Callable[[Chosen], Chosen], by: str = "") -> Chosen:
        """Changes what is chosen, in one step; ``by`` whom, as they call themselves."""
        with self.changing():
            chosen = change(self.chosen())
            self.write(chosen, by)
            return chosen

    def write(self, chosen: Chosen, by: str = "") -> None:
        """For those who hold ``changing``. Another active version is noted among the changes."""
        before = self.chosen().version
        write_atomically(self.chosen_file, _json(asdict(chosen)))
        if before != chosen.version:
            self.changes.note(self.version(before), self.version(chosen.version), by)

    def active(self) -> Version | None:
        """The active version; ``None`` before the first import."""
        return self.version(self.chosen().version)

    def version(self, id_: str) -> Version | None:
        """What is known of a version; ``None`` when it is not kept."""
        if not _VERSION_ID.fullmatch(id_):  # ids come from outside and become a path
            return None
        try:
            record = json.loads((self._version(id_) / "about.json").read_bytes())
            return Version(**record | {"made_at": datetime.fromisoformat(record["made_at"])})
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def version_ids(self) -> list[str]:
        """The ids of all versions kept, in no order."""
        return [path.parent.name for path in self.folder.glob("versions/*/about.json")]

    def ids(self, version: str) -> list[str]:
        """Its passages' ids, in snapshot order."""
        ids: list[str] = json.loads((self._version(version) / "ids.json").read_bytes())
        return ids

    def report(self, version: str) -> ImportReport:
        """The report of the import that made it."""
        return report_from(json.loads((self._version(version) / "report.json").read_bytes()))

    def synonyms(self, version: str) -> list[Sequence[str]]:
        """The groups of the shop's synonym tables in a version."""
        groups = json.loads((self._version(version) / "synonyms.json").read_bytes())
        return [tuple(group) for group in groups]

    def keep(
        self,
        version: Version,
        ids: Sequence[str],
        synonyms: Sequence[Sequence[str]],
        report: ImportReport,
    ) -> None:
        """Writes a version down. It is there once its last file is."""
        folder = self._version(version.id)
        write_atomically(folder / "synonyms.json", _json(synonyms))
        write_atomically(folder / "ids.json", _json(ids))
        write_atomically(folder / "report.json", _json(report_to_record(report)))
        about = asdict(version) | {"made_at": version.made_at.isoformat()}
        write_atomically(folder / "about.json", _json(about))

    def rules(self, version: str) -> Path:
        """The folder of a version's rule files; an older release's version has none."""
        return self._version(version) / "rules"

    def forget(self, version: str) -> None:
        """Removes a version's files; its passages in the store are not touched."""
        for folder in (self._version(version), self.snapshot(version)):
            (folder / "about.json").unlink(missing_ok=True)  # first: half a version is none
            shutil.rmtree(folder, ignore_errors=True)

    @property
    def snapshots(self) -> Path:
        return self.folder / "snapshots"

    def snapshot(self, version: str) -> Path:
        """The folder of a version's arrays, whether there or not."""
        return self.snapshots / version

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
        for path in (self.folder / "readings").glob("*"):
            if path.suffix != ".json" or path.stem not in but:
                path.unlink()

    def sweep(self) -> None:
        """Removes what was half written when a process was killed. Hold ``changing``, and let no
        import run."""
        for half in [*self.folder.glob(".*"), *self.folder.glob("versions/*/.*")]:
            half.unlink()
        for folder in self.folder.glob("versions/*"):
            if not (folder / "about.json").exists():
                shutil.rmtree(folder)

    def _reading(self, key: str) -> Path:
        return self.folder / "readings" / f"{key}.json"

    def _version(self, id_: str) -> Path:
        return self.folder / "versions" / id_


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
