"""The sample order of these tests: two 静悦1.5匹, 定金100抵200, 跨店每满300减50, 双11 2026."""

from datetime import datetime, timedelta, timezone
from fractions import Fraction

import pytest

from service.assist.guard import Fact, Ledger, Role, facts_of_text

SHANGHAI = timezone(timedelta(hours=8))
SKU = "HF-KFR35-JY"
PRESALE = "D11-PRE-KFR35"
CROSS_STORE = "D11-CROSS"
NAMES = (
    SKU,
    "禾风静悦 1.5匹新一级变频冷暖壁挂式空调 KFR-35GW/JY",
    "静悦空调",
    "静悦1.5匹",
    "2026天猫双11",
    "双11",
)


def at(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


def _amounts() -> list[Fact]:
    quote, rule = "报价", "双11规则"
    return [
        Fact(Role.LIST_PRICE, 289_900, "元/件", "目录", SKU),
        Fact(Role.LIST_PRICE, 579_800, "元", quote),
        Fact(Role.PAYABLE, 469_800, "元", quote),
        Fact(Role.DEPOSIT, 20_000, "元", quote),
        Fact(Role.FINAL_PAYMENT, 449_800, "元", quote),
        Fact(Role.SAVING, 110_000, "元", quote),
        Fact(Role.SAVING, 20_000, "元", quote, PRESALE),
        Fact(Role.SAVING, 90_000, "元", quote, CROSS_STORE),
        Fact(Role.WORTH, 40_000, "元", quote, PRESALE),
        Fact(Role.DEPOSIT, 10_000, "元/件", quote, SKU),
        *facts_of_text("定金100抵200", rule, PRESALE),
        *facts_of_text("跨店每满300减50", rule, CROSS_STORE),
    ]


def _quantities() -> list[Fact]:
    manual = "静悦空调说明书.md · 规格参数"
    return [
        Fact(Role.PIECES, 2, "台", "报价", SKU),
        Fact(Role.COUNT, 18, "次", "报价", CROSS_STORE),
        Fact(Role.MEASURE, 18, "dB", manual, SKU),
        Fact(Role.MEASURE, 38, "dB", manual, SKU),
        Fact(Role.MEASURE, 3530, "W", manual, SKU),
        Fact(Role.MEASURE, 16, "㎡", manual, SKU),
        Fact(Role.MEASURE, 22, "㎡", manual, SKU),
        Fact(Role.MEASURE, Fraction(15, 10), "匹", manual, SKU),
        Fact(Role.MEASURE, 6, "年", manual, SKU),
        Fact(Role.MEASURE, 48, "小时", "发货说明"),
        Fact(Role.MEASURE, 7, "天", "退货说明"),
        Fact(Role.MEASURE, 15, "天", "价保说明"),
        Fact(Role.OTHER_AMOUNT, 9_000, "元", "安装收费表"),
        Fact(Role.RATE, Fraction(12, 100), "%", "双12规则"),
        Fact(Role.RATE, Fraction(88, 100), "折", "双12规则"),
        Fact(Role.RATE, Fraction(95, 100), "折", "会员规则"),
    ]


def _windows() -> list[Fact]:
    return [
        Fact(Role.TIME, at(10, 20, 20), "from", "双11规则", "deposit"),
        Fact(Role.TIME, at(11, 10, 18), "to", "双11规则", "deposit"),
        Fact(Role.TIME, at(11, 10, 20), "from", "双11规则", "final_payment"),
        Fact(Role.TIME, at(11, 15), "to", "双11规则", "final_payment"),
    ]


@pytest.fixture
def ledger() -> Ledger:
    """What may be said about two 静悦1.5匹 on presale."""
    return Ledger.of([*_amounts(), *_quantities(), *_windows()], names=NAMES)
