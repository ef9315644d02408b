"""Imports as jobs: queued, run one after the other, watched, cancelled, resumed.

One thread works; a home has one import at a time, also among processes, so a job waits while
another process imports. Cancelling takes effect at the next step and leaves the active version as
it is. A job whose process was killed is found as interrupted; resuming it goes on from what is
stored already.
"""

import logging
import time
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING

from knowledge.errors import JobConflict, KnowledgeError, StoreBusy, TooManyJobs, UnknownJob
from knowledge.index import Knowledge
from knowledge.job_files import UNDER_WAY, Job, JobFiles, State
from knowledge.rehearsing import SAVING, Progress
from knowledge.shop_home import ShopHome
from knowledge.times import SHOP_ZONE
from knowledge.types import ImportReport

if TYPE_CHECKING:
    from filelock import BaseFileLock

MAX_WAITING = 20
"""Jobs that may wait; more is a client that has gone wrong."""

RELEASING = "过发布门"
"""The stage in which the release gate judges."""

_TOLD_EVERY_SECONDS = 0.5  # how often progress is written down for other processes
_BUSY_SECONDS = 1.0  # how often a home that another process imports into is tried again

_log = logging.getLogger(__name__)


class _Stopped(Exception):
    """Ends an import that was cancelled, or whose process is closing."""


class Jobs:
    """The import jobs of a home. ``folder_of`` gives a shop's folder by its id; ``release`` raises
    ``NotReleased`` for a version (shop, version, by whom) that must not be used: it is made, and
    stays prepared."""

    def __init__(
        self,
        knowledge: Knowledge,
        folder_of: Callable[[str], Path],
        release: Callable[[str, str, str], None] | None = None,
    ) -> None:
        self._knowledge = knowledge
        self._release = release
        self._folder_of = folder_of
        self._files = JobFiles(knowledge.home)
        self._changed = Condition()
        self._waiting: deque[str] = deque()
        self._mine: dict[str, Job] = {}
        self._locks: dict[str, BaseFileLock] = {}
        self._cancelled: set[str] = set()
        self._closing = False
        self._worker: Thread | None = None

    def start(
        self,
        shop_id: str,
        *,
        dry_run: bool = False,
        activate: bool = True,
        at_start: bool = False,
        by: str = "",
    ) -> Job:
        """Queues an import (see ``Job``). Raises ``TooManyJobs``."""
        self._files.forget_old()
        job = Job.new(shop_id, dry_run=dry_run, activate=activate, at_start=at_start, by=by)
        return self._queue(job)

    def resume(self, shop_id: str, id_: str) -> Job:
        """Goes on with an interrupted, failed or cancelled job.

        Raises ``UnknownJob``; ``JobConflict`` for one that is under way or done.
        """
        job = self.get(shop_id, id_)
        if job.state in UNDER_WAY or job.state is State.DONE:
            raise JobConflict(f"任务 {id_} 是 {job.state} 状态：只有中断、失败或取消的才能继续。")
        return self._queue(replace(job, state=State.QUEUED, error="", finished_at=None))

    def cancel(self, shop_id: str, id_: str) -> Job:
        """Ends a job, one that runs at its next step. Raises ``UnknownJob``; ``JobConflict`` when
        it is over already, or another process runs it."""
        job = self.get(shop_id, id_)
        with self._changed:
            if id_ in self._waiting:
                self._waiting.remove(id_)
            elif id_ in self._mine:
                self._cancelled.add(id_)
                self._changed.notify_all()
                return job
            elif job.state is not State.INTERRUPTED:
                reason = "由另一个进程执行" if job.state in UNDER_WAY else "已经结束"
                raise JobConflict(f"任务 {id_} {reason}，不能取消。")
        return self._over(job, State.CANCELLED)

    def get(self, shop_id: str, id_: str) -> Job:
        """The job as it stands now. Raises ``UnknownJob``, also for another shop's."""
        job = self._mine.get(id_) or self._files.read(id_)
        if job.shop != shop_id:
            raise UnknownJob(f"没有导入任务 {id_[:40]!r}：请核对编号。")
        return job

    def all(self, shop_id: str) -> list[Job]:
        """The shop's jobs, the latest first."""
        return [self._mine.get(j.id) or j for j in self._files.all() if j.shop == shop_id]

    def report(self, shop_id: str, id_: str) -> ImportReport | None:
        """The row report; ``None`` until the job is done. Raises ``UnknownJob``."""
        self.get(shop_id, id_)
        return self._files.report(id_)

    def close(self) -> None:
        """Stops at the next step; what was under way is found as interrupted."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._worker is not None:
            self._worker.join()
        for lock in self._locks.values():
            lock.release()

    def _queue(self, job: Job) -> Job:
        lock = self._files.lock(job.id)
        with self._changed:
            if len(self._waiting) >= MAX_WAITING:
                raise TooManyJobs(f"已有 {MAX_WAITING} 个导入任务在等待：请稍后再试。")
            try:
                lock.acquire()
            except TimeoutError as error:
                raise JobConflict(f"任务 {job.id} 刚被另一个进程接手。") from error
            self._files.write(job)
            self._locks[job.id], self._mine[job.id] = lock, job
            self._cancelled.discard(job.id)
            self._waiting.append(job.id)
            if self._worker is None:
                self._worker = Thread(target=self._work, name="imports", daemon=True)
                self._worker.start()
            self._changed.notify_all()
        return job

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing)
                if self._closing:
                    return
                job = self._mine[self._waiting.popleft()]
            self._run(job)

    def _run(self, job: Job) -> None:
        try:
            job = replace(job, state=State.RUNNING, started_at=job.started_at or _now())
            self._keep(job)
            report = self._report(job)
        except _Stopped:
            if job.id in self._cancelled:
                self._over(self._mine[job.id], State.CANCELLED)
        except KnowledgeError as error:
            self._over(self._mine[job.id], State.FAILED, str(error))
        except Exception as error:
            _log.exception("import job %s failed", job.id)
            reason = f"导入时出了内部错误（{type(error).__name__}）：已记录，请稍后继续这个任务。"
            self._over(self._mine[job.id], State.FAILED, reason)
        else:
            self._files.write_report(job.id, report)
            self._over(_with_counts(self._mine[job.id], report), State.DONE)

    def _report(self, job: Job) -> ImportReport:
        told = time.monotonic()

        def progress(stage: str, done: int, total: int) -> None:
            nonlocal told
            if stage != SAVING:  # from here on it is quicker to finish
                self._stop_if_asked(job.id)
            before = self._mine[job.id]
            now = replace(before, stage=stage, done=done, total=total)
            if stage != before.stage or time.monotonic() - told > _TOLD_EVERY_SECONDS:
                told = time.monotonic()
                self._files.write(now)
            self._mine[job.id] = now

        folder = self._folder_of(job.shop)
        self._stop_if_asked(job.id)
        if job.dry_run:
            return self._knowledge.rehearse(job.shop, folder, progress)
        while True:
            try:
                return self._imported(job, folder, progress)
            except StoreBusy:  # another process imports into this home
                with self._changed:
                    self._changed.wait(_BUSY_SECONDS)
                self._stop_if_asked(job.id)

    def _imported(self, job: Job, folder: Path, progress: Progress) -> ImportReport:
        if job.at_start:
            taken = self._knowledge.index_if_changed(job.shop, folder, progress)
            return taken or ShopHome(self._knowledge.home, job.shop).report(
                self._knowledge.version(job.shop)
            )
        at_once = job.activate and self._release is None
        report = self._knowledge.index(job.shop, folder, progress, activate=at_once, by=job.by)
        if job.activate and self._release is not None:
            progress(RELEASING, 0, 1)
            self._release(job.shop, report.version, job.by)
            self._knowledge.activate(job.shop, report.version, job.by)
        return self._first_report(job, report)

    def _first_report(self, job: Job, report: ImportReport) -> ImportReport:
        """What the job's own version said when it was made, if it was killed just after."""
        shop = ShopHome(self._knowledge.home, job.shop)
        version = shop.version(report.version)
        made_here = version and job.started_at and version.made_at >= job.started_at
        return shop.report(report.version) if made_here else report

    def _stop_if_asked(self, id_: str) -> None:
        if self._closing or id_ in self._cancelled:
            raise _Stopped

    def _keep(self, job: Job) -> None:
        self._mine[job.id] = job
        self._files.write(job)

    def _over(self, job: Job, state: State, error: str = "") -> Job:
        finished = replace(job, state=state, error=error, finished_at=_now())
        try:
            self._files.write(finished)
        except OSError:  # a full disk: it is found as interrupted then
            _log.exception("the end of import job %s was not written down", job.id)
        with self._changed:
            self._mine.pop(job.id, None)
            if lock := self._locks.pop(job.id, None):
                lock.release()
            self._changed.notify_all()
        return finished


def _with_counts(job: Job, report: ImportReport) -> Job:
    return replace(
        job,
        version=report.version,
        passages=report.passages,
        removed=report.removed,
        encoded=report.encoded,
        conflicts=len(report.conflicts),
        outcomes=report.outcomes(),
    )


def _now() -> datetime:
    """When it really happens, whatever minute the shop shows."""
    return datetime.now(SHOP_ZONE)
