"""When a person takes over, to whom, and what they are told: nobody has to ask twice."""

from collections.abc import Iterator
from typing import Literal

from service.assist.flows import Due, Standing
from service.assist.ground import Evidence
from service.conversations.state import Deposit, Intent, Mood, State
from service.pricing import spoken

from .suggestion import Handoff
from .understand.scenes import scene_named

Code = Literal["complaint", "human", "price", "unsure"]
_UNSURE = "，这个问题我需要核实一下，已转给{to}跟进，请您稍等~"
_MESSAGES = {
    "complaint": "，非常抱歉给您带来不好的体验。您的情况我已经完整记录并转给{to}处理，请稍等，"
    "您不用重复描述~",
    "human": "，好的，正在为您转接{to}，之前的沟通记录会一并转过去，您不用重复描述~",
    "price": _UNSURE,
    "unsure": _UNSURE,
}


def handoff_for(evidence: Evidence, *, unsure: bool = False) -> Handoff | None:
    """The handoff that the state asks for; with ``unsure``, also when nothing reliable is known."""
    state = evidence.state
    if state.intent is Intent.COMPLAINT:
        return handoff_because(evidence, "complaint", f"买家提到「{state.escalation}」")
    if in_danger(state):
        return handoff_because(evidence, "complaint", "涉及人身或用电用气安全，要有人马上跟进")
    if state.intent is Intent.HUMAN:
        return handoff_because(evidence, "human", "买家要求人工服务")
    if _is_angry(state):
        upset = evidence.shop.profile.handoff.complaint
        return handoff_because(evidence, "human", "买家情绪激动", to=upset)
    flow = evidence.flow
    talks = state.intent is Intent.CHAT and flow is not None and not flow.told  # 好的 麻烦了
    if flow is not None and flow.due is not None and not talks:
        return _due(evidence, flow.due)
    if evidence.no_price:
        return handoff_because(evidence, "price", evidence.no_price)
    return handoff_because(evidence, "unsure", "没有可靠依据，不猜") if unsure else None


def handoff_because(evidence: Evidence, code: Code, reason: str, to: str = "") -> Handoff:
    """To the group that the shop names for it, unless another is given."""
    groups = evidence.shop.profile.handoff
    named = {"complaint": groups.complaint, "price": groups.price}
    group = to or named.get(code, groups.default)
    message = evidence.shop.profile.voice.greeting + _MESSAGES[code].format(to=group)
    return Handoff(code, group, reason, tuple(_summary(evidence)), message)


def _due(evidence: Evidence, due: Due) -> Handoff:
    """The flow says so: to the group that it names."""
    codes: dict[str, Code] = {"complaint": "complaint", "price": "price", "default": "human"}
    return handoff_because(evidence, codes[due.to], due.why)


def in_danger(state: State) -> bool:
    """Whether this very burst tells of smoke, shocks, gas or blood. What the shop approved for it
    is told at once (关总阀、开窗), and a person takes over."""
    scene = state.scene
    return scene is not None and scene.turn == state.turns - 1 and scene.value == "sensitive"


def _is_angry(state: State) -> bool:
    """Angry in this very burst, and nothing asked that the calculator answered."""
    said_now = state.mood is not None and state.mood.turn == state.turns - 1
    if not said_now or state.mood is None or state.mood.value is not Mood.ANGRY:
        return False
    return state.intent in (Intent.QUESTION, Intent.CHAT)


def _summary(evidence: Evidence) -> Iterator[str]:
    """Who, what, what was tried, what was promised, what was quoted."""
    state = evidence.state
    asked = state.previous if state.intent is Intent.HUMAN and state.previous else state.text
    yield f"诉求：{asked[:80]}"
    if state.scene is not None:
        mood = _MOODS.get(state.mood.value) if state.mood else None
        yield f"场景：{scene_named(state.scene.value).name}" + (f"，{mood}" if mood else "")
    if evidence.flow is not None:
        yield _stands(evidence.flow)
    if state.order is not None:
        yield f"订单：{state.order.value}"
    for item in state.basket:
        product = evidence.shop.catalogue.get(item.sku)
        yield f"商品：{product.title if product else item.sku} × {item.quantity}"
    if state.coupons:
        yield f"提到的券：{'、'.join(_coupons(evidence))}"
    if evidence.quote is not None and state.quoted:
        quote = evidence.quote
        yield (
            f"已报价：到手合计{spoken(quote.payable)}元，定金{spoken(quote.deposit)}元，"
            f"尾款{spoken(quote.final_payment)}元"
        )
    if state.deposit is not None:
        yield f"买家称定金{_DEPOSITS[state.deposit.value]}"
    for told in state.told[-MAX_TOLD:]:
        yield f"已答复（第{told.turn + 1}条）：{told.value}"


def _stands(flow: Standing) -> str:
    """The flow's step, what is known and what is still missing."""
    parts = [f"流程：{flow.flow.name} 第{flow.number}/{flow.of}步"]
    if flow.known:
        parts.append(f"已知{'、'.join(item.name for item in flow.known)}")
    if flow.missing:
        parts.append(f"还缺{'、'.join(item.name for item in flow.missing)}")
    return "，".join(parts)


MAX_TOLD = 4
"""Sentences with figures or promises that the next person is told of."""

_MOODS = {Mood.ANGRY: "情绪激动", Mood.UNHAPPY: "不满", Mood.HURRIED: "着急"}
_DEPOSITS = {Deposit.PAID: "已付", Deposit.UNPAID: "未付", Deposit.MISSED: "没赶上付"}


def _coupons(evidence: Evidence) -> Iterator[str]:
    names = {p.id: p.name for book in evidence.shop.rulebooks for p in book}
    for coupon in evidence.state.coupons:
        yield names.get(coupon.promotion_id, coupon.promotion_id)
