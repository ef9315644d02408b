"""``goalie staffing template | plan FILE.xlsx``: from the sales target to shifts."""

import argparse
import sys
from pathlib import Path


def staffing_arguments(parser: argparse.ArgumentParser) -> None:
    """What stands behind ``goalie staffing``."""
    parts = parser.add_subparsers(dest="part", required=True)
    parts.add_parser("template", help="the workbook to fill in, on standard output")
    plan = parts.add_parser("plan", help="the plan for a filled-in workbook")
    plan.add_argument("assumptions", type=Path, metavar="FILE.xlsx")
    plan.add_argument("--out", type=Path, metavar="PLAN.xlsx", help="the plan as a workbook")
    plan.add_argument("--traffic", type=Path, metavar="FILE.csv", help="the forecast")


def staffing(options: argparse.Namespace) -> int:
    """0 written, 1 hours are short of people, 2 the workbook cannot be used."""
    from service.commands.staffing_given import (
        BadAssumptions,
        assumptions_book,
        read_assumptions,
    )
    from service.commands.staffing_plan import plan_book, traffic_csv
    from service.staffing.example import EXAMPLE
    from service.staffing.plan import most, plan

    if options.part == "template":
        if sys.stdout.isatty():
            return _complain("这是 Excel 文件，请存到文件里：goalie staffing template > 排班.xlsx")
        sys.stdout.buffer.write(assumptions_book(EXAMPLE))
        return 0
    try:
        days = plan(read_assumptions(options.assumptions))
    except OSError as error:
        return _complain(f"{options.assumptions}：打不开（{error.strerror}）")
    except BadAssumptions as error:
        return _complain(*error.faults)
    for day in days:
        asked = sum(hour.demand.high for hour in day.hours)
        cases = sum(hour.demand.cases for hour in day.hours)
        people = "，".join(f"{name} {heads}" for name, heads in day.cover.heads.items() if heads)
        short = f"，缺 {day.short} 人时" if day.short else ""
        print(f"{day.on} 询单 {asked:.0f}，售后 {cases:.0f}：{people or '不用排班'}{short}")
    print("各班次最多：" + "，".join(f"{name} {heads}" for name, heads in most(days).items()))
    if options.out is not None:
        options.out.write_bytes(plan_book(days))
    if options.traffic is not None:
        options.traffic.write_text(traffic_csv(days), "utf-8")
    return 1 if any(day.short for day in days) else 0


def _complain(*lines: str) -> int:
    for line in lines:
        print(line, file=sys.stderr)
    return 2
