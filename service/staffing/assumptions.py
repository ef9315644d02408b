"""What a plan rests on; every figure is the desk's own, and none has a default that would hide it.

The trade's way: target ÷ 客单价 = orders, × share through service ÷ conversion = inquiries.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

HOURS = 24
MOST_DAYS = 60

Share = Annotated[float, Field(ge=0, le=1)]
Rate = Annotated[float, Field(gt=0, le=1)]
Weight = Annotated[float, Field(ge=0)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Peak(_Part):
    """A livestream 直播 or a start 开抢: so many inquiries more, in that hour of that day
    (the first day is 1)."""

    day: int = Field(ge=1, le=MOST_DAYS)
    hour: int = Field(ge=0, lt=HOURS)
    inquiries: float = Field(gt=0)


class Shift(_Part):
    """早班, 晚班, 半班, 兼职: the hours it covers, and at most how many people. ``cost`` an hour
    ranks them only: part-timers are called when the others do not reach."""

    name: str = Field(min_length=1, max_length=20)
    hours: tuple[Annotated[int, Field(ge=0, lt=HOURS)], ...] = Field(min_length=1)
    most: int = Field(ge=0, le=10_000)
    cost: float = Field(gt=0)
    part_time: bool = False


class Assumptions(_Part):
    """``days`` and ``hours`` are weights: how the inquiries spread over the event's days and over a
    day. ``at_once`` are the chats a person holds at the same time. The after-sale wave begins
    ``wave_from`` days after the first day and lasts ``wave_days``; its rates are shares of orders.
    """

    begins: date
    sales_target: Decimal = Field(gt=0, description="yuan")
    basket_value: Decimal = Field(gt=0, description="yuan an order, 客单价")
    through_service: Rate = Field(description="share of orders that asked before, 客服销售占比")
    conversion_low: Rate
    conversion_high: Rate
    seconds_an_inquiry: float = Field(gt=0, le=36_000)
    at_once: int = Field(ge=1, le=50)
    within_seconds: float = Field(default=30, gt=0)
    in_time: Annotated[float, Field(gt=0, lt=1)] = 0.95
    days: tuple[Weight, ...] = Field(min_length=1, max_length=MOST_DAYS)
    hours: tuple[Weight, ...] = Field(min_length=HOURS, max_length=HOURS)
    peaks: tuple[Peak, ...] = ()
    refund_only: Share = Field(default=0, description="仅退款, of orders")
    returns: Share = Field(default=0, description="退货退款, of orders")
    seconds_a_case: float = Field(default=300, gt=0, le=36_000)
    cases_from: int = Field(default=9, ge=0, lt=HOURS, description="the hour from which, and")
    cases_to: int = Field(default=21, ge=1, le=HOURS, description="to which cases are handled")
    wave_from: int = Field(default=3, ge=0, le=MOST_DAYS)
    wave_days: int = Field(default=14, ge=1, le=MOST_DAYS)
    shifts: tuple[Shift, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _sane(self) -> Self:
        if self.conversion_low > self.conversion_high:
            raise ValueError("conversion_low 比 conversion_high 大：低转化要写在前面")
        if self.cases_from >= self.cases_to:
            raise ValueError("售后处理的开始时间要早于结束时间")
        if not sum(self.days) or not sum(self.hours):
            raise ValueError("days 和 hours 的权重不能全是 0")
        if late := [peak for peak in self.peaks if peak.day > len(self.days)]:
            raise ValueError(f"第 {late[0].day} 天不在活动里：活动一共 {len(self.days)} 天")
        names = [shift.name for shift in self.shifts]
        if len(set(names)) < len(names):
            raise ValueError("班次重名：每个班次要有自己的名字")
        return self
