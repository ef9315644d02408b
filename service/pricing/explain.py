"""A quote in plain Chinese: assumptions, warnings, and a text an agent can paste."""

from collections.abc import Iterator, Sequence

from .cart import Cart
from .money import spoken
from .quote import Quote, QuotedLine, Step, When
from .rulebook import Rulebook

DISCLAIMER = "最终以结算页为准"

SUSPICIOUS_SHARE = 70
"""Below this percentage of the price after item deals a result is flagged."""

DEPOSIT_LIMIT = 20
"""A deposit is usually at most this percentage of the price; above it is warned, not refused."""


def assumptions(
    cart: Cart, rulebook: Rulebook | None, lines: Sequence[QuotedLine]
) -> tuple[str, ...]:
    """What the figures take for granted."""
    return tuple(_assumptions(cart, rulebook, lines))


def _assumptions(
    cart: Cart, rulebook: Rulebook | None, lines: Sequence[QuotedLine]
) -> Iterator[str]:
    if rulebook is None or not rulebook.valid.holds(cart.at):
        yield "当前没有生效的活动，按日常价计算"
        return
    if rulebook.policy.thresholds == "parallel":
        yield "各项门槛都按单品优惠后的价格（含定金）计算"
    else:
        yield "各项门槛按上一项优惠后的剩余金额计算"
    if any(line.deposit for line in lines):
        yield "按在定金期付定金、在尾款期一次付清尾款计算"
    yield "优惠券按已经领到计算，未领到的不计入"


def warnings(lines: Sequence[QuotedLine]) -> tuple[str, ...]:
    """What a person should look at before the price is told."""
    return tuple(_warnings(lines))


def _warnings(lines: Sequence[QuotedLine]) -> Iterator[str]:
    before = sum(line.unit_price * line.line.quantity for line in lines)
    payable = sum(line.payable for line in lines)
    if payable * 100 < before * SUSPICIOUS_SHARE:
        yield f"到手价低于单品优惠后价格的{SUSPICIOUS_SHARE}%，请核对规则"
    for line in lines:
        if line.deposit * 100 > line.unit_price * line.line.quantity * DEPOSIT_LIMIT:
            yield f"{line.line.sku} 的定金超过价格的{DEPOSIT_LIMIT}%，请核对规则"


def explanation(quote: Quote) -> str:
    """The quote as a few lines that an agent can paste."""
    goods = "、".join(f"{q.line.title or q.line.sku}×{q.line.quantity}" for q in quote.lines)
    parts = [f"{goods}，商品总价{spoken(quote.list_price)}元"]
    parts.extend(step_text(step) for step in quote.steps)
    parts.append(f"到手合计{spoken(quote.payable)}元")
    parts.extend(_payments(quote))
    return "；".join(parts) + f"。{DISCLAIMER}。"


def step_text(step: Step) -> str:
    """One step: ``跨店每满300减50，满足18次，减900元``."""
    if step.threshold is not None and step.times > 1:
        return f"{step.name}，满足{step.times}次，减{spoken(step.saving)}元"
    if step.threshold is None and step.times > 1:
        return f"{step.name}（{step.times}件），减{spoken(step.saving)}元"
    return f"{step.name}，减{spoken(step.saving)}元"


def _payments(quote: Quote) -> Iterator[str]:
    names = {When.DEPOSIT: "定金", When.FINAL_PAYMENT: "尾款"}
    for payment in quote.schedule:
        if payment.what is When.FULL:
            continue
        when = f"（{payment.window.spoken()}）" if payment.window else ""
        yield f"{names[payment.what]}{spoken(payment.amount)}元{when}"
