"""Import jobs on disk, so that a job outlives the process that runs it.

::

    home/jobs/<job>/job.json      what it is, and how far it has come
    home/jobs/<job>/report.json   the report, once there is one
    home/jobs/<job>/lock          held while a process has the job in hand

A job that says it is under way while nobody holds its lock was interrupted: its process is gone.
"""

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from knowledge.errors import UnknownJob
from knowledge.records import write_atomically
from knowledge.report_files import report_from, report_to_record
from knowledge.times import SHOP_ZONE
from knowledge.types import ImportReport

if TYPE_CHECKING:
    from filelock import BaseFileLock

KEPT_JOBS = 50
"""Finished jobs of a home that are kept for the list; versions have their reports themselves."""

_ID = re.compile(r"j_[0-9a-f]{16}")


class State(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"


UNDER_WAY = frozenset({State.QUEUED, State.RUNNING})


@dataclass(frozen=True, slots=True)
class Job:
    """An import that was asked for. ``done`` of ``total`` steps of ``stage`` are done.

    ``at_start``: only what changed without anybody asking (``Knowledge.index_if_changed``). The
    counts are there once it is done; ``error`` says why it failed and what to do; ``by`` is who
    asked for it, as they call themselves.
    """

    id: str
    shop: str
    dry_run: bool
    activate: bool
    created_at: datetime
    at_start: bool = False
    state: State = State.QUEUED
    stage: str = ""
    done: int = 0
    total: int = 0
    started_at: datetime | None = None
    finished_at: datetime | None = None
    version: str = ""
    error: str = ""
    passages: int = 0
    removed: int = 0
    encoded: int = 0
    conflicts: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    by: str = ""

    @classmethod
    def new(
        cls, shop: str, *, dry_run: bool, activate: bool, at_start: bool, by: str = ""
    ) -> "Job":
        id_, now = f"j_{token_hex(8)}", datetime.now(SHOP_ZONE)
        return cls(id_, shop, dry_run, activate, now, at_start, by=by)


class JobFiles:
    """The jobs of one home, whichever process runs them."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "jobs"

    def read(self, id_: str) -> Job:
        """Raises ``UnknownJob``."""
        if _ID.fullmatch(id_):  # ids come from outside and become a path
            try:
                record = json.loads((self._folder / id_ / "job.json").read_bytes())
                return self._seen(_job(record))
            except (OSError, ValueError, TypeError, KeyError):
                pass
        raise UnknownJob(f"没有导入任务 {id_[:40]!r}：请核对编号。")

    def all(self) -> list[Job]:
        """The latest first."""
        jobs = []
        for path in self._folder.glob("j_*/job.json"):
            try:
                jobs.append(self.read(path.parent.name))
            except UnknownJob:  # removed meanwhile
                continue
        return sorted(jobs, key=lambda job: job.created_at, reverse=True)

    def write(self, job: Job) -> None:
        content = json.dumps(asdict(job), ensure_ascii=False, default=datetime.isoformat).encode()
        write_atomically(self._folder / job.id / "job.json", content)

    def report(self, id_: str) -> ImportReport | None:
        """``None`` while there is none. Raises ``UnknownJob``."""
        self.read(id_)
        try:
            return report_from(json.loads((self._folder / id_ / "report.json").read_bytes()))
        except FileNotFoundError:
            return None

    def write_report(self, id_: str, report: ImportReport) -> None:
        content = json.dumps(report_to_record(report), ensure_ascii=False).encode()
        write_atomically(self._folder / id_ / "report.json", content)

    def lock(self, id_: str) -> "BaseFileLock":
        """To be held by whoever has the job in hand."""
        from filelock import FileLock

        folder = self._folder / id_
        folder.mkdir(parents=True, exist_ok=True)
        return FileLock(folder / "lock", timeout=2, thread_local=False)

    def forget_old(self) -> None:
        """Removes the oldest jobs that are no longer under way."""
        finished = [job for job in self.all() if job.state not in UNDER_WAY]
        for job in finished[KEPT_JOBS:]:
            shutil.rmtree(self._folder / job.id, ignore_errors=True)

    def _seen(self, job: Job) -> Job:
        """The job as it stands: interrupted when nobody holds it."""
        if job.state not in UNDER_WAY:
            return job
        from filelock import Timeout

        lock = self.lock(job.id)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            return job
        lock.release()
        return replace(job, state=State.INTERRUPTED)


def _job(record: dict[str, Any]) -> Job:
    times = {
        name: datetime.fromisoformat(record[name]) if record[name] else None
        for name in ("created_at", "started_at", "finished_at")
    }
    return Job(**{**record, **times, "state": State(record["state"])})
