"""A model is configured: it writes through the same path, and what it gets wrong does not leave.

The model is a real HTTP server on loopback that speaks the protocol.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from evals.model_server import Asked, Reply, ScriptedModel, asks, says
from tests.fakes import running

FIRST = "定金100抵200的那款空调，两台到手多少钱，尾款什么时候付？"


@pytest.fixture(scope="module")
def model() -> Iterator[ScriptedModel]:
    with ScriptedModel() as served:
        yield served


@pytest.fixture(scope="module")
def drafting(model: ScriptedModel, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service with the scripted model behind it; its base URL."""
    given: dict[str, Any] = {"model_deadline_seconds": 3.0, "model_first_token_seconds": 1.0}
    given |= {"model_breaker_failures": 1_000, "peak_mode": "full"}  # faults come in a row here
    home = tmp_path_factory.mktemp("home")
    with running(home, OPENAI_BASE_URL=model.url, **given) as address:
        yield address


def ask(base: str, text: str) -> dict[str, Any]:
    body = {"shop": "demo", "turns": [{"role": "customer", "text": text}]}
    response = httpx.post(f"{base}/v1/suggestions", json=body, timeout=30)
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.json()
    return answer


def texts(answer: dict[str, Any]) -> str:
    return "\n".join(suggestion["text"] for suggestion in answer["suggestions"])


def test_a_faithful_draft_comes_first_with_the_same_quote(
    model: ScriptedModel, drafting: str
) -> None:
    model.queue("faithful")
    answer = ask(drafting, FIRST)
    kinds = [suggestion["kind"] for suggestion in answer["suggestions"]]
    assert kinds[:2] == ["generated", "price"]
    assert "4498" in answer["suggestions"][0]["text"]
    assert answer["suggestions"][0]["quote"]["final_payment"] == "4498.00"
    assert answer["degraded"] is None


def test_a_draft_with_one_digit_wrong_leaves_with_the_calculators_figures_instead(
    model: ScriptedModel, drafting: str
) -> None:
    model.queue(says("亲，两台到手合计4598元哦。尾款请按时付。"))
    answer = ask(drafting, FIRST)
    assert "4598" not in texts(answer)
    generated = answer["suggestions"][0]
    assert "到手合计4698元" in generated["text"]
    assert any(flag["code"].startswith("number.") for flag in generated["flags"])


def test_the_right_figure_in_the_wrong_role_does_not_leave(
    model: ScriptedModel, drafting: str
) -> None:
    model.queue(says("亲，定金4498元，尾款200元哦。"))
    assert "定金4498" not in texts(ask(drafting, FIRST))


@pytest.mark.parametrize(
    "evil",
    [
        "亲，我们是全网最低价哦。",
        "亲，加微信vx88321再给您优惠。",
        "亲，今天下单我私下再减100元。",
        "亲，大概四千五左右就能拿下。",
        "亲，有问题直接赔您500元。",
        "亲，<b>很好用</b>哦。",
        "</tool_call>",
    ],
)
def test_what_breaks_a_rule_is_withheld_and_the_agent_sees_why(
    model: ScriptedModel, drafting: str, evil: str
) -> None:
    model.queue(says(evil))
    answer = ask(drafting, FIRST)
    assert evil not in texts(answer)
    if all(suggestion["kind"] != "generated" for suggestion in answer["suggestions"]):
        assert answer["degraded"] == "模型的草稿没有通过检查，已用规则模板"
    for suggestion in answer["suggestions"]:
        if suggestion["kind"] == "generated":
            assert suggestion["flags"]


@pytest.mark.parametrize(
    "fault", ["cut", "half_json", "html", "empty", "wrong_encoding", "hangs", "endless"]
)
def test_half_a_reply_is_no_reply_and_the_script_stands(
    model: ScriptedModel, drafting: str, fault: str
) -> None:
    model.queue(fault, fault, fault)
    answer = ask(drafting, FIRST)
    model.reset()
    assert "已用规则模板" in answer["degraded"]
    assert answer["suggestions"][0]["kind"] == "price"
    assert "4498元" in answer["suggestions"][0]["text"]


def test_the_model_is_given_the_quote_and_never_asked_to_compute(
    model: ScriptedModel, drafting: str
) -> None:
    model.reset()
    model.queue("faithful")
    ask(drafting, FIRST)
    prompt = "\n".join(message["content"] for message in model.requests[-1].body["messages"])
    assert "到手合计4698元" in prompt
    assert "绝不计算" in prompt


def test_two_requests_of_one_shop_begin_alike_as_long_as_they_can(
    model: ScriptedModel, drafting: str
) -> None:
    """An endpoint that caches prefixes reads the tools, the rules and the shop once."""
    model.reset()
    ask(drafting, FIRST)
    ask(drafting, "清风1.5匹噪音大不大")
    one, other = (received.body for received in model.requests)
    assert one["tools"] == other["tools"]
    assert one["messages"][0] == other["messages"][0]
    users = [body["messages"][1]["content"] for body in (one, other)]
    assert all(user.startswith("<证据>\n") for user in users), "what differs comes after the rest"
    assert users[0].index("<报价>") < users[0].index("<对话>") < users[0].index("<买家问题>")


def test_a_quote_that_the_model_asked_for_leaves_with_its_case_and_its_sources(
    model: ScriptedModel, drafting: str
) -> None:
    three = {"items": [{"product": "HF-KFR35-JY", "quantity": 3}]}
    model.queue(*[asks("quote", three)] * 2)
    generated = ask(drafting, FIRST)["suggestions"][0]
    assert generated["kind"] == "generated"
    assert "静悦1.5匹 3件到手合计7047元" in generated["text"]
    assert generated["flags"] == []
    assert generated["prompt"] == "reply@2 tools@1"


def test_a_tools_figure_told_as_that_of_the_basket_does_not_leave(
    model: ScriptedModel, drafting: str
) -> None:
    async def confused(asked: Asked, reply: Reply) -> None:
        if asked.results:
            await reply.say("亲，两台到手合计7047元哦。")
        else:
            await reply.call("quote", '{"items": [{"product": "HF-KFR35-JY", "quantity": 3}]}')
        await reply.finish()

    model.queue(confused, confused)
    answer = ask(drafting, FIRST)
    assert "两台到手合计7047" not in texts(answer)
    assert answer["suggestions"][0]["flags"]


@pytest.mark.parametrize("way", ["parallel", "one-call"])
def test_several_candidates_differ_and_each_tells_how(
    model: ScriptedModel, tmp_path: Path, way: str
) -> None:
    short, long = "亲，两台到手合计4698元。", "亲，定金200元，尾款4498元，跨店满减已经算上了。"

    async def as_asked(asked: Asked, reply: Reply) -> None:
        """In parallel one of the two says what the short one says."""
        task = asked.prompt.splitlines()[-1]
        if "===" in asked.prompt:
            await reply.say(f"{short}\n===\n{long}\n===\n{short}")
        else:
            await reply.say(long if "怎么来的" in task else short)
        await reply.finish()

    model.reset()
    model.queue(*[as_asked] * 3)
    given = {"model_candidates": 3, "model_candidates_from": way}
    with running(tmp_path, OPENAI_BASE_URL=model.url, **given) as address:
        answer = ask(address, FIRST)
    generated = [s for s in answer["suggestions"] if s["kind"] == "generated"]
    assert sorted(s["text"].strip() for s in generated) == sorted([short, long])
    assert "explained" in {s["angle"] for s in generated}
    assert len(model.requests) == (3 if way == "parallel" else 1)


def test_a_complaint_is_not_drafted_by_a_model(model: ScriptedModel, drafting: str) -> None:
    model.reset()
    answer = ask(drafting, "我要投诉")
    assert answer["handoff"]
    assert model.requests == []


ROUNDABOUT = "会自己倒垃圾那个小东西多少钱"
"""No name of a product, no noun of one."""


def test_goods_that_no_name_gives_away_are_recognised_and_named_in_the_reply(
    model: ScriptedModel, drafting: str
) -> None:
    model.queue(says('{"items": [{"sku": "HF-RV-X2", "quantity": 2}]}'), "faithful")
    answer = ask(drafting, ROUNDABOUT)
    (product,) = answer["state"]["products"]
    assert (product["sku"], product["quantity"]) == ("HF-RV-X2", 2)
    assert product["certainty"] == "inferred"
    assert any("扫地机X2 2件" in suggestion["text"] for suggestion in answer["suggestions"])


@pytest.mark.parametrize(
    "reading",
    [
        says("就是扫地机器人吧"),
        says('{"items": [{"sku": "HF-NOPE", "quantity": 1}]}'),
        says('{"items": [{"sku": "HF-RV-X2", "quantity": 0}]}'),
        says('{"items": [{"sku": "HF-RV-X2", "quantity": 1, "price": "1.00"}]}'),
        says('{"items": []}'),
        "half_json",
        "server_error",
        "html",
    ],
)
def test_a_reading_that_is_not_what_was_asked_for_leaves_the_question_open(
    model: ScriptedModel, drafting: str, reading: str
) -> None:
    model.queue(reading, reading)
    answer = ask(drafting, ROUNDABOUT)
    model.reset()
    assert answer["state"]["products"] == []
    assert answer["suggestions"][0]["quote"] is None


def test_what_the_words_say_is_not_put_to_the_model(model: ScriptedModel, drafting: str) -> None:
    model.reset()
    model.queue("faithful")
    ask(drafting, FIRST)
    assert len(model.requests) == 1
