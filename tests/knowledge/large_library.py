"""A script library of many rows, some of them spoiled as people spoil them."""

import random
from pathlib import Path

from tests.knowledge.shopfiles import COLUMNS, Script, script

BAD: tuple[tuple[str, Script], ...] = (
    ("话术编号", {"话术编号": " "}),
    ("问题", {"问题": None}),
    ("回复", {"回复": ""}),
    ("回复", {"回复": "亲，到手{prise}元"}),
    ("回复", {"回复": "亲，到手{payable元"}),
    ("生效时间", {"生效时间": "双11那天"}),
    ("失效时间", {"失效时间": "2026-02-30"}),
    ("失效时间", {"生效时间": "2026-11-11 20:00", "失效时间": "2026-11-11 20:00"}),
    ("话术编号", {"话术编号": "N0"}),
)
"""The field that is refused, and what somebody wrote."""


def write_large_library(path: Path, rows: int, bad: int) -> dict[int | None, str]:
    """Writes the workbook; the planted rows as the sheet counts them, with the field to mend."""
    from openpyxl import Workbook

    chance = random.Random(20261111)  # noqa: S311 - no secret
    planted = sorted(chance.sample(range(1, rows), bad))  # the first row is N0's owner
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("话术")
    sheet.append(COLUMNS)
    expected: dict[int | None, str] = {}
    for number in range(rows):
        row = _sound(number)
        if number in planted:
            field, spoiled = BAD[len(expected) % len(BAD)]
            row |= spoiled
            expected[number + 2] = field
        sheet.append([row.get(column) for column in COLUMNS])
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return expected


def _sound(number: int) -> Script:
    return script(
        f"N{number}",
        f"第{number}号商品多久能发货",
        f"亲，第{number}号商品付款后{number % 72 + 1}小时内发出哦",
        相似问题=f"{number}号几天到|{number}号什么时候发",
        适用商品=f"SKU-{number % 500}",
        失效时间="2026-11-11 20:00:00" if number % 3 == 0 else None,
    )
