"""Import jobs: one after the other, watched, cancelled, and resumed after a kill."""

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from knowledge.encoders import HashedEncoder, Vectors
from knowledge.errors import JobConflict, TooManyJobs, UnknownJob
from knowledge.index import Knowledge
from knowledge.job_files import JobFiles, State
from knowledge.jobs import MAX_WAITING, Jobs
from tests.knowledge.shopfiles import script, write_scripts
from tests.knowledge.test_versions import questions, state, until


class GatedEncoder(HashedEncoder):
    """Waits at each batch until the gate is opened."""

    def __init__(self) -> None:
        super().__init__(64)
        self.gate = threading.Event()
        self.waits = threading.Event()

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) > 1:
            self.waits.set()
            assert self.gate.wait(20)
        return super().encode(texts)


@pytest.fixture
def encoder() -> GatedEncoder:
    return GatedEncoder()


@pytest.fixture
def indexed(home: Path, folder: Path, encoder: GatedEncoder) -> Iterator[Knowledge]:
    """A shop of one script, and its folder changed since."""
    with Knowledge(home, encoder) as knowledge:
        state(folder, "在吗")
        knowledge.index("demo", folder)
        state(folder, "包邮吗", "几天到吗", "几天到吗")
        yield knowledge


@pytest.fixture
def jobs(indexed: Knowledge, folder: Path, encoder: GatedEncoder) -> Iterator[Jobs]:
    jobs = Jobs(indexed, lambda _: folder)
    yield jobs
    encoder.gate.set()
    jobs.close()


def finished(jobs: Jobs, id_: str, state: State = State.DONE) -> None:
    until(lambda: jobs.get("demo", id_).finished_at is not None)
    assert jobs.get("demo", id_).state is state, jobs.get("demo", id_).error


def test_a_job_tells_how_far_it_is_and_then_what_became_of_each_row(
    jobs: Jobs, encoder: GatedEncoder, indexed: Knowledge
) -> None:
    job = jobs.start("demo")
    encoder.waits.wait(20)
    running = jobs.get("demo", job.id)
    assert (running.state, running.stage) == (State.RUNNING, "编码段落")
    assert (running.done, running.total) == (0, 3)
    assert jobs.report("demo", job.id) is None
    encoder.gate.set()
    finished(jobs, job.id)
    done = jobs.get("demo", job.id)
    assert (done.passages, done.encoded, done.conflicts) == (3, 2, 1)
    assert done.outcomes == {"taken": 2, "updated": 1}
    assert done.version == indexed.version("demo")
    report = jobs.report("demo", job.id)
    assert report is not None
    assert [row.outcome for row in report.rows] == ["updated", "taken", "taken"]


def test_a_dry_run_changes_nothing(jobs: Jobs, indexed: Knowledge) -> None:
    version = indexed.version("demo")
    job = jobs.start("demo", dry_run=True)
    finished(jobs, job.id)
    assert jobs.get("demo", job.id).encoded == 2
    assert indexed.version("demo") == version
    assert [kept.id for kept in indexed.versions("demo")] == [version]


def test_a_job_may_only_prepare(jobs: Jobs, indexed: Knowledge, encoder: GatedEncoder) -> None:
    encoder.gate.set()
    job = jobs.start("demo", activate=False)
    finished(jobs, job.id)
    assert questions(indexed) == {"在吗"}
    indexed.activate("demo", jobs.get("demo", job.id).version)
    assert questions(indexed) == {"包邮吗", "几天到吗"}


def test_a_job_cancelled_leaves_the_active_version_and_can_be_resumed(
    jobs: Jobs, indexed: Knowledge, folder: Path, encoder: GatedEncoder
) -> None:
    many = [script(f"A{number}", f"第{number}个问题吗") for number in range(600)]
    write_scripts(folder / "scripts" / "a.xlsx", *many)
    job = jobs.start("demo")
    encoder.waits.wait(20)
    jobs.cancel("demo", job.id)
    encoder.gate.set()
    finished(jobs, job.id, State.CANCELLED)
    assert questions(indexed) == {"在吗"}
    with pytest.raises(JobConflict):
        jobs.cancel("demo", job.id)
    jobs.resume("demo", job.id)
    finished(jobs, job.id)
    assert jobs.get("demo", job.id).passages == 600
    assert 0 < jobs.get("demo", job.id).encoded < 600


def test_jobs_wait_for_each_other_and_one_that_waits_can_be_cancelled(
    jobs: Jobs, encoder: GatedEncoder
) -> None:
    first, second, third = (jobs.start("demo") for _ in range(3))
    encoder.waits.wait(20)
    assert jobs.get("demo", second.id).state is State.QUEUED
    assert jobs.cancel("demo", second.id).state is State.CANCELLED
    encoder.gate.set()
    finished(jobs, first.id)
    finished(jobs, third.id)
    assert [job.id for job in jobs.all("demo")] == [third.id, second.id, first.id]
    assert jobs.get("demo", third.id).outcomes == {"unchanged": 3}


def test_more_jobs_than_may_wait_are_refused(jobs: Jobs, encoder: GatedEncoder) -> None:
    jobs.start("demo")
    encoder.waits.wait(20)
    for _ in range(MAX_WAITING):
        jobs.start("demo")
    with pytest.raises(TooManyJobs):
        jobs.start("demo")
    for job in jobs.all("demo"):
        jobs.cancel("demo", job.id)


def test_an_import_that_fails_says_why(
    indexed: Knowledge, folder: Path, encoder: GatedEncoder
) -> None:
    jobs = Jobs(indexed, lambda _: folder / "nowhere")
    job = jobs.start("demo")
    finished(jobs, job.id, State.FAILED)
    assert "nowhere" in jobs.get("demo", job.id).error
    jobs.close()


def test_another_shops_job_does_not_exist(jobs: Jobs) -> None:
    job = jobs.start("demo", dry_run=True)
    for shop, id_ in (("other", job.id), ("demo", "j_" + "0" * 16), ("demo", "../demo")):
        with pytest.raises(UnknownJob):
            jobs.get(shop, id_)
    assert jobs.all("other") == []
    finished(jobs, job.id)


def test_a_process_that_closes_leaves_its_job_interrupted_and_another_resumes_it(
    indexed: Knowledge, folder: Path, encoder: GatedEncoder
) -> None:
    many = [script(f"A{number}", f"第{number}个问题吗") for number in range(600)]
    write_scripts(folder / "scripts" / "a.xlsx", *many)
    jobs = Jobs(indexed, lambda _: folder)
    job, waiting = jobs.start("demo"), jobs.start("demo")
    encoder.waits.wait(20)
    closing = threading.Thread(target=jobs.close)
    closing.start()
    until(lambda: jobs._closing)
    encoder.gate.set()
    closing.join()

    again = Jobs(indexed, lambda _: folder)
    assert [job.state for job in again.all("demo")] == [State.INTERRUPTED] * 2
    again.cancel("demo", waiting.id)
    again.resume("demo", job.id)
    finished(again, job.id)
    assert again.get("demo", job.id).passages == 600
    again.close()


def test_a_new_encoder_works_beside_while_the_index_of_the_former_one_answers(
    home: Path, folder: Path, encoder: GatedEncoder
) -> None:
    state(folder, "在吗", "包邮吗")
    with Knowledge(home, HashedEncoder(128)) as knowledge:
        before = knowledge.index("demo", folder).version
    with Knowledge(home, encoder, encoders=lambda _: HashedEncoder(128)) as knowledge:
        assert knowledge.by_former_encoder("demo")
        jobs = Jobs(knowledge, lambda _: folder)
        job = jobs.start("demo", at_start=True)
        encoder.waits.wait(20)
        assert (knowledge.version("demo"), questions(knowledge)) == (before, {"在吗", "包邮吗"})
        encoder.gate.set()
        finished(jobs, job.id)
        assert not knowledge.by_former_encoder("demo")
        assert knowledge.version("demo") == jobs.get("demo", job.id).version != before
        assert questions(knowledge) == {"在吗", "包邮吗"}
        jobs.close()


KILLED = """
import os, signal, sys
from pathlib import Path
from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from knowledge.jobs import Jobs

class Deadly(HashedEncoder):
    def encode(self, texts):
        if Path(sys.argv[1], "jobs").exists():
            os.kill(os.getpid(), signal.SIGKILL)
        return super().encode(texts)

knowledge = Knowledge(Path(sys.argv[1]), Deadly(64))
jobs = Jobs(knowledge, lambda _: Path(sys.argv[2]))
jobs.start("demo")
jobs._worker.join()
"""


def test_a_job_whose_process_was_killed_is_found_as_interrupted_and_resumed(
    home: Path, folder: Path
) -> None:
    state(folder, "在吗")
    killed = subprocess.run([sys.executable, "-c", KILLED, home, folder], check=False)
    assert killed.returncode == -9
    (job,) = JobFiles(home).all()
    assert (job.state, job.stage) == (State.INTERRUPTED, "编码段落")
    with Knowledge(home, HashedEncoder(64)) as knowledge:
        jobs = Jobs(knowledge, lambda _: folder)
        jobs.resume("demo", job.id)
        finished(jobs, job.id)
        assert questions(knowledge) == {"在吗"}
        jobs.close()
