"""When a person takes over, to whom, and what they are told: nobody has to ask twice."""

from collections.abc import Iterator

from service.assist.ground import Evidence
from service.conversations.state import Intent
from service.pricing import spoken

from .suggestion import Handoff

_CALM = (
    "，非常抱歉给您带来不好的体验。您的情况我已经完整记录并转给{to}处理，请稍等，您不用重复描述~"
)
_PERSON = "，好的，正在为您转接{to}，之前的沟通记录会一并转过去，您不用重复描述~"
_UNSURE = "，这个问题我需要核实一下，已转给{to}跟进，请您稍等~"


def handoff_for(evidence: Evidence, *, unsure: bool = False) -> Handoff | None:
    """The handoff that the state asks for; with ``unsure``, also when nothing reliable is known."""
    groups = evidence.shop.profile.handoff
    state = evidence.state
    if state.intent is Intent.COMPLAINT:
        return _handoff(evidence, groups.complaint, f"买家提到「{state.escalation}」", _CALM)
    if state.intent is Intent.HUMAN:
        return _handoff(evidence, groups.default, "买家要求人工服务", _PERSON)
    if evidence.no_price:
        return _handoff(evidence, groups.price, evidence.no_price, _UNSURE)
    if unsure:
        return _handoff(evidence, groups.default, "没有可靠依据，不猜", _UNSURE)
    return None


def _handoff(evidence: Evidence, to: str, reason: str, message: str) -> Handoff:
    greeting = evidence.shop.profile.voice.greeting
    summary = tuple(_summary(evidence))
    return Handoff(to, reason, summary, greeting + message.format(to=to))


def _summary(evidence: Evidence) -> Iterator[str]:
    state = evidence.state
    yield f"诉求：{state.text[:80]}"
    for item in state.basket:
        product = evidence.shop.catalogue.get(item.sku)
        yield f"商品：{product.title if product else item.sku} × {item.quantity}"
    if evidence.quote is not None and state.quoted:
        quote = evidence.quote
        yield (
            f"已报价：到手合计{spoken(quote.payable)}元，定金{spoken(quote.deposit)}元，"
            f"尾款{spoken(quote.final_payment)}元"
        )
    if state.deposit_paid:
        yield "买家称定金已付"
