"""The script library: every row is a passage or a refusal that says what to mend."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

from knowledge.reading import Reading
from knowledge.script_files import read_scripts
from knowledge.times import SHOP_ZONE, end_time
from knowledge.types import Kind
from tests.knowledge.shopfiles import Script, script, write_scripts, write_text, write_workbook


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Reading]:
    def read(*rows: Script) -> Reading:
        return read_scripts(write_scripts(tmp_path / "a.xlsx", *rows), "scripts/a.xlsx", "hash")

    return read


Read = Callable[..., Reading]


def test_a_row_becomes_a_script_with_everything_it_says(read: Read) -> None:
    row = script(
        "A1",
        "噪音大吗",
        "亲，到手{payable}元",
        场景="售前",
        阶段="咨询",
        相似问题="吵不吵｜声音大不大\n响吗",
        适用商品="HF-1｜HF-2,HF-3",
        生效时间="2026-11-01 20:00",
    )
    (passage,) = read(row).passages
    assert passage.kind is Kind.SCRIPT
    assert passage.place.label() == "scripts/a.xlsx · 话术 · 第2行"
    assert (passage.script_id, passage.scene, passage.stage) == ("A1", "售前", "咨询")
    assert (passage.question, passage.similar) == ("噪音大吗", ("吵不吵", "声音大不大", "响吗"))
    assert passage.answer == "亲，到手{payable}元"
    assert passage.skus == {"HF-1", "HF-2", "HF-3"}
    assert passage.valid_from == datetime(2026, 11, 1, 20, tzinfo=SHOP_ZONE)
    assert passage.valid_to is None


@pytest.mark.parametrize(
    ("wrong", "field", "remedy"),
    [
        ({"问题": None}, "问题", "填写"),
        ({"回复": " "}, "回复", "填写"),
        ({"话术编号": None}, "话术编号", "填写"),
        ({"回复": "到手{price}元"}, "回复", "price"),
        ({"回复": "到手{payable元"}, "回复", "花括号"),
        ({"回复": "到手｛payable｝元"}, "回复", "花括号"),
        ({"生效时间": "双11那天"}, "生效时间", "双11那天"),
        ({"失效时间": "2026-13-01"}, "失效时间", "没有“2026-13-01”这个时间：请写成"),
        ({"生效时间": "2026-11-11", "失效时间": "2026-11-10"}, "失效时间", "不晚于"),
    ],
)
def test_a_row_that_cannot_be_taken_says_which_field_to_mend(
    read: Read, wrong: Script, field: str, remedy: str
) -> None:
    reading = read(
        script("A1", "在吗"), {**script("A2", "能退吗"), **wrong}, script("A3", "包邮吗")
    )
    assert [row.outcome for row in reading.rows] == ["taken", "refused", "taken"]
    refused = reading.rows[1]
    assert (refused.place.row, refused.field) == (3, field)
    assert remedy in refused.reason
    assert [p.script_id for p in reading.passages] == ["A1", "A3"]


def test_blank_rows_and_titles_are_no_rows_and_notes_are_no_sheets(tmp_path: Path) -> None:
    path = write_workbook(
        tmp_path / "a.xlsx",
        填写说明=[["每行一条"]],
        话术=[
            ["售前话术库"],
            [],
            ["编号 *", "问题（必填）", "答案"],
            [1001, "在吗", "在的"],
            [],
            [1002.0],
        ],
        草稿=[["随便写写"]],
    )
    reading = read_scripts(path, "a.xlsx", "hash")
    assert [(r.place.sheet, r.place.row, r.outcome) for r in reading.rows] == [
        ("话术", 4, "taken"),
        ("话术", 6, "refused"),
        ("草稿", None, "refused"),
    ]
    assert reading.passages[0].script_id == "1001"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_scripts_are_read_from_csv(tmp_path: Path, encoding: str) -> None:
    text = '话术编号,问题,回复,失效时间\nA1,在吗,"在的,亲",2026/11/11\n'
    reading = read_scripts(write_text(tmp_path / "a.csv", text, encoding), "a.csv", "hash")
    assert reading.passages[0].answer == "在的,亲"
    assert reading.passages[0].valid_to == datetime(2026, 11, 12, tzinfo=SHOP_ZONE)


def test_scripts_are_read_from_yaml(tmp_path: Path) -> None:
    text = """
scripts:
  - {话术编号: A1, 问题: 在吗, 相似问题: [有人吗, 人呢], 回复: 在的, 失效时间: 2026-11-11}
  - 不是一条话术
"""
    reading = read_scripts(write_text(tmp_path / "a.yaml", text), "a.yaml", "hash")
    assert [row.outcome for row in reading.rows] == ["taken", "refused"]
    assert reading.passages[0].similar == ("有人吗", "人呢")
    assert reading.passages[0].valid_to == datetime(2026, 11, 12, tzinfo=SHOP_ZONE)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.yaml", "{unclosed"),
        ("a.yaml", "just text"),
        ("a.xlsx", "PK"),
        ("a.doc", "x"),
        ("a.csv", ""),
    ],
)
def test_a_file_that_cannot_be_read_is_one_refusal(tmp_path: Path, name: str, text: str) -> None:
    reading = read_scripts(write_text(tmp_path / name, text), name, "hash")
    assert [row.outcome for row in reading.rows] == ["refused"]
    assert reading.rows[0].reason


def test_excel_s_own_dates_are_understood(read: Read) -> None:
    day, minute = date(2026, 11, 11), datetime(2026, 11, 11, 20, 0)  # noqa: DTZ001 - as Excel has it
    whole_day, to_the_minute = read(
        script("A1", "甲", 失效时间=day), script("A2", "乙", 失效时间=minute)
    ).passages
    assert whole_day.valid_to == datetime(2026, 11, 12, tzinfo=SHOP_ZONE)
    assert to_the_minute.valid_to == datetime(2026, 11, 11, 20, tzinfo=SHOP_ZONE)


@pytest.mark.parametrize(
    ("written", "first_moment_out"),
    [
        ("2026-11-11 20:00:00", "2026-11-11 20:00:00"),
        ("2026-11-11 23:59:59", "2026-11-12 00:00:00"),
        ("2026-11-11 23:59", "2026-11-12 00:00:00"),
        ("2026-11-11 19:59:59", "2026-11-11 20:00:00"),
        ("2026-11-11 24:00", "2026-11-12 00:00:00"),
        ("2026-11-11", "2026-11-12 00:00:00"),
        ("2026年11月11日 20:30", "2026-11-11 20:30:00"),
        ("2026-11-11T20:30:00+08:00", "2026-11-11 20:30:00"),
    ],
)
def test_an_end_is_the_first_moment_that_is_out(written: str, first_moment_out: str) -> None:
    assert f"{end_time(written):%Y-%m-%d %H:%M:%S}" == first_moment_out
