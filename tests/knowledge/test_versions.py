"""Versions: prepared, activated, rolled back, kept and forgotten."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.encoders import Encoder, HashedEncoder
from knowledge.errors import EncoderUnavailable, NothingBefore, NotIndexed, UnknownVersion
from knowledge.index import Knowledge
from knowledge.rehearsing import SAVING
from knowledge.shop_home import ShopHome
from knowledge.store import Store
from knowledge.versions import KEPT_VERSIONS
from tests.knowledge.counting import CountingEncoder
from tests.knowledge.shopfiles import NOON, script, write_scripts


def state(folder: Path, *questions: str) -> None:
    """The shop's only library, with these questions."""
    rows = [script(f"A{number}", question) for number, question in enumerate(questions)]
    write_scripts(folder / "scripts" / "a.xlsx", *rows)


def questions(knowledge: Knowledge) -> set[str]:
    """All questions that can be found now."""
    return {hit.passage.question for hit in knowledge.search("demo", "吗", at=NOON, limit=50)}


def until(holds: Callable[[], bool]) -> None:
    """Waits for another thread; the deadline is far beyond what it takes."""
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def test_a_prepared_version_is_searched_only_once_it_is_activated(
    knowledge: Knowledge, folder: Path
) -> None:
    state(folder, "在吗")
    first = knowledge.index("demo", folder).version
    state(folder, "包邮吗")
    prepared = knowledge.index("demo", folder, activate=False)
    assert (prepared.passages, prepared.removed) == (1, 0)
    assert (knowledge.version("demo"), questions(knowledge)) == (first, {"在吗"})

    assert knowledge.activate("demo", prepared.version).number == 2
    assert (knowledge.version("demo"), questions(knowledge)) == (prepared.version, {"包邮吗"})


def test_the_list_tells_of_each_version_what_it_is(knowledge: Knowledge, folder: Path) -> None:
    state(folder, "在吗")
    knowledge.index("demo", folder)
    write_scripts(folder / "scripts" / "b.xlsx", script("B1", "在吗"), script("", "谁写的"))
    report = knowledge.index("demo", folder)
    latest, first = knowledge.versions("demo")
    assert (first.number, latest.number, latest.id) == (1, 2, report.version)
    assert (latest.encoder, latest.passages, latest.conflicts) == ("hashed", 2, 1)
    assert latest.outcomes == {"refused": 1, "taken": 1, "unchanged": 1}
    assert latest.made_at > first.made_at
    assert latest.made_at.tzinfo is not None


def test_rolling_back_goes_to_the_version_active_before_and_then_further(
    knowledge: Knowledge, folder: Path
) -> None:
    ids = []
    for question in ("一吗", "二吗", "三吗"):
        state(folder, question)
        ids.append(knowledge.index("demo", folder).version)
    assert knowledge.roll_back("demo").id == ids[1]
    assert questions(knowledge) == {"二吗"}
    assert knowledge.roll_back("demo").id == ids[0]
    with pytest.raises(NothingBefore, match="goalie versions"):
        knowledge.roll_back("demo")
    knowledge.activate("demo", ids[2])
    assert knowledge.roll_back("demo").id == ids[0]


def test_a_version_nobody_made_is_not_activated(knowledge: Knowledge, folder: Path) -> None:
    state(folder, "在吗")
    version = knowledge.index("demo", folder).version
    for nobody in ("0" * 16, "../../../etc", ""):
        with pytest.raises(UnknownVersion):
            knowledge.activate("demo", nobody)
    assert knowledge.version("demo") == version


def test_rolling_back_outlives_a_restart_and_encodes_nothing(home: Path, folder: Path) -> None:
    with Knowledge(home, HashedEncoder()) as knowledge:
        state(folder, "一吗")
        first = knowledge.index("demo", folder).version
        state(folder, "二吗")
        knowledge.index("demo", folder)
        knowledge.roll_back("demo")
    encoder = CountingEncoder()
    with Knowledge(home, encoder) as knowledge:
        assert knowledge.index_if_changed("demo", folder) is None
        assert knowledge.version("demo") == first
        state(folder, "三吗")
        assert knowledge.index_if_changed("demo", folder) is not None
        assert questions(knowledge) == {"三吗"}
        assert [text for text in encoder.texts if "\n" in text] == ["三吗\n亲，可以的哦"]


def test_a_start_leaves_a_version_prepared_that_was_only_prepared(home: Path, folder: Path) -> None:
    with Knowledge(home, HashedEncoder()) as knowledge:
        state(folder, "一吗")
        first = knowledge.index("demo", folder).version
        state(folder, "二吗")
        knowledge.index("demo", folder, activate=False)
    with Knowledge(home, HashedEncoder()) as knowledge:
        assert knowledge.index_if_changed("demo", folder) is None
        assert knowledge.version("demo") == first


def test_old_versions_are_forgotten_with_the_passages_that_only_they_have(
    home: Path, folder: Path
) -> None:
    with Knowledge(home, HashedEncoder()) as knowledge:
        for number in range(KEPT_VERSIONS + 3):
            state(folder, "在吗", f"第{number}天发货吗")
            knowledge.index("demo", folder)
        kept = knowledge.versions("demo")
        collection = kept[0].collection
    assert [version.number for version in kept] == [8, 7, 6, 5, 4]
    shop = ShopHome(home, "demo")
    assert {path.name for path in shop.snapshots.iterdir()} == {version.id for version in kept}
    store = Store.embedded(home / "chroma")
    assert len(store.ids(collection)) == 1 + len(kept)
    store.close()


def test_the_active_version_and_the_one_before_are_kept_however_old(
    knowledge: Knowledge, folder: Path
) -> None:
    state(folder, "一吗")
    oldest = knowledge.index("demo", folder).version
    state(folder, "二吗")
    active = knowledge.index("demo", folder).version
    for number in range(KEPT_VERSIONS + 2):
        state(folder, f"第{number}天发货吗")
        knowledge.index("demo", folder, activate=False)
    kept = {version.id for version in knowledge.versions("demo")}
    assert {oldest, active} <= kept
    assert len(kept) == KEPT_VERSIONS + 2
    assert knowledge.roll_back("demo").id == oldest
    assert questions(knowledge) == {"一吗"}


def test_a_search_sees_the_old_version_or_the_new_one(knowledge: Knowledge, folder: Path) -> None:
    sets = []
    for day in ("今天", "明天"):
        sets.append({f"{day}发{number}号货吗" for number in range(20)})
        state(folder, *sorted(sets[-1]))
        knowledge.index("demo", folder)
    seen: list[set[str]] = []
    stop = threading.Event()

    def search() -> None:
        while not stop.is_set():
            seen.append(questions(knowledge))

    searching = [threading.Thread(target=search) for _ in range(3)]
    for thread in searching:
        thread.start()
    newest, oldest = (version.id for version in knowledge.versions("demo"))
    for _ in range(20):
        knowledge.activate("demo", oldest)
        knowledge.activate("demo", newest)
    stop.set()
    for thread in searching:
        thread.join()
    assert all(found in sets for found in seen)
    assert all(found in seen for found in sets)


def test_another_process_notices_the_new_version(server: str, home: Path, folder: Path) -> None:
    with (
        Knowledge(home, HashedEncoder(64), server, look_every_seconds=0) as one,
        Knowledge(home, HashedEncoder(64), server, look_every_seconds=0) as two,
    ):
        state(folder, "一吗")
        first = one.index("demo", folder).version
        assert questions(two) == {"一吗"}
        state(folder, "二吗")
        one.index("demo", folder)
        until(lambda: questions(two) == {"二吗"})
        two.roll_back("demo")
        until(lambda: one.version("demo") == first)


def test_between_two_looks_no_file_is_touched(home: Path, folder: Path) -> None:
    with Knowledge(home, HashedEncoder(), look_every_seconds=3600) as knowledge:
        state(folder, "在吗")
        knowledge.index("demo", folder)
        ShopHome(home, "demo").chosen_file.unlink()
        assert questions(knowledge) == {"在吗"}


def test_a_change_of_encoder_is_made_beside_the_index_being_searched(
    server: str, home: Path, folder: Path
) -> None:
    state(folder, "在吗", "包邮吗")
    with (
        Knowledge(home, HashedEncoder(64), server, look_every_seconds=0) as old,
        Knowledge(home, HashedEncoder(128), server) as new,
    ):
        before = old.index("demo", folder).version
        seen: list[str] = []

        def meanwhile(stage: str, done: int, total: int) -> None:
            seen.append(old.version("demo"))
            assert questions(old) == {"在吗", "包邮吗"}

        report = new.index_if_changed("demo", folder, meanwhile)
        assert report is not None
        assert report.encoded == 2
        assert set(seen) == {before}
        assert new.version("demo") == report.version != before
        assert questions(new) == {"在吗", "包邮吗"}
        for _ in range(3):  # it cannot search the new one and goes on in its own
            assert (old.version("demo"), questions(old)) == (before, {"在吗", "包邮吗"})
        assert [version.dimensions for version in new.versions("demo")] == [128, 64]


def test_the_former_encoder_answers_until_the_shop_is_encoded_anew(
    home: Path, folder: Path
) -> None:
    state(folder, "在吗", "包邮吗")
    with Knowledge(home, HashedEncoder(64)) as knowledge:
        before = knowledge.index("demo", folder).version
    former: list[str] = []

    def named(name: str) -> Encoder:
        former.append(name)
        return HashedEncoder(64)

    with Knowledge(home, HashedEncoder(128), encoders=named) as knowledge:
        answers: list[tuple[str, set[str]]] = []
        assert knowledge.ready("demo")

        def meanwhile(stage: str, done: int, total: int) -> None:
            if stage != SAVING:
                answers.append((knowledge.version("demo"), questions(knowledge)))

        knowledge.index_if_changed("demo", folder, meanwhile)
        assert answers
        assert all(answer == (before, {"在吗", "包邮吗"}) for answer in answers)
        assert knowledge.version("demo") != before
        assert questions(knowledge) == {"在吗", "包邮吗"}
    assert former == ["hashed"]


def test_a_version_rolled_back_to_is_what_a_new_encoder_encodes(home: Path, folder: Path) -> None:
    with Knowledge(home, HashedEncoder(64)) as knowledge:
        state(folder, "一吗")
        knowledge.index("demo", folder)
        state(folder, "二吗")
        knowledge.index("demo", folder)
        knowledge.roll_back("demo")
    with Knowledge(home, HashedEncoder(128)) as knowledge:
        report = knowledge.index_if_changed("demo", folder)
        assert report is not None
        assert questions(knowledge) == {"一吗"}
        assert knowledge.index_if_changed("demo", folder) is None


def test_a_version_whose_encoder_cannot_be_had_is_not_activated(home: Path, folder: Path) -> None:
    def none(name: str) -> Encoder:
        raise EncoderUnavailable(name)

    state(folder, "在吗")
    with Knowledge(home, HashedEncoder(64)) as knowledge:
        old = knowledge.index("demo", folder).version
    with Knowledge(home, HashedEncoder(128), encoders=none) as knowledge:
        new = knowledge.index("demo", folder).version
        with pytest.raises(NotIndexed, match="64"):
            knowledge.activate("demo", old)
        with pytest.raises(NotIndexed, match="64"):
            knowledge.roll_back("demo")
        assert knowledge.version("demo") == new
        assert knowledge.index_if_changed("demo", folder) is None


def test_a_dry_run_tells_everything_and_writes_nothing(home: Path, folder: Path) -> None:
    with Knowledge(home, HashedEncoder()) as knowledge:
        state(folder, "一吗", "二吗")
        knowledge.index("demo", folder)
        state(folder, "一吗", "三吗", "四吗", "四吗")
        before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
        report = knowledge.rehearse("demo", folder)
        after = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
        assert before == after
        assert report.outcomes() == {"taken": 2, "unchanged": 1, "updated": 1}
        assert (report.passages, report.encoded, len(report.conflicts)) == (4, 2, 1)
        real = knowledge.index("demo", folder)
    assert real == report


def test_who_made_another_version_active_is_noted_and_a_line_cut_by_a_kill_is_passed_over(
    knowledge: Knowledge, folder: Path
) -> None:
    state(folder, "在吗")
    knowledge.index("demo", folder, by="王培训")
    state(folder, "在吗", "包邮吗")
    prepared = knowledge.index("demo", folder, activate=False, by="王培训")
    home = ShopHome(knowledge.home, "demo")
    assert [(c.before, c.now, c.by) for c in home.changes.latest()] == [(0, 1, "王培训")]
    with (home.folder / "changes.jsonl").open("a", encoding="utf-8") as file:
        file.write('{"at": "2026-11-0\n')
    knowledge.activate("demo", prepared.version, "李主管")
    knowledge.activate("demo", prepared.version, "李主管")
    knowledge.roll_back("demo")
    told = [(c.before, c.now, c.by) for c in home.changes.latest()]
    assert told == [(2, 1, ""), (1, 2, "李主管"), (0, 1, "王培训")]
