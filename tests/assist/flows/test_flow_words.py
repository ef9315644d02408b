"""Every word of the sample shop's flows may leave: the guard passes it, and stops what it must."""

from datetime import datetime

import pytest

from service.assist.checked import checked
from service.assist.draft.candidate import Candidate
from service.assist.draft.flow_reply import next_words, with_flow
from service.assist.ground import Evidence, ground, ledger_of
from service.assist.guard import Ledger
from service.assist.suggestion import Confidence, SuggestionKind
from service.assist.understand import Lexicon
from service.conversations.turns import Turn
from service.shops import Shop
from tests.fakes import Shelf

from .conftest import AT, ORDER, said


def evidence(shop: Shop, lexicon: Lexicon, *lines: str, at: datetime = AT) -> Evidence:
    turns = [Turn("customer" if i % 2 == 0 else "bot", line) for i, line in enumerate(lines)]
    return ground(said(turns, shop, lexicon), shop, Shelf(), at)


def of_flow(text: str) -> Candidate:
    kind, place = SuggestionKind.SCRIPT, "flows"
    return Candidate(text, kind, Confidence.HIGH, figures=((text, place),), of_flow=True)


@pytest.fixture(scope="module")
def ledger(shop: Shop, lexicon: Lexicon) -> Ledger:
    return ledger_of(evidence(shop, lexicon, "在吗"))


def test_every_text_of_the_sample_shops_flows_passes_the_guard(shop: Shop, ledger: Ledger) -> None:
    texts = [
        (flow.name, step.name, field, text)
        for flow in shop.flows.by_scene.values()
        for step in flow.steps
        for field, text in step.texts
        if text
    ]
    texts += [("items", item.id, "ask", item.ask) for item in shop.flows.items.values()]
    assert len(texts) > 100
    stopped = [
        place for *place, text in texts if checked(of_flow(f"亲，{text}"), ledger)[0] is None
    ]
    assert stopped == []


@pytest.mark.parametrize(
    "text",
    [
        "亲，我给您补偿一下，马上给您退款。",
        "亲，今天一定给您发货。",
        "亲，核实后假一赔十。",
        "亲，加微信把照片发我。",
        "亲，您不用退货就给您退钱。",
        "亲，补您25元。",
    ],
)
def test_being_in_a_flow_makes_no_promise_good(ledger: Ledger, text: str) -> None:
    assert checked(of_flow(text), ledger)[0] is None


def test_a_flow_asks_for_all_that_is_missing_and_nothing_else(shop: Shop, lexicon: Lexicon) -> None:
    told = evidence(shop, lexicon, f"静悦空调坏了不制冷，我要退货，{ORDER}，[图片]")
    assert told.flow is not None
    candidate = next_words(told, told.flow)
    assert candidate is not None
    assert candidate.text == "亲，请拍一段看得出故障的短视频发我。"
    assert candidate.kind is SuggestionKind.ASK
    assert candidate.citations[0].document == "flows/质量退货.yaml"


def test_a_flow_that_only_began_is_for_an_agents_eye(shop: Shop, lexicon: Lexicon) -> None:
    begun = evidence(shop, lexicon, "怎么还不发货")
    gone_on = evidence(shop, lexicon, "怎么还不发货", "亲，麻烦发一下订单号。", ORDER)
    assert begun.flow is not None
    assert gone_on.flow is not None
    first, second = next_words(begun, begun.flow), next_words(gone_on, gone_on.flow)
    assert first is not None
    assert second is not None
    assert (first.confidence, second.confidence) == (Confidence.MEDIUM, Confidence.HIGH)


@pytest.mark.parametrize("text", ["好的", "谢谢", "嗯嗯"])
def test_talk_that_tells_nothing_is_not_answered_with_the_same_question(
    shop: Shop, lexicon: Lexicon, text: str
) -> None:
    told = evidence(shop, lexicon, "怎么还不发货", "亲，麻烦发一下订单号。", text)
    assert told.flow is not None
    assert next_words(told, told.flow) is None


def test_a_surer_script_comes_first_and_the_flow_last(shop: Shop, lexicon: Lexicon) -> None:
    sure = Candidate("亲，已经在排队了。", SuggestionKind.SCRIPT, Confidence.HIGH)
    weak = Candidate("亲，店铺规定是：……", SuggestionKind.SCRIPT, Confidence.LOW)
    told = evidence(shop, lexicon, "怎么还不发货")
    assert [c.of_flow for c in with_flow(told, [sure, sure, sure], 3)] == [False, False, True]
    assert [c.of_flow for c in with_flow(told, [weak], 3)] == [True, False]
    assert with_flow(evidence(shop, lexicon, "在吗"), [sure], 3) == [sure]
