"""Documents become passages that can be quoted, each with its place and its products."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from knowledge.loaders.base import Block
from knowledge.passages import PASSAGE_CHARACTERS, passages_of, product_scope, read_manual
from knowledge.types import Place
from tests.knowledge.shopfiles import write_text, write_workbook


def block(text: str, *headings: str, page: int | None = None, is_row: bool = False) -> Block:
    return Block(text, Place("manuals/a.pdf", page=page, headings=headings), is_row=is_row)


def test_a_short_section_stays_together_and_headings_part_sections() -> None:
    passages = passages_of(
        [block("放平。", "安装"), block("通电。", "安装"), block("六年。", "保修")], "hash"
    )
    assert [(p.text, p.place.headings) for p in passages] == [
        ("放平。\n通电。", ("安装",)),
        ("六年。", ("保修",)),
    ]


def test_a_long_section_is_cut_at_sentence_ends_and_nothing_is_lost() -> None:
    sentences = [f"第{number}步先断电再拆下滤网冲洗干净并晾干之后装回。" for number in range(60)]
    passages = passages_of([block("".join(sentences), "清洁", page=3)], "hash")
    assert len(passages) > 1
    assert all(len(p.text) <= PASSAGE_CHARACTERS and p.text.endswith("。") for p in passages)
    assert "".join(p.text for p in passages) == "".join(sentences)
    assert {p.place.page for p in passages} == {3}


def test_a_passage_stands_on_the_page_where_it_begins() -> None:
    blocks = [block("开机。" * 90, "使用", page=1), block("关机。" * 90, "使用", page=2)]
    assert [p.place.page for p in passages_of(blocks, "hash")] == [1, 2]


def test_table_rows_are_never_cut() -> None:
    rows = [block(f"代码：E{n}；含义：{'传感器故障' * 15}", "故障", is_row=True) for n in range(9)]
    texts = [p.text for p in passages_of(rows, "hash")]
    assert [line for text in texts for line in text.split("\n")] == [row.text for row in rows]


@pytest.mark.parametrize(
    ("opening", "skus"),
    [
        (
            "静悦说明书\n适用型号：HF-KFR35-JY、HF-KFR26-JY\n安全须知",
            {"HF-KFR35-JY", "HF-KFR26-JY"},
        ),
        ("适用型号: [HF-A1, HF-B2]", {"HF-A1", "HF-B2"}),
        ("适用商品：HF-A1（白色）。", {"HF-A1"}),
        ("适用型号：HF-A1、\nHF-B2\n概述", {"HF-A1", "HF-B2"}),
        ("适用型号：HF-A1本机请放平，通风", {"HF-A1"}),
        ("适用型号：全店", set()),
        ("七天无理由退货", set()),
        ("x" * 2000 + "\n适用型号：HF-A1", set()),
    ],
)
def test_a_document_names_its_products_near_its_beginning(opening: str, skus: set[str]) -> None:
    assert product_scope(opening) == skus


def test_a_manual_s_passages_are_for_its_products(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.md", "# 说明书\n\n适用型号：HF-A1\n\n## 保修\n\n六年\n")
    assert {p.skus for p in read_manual(path, "manuals/a.md", "h").passages} == {
        frozenset({"HF-A1"})
    }


def test_a_sheet_s_rows_are_passages_for_the_products_they_name(tmp_path: Path) -> None:
    rows = [
        ["适用型号", "代码", "含义"],
        ["HF-A1、HF-B2", "E4", "通讯故障"],
        ["HF-C3", "E4", "缺水"],
    ]
    path = write_workbook(tmp_path / "a.xlsx", 故障=rows, 备注=[["电话", "见铭牌"]])
    passages = read_manual(path, "manuals/a.xlsx", "h").passages
    assert [(p.place.sheet, p.place.row, p.skus) for p in passages] == [
        ("故障", 2, {"HF-A1", "HF-B2"}),
        ("故障", 3, {"HF-C3"}),
        ("备注", 1, frozenset()),
    ]


def test_a_manual_that_cannot_be_read_is_one_refusal(tmp_path: Path) -> None:
    reading = read_manual(write_text(tmp_path / "a.pdf", "no"), "manuals/a.pdf", "h")
    assert (reading.passages, [row.outcome for row in reading.rows]) == ((), ["refused"])
    assert "损坏" in reading.rows[0].reason


def test_the_same_passage_has_the_same_id_whatever_else_is_in_the_file() -> None:
    one = passages_of([block("六年。", "保修")], "hash of one file")
    two = passages_of([block("六年。", "保修"), block("放平。", "安装")], "hash of another")
    assert one[0].id == two[0].id != two[1].id


def test_a_document_of_an_event_holds_as_long_as_it_says() -> None:
    told = "有效时间：2026-10-10 00:00 至 2026-11-14 23:59。依据：活动规则。"
    (passage,) = passages_of([block(told, "双11")], "hash")
    last_second = datetime.fromisoformat("2026-11-14T23:59:59+08:00")
    assert passage.valid_at(last_second)
    assert not passage.valid_at(last_second + timedelta(seconds=1))


def test_a_document_without_that_line_always_holds() -> None:
    (passage,) = passages_of([block("签收后7天内可以退。", "退货")], "hash")
    assert (passage.valid_from, passage.valid_to) == (None, None)


def test_a_validity_that_ends_before_it_begins_refuses_the_document(tmp_path: Path) -> None:
    path = tmp_path / "双11.md"
    path.write_text("# 双11\n\n有效时间：2026-11-14 至 2026-10-10\n", encoding="utf-8")
    (report,) = read_manual(path, "manuals/双11.md", "hash").rows
    assert report.outcome == "refused"
    assert "有效时间" in report.reason
