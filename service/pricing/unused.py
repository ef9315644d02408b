"""What was not used, and why: below its threshold, not claimed, clashing, or of no use."""

from collections.abc import Iterator, Mapping

from .checkout import Checkout, Refused
from .choosing import Choice
from .clashes import excluded
from .deal_sets import barred_by, winners
from .gifts import gifts_withheld
from .layers import Applied
from .promotion import ItemPromotion, Missed, OrderPromotion, Promotion, Saving
from .quote import Unused
from .rules.gift import Gift
from .setting import Setting

ONE_OF_A_KIND = "同类优惠一单只用一个"


def unused(setting: Setting, choice: Choice, failed: Mapping[int, Missed]) -> Iterator[Unused]:
    """Every promotion that covers something here, or that the buyer holds, and was not applied."""
    checkout = choice.checkout
    yield from _item_deals(setting)
    for refused in checkout.refused:
        yield _refused(refused)
    used = [applied for applied in choice.priced.applied if applied.saving]
    for applied in choice.priced.applied:
        if not applied.saving:
            yield _plain(applied.candidate.promotion, "价格已经减到底，没有可抵的金额")
    for candidate, missed in choice.priced.missed:
        yield _missed(candidate.promotion, missed)
    for index, candidate in enumerate(checkout.candidates):
        if index in failed:
            yield _missed(candidate.promotion, failed[index])
        elif not choice.chosen >> index & 1:
            reason = _why_not(checkout, index, used)
            yield Unused(
                candidate.promotion.id,
                candidate.promotion.name,
                reason,
                would_save=candidate.at_most,
            )
    yield from _gifts(setting, choice)
    yield from _out_of_time(setting)


def _plain(promotion: Promotion, reason: str) -> Unused:
    return Unused(promotion.id, promotion.name, reason)


def _item_deals(setting: Setting) -> Iterator[Unused]:
    """Item deals that cover a line and won on none."""
    won = winners(setting.rows)
    for promotion in setting.active:
        if not isinstance(promotion, ItemPromotion) or promotion.id in won:
            continue
        lines = [row for row in setting.rows if promotion.scope.covers(row.line)]
        if not lines:
            continue
        if rival := barred_by(promotion, won):
            yield _plain(promotion, f"与{rival.name}不能同享")
        elif promotion.takes_deposit:
            yield _plain(promotion, "没有付定金，或不在付定金的时间")
        elif any(row.uses for row in lines):
            yield _plain(promotion, "单品优惠每件只用一个")
        else:
            yield _plain(promotion, "比日常价没有优惠，或会减到 0：请核对规则")


def _gifts(setting: Setting, choice: Choice) -> Iterator[Unused]:
    """满赠 that is not given: its threshold, another promotion, or an item deal is in the way."""
    yield from gifts_withheld(setting, choice)
    won = winners(setting.rows)
    for promotion in setting.active:
        rival = barred_by(promotion, won)
        if rival and isinstance(promotion, Gift) and any(choice.checkout.covered(promotion)):
            yield _plain(promotion, f"与{rival.name}不能同享")


def _refused(refused: Refused) -> Unused:
    promotion, outcome = refused.promotion, refused.outcome
    if isinstance(outcome, Missed):
        return _missed(promotion, outcome)
    saves = outcome.amount if isinstance(outcome, Saving) else None
    return Unused(promotion.id, promotion.name, refused.reason, would_save=saves)


def _missed(promotion: Promotion, missed: Missed) -> Unused:
    units = f"，还差{missed.missing_units}件" if missed.missing_units else ""
    reason = missed.reason + units
    return Unused(promotion.id, promotion.name, reason, missed.missing, missed.would_save)


def _why_not(checkout: Checkout, index: int, used: list[Applied]) -> str:
    mine = checkout.candidates[index]
    clashing = [
        applied.candidate
        for applied in used
        if checkout.clashes[index] >> checkout.candidates.index(applied.candidate) & 1
    ]
    if not clashing:
        return "用了也不会更便宜"
    other = clashing[0]
    if mine.level is other.level and not excluded(mine.promotion, other.promotion):
        return ONE_OF_A_KIND
    return f"与{other.promotion.name}不能同享"


def _out_of_time(setting: Setting) -> Iterator[Unused]:
    """What the buyer holds but cannot use at the moment of payment."""
    held = setting.cart.claimed | set(setting.cart.balances)
    active = {promotion.id for promotion in setting.active}
    for promotion in setting.rulebook:
        if isinstance(promotion, OrderPromotion) and promotion.id in held - active:
            window = promotion.window(setting.rulebook.valid).spoken()
            yield _plain(promotion, f"付款时不在有效期（{window}）")
