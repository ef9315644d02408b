"""Sheets of manuals as shops really keep them, and what of them is not read is said."""

from pathlib import Path
from typing import Any

import pytest

from knowledge.loaders import Loaded, load
from knowledge.passages import read_manual
from tests.knowledge.shopfiles import write_text
from tests.knowledge.test_script_layouts import save


def texts(loaded: Loaded) -> list[str]:
    return [block.text for block in loaded.blocks]


def sheet(tmp_path: Path, rows: list[list[Any]], *merged: str, **more: Any) -> Loaded:
    return load(save(tmp_path / "a.xlsx", rows, *merged, **more), "manuals/a.xlsx")


def test_headings_over_two_rows_name_each_column(tmp_path: Path) -> None:
    rows = [
        ["系列", "制冷", "", "能效"],
        ["", "功率", "噪音", ""],
        ["静悦", "800W", "18dB", "一级"],
    ]
    loaded = sheet(tmp_path, rows, "A1:A2", "B1:C1", "D1:D2")
    assert texts(loaded) == ["系列：静悦；制冷功率：800W；制冷噪音：18dB；能效：一级"]


def test_a_comparison_keeps_the_names_of_its_columns(tmp_path: Path) -> None:
    rows = [["", "静悦", "清风"], ["噪音", "18dB", "22dB"]]
    assert texts(sheet(tmp_path, rows)) == ["噪音；静悦：18dB；清风：22dB"]


def test_products_side_by_side_are_read_product_by_product(tmp_path: Path) -> None:
    rows = [["型号", "HF-A1", "HF-B2"], ["噪音", "18dB", "22dB"], ["能效", "一级", "二级"]]
    path = save(tmp_path / "a.xlsx", rows)
    assert texts(load(path, "a.xlsx")) == [
        "型号：HF-A1；噪音：18dB；能效：一级",
        "型号：HF-B2；噪音：22dB；能效：二级",
    ]
    assert [p.skus for p in read_manual(path, "manuals/a.xlsx", "h").passages] == [
        {"HF-A1"},
        {"HF-B2"},
    ]


def test_a_list_of_one_product_s_properties_names_the_product_in_each_piece(tmp_path: Path) -> None:
    rows = [
        ["品牌", "禾风"],
        ["型号", "HF-A1"],
        *([f"参数{n}", "很长的说明" * 6] for n in range(20)),
    ]
    loaded = sheet(tmp_path, rows)
    assert len(loaded.blocks) > 1
    assert all(text.startswith("型号：HF-A1；") and len(text) <= 320 for text in texts(loaded))
    assert "".join(texts(loaded)).count("很长的说明") == 120


def test_an_ordinary_table_of_products_stays_one(tmp_path: Path) -> None:
    rows = [["型号", "名称", "质保"], ["HF-A1", "空调", "六年"], ["HF-B2", "风扇", "一年"]]
    assert texts(sheet(tmp_path, rows))[1] == "型号：HF-B2；名称：风扇；质保：一年"


def test_titles_sections_and_notes_are_told_from_rows(tmp_path: Path) -> None:
    rows = [
        ["规格对照表", "", ""],
        ["系列", "匹数", "能效"],
        ["挂机", "", ""],
        ["静悦", "1.5", "一级"],
        ["柜机", "", ""],
        ["尊享", "3", "一级"],
        ["注：以实物为准", "", ""],
    ]
    loaded = sheet(tmp_path, rows, "A1:C1", "A3:C3", "A5:C5")
    assert [(b.text, b.place.row, b.place.headings) for b in loaded.blocks] == [
        ("系列：静悦；匹数：1.5；能效：一级", 4, ("规格对照表", "挂机")),
        ("系列：尊享；匹数：3；能效：一级", 6, ("规格对照表", "柜机")),
        ("注：以实物为准", 7, ("规格对照表", "柜机")),
    ]


def test_several_tables_on_a_sheet_each_have_their_header(tmp_path: Path) -> None:
    rows = [
        ["代码", "含义", "处理"],
        ["E1", "缺水", "加水"],
        [],
        ["配件", "价格", "质保"],
        ["滤网", "29元", "无"],
    ]
    assert texts(sheet(tmp_path, rows)) == [
        "代码：E1；含义：缺水；处理：加水",
        "配件：滤网；价格：29元；质保：无",
    ]


def test_what_is_hidden_is_not_read_and_said(tmp_path: Path) -> None:
    rows = [
        ["系列", "匹数", "成本", "能效"],
        ["静悦", "1.5", "900", "一级"],
        ["旧款", "1", "1", "三级"],
    ]
    path = save(
        tmp_path / "a.xlsx", rows, hidden_rows=[3], hidden_columns=["C"], hidden_sheets=["内部"]
    )
    reading = read_manual(path, "manuals/a.xlsx", "h")
    assert [p.text for p in reading.passages] == ["系列：静悦；匹数：1.5；能效：一级"]
    assert reading.rows[0].outcome == "taken"
    for told in ("内部", "1 行", "1 列"):
        assert told in reading.rows[0].reason


def test_formulas_without_results_are_named(tmp_path: Path) -> None:
    loaded = sheet(tmp_path, [["系列", "价格", "能效"], ["静悦", "=1+1", "一级"]])
    assert "B2 是公式但没有保存计算结果" in loaded.notes[0]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_from_the_rows_below_the_title(
    tmp_path: Path, delimiter: str
) -> None:
    lines = [
        "规格表",
        *(delimiter.join(row) for row in (["型号", "名称", "质保"], ["A1", "空调", "六年"])),
    ]
    loaded = load(write_text(tmp_path / "a.csv", "\n".join(lines)), "a.csv")
    assert texts(loaded) == ["型号：A1；名称：空调；质保：六年"]


def test_a_yaml_manual_keeps_its_keys_as_headings(tmp_path: Path) -> None:
    text = """
名称: 静悦空调
适用型号: [HF-A1, HF-B2]
保修:
  整机: 六年
  说明:
    - 凭发票保修，人为损坏不在保修范围内。
  网点:
    - {城市: 杭州, 电话: 0571}
    - {城市: 上海, 电话: 021}
"""
    loaded = load(write_text(tmp_path / "a.yaml", text), "a.yaml")
    assert [(b.text, b.place.headings) for b in loaded.blocks] == [
        ("名称：静悦空调", ()),
        ("适用型号：HF-A1、HF-B2", ()),
        ("整机：六年", ("保修",)),
        ("说明：凭发票保修，人为损坏不在保修范围内。", ("保修",)),
        ("城市：杭州；电话：0571", ("保修", "网点")),
        ("城市：上海；电话：021", ("保修", "网点")),
    ]
    reading = read_manual(tmp_path / "a.yaml", "manuals/a.yaml", "h")
    assert {p.skus for p in reading.passages} == {frozenset({"HF-A1", "HF-B2"})}
