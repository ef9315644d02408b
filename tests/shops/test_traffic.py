"""Last year's curve and the forecast, as a shop keeps them in ``traffic``."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from service.shops.traffic import Curve, read_traffic
from tests.conftest import DEMO
from tests.knowledge.shopfiles import write_text, write_workbook

EIGHT = datetime.fromisoformat("2026-11-10T20:00:00+08:00")
HALF = timedelta(minutes=30)


def csv(folder: Path, *lines: str, name: str = "双11.csv") -> None:
    write_text(folder / "traffic" / name, "\n".join(lines))


def told(folder: Path) -> list[str]:
    return [str(fault) for fault in read_traffic(folder).faults]


def test_rows_of_both_kinds_become_two_curves(tmp_path: Path) -> None:
    csv(
        tmp_path,
        "数据由运营填写",
        "时间,咨询量,类型,备注",
        '2026-11-10 20:00,"1,200",预测,开门红',
        "2026-11-10 20:30,600,forecast,",
        ",,,",
        "2025/11/10 20:00,900,去年,",
    )
    traffic = read_traffic(tmp_path)
    assert traffic.faults == []
    forecast = traffic.curves["forecast"]
    assert forecast.starts == (EIGHT, EIGHT + HALF)
    assert forecast.counts == (1_200, 600)
    assert traffic.curves["last_year"].counts == (900,)


def test_a_workbook_tells_the_same(tmp_path: Path) -> None:
    eight = datetime(2026, 11, 10, 20)  # noqa: DTZ001 - a workbook knows no zones
    rows: list[list[object]] = [["时间", "咨询量", "类型"], [eight, 1_200, "预测"]]
    write_workbook(tmp_path / "traffic" / "双11.xlsx", 流量=rows)
    traffic = read_traffic(tmp_path)
    assert (traffic.faults, traffic.curves["forecast"].starts) == ([], (EIGHT,))


def test_a_span_is_shared_evenly_and_nothing_is_told_of_what_no_span_covers() -> None:
    curve = Curve((EIGHT, EIGHT + HALF, EIGHT + 4 * HALF), (300, 60, 90))
    ten = timedelta(minutes=10)
    assert curve.within(EIGHT, EIGHT + ten) == pytest.approx(100)
    assert curve.within(EIGHT + HALF - ten, EIGHT + HALF + ten) == pytest.approx(100 + 10)
    # A span lasts an hour at most: from 21:30 to 22:00 nobody knows.
    assert curve.within(EIGHT + 3 * HALF - ten, EIGHT + 3 * HALF) == pytest.approx(10)
    assert curve.within(EIGHT + 3 * HALF, EIGHT + 3 * HALF + ten) is None
    assert curve.within(EIGHT - ten, EIGHT) is None
    assert curve.within(EIGHT + 6 * HALF, EIGHT + 6 * HALF + ten) is None


def test_each_mistake_names_its_file_row_and_column(tmp_path: Path) -> None:
    csv(
        tmp_path,
        "时间,咨询量,类型",
        "今晚八点,1,预测",
        "2026-11-10 20:00,很多,预测",
        "2026-11-10 20:30,-3,预测",
        "2026-11-10 21:00,5,估计",
        "2026-11-10 21:30,5,预测",
    )
    assert told(tmp_path) == [
        "traffic/双11.csv「第 2 行」：「时间」看不懂时间“今晚八点”，例如 2026-11-10 20:00",
        "traffic/双11.csv「第 3 行」：「咨询量」'很多' 不是整数：请填 0 到 10000000 的整数",
        "traffic/双11.csv「第 4 行」：「咨询量」'-3' 不是整数：请填 0 到 10000000 的整数",
        "traffic/双11.csv「第 5 行」：「类型」'估计' 不认识：请填 去年 或 预测",
    ]
    assert read_traffic(tmp_path).curves == {}


def test_a_column_that_is_missing_is_named(tmp_path: Path) -> None:
    csv(tmp_path, "时间,类型", "2026-11-10 20:00,预测")
    assert told(tmp_path) == ["traffic/双11.csv「表头」：缺少列 咨询量"]
    csv(tmp_path, "日期,数量", "1,2")
    assert told(tmp_path) == [
        "traffic/双11.csv「表头」：没有「时间」一列：表头要有 时间、咨询量、类型"
    ]


def test_a_file_with_a_mistake_leaves_the_other_files_curves(tmp_path: Path) -> None:
    csv(tmp_path, "时间,咨询量,类型", "2026-11-10 20:00,5,估计", name="预测.csv")
    csv(tmp_path, "时间,咨询量,类型", "2025-11-10 20:00,5,去年", name="去年.csv")
    traffic = read_traffic(tmp_path)
    assert (list(traffic.curves), len(traffic.faults)) == (["last_year"], 1)


def test_a_moment_told_twice_is_a_mistake_of_the_second(tmp_path: Path) -> None:
    csv(tmp_path, "时间,咨询量,类型", "2026-11-10 20:00,5,预测", name="a.csv")
    csv(tmp_path, "时间,咨询量,类型", "2026-11-10 20:00,6,预测", name="b.csv")
    assert told(tmp_path) == [
        "traffic/b.csv「第 2 行」：「时间」11-10 20:00 与 traffic/a.csv 第 2 行重复"
    ]
    assert read_traffic(tmp_path).curves == {}


def test_a_damaged_file_says_so_and_a_shop_without_files_has_no_curves(tmp_path: Path) -> None:
    assert read_traffic(tmp_path).curves == {}
    (tmp_path / "traffic").mkdir()
    (tmp_path / "traffic" / "坏.xlsx").write_bytes(b"PK\x03\x04 nothing")
    [fault] = read_traffic(tmp_path).faults
    assert fault.file == "traffic/坏.xlsx"


def test_the_sample_shops_curves_say_that_they_are_made_up(
    in_deposit_phase: datetime,
) -> None:
    traffic = read_traffic(DEMO)
    assert traffic.faults == []
    hour = timedelta(hours=1)
    expected = traffic.curves["forecast"].within(in_deposit_phase, in_deposit_phase + hour)
    before = in_deposit_phase.replace(year=2025)
    last_year = traffic.curves["last_year"].within(before, before + hour)
    assert expected is not None
    assert last_year is not None
    assert 0 < last_year < expected
    assert "不是任何店铺的真实记录" in (DEMO / "traffic" / "双11.csv").read_text("utf-8")
