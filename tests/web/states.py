"""Each state of the sidebar, on the scripted service: how it comes about and how one knows it."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.web.scripted_service import (
    STATE,
    Answer,
    ScriptedService,
    answer,
    event,
    suggestion,
)
from tests.web.sidebar import Sidebar

Json = dict[str, Any]

QUESTION = "算下来最后尾款多少？别算错了啊"
REPLY = (
    "亲，帮您算好啦：静悦1.5匹空调 2 台，商品总价5798元；定金100抵200（2件），减200元；"
    "跨店每满300减50，满足18次，减900元；到手合计4698元，定金200元，"
    "尾款4498元（11月10日20:00至11月14日24:00支付）。最终以结算页为准~"
)
SECOND = "亲，两台到手4698元，定金200元已经可以付啦，尾款11月10日晚8点开付哦~"
SOURCE: Json = {
    "document": "promotions/双11.yaml",
    "place": "双11大促 · 跨店每满300减50",
    "snippet": "活动商品每满300元减50元，上不封顶，可与店铺券叠加。",
    "valid_from": "2026-10-20T20:00:00+08:00",
    "valid_to": "2099-11-15T00:00:00+08:00",
    "version": "12",
}
UNDERSTOOD: Json = {
    "intent": "price",
    "question": "静悦1.5匹空调两台尾款多少",
    "products": [
        {
            "sku": "HF-KFR35-JY",
            "title": "禾风静悦 1.5匹新一级变频壁挂式空调",
            "quantity": 2,
            "turn": 0,
            "certainty": "said",
            "counted": "said",
        }
    ],
    "held": [
        {
            "kind": "coupon",
            "id": "C2000",
            "name": "店铺券 满2000减150",
            "turn": 0,
            "certainty": "said",
            "worth": None,
        }
    ],
    "deposit_paid": False,
}


def step(name: str, detail: str, saving: str, subtotal: str) -> Json:
    return {
        "promotion_id": name,
        "kind": "x",
        "name": name,
        "detail": detail,
        "base": "5798.00",
        "threshold": None,
        "saving": saving,
        "shares": [],
        "subtotal": subtotal,
        "source": "promotions/双11.yaml",
    }


QUOTE: Json = {
    "list_price": "5798.00",
    "payable": "4548.00",
    "deposit": "200.00",
    "final_payment": "4348.00",
    "saving": "1250.00",
    "lines": [
        {
            "sku": "HF-KFR35-JY",
            "title": "静悦空调",
            "quantity": 2,
            "unit_price": "2899.00",
            "payable": "4548.00",
        }
    ],
    "steps": [
        step("静悦1.5匹 定金100抵200", "2件", "200.00", "5598.00"),
        step("店铺券 满2000减150", "门槛2000，按5598算", "150.00", "5448.00"),
        step("跨店每满300减50", "门槛300，按5598算，满足18次", "900.00", "4548.00"),
    ],
    "schedule": [
        {
            "what": "final_payment",
            "amount": "4348.00",
            "from": "2026-11-10T20:00:00+08:00",
            "to": "2026-11-15T00:00:00+08:00",
        }
    ],
    "unused": [],
    "assumptions": ["优惠券按已经领到计算，未领到的不计入"],
    "warnings": [],
    "explanation": "静悦空调×2；到手合计4548元。最终以结算页为准。",
    "disclaimer": "最终以结算页为准",
    "priced_for": "2026-11-05T20:30:00+08:00",
}
WARNING: Json = {
    "code": "care",
    "span": "别算错",
    "severity": "warn",
    "message": "价格已由规则引擎核对，请勿口头承诺额外优惠",
    "replacement": None,
}
BLOCKED: Json = {
    "code": "promise.discount",
    "span": "再减100元",
    "severity": "block",
    "rule": "G-07 禁止私自承诺优惠",
    "message": "承诺超出规则：草稿给出「再减100元」，规则库没有这项优惠",
    "replacement": None,
}
HANDOFF: Json = {
    "code": "price",
    "to": "价格专员组",
    "reason": "涉及改价审批，超出一线权限",
    "summary": ["买家：t***8，已付定金 200", "诉求：核对尾款并要求再减 100", "已核：尾款 4348 元"],
    "message": "亲，这边帮您转接价格专员，聊天记录已同步，您无需重复描述~",
}
UNSURE: Json = HANDOFF | {
    "code": "unsure",
    "to": "人工客服",
    "reason": "知识库没有「尾款分期」的有效条目",
    "summary": ["问：尾款能分期吗"],
}
HIT: Json = {
    "kind": "script",
    "question": "能再便宜点吗",
    "text": "亲，活动价已是规则内的优惠价，下单更安心哦~",
    "score": 1.0,
    "citation": SOURCE,
}
STATE_EVENT = event("state", {"conversation_id": "c1", "state": UNDERSTOOD})
REPLIES = (
    suggestion(REPLY, citations=[SOURCE, SOURCE], quote=QUOTE, flags=[WARNING], kind="price"),
    suggestion(SECOND, id="s2", confidence="medium"),
)


def streaming(sidebar: Sidebar, service: ScriptedService) -> None:
    half = event("delta", {"id": "g1", "text": "亲，帮您算好啦：静悦1.5匹空调 2 台，"})
    service.will(Answer().send(STATE_EVENT, REPLIES[0], half))
    sidebar.say(QUESTION)
    sidebar.tab("建议2…").click()
    expect(sidebar.pill).to_have_text("生成中")


def done(sidebar: Sidebar, service: ScriptedService) -> None:
    service.will(answer(STATE_EVENT, *REPLIES))
    sidebar.say(QUESTION)
    expect(sidebar.pill).to_have_text("模型在线")


def degraded(sidebar: Sidebar, service: ScriptedService) -> None:
    last = event("done", {"degraded": "模型超时，已用规则模板", "seconds": 1.2})
    service.will(Answer().send(STATE_EVENT, REPLIES[0], last).end())
    sidebar.say(QUESTION)
    expect(sidebar.pill).to_have_text("降级·规则模板")


def blocked(sidebar: Sidebar, service: ScriptedService) -> None:
    service.will(answer(STATE_EVENT, suggestion("", kind="generated", flags=[BLOCKED])))
    sidebar.say("再便宜100吧")
    expect(sidebar.pill).to_have_text("已拦截")


def no_answer(sidebar: Sidebar, service: ScriptedService) -> None:
    service.will(answer(STATE, event("handoff", {"handoff": UNSURE})))
    sidebar.say("尾款能分期吗")
    expect(sidebar.pill).to_have_text("无可靠答案")


def handoff(sidebar: Sidebar, service: ScriptedService) -> None:
    service.will(answer(STATE_EVENT, event("handoff", {"handoff": HANDOFF})))
    sidebar.say("再减100我就付")
    expect(sidebar.pill).to_have_text("该转人工")
    sidebar.button("转专员").click()
    expect(sidebar.pill).to_have_text("已转人工")


def offline(sidebar: Sidebar, service: ScriptedService) -> None:
    service.will(Answer().send(STATE_EVENT, REPLIES[0]).end())
    sidebar.say(QUESTION)
    expect(sidebar.pill).to_have_text("连接中断")


STATES: dict[str, Callable[[Sidebar, ScriptedService], None]] = {
    "streaming": streaming,
    "done": done,
    "degraded": degraded,
    "blocked": blocked,
    "no-answer": no_answer,
    "handoff": handoff,
    "offline": offline,
}
