"""What a quote takes for granted, and what a person should look at before telling the price."""

from collections.abc import Iterator, Sequence

from .choosing import Choice
from .layers import Applied, Priced
from .money import spoken
from .promotion import Level, Missed
from .quote import QuotedLine, Reading
from .setting import Setting

SUSPICIOUS_SHARE = 70
"""Below this percentage of the price after item deals a result is flagged."""

DEPOSIT_LIMIT = 20
"""A deposit is usually at most this percentage of the price; above it is warned, not refused."""


def assumptions(setting: Setting, priced: Priced, readings: Sequence[Reading]) -> tuple[str, ...]:
    """What the figures take for granted, with the other figure where it matters."""
    return (*_assumptions(setting, priced), *(reading.text for reading in readings))


def _assumptions(setting: Setting, priced: Priced) -> Iterator[str]:
    if setting.policy.thresholds == "parallel":
        yield "各项门槛都按单品优惠后的价格（含定金）计算"
    else:
        yield "各项门槛按上一项优惠后的剩余金额计算"
    if any(row.deposit for row in setting.rows):
        yield "按在定金期付定金、在尾款期一次付清尾款计算"
    yield "优惠券按已经领到计算，未领到的不计入"
    levels = {applied.candidate.level for applied in priced.applied if applied.saving}
    if Level.MEMBER in levels:
        yield "会员折扣有月度上限，按还没有用完计算"
    if Level.SUBSIDY in levels:
        yield "国补按所在地区名额未用完、本品类首次使用、补一件计算"


def warnings(setting: Setting, choice: Choice, lines: Sequence[QuotedLine]) -> tuple[str, ...]:
    """What a person should look at before the price is told."""
    return (*_odd_results(setting, choice.priced, lines), *_edges(choice))


def _odd_results(setting: Setting, priced: Priced, lines: Sequence[QuotedLine]) -> Iterator[str]:
    before = sum(row.gross for row in setting.rows)
    if sum(priced.left) * 100 < before * SUSPICIOUS_SHARE:
        yield f"到手价低于单品优惠后价格的{SUSPICIOUS_SHARE}%，请核对规则"
    for line in lines:
        if line.deposit * 100 > line.after_deals * DEPOSIT_LIMIT:
            yield f"{line.line.sku} 的定金超过价格的{DEPOSIT_LIMIT}%，请核对规则"
    if any(_cut(applied) for applied in priced.applied):
        yield "优惠超过商品金额：减到底为止，多出的部分不抵扣，请核对规则"
    if priced.one_fen:
        yield "优惠抵完后不足一分，平台按0.01元成交，请核对规则"
    if setting.rulebook.policy.thresholds is None:
        yield f"{setting.rulebook.on.name}的叠加规则没有可靠来源，这个价格不能承诺"


def _cut(applied: Applied) -> bool:
    return applied.candidate.level < Level.ASSET and applied.saving < applied.outcome.amount


def _edges(choice: Choice) -> Iterator[str]:
    """One fen more or less would flip a tier."""
    for applied in choice.priced.applied:
        met, name = applied.outcome, applied.candidate.promotion.name
        if met.threshold and met.base == met.threshold * met.times:
            yield f"{name}刚好卡在门槛{spoken(met.base)}元上，少一分就少减一档"
        if met.next_missing == 1:
            yield f"{name}只差一分就多减一档"
    for refused in choice.checkout.refused:
        outcome = refused.outcome
        if isinstance(outcome, Missed) and outcome.missing == 1 and not refused.withheld:
            yield f"{refused.promotion.name}只差一分就满门槛"
