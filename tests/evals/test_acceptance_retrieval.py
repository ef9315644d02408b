"""Acceptance on question sets: read leniently, asked in our real search, judged beside others."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from evals.acceptance.errors import BadSet
from evals.acceptance.retrieval.contenders import OurSearch, VectorAlone
from evals.acceptance.retrieval.figures import figures
from evals.acceptance.retrieval.measured import Result, measured
from evals.acceptance.retrieval.records import previous_turn, relevance
from evals.acceptance.retrieval.runs import Run
from evals.acceptance.retrieval.targets import missed_targets
from evals.acceptance.retrieval.ways import runs_of
from knowledge.encoders import HashedEncoder
from knowledge.types import Kind

Record = Mapping[str, Any]


def write_set(folder: Path, corpus: Sequence[Record], queries: Sequence[Record]) -> Path:
    """A set in which each question's ``gold`` is its answer."""
    folder.mkdir(parents=True)
    gold = "".join(f"{query['id']}\t{query['gold']}\t1\n" for query in queries)
    for name, records in (("corpus", corpus), ("queries", queries)):
        lines = (json.dumps(record, ensure_ascii=False) for record in records)
        (folder / f"{name}.jsonl").write_text("\n".join(lines), "utf-8")
    (folder / "qrels.tsv").write_text(f"query-id\tcorpus-id\tscore\n{gold}", "utf-8")
    return folder


SHELF: Sequence[Record] = [
    {
        "id": "a",
        "title": "物流查询",
        "text": "亲，已发出",
        "shop": "鞋",
        "shop_zh": "女鞋",
        "更多": [1],
    },
    {"id": "b", "title": "尺码推荐", "text": "亲，按脚长选", "shop": "鞋", "shop_zh": "女鞋"},
    {"id": "c", "title": "尺码推荐", "text": "亲，按身高选", "shop": "衣", "shop_zh": "女装"},
    {"id": "d", "title": "价保说明", "text": "亲，可申请", "shop": "jd", "shop_zh": "京东"},
    {"id": "e", "title": "洗涤保养", "text": "亲，请手洗", "shop": "衣", "shop_zh": "女装"},
    {"id": "f", "title": "色差说明", "text": "亲，以实物为准", "shop": "衣", "shop_zh": "女装"},
    {"id": "g", "title": "保修政策", "text": "亲，一年", "shop": "鞋", "shop_zh": "女鞋"},
    {"id": "h", "title": "开票", "text": "亲，电子发票", "shop": "jd", "shop_zh": "京东"},
    {"id": "i", "title": "会员", "text": "亲，有积分", "shop": "jd", "shop_zh": "京东"},
]
ASKED: Sequence[Record] = [
    {
        "id": "1",
        "text": "穿多大的",
        "kind": "utterance",
        "shop": "衣",
        "shop_zh": "女装",
        "gold": "c",
    },
    {
        "id": "2",
        "text": "东西到哪了",
        "kind": "utterance",
        "shop": "鞋",
        "shop_zh": "女鞋",
        "gold": "a",
    },
    {"id": "3", "text": "解释价保", "kind": "intent", "shop": "衣", "shop_zh": "女装", "gold": "d"},
]


def runs(folder: Path) -> dict[str, Run]:
    return {run.name: run for run in runs_of(folder)}


def ours(run: Run) -> Result:
    hashed = HashedEncoder(256)
    return measured(run, [OurSearch("ours", hashed), VectorAlone("vector", hashed)])


def test_a_shop_s_questions_are_asked_among_its_rows_and_the_platforms(tmp_path: Path) -> None:
    run = runs(write_set(tmp_path / "scripts", SHELF, ASKED))["scripts 店内"]
    assert [{passage.id for passage in room.passages} for room in run.rooms] == [
        {"c", "e", "f", "d", "h", "i"},
        {"a", "b", "g", "d", "h", "i"},
    ]
    assert run.count() == 2
    assert ours(run).ours.figures.recall_1 == 1


def test_over_everything_the_shop_is_said_in_question_and_title(tmp_path: Path) -> None:
    run = runs(write_set(tmp_path / "scripts", SHELF, ASKED))["scripts 全部"]
    (room,) = run.rooms
    assert room.asked[0].text == "女装 穿多大的"
    assert room.passages[2].place.headings == ("女装 尺码推荐",)
    assert [asked.id for asked in room.asked] == ["1", "2", "3"]


def test_a_document_that_is_known_limits_the_search(tmp_path: Path) -> None:
    corpus = [
        {"id": f"{doc}{page}", "doc": doc, "title": "噪音" if page == 1 else "清洁", "text": text}
        for doc in ("甲", "乙")
        for page, text in ((1, "夜里十八分贝"), (2, "每月清洗滤网"), (3, "请勿用洗洁精"))
    ]
    queries = [{"id": "q", "text": "噪音多少分贝", "doc": "乙", "gold": "乙1", "history": ["在吗"]}]
    found = runs(write_set(tmp_path / "docs", corpus, queries))
    assert set(found) == {"docs 限定doc", "docs 全部"}
    result = ours(found["docs 限定doc"])
    assert [measured.rankings[0].ids[0] for measured in result.measured] == ["乙1", "乙1"]
    assert found["docs 全部"].rooms[0].asked[0].previous == "在吗"


def test_rows_that_are_questions_are_matched_as_questions(tmp_path: Path) -> None:
    corpus = [{"id": "1", "text": "怎么开发票"}, {"id": "2", "text": "运费谁出"}]
    queries = [{"id": "q", "text": "邮费谁来出", "gold": "2"}]
    (run,) = runs_of(write_set(tmp_path / "match", corpus, queries))
    assert {passage.kind for passage in run.rooms[0].passages} == {Kind.SCRIPT}
    assert ours(run).ours.figures.mrr == 1


def test_a_faq_is_asked_by_its_similar_questions_keywords_and_question(tmp_path: Path) -> None:
    entries: list[dict[str, Any]] = [
        {"id": "1", "question": "多久发货？", "similar": ["什么时候发货"], "keywords": ["发货"]},
        {"id": "2", "question": "能开发票吗？", "similar": [], "keywords": "发票", "intent": 3},
    ]
    lines = (json.dumps(entry | {"answer": "亲，可以的"}) for entry in entries)
    (tmp_path / "faq.jsonl").write_text("\n".join(lines), "utf-8")
    found = runs(tmp_path)
    assert [run.count() for run in found.values()] == [1, 2, 2]
    for run in found.values():
        asked = [one.text for room in run.rooms for one in room.asked]
        indexed = [text for room in run.rooms for p in room.passages for text in p.similar]
        assert not set(asked) & set(indexed)
    question = next(run for name, run in found.items() if name.endswith("question"))
    assert {passage.question for passage in question.rooms[0].passages} == {""}


@pytest.mark.parametrize(
    ("record", "previous"),
    [
        ({}, ""),
        ({"history": ["空调多少钱", "好的"]}, "好的"),
        (
            {"history": [{"role": "customer", "text": "有货吗"}, {"role": "agent", "text": "有"}]},
            "有货吗",
        ),
        ({"turns": [{"speaker": "买家", "content": "有货吗"}, {"text": "那几天到"}]}, "有货吗"),
        ({"previous": "有货吗"}, "有货吗"),
        ({"context": "一段说明书"}, ""),
        ({"history": None, "messages": [{"role": "user", "content": "有货吗"}, 7]}, "有货吗"),
    ],
)
def test_the_turn_before_is_found_in_whichever_field_tells(record: Record, previous: str) -> None:
    assert previous_turn(record, "那几天到") == previous


def test_relevance_is_read_with_and_without_headings_and_scores(tmp_path: Path) -> None:
    path = tmp_path / "qrels.tsv"
    path.write_text(
        "query-id\tcorpus-id\tscore\nq\ta\t2\nq\tb\t1\nq\tc\t0\nr 0 d 1\ns\te\n", "utf-8"
    )
    assert relevance(path) == {"q": {"a": 2, "b": 1}, "r": {"d": 1}, "s": {"e": 1}}


def test_without_judgements_a_question_s_own_gold_counts(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "scripts", SHELF, ASKED)
    (folder / "qrels.tsv").unlink()
    assert runs(folder)["scripts 全部"].rooms[0].asked[1].gold == {"a": 1}


def test_figures_by_hand() -> None:
    reached = figures([(["x", "a"], {"a": 1}), (["b", "a"], {"a": 1, "b": 2})], seconds=1)
    assert reached.ndcg == pytest.approx((0.6309297536 + 1) / 2)
    assert (reached.recall_1, reached.recall_5, reached.mrr) == (0.25, 1, 0.75)
    assert reached.milliseconds == 500


def test_a_target_that_is_missed_is_a_sentence(tmp_path: Path) -> None:
    queries = [{**ASKED[0], "text": "积分"}, {**ASKED[1], "text": "电子发票"}]
    run = runs(write_set(tmp_path / "scripts", SHELF, queries))["scripts 店内"]
    assert [sentence.split()[1] for sentence in missed_targets([ours(run)])] == [
        "店内：nDCG@10",
        "店内：召回@5",
    ]


def test_a_line_that_is_no_record_is_refused_with_file_and_line(tmp_path: Path) -> None:
    folder = write_set(tmp_path / "bad", SHELF, ASKED)
    (folder / "corpus.jsonl").write_text('{"id": "a", "text": "空调"}\n[', "utf-8")
    with pytest.raises(BadSet, match="第2行"):
        list(runs_of(folder))


def test_the_command_prints_the_table_lists_the_misses_and_exits_by_the_targets(
    tmp_path: Path,
) -> None:
    write_set(tmp_path / "retrieval" / "shelf", SHELF, ASKED)
    bad = tmp_path / "retrieval" / "unreadable"
    write_set(bad, SHELF, []).joinpath("corpus.jsonl").write_text("[", "utf-8")
    command = [sys.executable, "-m", "evals.acceptance", "--sets", str(tmp_path)]
    done = subprocess.run(
        [*command, "--only", "retrieval"],
        capture_output=True,
        text=True,
        env={"GOALIE_HOME": str(tmp_path / "home"), "PYTHONUTF8": "1"},
        check=False,
    )
    assert "本系统" in done.stdout, done.stderr
    assert done.returncode == 1
    assert "unreadable" in done.stdout
    assert "1 项未达标" in done.stdout
    misses = (tmp_path / "home" / "acceptance" / "retrieval-misses.tsv").read_text("utf-8")
    assert misses.startswith("集\t")
