"""Words that mean the same: a customer's expression finds what the shop says in another."""

from pathlib import Path

import pytest

from knowledge import snapshot_files
from knowledge.encoders import HashedEncoder
from knowledge.search import Query, Weights, search
from knowledge.snapshot import Snapshot
from knowledge.synonyms import SHORTEST, Synonyms, trade_groups
from knowledge.tokens import leans, tokens
from knowledge.types import Kind, Passage, Place
from tests.knowledge.shopfiles import NOON


def script(id_: str, question: str, answer: str = "亲，请稍等") -> Passage:
    return Passage(
        id_,
        Kind.SCRIPT,
        answer,
        Place("a.csv"),
        "h",
        script_id=id_,
        question=question,
        answer=answer,
    )


def snapshot_of(*passages: Passage, synonyms: Synonyms | None = None) -> Snapshot:
    vectors = HashedEncoder(64).encode([passage.question for passage in passages])
    return Snapshot.of("v", passages, vectors, synonyms)


def found(snapshot: Snapshot, text: str, **more: str) -> list[str]:
    query = Query(text, NOON, **more)  # type: ignore[arg-type]
    return [hit.passage.id for hit in search(snapshot, HashedEncoder(64), query, Weights())]


SHELF = (script("A", "签收注意事项"), script("B", "物流查询"), script("C", "产品对比"))


@pytest.mark.parametrize(
    ("asked", "first"), [("到哪了", "B"), ("我的东西到哪了呀", "B"), ("哪个好", "C")]
)
def test_a_customer_s_expression_finds_the_shop_s(asked: str, first: str) -> None:
    assert found(snapshot_of(*SHELF), asked)[0] == first
    assert found(snapshot_of(*SHELF, synonyms=Synonyms()), asked)[:1] != [first]


def test_the_word_itself_comes_before_its_synonym() -> None:
    snapshot = snapshot_of(script("A", "邮费谁出"), script("B", "运费谁出"))
    assert found(snapshot, "运费多少")[0] == "B"
    assert found(snapshot, "邮费多少")[0] == "A"


def test_a_shop_s_own_group_counts_beside_the_trade_s() -> None:
    synonyms = Synonyms.of_shop([("匹数", "几匹", "大一匹")])
    snapshot = snapshot_of(script("A", "安装说明"), script("B", "匹数说明"), synonyms=synonyms)
    assert found(snapshot, "要几匹的")[0] == "B"
    assert synonyms.found_in("查快递") == Synonyms.of_shop([]).found_in("查快递") != []


def test_a_shop_s_group_replaces_the_trade_s_that_begins_with_the_same_expression() -> None:
    first, second = trade_groups()[0][:2]
    alone = Synonyms.of_shop([(first, "只在本店")])
    assert len(alone.groups) == len(trade_groups())
    assert set(alone.found_in(first)) & set(alone.found_in("只在本店"))
    assert not set(alone.found_in(first)) & set(alone.found_in(second))


def test_latin_expressions_are_whole_words_and_spelling_does_not_matter() -> None:
    synonyms = Synonyms((("plus", "会员"),))
    assert synonyms.found_in("ＰＬＵＳ会员") == synonyms.found_in("用plus的") == ["≈0"]
    assert synonyms.found_in("surplus") == synonyms.found_in("plus2") == []


def test_a_group_s_word_is_no_word_of_any_text() -> None:
    word = Synonyms((("会员", "权益"),)).found_in("会员")[0]
    assert word not in tokens(f"会员{word}")


def test_the_trade_s_groups_are_whole_expressions_each_once() -> None:
    for group in trade_groups():
        assert len(set(group)) == len(group) > 1, group
        assert min(map(len, group)) >= SHORTEST, group
    firsts = [group[0] for group in trade_groups()]
    assert len(set(firsts)) == len(firsts)


def test_synonyms_are_saved_with_the_snapshot(tmp_path: Path) -> None:
    snapshot = snapshot_of(*SHELF, synonyms=Synonyms.of_shop([("单号", "运单")]))
    snapshot_files.save(snapshot, tmp_path / "v")
    loaded = snapshot_files.load(tmp_path / "v")
    assert loaded is not None
    assert loaded.synonyms == snapshot.synonyms
    assert found(loaded, "到哪了") == found(snapshot, "到哪了")


def test_the_turn_before_says_what_a_short_question_is_about() -> None:
    snapshot = snapshot_of(
        script("A", "退款要多久", "退款三天到账"), script("B", "发货要多久", "发货两天")
    )
    assert found(snapshot, "那要多久", previous="我想退款")[0] == "A"
    assert found(snapshot, "那要多久", previous="什么时候发货")[0] == "B"


def test_the_turn_before_never_outweighs_the_question() -> None:
    snapshot = snapshot_of(script("A", "噪音大吗"), script("B", "怎么安装"))
    assert found(snapshot, "安装收费吗", previous="噪音有多大")[0] == "B"


def test_a_customer_who_has_turned_to_something_else_is_not_held_back() -> None:
    snapshot = snapshot_of(
        script("A", "噪音大吗"), script("B", "运费谁出"), script("C", "噪音标准")
    )
    for asked in ("运费谁出呀", "运费是多少"):
        assert found(snapshot, asked, previous="噪音大不大，噪音标准呢")[0] == "B"


@pytest.mark.parametrize(
    ("question", "leaning"),
    [
        ("那要多久", True),
        ("它能洗吗", True),
        ("该型号多重", True),
        ("白色的呢？", True),
        ("运费谁出", False),
        ("其他颜色有吗", False),
        ("你们有现货吗", False),
    ],
)
def test_a_question_says_of_itself_that_it_goes_on(question: str, leaning: bool) -> None:
    assert leans(question) is leaning
