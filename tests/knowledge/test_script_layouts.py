"""Script libraries as shops really keep them: other names, merged headings, notes, hidden parts."""

from pathlib import Path
from typing import Any

import pytest

from knowledge.headings import ALSO_CALLED, heading_of
from knowledge.reading import Reading
from knowledge.script_files import read_scripts
from tests.knowledge.shopfiles import write_text, write_workbook


def read(path: Path) -> Reading:
    return read_scripts(path, f"scripts/{path.name}", "hash")


def outcomes(reading: Reading) -> list[tuple[int | None, str]]:
    return [(row.place.row, row.outcome) for row in reading.rows]


def save(path: Path, rows: list[list[Any]], *merged: str, **more: Any) -> Path:
    """A sheet 话术 with merged areas, hidden rows and columns."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "话术"
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    for row in more.get("hidden_rows", ()):
        sheet.row_dimensions[row].hidden = True
    for column in more.get("hidden_columns", ()):
        sheet.column_dimensions[column].hidden = True
    for name in more.get("hidden_sheets", ()):
        workbook.create_sheet(name).sheet_state = "hidden"
    workbook.save(path)
    return path


@pytest.mark.parametrize(("standard", "others"), ALSO_CALLED.items())
def test_every_name_of_a_column_is_understood(standard: str, others: tuple[str, ...]) -> None:
    for name in (standard, *others, f"{standard} *", f"【必填】{standard}", f"{standard}（选填）"):
        assert heading_of(name) == standard


@pytest.mark.parametrize(
    "headings",
    [
        ("客户问法", "话术"),
        ("买家问题", "客服回复"),
        ("Q", "A"),
        ("标准问", "标准答案"),
        ("问题：", "回复\n内容"),
    ],
)
def test_a_library_may_name_its_columns_its_own_way(
    tmp_path: Path, headings: tuple[str, str]
) -> None:
    (passage,) = read(save(tmp_path / "a.xlsx", [[*headings], ["能退吗", "能退的亲"]])).passages
    assert (passage.question, passage.answer) == ("能退吗", "能退的亲")


def test_headings_that_are_not_understood_are_named_with_those_that_are(tmp_path: Path) -> None:
    (row,) = read(save(tmp_path / "a.xlsx", [["甲", "乙"], ["能退吗", "能"]])).rows
    assert "甲、乙" in row.reason
    assert "客户问题" in row.reason


def test_a_library_without_ids_gets_ids_that_do_not_depend_on_the_row(tmp_path: Path) -> None:
    rows = [["问题", "回复"], ["能退吗", "能"], ["包邮吗", "包"]]
    one = read(save(tmp_path / "a.xlsx", rows)).passages
    two = read(save(tmp_path / "b.xlsx", [rows[0], rows[2], rows[1]])).passages
    assert {p.question: p.script_id for p in one} == {p.question: p.script_id for p in two}
    assert len({p.script_id for p in one}) == 2


def test_titles_stand_above_the_headings_and_notes_below_the_table(tmp_path: Path) -> None:
    rows = [
        ["禾风电器话术库", "", ""],
        ["更新于 2026-10-01", "", ""],
        [],
        ["编号", "问题", "回复"],
        ["A1", "能退吗", "能"],
        ["备注：每周一更新", "", ""],
    ]
    assert outcomes(read(save(tmp_path / "a.xlsx", rows, "A1:C1"))) == [(5, "taken")]


def test_headings_over_two_rows_are_put_together(tmp_path: Path) -> None:
    rows = [
        ["编号", "问题", "回复", "有效期", ""],
        ["", "", "", "起", "止"],
        ["A1", "有活动吗", "有的", "2026-10-20 20:00", "2026-11-11 23:59"],
    ]
    path = save(tmp_path / "a.xlsx", rows, "A1:A2", "B1:B2", "C1:C2", "D1:E1")
    reading = read(path)
    assert outcomes(reading) == [(3, "taken")]
    (passage,) = reading.passages
    assert [f"{side:%m-%d %H:%M}" for side in (passage.valid_from, passage.valid_to) if side] == [
        "10-20 20:00",
        "11-12 00:00",
    ]


def test_groups_above_the_headings_are_no_headings(tmp_path: Path) -> None:
    rows = [
        ["基本信息", "", "内容", ""],
        ["编号", "场景", "问题", "回复"],
        ["A1", "售前", "能退吗", "能"],
    ]
    (passage,) = read(save(tmp_path / "a.xlsx", rows, "A1:B1", "C1:D1")).passages
    assert (passage.script_id, passage.scene) == ("A1", "售前")


def test_a_row_across_the_table_names_the_scene_of_those_below(tmp_path: Path) -> None:
    rows = [
        ["问题", "回复"],
        ["售前咨询", ""],
        ["能便宜吗", "已是活动价"],
        ["售后", ""],
        ["能退吗", "能"],
    ]
    reading = read(save(tmp_path / "a.xlsx", rows, "A2:B2", "A4:B4"))
    assert outcomes(reading) == [(3, "taken"), (5, "taken")]
    assert [p.scene for p in reading.passages] == ["售前咨询", "售后"]


def test_a_second_table_on_a_sheet_has_headings_of_its_own(tmp_path: Path) -> None:
    rows = [
        ["问题", "回复"],
        ["能退吗", "能"],
        [],
        ["答案", "编号", "问题"],
        ["包", "B1", "包邮吗"],
    ]
    reading = read(save(tmp_path / "a.xlsx", rows))
    assert outcomes(reading) == [(2, "taken"), (5, "taken")]
    assert (reading.passages[1].script_id, reading.passages[1].answer) == ("B1", "包")


def test_several_columns_of_similar_questions_are_put_together(tmp_path: Path) -> None:
    rows = [
        ["问题", "相似问1", "相似问2", "扩展问", "回复"],
        ["能退吗", "可退吗", "", "退货", "能"],
    ]
    (passage,) = read(save(tmp_path / "a.xlsx", rows)).passages
    assert passage.similar == ("可退吗", "退货")


def test_two_different_answers_in_one_row_are_refused(tmp_path: Path) -> None:
    rows = [["问题", "回复1", "回复2"], ["能退吗", "能", "不能"], ["包邮吗", "包", ""]]
    reading = read(save(tmp_path / "a.xlsx", rows))
    assert outcomes(reading) == [(2, "refused"), (3, "taken")]
    assert "2 列" in reading.rows[0].reason


def test_hidden_rows_and_sheets_are_not_taken_and_it_is_said(tmp_path: Path) -> None:
    rows = [["问题", "回复"], ["能退吗", "能"], ["旧的", "过时"]]
    reading = read(save(tmp_path / "a.xlsx", rows, hidden_rows=[3], hidden_sheets=["旧话术"]))
    assert [(r.place.sheet, r.place.row, r.outcome) for r in reading.rows] == [
        ("话术", 2, "taken"),
        ("话术", 3, "refused"),
        ("旧话术", None, "refused"),
    ]
    assert all("隐藏" in row.reason for row in reading.rows[1:])


def test_a_hidden_column_that_counts_refuses_the_sheet(tmp_path: Path) -> None:
    rows = [["问题", "回复", "失效时间"], ["有活动吗", "有", "2026-11-11"]]
    (row,) = read(save(tmp_path / "a.xlsx", rows, hidden_columns=["C"])).rows
    assert (row.outcome, "“失效时间”是隐藏的" in row.reason) == ("refused", True)


def test_a_formula_without_its_result_refuses_its_row_and_names_the_cell(tmp_path: Path) -> None:
    rows = [["问题", "回复", "备注"], ["能退吗", '="能"&"退"', ""], ["包邮吗", "包", "=1+1"]]
    reading = read(save(tmp_path / "a.xlsx", rows))
    assert outcomes(reading) == [(2, "refused"), (3, "taken")]
    assert (reading.rows[0].field, "B2 是公式" in reading.rows[0].reason) == ("回复", True)


def test_a_cell_that_shows_an_error_refuses_its_row(tmp_path: Path) -> None:
    reading = read(save(tmp_path / "a.xlsx", [["问题", "回复"], ["能退吗", "#REF!"]]))
    assert "B2 是错误值 #REF!" in reading.rows[0].reason


@pytest.mark.parametrize(
    ("title", "written", "valid_from", "valid_to"),
    [
        ("2026双11话术", "10.20 20:00-11.10 23:59", "2026-10-20 20:00", "2026-11-11 00:00"),
        ("", "2026.10.20 20:00-11.10 23:59", "2026-10-20 20:00", "2026-11-11 00:00"),
        ("", "2026-10-20 至 2026-11-10", "2026-10-20 00:00", "2026-11-11 00:00"),
        ("", "2026年10月20日20点~11月10日24:00", "2026-10-20 20:00", "2026-11-11 00:00"),
        ("", "2026/11/11 20:00-23:59", "2026-11-11 20:00", "2026-11-12 00:00"),
        ("2026", "12.20-1.5", "2026-12-20 00:00", "2027-01-06 00:00"),
        ("", "即日起至2026-11-11", None, "2026-11-12 00:00"),
        ("", "截止到2026-11-11 20:00", None, "2026-11-11 20:00"),
        ("", "2026-11-11起", "2026-11-11 00:00", None),
        ("", "长期有效", None, None),
    ],
)
def test_a_validity_may_stand_in_one_column(
    tmp_path: Path, title: str, written: str, valid_from: str | None, valid_to: str | None
) -> None:
    rows = [[title], ["问题", "回复", "有效期"], ["有活动吗", "有", written]]
    reading = read(save(tmp_path / "a.xlsx", rows))
    (passage,) = reading.passages
    told = [side and f"{side:%Y-%m-%d %H:%M}" for side in (passage.valid_from, passage.valid_to)]
    assert told == [valid_from, valid_to]


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("10.20-11.10", "没有写年份"),
        ("双11期间", "看不懂"),
        ("2026-13-01至2026-13-02", "没有“2026-13-01”这个时间"),
        ("2026-11-10至2026-11-01", "不晚于"),
    ],
)
def test_a_validity_that_cannot_be_read_refuses_its_row(
    tmp_path: Path, written: str, told: str
) -> None:
    rows = [["问题", "回复", "有效期"], ["有活动吗", "有", written]]
    (row,) = read(save(tmp_path / "a.xlsx", rows)).rows
    assert told in row.reason


def test_a_yaml_library_may_be_a_map(tmp_path: Path) -> None:
    text = """
话术库:
  能退吗: 能退的亲
  T-007: {问题: 包邮吗, 回复: 包邮}
  售后:
    - {问题: 坏了怎么办, 回复: 保修, 话术编号: 007}
    - 只是文字
"""
    reading = read(write_text(tmp_path / "a.yaml", text))
    assert outcomes(reading) == [(1, "taken"), (2, "taken"), (3, "taken"), (4, "refused")]
    assert [p.question for p in reading.passages] == ["能退吗", "包邮吗", "坏了怎么办"]
    assert [p.script_id for p in reading.passages[1:]] == ["T-007", "007"]
    assert reading.passages[2].scene == "售后"


def test_a_library_with_macros_is_read_and_nothing_of_it_is_run(tmp_path: Path) -> None:
    path = write_workbook(tmp_path / "a.xlsm", 话术=[["问题", "回复"], ["能退吗", "能"]])
    assert outcomes(read(path)) == [(2, "taken")]
