"""A quote in plain Chinese: a text an agent can paste."""

from collections.abc import Iterator

from .money import spoken
from .quote import Confidence, Quote, Step, When

DISCLAIMER = "最终以结算页为准"


def explanation(quote: Quote) -> str:
    """The quote as a few lines that an agent can paste."""
    goods = "、".join(f"{q.line.title or q.line.sku}×{q.line.quantity}" for q in quote.lines)
    parts = [f"{goods}，商品总价{spoken(quote.list_price)}元"]
    parts.extend(step_text(step) for step in quote.steps)
    parts.extend(_extras(quote))
    parts.append(f"到手合计{spoken(quote.payable)}元")
    parts.extend(_payments(quote))
    parts.extend(_not_promised(quote))
    return "；".join(parts) + f"。{DISCLAIMER}。"


def step_text(step: Step) -> str:
    """One step: ``跨店每满300减50，满足18次，减900元``."""
    if step.times > 1 and step.by_times:
        return f"{step.name}，满足{step.times}次，减{spoken(step.saving)}元"
    if step.times > 1:
        return f"{step.name}（{step.times}件），减{spoken(step.saving)}元"
    return f"{step.name}，减{spoken(step.saving)}元"


def _extras(quote: Quote) -> Iterator[str]:
    for charge in quote.charges:
        yield f"{charge.name}{spoken(charge.amount)}元" if charge.amount else f"{charge.name}：包邮"
    for gift in quote.gifts:
        yield f"赠{gift.gift}×{gift.quantity}"


def _not_promised(quote: Quote) -> Iterator[str]:
    """Where nobody knows the platform's rule the other figure goes wherever the text is pasted."""
    if quote.confidence is Confidence.LOW:
        yield from (reading.text for reading in quote.readings if reading.policy == "thresholds")
        yield "这个价格还不能承诺"


def _payments(quote: Quote) -> Iterator[str]:
    names = {When.DEPOSIT: "定金", When.FINAL_PAYMENT: "尾款"}
    for payment in quote.schedule:
        if payment.what is When.FULL:
            continue
        when = f"（{payment.window.spoken()}）" if payment.window and payment.amount else ""
        if not payment.amount:
            when = "，不用再付"
        yield f"{names[payment.what]}{spoken(payment.amount)}元{when}"
