"""The index in memory: exact beside plain numpy and bm25s, small, and right at every moment."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest

from knowledge import snapshot_files
from knowledge.encoders import HashedEncoder, Vectors
from knowledge.lanes import DenseLane, Lane, LaneBuilder, SparseLane
from knowledge.postings import bm25_postings, presence_postings
from knowledge.ranked_text import embedded_text
from knowledge.scopes import in_scope_order
from knowledge.search import Query, Weights, search
from knowledge.snapshot import Snapshot
from knowledge.spans import Spans
from knowledge.times import SHOP_ZONE
from knowledge.types import Kind, Passage, Place
from knowledge.view import highest
from tests.knowledge.shopfiles import NOON

HOUR = timedelta(hours=1)
NOBODY: frozenset[str] = frozenset()


def passage(name: str, *skus: str, kind: Kind = Kind.DOCUMENT, **more: object) -> Passage:
    text = f"{name}空调噪音"
    return Passage(name, kind, text, Place("a.md"), "h", frozenset(skus), **more)  # type: ignore[arg-type]


def snapshot_of(*passages: Passage) -> Snapshot:
    vectors = HashedEncoder(64).encode([embedded_text(each) for each in passages])
    return Snapshot.of("v", passages, vectors)


def seen(snapshot: Snapshot, at: datetime = NOON, *skus: str, kind: Kind | None = None) -> str:
    view = snapshot.view(at, frozenset(skus), frozenset({kind}) if kind else None)
    return " ".join(sorted(view.passage(position).id for position in range(len(view))))


def random_vectors(rows: int, dimensions: int, share: float) -> Vectors:
    dice = np.random.default_rng(3)
    vectors = dice.standard_normal((rows, dimensions)).astype(np.float32)
    vectors[dice.random(vectors.shape) > share] = 0
    return vectors


def lane_of(vectors: Vectors, block: int) -> Lane:
    builder = LaneBuilder(vectors.shape[1])
    for start in range(0, len(vectors), block):
        builder.add(vectors[start : start + block])
    return builder.finished()


@pytest.mark.parametrize(("share", "kind"), [(1.0, DenseLane), (0.1, SparseLane)])
def test_cosines_are_those_of_plain_numpy_inside_the_runs(share: float, kind: type[Lane]) -> None:
    vectors = random_vectors(500, 48, share)
    lane, query = lane_of(vectors, 64), random_vectors(1, 48, share)[0]
    assert isinstance(lane, kind)
    inside = np.r_[0:100, 220:230]
    cosines = lane.cosines(query, Spans.of((220, 230), (0, 100), (300, 300)))
    assert np.allclose(cosines, (vectors @ query)[inside], atol=1e-5)
    rows = np.array([0, 3, 499], dtype=np.int32)
    assert np.array_equal(lane.vectors(rows), vectors[rows])


@pytest.mark.parametrize("rows", [300, 6_000])  # few entries are taken one by one, many by list
def test_words_are_found_inside_the_runs_as_counting_finds_them(rows: int) -> None:
    dice = Random(2)  # noqa: S311
    texts = [dice.sample("甲乙丙丁戊己庚辛", k=4) for _ in range(rows)]
    postings = presence_postings(texts)
    within = Spans.of((rows // 2, rows - 9), (3, rows // 4))
    inside = [texts[row] for row in within.rows(np.arange(within.count)).tolist()]
    asked = ["甲", "癸", "乙"]
    found = postings.matches(asked, within)
    assert found.scores().tolist() == [len({"甲", "乙"} & set(text)) for text in inside]
    three = np.array([0, 5, within.count - 1])
    here = [[word in inside[position] for position in three] for word in asked]
    assert found.holding(three).tolist() == here
    odd = np.arange(within.count) % 2 == 1
    assert found.count_in(odd).tolist() == [
        sum(word in text for text in inside[1::2]) for word in asked
    ]
    assert within.positions(within.rows(three)).tolist() == three.tolist()


def test_a_lane_of_nothing_holds_nothing() -> None:
    assert len(lane_of(np.zeros((0, 8), dtype=np.float32), 4)) == 0
    empty = lane_of(np.zeros((3, 8), dtype=np.float32), 4)
    assert not empty.cosines(np.ones(8, dtype=np.float32), Spans.of((0, 3))).any()
    assert not empty.vectors(np.array([0, 2], dtype=np.int32)).any()


def test_word_weights_are_those_of_bm25s() -> None:
    from bm25s import BM25

    dice = Random(1)  # noqa: S311
    texts = [dice.choices("甲乙丙丁戊己庚辛", k=dice.randint(0, 20)) for _ in range(300)]
    ours = bm25_postings(texts)
    theirs = BM25(method="lucene")
    ids = [[ours.vocabulary[word] for word in text] for text in texts]
    theirs.index((ids, dict(ours.vocabulary)), create_empty_token=False, show_progress=False)
    query = ["甲", "丁", "癸"]
    known = np.array([ours.vocabulary[word] for word in query[:2]])
    assert np.allclose(ours.matches(query).scores(), theirs.get_scores_from_ids(known), atol=1e-5)


@pytest.mark.parametrize("count", [1, 5, 100])
def test_the_highest_are_those_of_a_whole_sort_and_of_equal_ones_the_earlier(count: int) -> None:
    rank = np.random.default_rng(0).integers(0, 300, 20_000).astype(np.float32)
    for length in (3, 63, 64, 20_000):
        expected = np.argsort(-rank[:length], kind="stable")[:count]
        assert np.array_equal(highest(rank[:length], count), expected)


def test_a_product_sees_its_own_shared_and_general_passages() -> None:
    snapshot = snapshot_of(
        passage("b", "B"), passage("ab", "A", "B"), passage("s"), passage("a", "A"),
        passage("cd", "C", "D"),
    )  # fmt: skip
    assert seen(snapshot, NOON, "A") == "a ab s"
    assert seen(snapshot, NOON, "B") == "ab b s"
    assert seen(snapshot, NOON, "A", "B") == "a ab b s"
    assert seen(snapshot, NOON, "D") == "cd s"
    assert seen(snapshot, NOON, "E") == "s"
    assert seen(snapshot) == "a ab b cd s"
    view = snapshot.view(NOON, frozenset({"B", "D"}), None)
    assert {view.passage(position).id for position in view.own.tolist()} == {"ab", "b", "cd"}


def test_a_view_changes_at_the_very_moment_something_begins_or_ends() -> None:
    snapshot = snapshot_of(
        passage("ends", valid_to=NOON),
        passage("begins", valid_from=NOON),
        passage("later", "A", valid_from=NOON + HOUR, valid_to=NOON + 2 * HOUR),
    )
    moment = timedelta(microseconds=1)
    assert seen(snapshot, NOON - moment) == "ends"
    assert seen(snapshot, NOON) == "begins"
    assert seen(snapshot, NOON + HOUR, "A") == "begins later"
    assert seen(snapshot, NOON + 2 * HOUR - moment, "A") == "begins later"
    assert seen(snapshot, NOON + 2 * HOUR, "A") == "begins"
    assert seen(snapshot, datetime(1970, 1, 1, tzinfo=SHOP_ZONE)) == "ends"


def test_before_everything_begins_nothing_is_there() -> None:
    snapshot = snapshot_of(passage("begins", valid_from=NOON), passage("a", "A", valid_from=NOON))
    assert seen(snapshot, NOON - HOUR) == seen(snapshot, NOON - HOUR, "A") == ""
    assert search(snapshot, HashedEncoder(64), Query("噪音", NOON - HOUR), Weights()) == []


def test_a_view_is_of_the_kinds_asked_for() -> None:
    snapshot = snapshot_of(passage("d"), passage("s", kind=Kind.SCRIPT, question="噪音大吗"))
    assert seen(snapshot, kind=Kind.SCRIPT) == "s"
    assert seen(snapshot, kind=Kind.DOCUMENT) == "d"


def shop() -> Sequence[Passage]:
    dice = Random(2)  # noqa: S311
    words = ["噪音", "发货", "保修", "专票", "包邮", "安装", "清洗"]
    return [
        replace(
            passage(f"p{number}", *dice.choices("ABCD", k=dice.randint(0, 2)), kind=Kind.SCRIPT),
            question=(question := "".join(dice.sample(words, 2)) + "吗"),
            similar=(f"请问{question}", f"{number}号{question}"),
            answer=f"亲，{dice.choice(words)}以页面为准",
            valid_to=NOON + HOUR if dice.random() < 0.3 else None,
        )
        for number in range(300)
    ]


def test_a_saved_snapshot_answers_as_the_one_it_was(tmp_path: Path) -> None:
    encoder = HashedEncoder(64)
    before = snapshot_of(*shop())
    snapshot_files.save(before, tmp_path / "v")
    after = snapshot_files.load(tmp_path / "v")
    assert after is not None
    assert list(after.passages) == list(before.passages) == in_scope_order(shop())
    for text in ("噪音专票吗", "请问安装清洗吗", "7号发货保修吗", "没有的事"):
        for skus in (NOBODY, frozenset("A"), frozenset("BD")):
            asked = Query(text, NOON, skus, limit=20)
            hits = search(before, encoder, asked, Weights())
            assert search(after, encoder, asked, Weights()) == hits
    assert search(after, encoder, Query("7号发货保修吗", NOON), Weights())


@pytest.mark.parametrize("kept", [0.0, 0.5, 0.99])
def test_a_snapshot_with_any_torn_file_is_not_loaded(tmp_path: Path, kept: float) -> None:
    folder = tmp_path / "v"
    snapshot_files.save(snapshot_of(*shop()[:40]), folder)
    files = sorted(folder.iterdir())
    assert len(files) > 10
    for path in files:
        whole = path.read_bytes()
        path.write_bytes(whole[: int(len(whole) * kept)])
        assert snapshot_files.load(folder) is None, path.name
        path.write_bytes(whole)
    assert snapshot_files.load(folder) is not None


def test_an_empty_snapshot_is_saved_and_loaded(tmp_path: Path) -> None:
    snapshot_files.save(snapshot_of(), tmp_path / "v")
    loaded = snapshot_files.load(tmp_path / "v")
    assert loaded is not None
    assert len(loaded) == 0
    assert search(loaded, HashedEncoder(64), Query("在吗", NOON), Weights()) == []
