"""What an agent finds: the right passage first, nothing expired, and doubt where there is doubt."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from knowledge.calibrations import calibration_for
from knowledge.encoders import HashedEncoder
from knowledge.index import Knowledge
from knowledge.postings import bm25_postings, presence_postings
from knowledge.search import Query, Weights, search
from knowledge.snapshot import Snapshot
from knowledge.times import SHOP_ZONE
from knowledge.types import Hit, Kind, Passage, Place
from tests.knowledge.counting import CountingEncoder
from tests.knowledge.shopfiles import NOON, script, write_scripts, write_text

MANUAL = """# 静悦空调说明书

适用型号：HF-JY

## 噪音
静音档内机噪音18分贝，强力档38分贝。

## 清洁
滤网每月拆下来用清水冲洗一次。
"""

OTHER_MANUAL = MANUAL.replace("静悦", "清风").replace("HF-JY", "HF-QF").replace("18分贝", "22分贝")

POLICY = """# 发货说明

## 什么时候发货
现货付款后48小时内发货，预售商品付清尾款后发货。

## 送货上楼
冰箱洗衣机送货到门，没有电梯也送上楼。
"""

SCRIPTS = (
    script("S1", "能开专票吗", "亲，可以申请增值税专用发票", 相似问题="增值税专用发票开不开"),
    script("S2", "空调噪音大吗", "亲，请看说明书上的分贝数"),
    script("S3", "静悦噪音大吗", "亲，静音档18分贝", 适用商品="HF-JY"),
    script("S4", "满300减50可以叠加吗", "亲，可以叠加"),
    script("S5", "怎么退货", "亲，在订单里点退货"),
    script(
        "S6", "双11什么时候付尾款", "亲，11月10日20点开始付尾款", 失效时间="2026-11-10 20:00:00"
    ),
    script("S7", "双11尾款优惠", "亲，优惠按结算页", 生效时间="2026-11-10 20:00:00"),
)


@pytest.fixture
def find(knowledge: Knowledge, folder: Path) -> Callable[..., list[Hit]]:
    write_text(folder / "manuals" / "静悦.md", MANUAL)
    write_text(folder / "manuals" / "清风.md", OTHER_MANUAL)
    write_text(folder / "manuals" / "发货.md", POLICY)
    write_scripts(folder / "scripts" / "a.xlsx", *SCRIPTS)
    report = knowledge.index("禾风", folder)
    assert report.refused() == []

    def find(
        query: str, skus: tuple[str, ...] = (), at: datetime = NOON, **more: object
    ) -> list[Hit]:
        return knowledge.search("禾风", query, at=at, skus=frozenset(skus), **more)  # type: ignore[arg-type]

    return find


Find = Callable[..., list[Hit]]
DOCUMENTS = frozenset({Kind.DOCUMENT})
SCRIPTS_ONLY = frozenset({Kind.SCRIPT})


def scripts(hits: list[Hit]) -> list[str]:
    return [hit.passage.script_id for hit in hits]


@pytest.mark.parametrize("query", ["能开专票吗", " 能开专票吗？？", "亲，增值税专用发票开不开"])
def test_the_same_question_is_first_and_certain(find: Find, query: str) -> None:
    first = find(query)[0]
    assert (first.passage.script_id, first.score) == ("S1", 1.0)


def test_nearly_the_same_question_is_first_and_nearly_certain(find: Find) -> None:
    first = find("请问你们可以开专票吗")[0]
    assert first.passage.script_id == "S1"
    assert 0.9 <= first.score < 1.0


@pytest.mark.parametrize("query", ["满300减30可以叠加吗", "能退货吗", "不能开专票怎么办"])
def test_a_question_that_only_looks_the_same_is_not_certain(find: Find, query: str) -> None:
    assert max(hit.score for hit in find(query)) < calibration_for("hashed").customer_bot


def test_a_document_is_found_by_what_it_says(find: Find) -> None:
    hits = find("现货付款后什么时候发货", kinds=DOCUMENTS)
    assert hits[0].passage.place.label() == "manuals/发货.md · 发货说明 · 什么时候发货"
    assert hits[0].score > 0.35


def test_a_known_product_s_passages_and_the_shop_s_are_found_and_no_others(find: Find) -> None:
    hits = find("噪音多少分贝", ("HF-JY",), limit=50)
    assert {hit.passage.skus for hit in hits} == {frozenset(), frozenset({"HF-JY"})}
    assert find("噪音多少分贝", ("HF-JY",), kinds=DOCUMENTS)[0].passage.place.headings[-1] == "噪音"


def test_without_a_product_every_product_s_passages_are_found(find: Find) -> None:
    found = {sku for hit in find("噪音多少分贝", limit=50) for sku in hit.passage.skus}
    assert found == {"HF-JY", "HF-QF"}


def test_a_known_product_s_script_comes_before_the_general_one(find: Find) -> None:
    assert scripts(find("噪音大吗", ("HF-JY",), kinds=SCRIPTS_ONLY))[:2] == ["S3", "S2"]


def test_of_two_passages_with_the_same_words_the_product_s_own_is_first() -> None:
    general = Passage("g", Kind.DOCUMENT, "噪音三十八分贝", Place("a.md"), "h")
    own = replace(general, id="o", skus=frozenset({"HF-JY"}))
    encoder = HashedEncoder(64)
    snapshot = Snapshot.of("v", [general, own], encoder.encode([general.text, own.text]))
    hits = search(snapshot, encoder, Query("噪音分贝", NOON, own.skus), Weights())
    assert [hit.passage.id for hit in hits] == ["o", "g"]


def test_a_script_is_there_until_the_second_before_its_end_and_gone_at_its_end(find: Find) -> None:
    end = datetime(2026, 11, 10, 20, 0, 0, tzinfo=SHOP_ZONE)
    query = "双11什么时候付尾款"
    assert "S6" in scripts(find(query, at=end - timedelta(seconds=1), limit=50))
    assert "S6" not in scripts(find(query, at=end, limit=50))
    assert "S7" not in scripts(find(query, at=end - timedelta(seconds=1), limit=50))
    assert "S7" in scripts(find(query, at=end, limit=50))


def test_validity_is_the_same_moment_in_every_time_zone(find: Find) -> None:
    end = datetime.fromisoformat("2026-11-10T12:00:00+00:00")
    assert "S6" not in scripts(find("双11什么时候付尾款", at=end, limit=50))


@pytest.mark.parametrize("query", ["今天股票怎么样", "推荐一首歌", "世界杯谁赢了", "帮我写一首诗"])
def test_what_the_shop_does_not_know_is_said_to_be_not_known(find: Find, query: str) -> None:
    assert max((hit.score for hit in find(query)), default=0.0) < 0.35


@pytest.mark.parametrize("query", ["什么时候能发货呀", "空调噪音有多少分贝", "冰箱可以送货上楼吗"])
def test_what_the_shop_knows_is_found_with_some_certainty(find: Find, query: str) -> None:
    assert find(query)[0].score > 0.35


@pytest.mark.parametrize("query", ["", "？？？", "\n"])
def test_a_query_without_words_finds_nothing(find: Find, query: str) -> None:
    assert find(query) == []


def test_no_more_than_the_limit_and_nothing_without_a_common_word(find: Find) -> None:
    assert len(find("空调发货噪音退货", limit=3)) == 3
    assert find("xyzzy") == []


def test_a_shop_without_files_is_searched_in_vain(knowledge: Knowledge, folder: Path) -> None:
    assert knowledge.index("empty", folder).passages == 0
    assert knowledge.search("empty", "在吗", at=NOON) == []


def test_a_word_that_is_rarer_in_the_shop_weighs_more() -> None:
    postings = bm25_postings([["空调", "噪音"], ["空调", "安装"], ["空调"]])
    first, second, _ = postings.matches(["空调", "噪音"]).scores()
    assert first > second > 0
    assert (
        postings.rarity_of(["股票"]) > postings.rarity_of(["噪音"]) > postings.rarity_of(["空调"])
    )
    assert list(postings.matches(["噪音"]).shared()) == [postings.rarity_of(["噪音"]), 0, 0]


def test_postings_of_nothing_hold_nothing() -> None:
    assert list(presence_postings([[], []]).matches(["空调"]).scores()) == [0, 0]
    assert bm25_postings([]).count == 0


def test_a_message_searched_for_scripts_and_then_for_documents_is_encoded_once() -> None:
    encoder = CountingEncoder()
    passages = [Passage("a", Kind.DOCUMENT, "七天无理由退货", Place("a.md"), "h")]
    snapshot = Snapshot.of("v", passages, encoder.encode(["七天无理由退货"]))
    encoder.texts.clear()
    for kinds in (SCRIPTS_ONLY, DOCUMENTS, None):
        search(snapshot, encoder, Query("能退货吗", NOON, kinds=kinds), Weights())
    assert encoder.texts == ["能退货吗"]
