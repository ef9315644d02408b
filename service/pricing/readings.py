"""Where a rule is open and another reading changes the price: the other figure.

Each reading is tried only where it can matter; one that changes nothing is not told.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from .choosing import Choice, best
from .money import spoken
from .promotion import Level
from .quote import Reading
from .setting import Setting

_RATES = {"official_reduction", "amount_discount", "count_discount", "discount_coupon"}


@dataclass(frozen=True, slots=True)
class _Other:
    """Another reading: the policy it names, when it can matter, and how it is told."""

    policy: str
    value: str
    told: str
    matters: Callable[[Setting, Choice], bool]


def _levels(choice: Choice) -> set[Level]:
    return {applied.candidate.level for applied in choice.priced.applied}


def _kinds(choice: Choice) -> set[str]:
    return {applied.candidate.promotion.kind for applied in choice.priced.applied}


def _rates_used(setting: Setting, choice: Choice) -> bool:
    return bool(_kinds(choice) & (_RATES | {"member_rate", "dong_coupon"}))


def _coupon_and_cross(setting: Setting, choice: Choice) -> bool:
    return "cross_store" in _kinds(choice) and Level.COUPON in _levels(choice)


_OTHERS = (
    _Other(
        "cross_base",
        "after_coupons",
        "跨店满减的门槛按店铺券抵扣前计算；若按抵扣后计算",
        lambda s, c: s.policy.cross_base == "after_item_deals" and _coupon_and_cross(s, c),
    ),
    _Other(
        "member_base",
        "whole",
        "会员折扣只打在尾款上（规则未核实）；若定金也打折",
        lambda s, c: Level.MEMBER in _levels(c) and any(row.deposit for row in s.rows),
    ),
    _Other(
        "rate_base",
        "left",
        "折扣按单品优惠后的价格计算；若按前面优惠减完的余额计算",
        lambda s, c: bool(_kinds(c) & (_RATES - {"official_reduction"} | {"dong_coupon"})),
    ),
    _Other("rate_rounding", "unit", "折扣每行四舍五入到分；若每件四舍五入", _rates_used),
    _Other("rate_rounding", "order", "折扣每行四舍五入到分；若整单四舍五入", _rates_used),
    _Other(
        "subsidy_base",
        "before_assets",
        "国补按红包等抵扣后的价格计算；若按抵扣前计算",
        lambda s, c: Level.SUBSIDY in _levels(c) and Level.ASSET in _levels(c),
    ),
)


def readings(setting: Setting, choice: Choice) -> tuple[Reading, ...]:
    """The readings under which this cart would cost something else."""
    return tuple(_readings(setting, choice))


def _readings(setting: Setting, choice: Choice) -> Iterator[Reading]:
    payable = choice.priced.payable
    if setting.rulebook.policy.thresholds is None:
        yield _unknown_thresholds(setting)
    for other in _OTHERS:
        if getattr(setting.policy, other.policy) == other.value or not other.matters(
            setting, choice
        ):
            continue
        figure = _figure(setting, {other.policy: other.value})
        if figure != payable:
            yield _reading(other.policy, other.value, other.told, figure, payable)
    yield from _freight(choice)


def _figure(setting: Setting, policy: dict[str, Any]) -> int:
    return best(setting.reading(**policy).checkout())[0].priced.payable


def _reading(policy: str, value: str, told: str, figure: int, payable: int) -> Reading:
    text = f"{told}，到手合计{spoken(figure)}元（现为{spoken(payable)}元）"
    return Reading(policy, value, text, figure)


def _unknown_thresholds(setting: Setting) -> Reading:
    """Both prices on 快手 and 拼多多: neither is known to be right."""
    other = "progressive" if setting.policy.thresholds == "parallel" else "parallel"
    figure = _figure(setting, {"thresholds": other})
    words = {"parallel": "平行", "progressive": "递进"}
    text = (
        f"{setting.rulebook.on.name}的门槛是平行还是递进没有可靠来源："
        f"按{words[other]}计算到手合计{spoken(figure)}元"
    )
    return Reading("thresholds", other, text, figure)


def _freight(choice: Choice) -> Iterator[Reading]:
    """满包邮 may be tested on the goods before or after what was taken off."""
    checkout, payable = choice.checkout, choice.priced.payable
    if all(rule.free_from is None or rule.measured_on != "default" for rule in checkout.freights):
        return
    value = "left" if checkout.parallel else "after_item_deals"
    flipped = tuple(
        rule.model_copy(update={"measured_on": value}) if rule.measured_on == "default" else rule
        for rule in checkout.freights
    )
    figure = best(replace(checkout, freights=flipped))[0].priced.payable
    if figure != payable:
        told = "包邮按优惠前的金额判断；若按优惠后判断"
        if value != "left":
            told = "包邮按优惠后的金额判断；若按优惠前判断"
        yield _reading("freight.measured_on", value, told, figure, payable)
