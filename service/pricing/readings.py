"""Where a rule is open and another reading changes the price: the other figure.

Each reading is tried only where it can matter; one that changes nothing is not told. The figure is
the best under that reading; for the rounding of rates, which moves some fen, and where the best
would take long to prove, the same choice again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .checkout import Checkout
from .choosing import Choice, again
from .deciding import cheapest
from .errors import NoPrice
from .money import Fen, spoken
from .page_order import choices
from .promotion import Level
from .quote import Reading
from .setting import Setting

PATIENCE = 200
"""States looked at for one reading; beyond that its figure is the same choice again."""

_SHOP_RATES = frozenset({"amount_discount", "count_discount", "discount_coupon", "dong_coupon"})
_RATES = _SHOP_RATES | {"official_reduction", "member_rate"}


@dataclass(frozen=True, slots=True)
class _Other:
    """Another reading: the policy it names, when it can matter, and how it is told; ``kinds`` are
    those whose savings it changes."""

    policy: str
    value: str
    told: str
    matters: Callable[[Choice], bool]
    kinds: frozenset[str] = frozenset()
    same_choice: bool = False

    def figure(self, choice: Choice) -> Fen:
        checkout = choice.checkout.under(self.kinds, **{self.policy: self.value})
        return again(choice, checkout) if self.same_choice else _least(choice, checkout)


def _least(choice: Choice, checkout: Checkout) -> Fen:
    """The best of the changed checkout, or the same choice where that takes long to prove."""
    try:
        return choices(checkout, patience=PATIENCE)[0].priced.payable
    except NoPrice:
        return again(choice, checkout)


def _uses(choice: Choice, kinds: frozenset[str]) -> bool:
    return any(applied.candidate.promotion.kind in kinds for applied in choice.priced.applied)


def _reaches(choice: Choice, level: Level) -> bool:
    return any(applied.candidate.level is level for applied in choice.priced.applied)


def _coupon_and_cross(choice: Choice) -> bool:
    measured = choice.checkout.policy.cross_base == "after_item_deals"
    cross = _uses(choice, frozenset({"cross_store"}))
    return measured and choice.checkout.parallel and cross and _reaches(choice, Level.COUPON)


_OTHERS = (
    _Other(
        "cross_base",
        "after_coupons",
        "跨店满减的门槛按店铺券抵扣前计算；若按抵扣后计算",
        _coupon_and_cross,
        frozenset({"cross_store"}),
    ),
    _Other(
        "member_base",
        "whole",
        "会员折扣只打在尾款上（规则未核实）；若定金也打折",
        lambda choice: _reaches(choice, Level.MEMBER) and any(choice.checkout.deposits),
    ),
    _Other(
        "rate_base",
        "left",
        "折扣按单品优惠后的价格计算；若按前面优惠减完的余额计算",
        lambda choice: choice.checkout.parallel and _uses(choice, _SHOP_RATES),
        _SHOP_RATES,
    ),
    _Other(
        "rate_rounding",
        "unit",
        "折扣每行四舍五入到分；若每件四舍五入",
        lambda choice: _uses(choice, _RATES),
        _RATES,
        same_choice=True,
    ),
    _Other(
        "rate_rounding",
        "order",
        "折扣每行四舍五入到分；若整单四舍五入",
        lambda choice: _uses(choice, _RATES) and len(choice.checkout.rows) > 1,
        _RATES,
        same_choice=True,
    ),
    _Other(
        "subsidy_base",
        "before_assets",
        "国补按红包等抵扣后的价格计算；若按抵扣前计算",
        lambda choice: _reaches(choice, Level.SUBSIDY) and _reaches(choice, Level.ASSET),
    ),
)


def readings(setting: Setting, choice: Choice) -> tuple[Reading, ...]:
    """The readings under which this cart would cost something else."""
    return tuple(_readings(setting, choice))


def _readings(setting: Setting, choice: Choice) -> Iterator[Reading]:
    payable = choice.priced.payable
    if setting.rulebook.policy.thresholds is None:
        yield _unknown_thresholds(setting, payable)
    for other in _OTHERS:
        if getattr(setting.policy, other.policy) == other.value or not other.matters(choice):
            continue
        figure = other.figure(choice)
        if figure != payable:
            yield _reading(other.policy, other.value, other.told, figure, payable)
    yield from _freight(choice)


def _reading(policy: str, value: str, told: str, figure: Fen, payable: Fen) -> Reading:
    text = f"{told}，到手合计{spoken(figure)}元（现为{spoken(payable)}元）"
    return Reading(policy, value, text, figure)


def _unknown_thresholds(setting: Setting, payable: Fen) -> Reading:
    """Both prices on 快手 and 拼多多: neither is known to be right."""
    other = "progressive" if setting.policy.thresholds == "parallel" else "parallel"
    figure = cheapest(setting.reading(thresholds=other))[0].priced.payable
    words = {
        "parallel": "若每项都按优惠前的金额判断，",
        "progressive": "若每项都按前面优惠完的金额判断，",
    }
    when = "两种算法都是" if figure == payable else words[other]
    text = (
        f"{setting.rulebook.on.name}判断满多少的口径没有可靠来源，{when}到手合计{spoken(figure)}元"
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
    figure = _least(choice, replace(checkout, freights=flipped))
    if figure != payable:
        told = "包邮按优惠前的金额判断；若按优惠后判断"
        if value != "left":
            told = "包邮按优惠后的金额判断；若按优惠前判断"
        yield _reading("freight.measured_on", value, told, figure, payable)
