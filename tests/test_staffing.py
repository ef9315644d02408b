"""Staffing: published figures come out, and every hour has the people that the plan says."""

import subprocess
import sys
from itertools import product
from math import exp, factorial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pydantic import ValidationError

from service.commands.staffing_given import BadAssumptions, assumptions_book, read_assumptions
from service.commands.staffing_plan import plan_book, traffic_csv
from service.shops.traffic import read_traffic
from service.staffing.assumptions import HOURS, Assumptions, Shift
from service.staffing.cover import cover
from service.staffing.demand import demand, inquiries
from service.staffing.example import EXAMPLE
from service.staffing.plan import most, plan
from service.staffing.waiting import in_time, people, waits


def test_the_published_example_comes_out() -> None:
    """双十一要安排多少个客服 (m.39zn.cn/article/89975.htm): 50w ÷ 100 × 20% ÷ 40% = 2,500;
    3,600 ÷ 50 × 8 = 576 a person; 2,500 ÷ 576 = 4.3, so five people."""
    _, at_forty = inquiries(EXAMPLE)
    assert at_forty == pytest.approx(2_500)
    a_person = 3_600 / EXAMPLE.seconds_an_inquiry * 8
    assert a_person == 576
    plain, _ = people(at_forty / 8, EXAMPLE.seconds_an_inquiry, 1, 30, 0.95)
    assert plain == 5


def test_erlang_c_gives_the_textbook_call_centre() -> None:
    """360 calls in half an hour, four minutes each, 55 agents: 48 erlangs, 87.3% busy; the formula
    as it stands in textbooks, worked out with factorials."""
    load, agents = 360 / 1_800 * 240, 55
    assert load == 48
    assert load / agents == pytest.approx(0.873, abs=0.0005)
    assert waits(load, agents) == pytest.approx(by_factorials(load, agents))
    assert in_time(load, agents, 15, 240) == pytest.approx(
        1 - by_factorials(load, agents) * exp(-(agents - load) * 15 / 240)
    )


def by_factorials(load: float, servers: int) -> float:
    """The same by the definition; an independent way that large numbers break."""
    top = load**servers / factorial(servers) * servers / (servers - load)
    return top / (sum(load**k / factorial(k) for k in range(servers)) + top)


@given(load=st.floats(0.01, 60), spare=st.integers(1, 40))
def test_waiting_is_what_the_definition_says(load: float, spare: int) -> None:
    servers = int(load) + spare
    assert waits(load, servers) == pytest.approx(by_factorials(load, servers), rel=1e-6)


@given(
    an_hour=st.floats(0, 5_000),
    handling=st.floats(5, 900),
    at_once=st.integers(1, 8),
    share=st.floats(0.5, 0.99),
)
@settings(max_examples=60)
def test_so_many_people_are_enough_and_one_less_is_not(
    an_hour: float, handling: float, at_once: int, share: float
) -> None:
    plain, enough = people(an_hour, handling, at_once, 30, share)
    load = an_hour * handling / 3_600
    assert plain <= enough
    assert plain * at_once >= load - 1e-6
    if enough:
        assert in_time(load, enough * at_once, 30, handling) >= share
    if enough > max(plain, 1):
        assert in_time(load, (enough - 1) * at_once, 30, handling) < share


@given(more=st.floats(1, 5), target=st.integers(1_000, 5_000_000))
@settings(max_examples=25)
def test_a_higher_target_never_needs_fewer_people(more: float, target: int) -> None:
    def needed(sales: float) -> list[int]:
        told = EXAMPLE.model_copy(update={"sales_target": sales, "shifts": EXAMPLE.shifts})
        return [hour.needed for day in plan(told)[:2] for hour in day.hours]

    low, high = needed(target), needed(target * more)
    assert all(a <= b for a, b in zip(low, high, strict=True))


def test_nothing_is_lost_between_target_and_hours() -> None:
    hours, peaks = demand(EXAMPLE), sum(peak.inquiries for peak in EXAMPLE.peaks)
    low, high = inquiries(EXAMPLE)
    orders = 5_000
    assert sum(hour.low for hour in hours) == pytest.approx(low + peaks)
    assert sum(hour.high for hour in hours) == pytest.approx(high + peaks)
    assert sum(hour.refund_only for hour in hours) == pytest.approx(orders * EXAMPLE.refund_only)
    assert sum(hour.returns for hour in hours) == pytest.approx(orders * EXAMPLE.returns)


def test_the_after_sale_wave_begins_on_the_fourth_day_and_falls_for_two_weeks() -> None:
    by_day: dict[int, float] = {}
    for hour in demand(EXAMPLE):
        by_day[hour.day] = by_day.get(hour.day, 0) + hour.cases
        if hour.cases:
            assert EXAMPLE.cases_from <= hour.hour < EXAMPLE.cases_to
    assert [by_day[day] for day in (1, 2, 3)] == [0, 0, 0]
    wave = [by_day[day] for day in range(4, 4 + EXAMPLE.wave_days)]
    assert wave == sorted(wave, reverse=True)
    assert max(by_day) == 3 + EXAMPLE.wave_days


@given(needed=st.lists(st.integers(0, 6), min_size=HOURS, max_size=HOURS))
@settings(max_examples=40)
def test_the_shifts_are_there_when_they_are_needed(needed: list[int]) -> None:
    found = cover(needed, EXAMPLE.shifts)
    for hour in range(HOURS):
        there = sum(found.heads[s.name] for s in EXAMPLE.shifts if hour in s.hours)
        assert there == found.there[hour]
        assert there + found.short[hour] >= needed[hour]
    for shift in EXAMPLE.shifts:
        assert 0 <= found.heads[shift.name] <= shift.most


@given(needed=st.lists(st.integers(0, 3), min_size=4, max_size=4))
@settings(max_examples=30)
def test_no_cheaper_shifts_would_do(needed: list[int]) -> None:
    """Every other way tried, for a day of four hours."""
    shifts = (
        Shift(name="早", hours=(0, 1), most=3, cost=1),
        Shift(name="晚", hours=(2, 3), most=3, cost=1),
        Shift(name="兼", hours=(1, 2), most=3, cost=1.5),
    )
    day = [*needed, *[0] * (HOURS - 4)]

    def cost(heads: tuple[int, ...]) -> float:
        paid = sum(n * s.cost * len(s.hours) for n, s in zip(heads, shifts, strict=True))
        there = [
            sum(n for n, s in zip(heads, shifts, strict=True) if hour in s.hours)
            for hour in range(4)
        ]
        return paid + 1_000 * sum(max(0, n - t) for n, t in zip(needed, there, strict=True))

    best = min(cost(heads) for heads in product(range(4), repeat=3))
    found = cover(day, shifts)
    assert cost(tuple(found.heads[s.name] for s in shifts)) == pytest.approx(best)


def test_part_timers_come_last_and_what_is_short_is_told() -> None:
    calm = cover([0] * 19 + [2, 2, 2, 2, 0], EXAMPLE.shifts)
    assert calm.heads["兼职"] == 2, "four hours of part-timers cost less than a whole shift"
    crowd = cover([0] * 20 + [40, 0, 0, 0], EXAMPLE.shifts)
    assert crowd.heads == {"早班": 0, "晚班": 8, "夜班": 0, "兼职": 12}
    assert crowd.short[20] == 20


def test_the_workbook_comes_back_as_it_went_out(tmp_path: Path) -> None:
    file = tmp_path / "排班.xlsx"
    file.write_bytes(assumptions_book(EXAMPLE))
    assert read_assumptions(file) == EXAMPLE


def test_every_fault_of_the_workbook_is_told_with_sheet_and_row(tmp_path: Path) -> None:
    file = tmp_path / "排班.xlsx"
    file.write_bytes(assumptions_book(EXAMPLE))
    book = load_workbook(file)
    book["假设"]["B3"], book["假设"]["A4"] = "五十万", "客單"
    book["班次"]["B2"] = "早上"
    book["小时"]["B5"] = "很多"
    book.save(file)
    with pytest.raises(BadAssumptions) as told:
        read_assumptions(file)
    assert told.value.faults == (
        "假设 第 3 行「销售目标（元）」：看不懂 '五十万'，请写 整个活动的金额",
        "假设 第 4 行「客單」：没有这一项，或者写了两次",
        "假设：缺「客单价（元）」这一行",
        "小时 第 5 行：看不懂，权重写一个数",
        "班次 第 2 行：看不懂，小时写成 8,9,10，人数和成本写数字",
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"conversion_low": 0.9},
        {"hours": (0,) * HOURS},
        {"days": ()},
        {"peaks": ({"day": 9, "hour": 1, "inquiries": 5},)},
        {"sales_target": 0},
        {"cases_from": 21},
    ],
)
def test_what_cannot_be_planned_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Assumptions.model_validate(EXAMPLE.model_dump() | changed)


def test_the_plan_has_a_line_an_hour_and_marks_what_is_short(tmp_path: Path) -> None:
    few = tuple(shift.model_copy(update={"most": 1}) for shift in EXAMPLE.shifts)
    days = plan(EXAMPLE.model_copy(update={"shifts": few}))
    assert any(day.short for day in days)
    file = tmp_path / "计划.xlsx"
    file.write_bytes(plan_book(days))
    book = load_workbook(file)
    assert book["每小时"].max_row == 1 + HOURS * len(days)
    short = [row for row in book["每小时"].iter_rows(min_row=2) if row[-1].value]
    assert short
    assert all(row[0].fill.start_color.rgb == "FFFDECEA" for row in short)
    assert most(days) == {shift.name: 1 for shift in few}


def test_the_forecast_is_what_the_live_curves_read(tmp_path: Path) -> None:
    (tmp_path / "traffic").mkdir()
    days = plan(EXAMPLE)
    (tmp_path / "traffic" / "预测.csv").write_text(traffic_csv(days), "utf-8")
    read = read_traffic(tmp_path)
    assert not read.faults
    assert "2026-11-10 20:30" in traffic_csv(days)


def test_the_command_goes_from_the_template_to_the_plan(tmp_path: Path) -> None:
    def goalie(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "service.cli", "staffing", *arguments]
        return subprocess.run(command, capture_output=True, check=False, timeout=60)

    template, out = tmp_path / "排班.xlsx", tmp_path / "计划.xlsx"
    template.write_bytes(goalie("template").stdout)
    done = goalie("plan", str(template), "--out", str(out))
    assert done.returncode == 0, done.stderr.decode()
    assert "2026-11-10 询单 1120".encode() in done.stdout
    assert out.exists()
    assert goalie("plan", str(tmp_path / "没有.xlsx")).returncode == 2
    (tmp_path / "x.xlsx").write_bytes(b"PK")
    bad = goalie("plan", str(tmp_path / "x.xlsx"))
    assert bad.returncode == 2
    assert "不是 Excel 文件".encode() in bad.stderr
