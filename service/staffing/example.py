"""A worked example: the figures that trade guides publish, filled up with a desk's own.

Target, 客单价, share through service, conversion and 50 seconds an inquiry are those of
m.39zn.cn/article/89975.htm (双十一要安排多少个客服): 500,000 ÷ 100 × 20% ÷ 40% = 2,500 inquiries,
576 a person in eight hours, so five people.
"""

from datetime import date
from decimal import Decimal

from .assumptions import Assumptions, Peak, Shift

EVENING = (8, 7, 4, 2, 1, 1, 2, 4, 6, 8, 9, 9, 8, 8, 9, 9, 9, 8, 8, 10, 22, 16, 12, 10)
"""Weights of the hours of a promotion day: the start at 20:00 stands out."""

EXAMPLE = Assumptions(
    begins=date(2026, 11, 10),
    sales_target=Decimal(500_000),
    basket_value=Decimal(100),
    through_service=0.20,
    conversion_low=0.40,
    conversion_high=0.50,
    seconds_an_inquiry=50,
    at_once=1,
    days=(40, 35, 15, 10),
    hours=EVENING,
    peaks=(Peak(day=1, hour=20, inquiries=120),),
    refund_only=0.04,
    returns=0.06,
    seconds_a_case=360,
    shifts=(
        Shift(name="早班", hours=tuple(range(8, 17)), most=8, cost=1),
        Shift(name="晚班", hours=tuple(range(16, 24)), most=8, cost=1),
        Shift(name="夜班", hours=(*range(8), 23), most=3, cost=1.2),
        Shift(name="兼职", hours=tuple(range(19, 23)), most=12, cost=1.5, part_time=True),
    ),
)
