"""Each check turns red for the harm it is named for, and stays green beside it."""

from datetime import datetime
from typing import Any

import pytest

from evals.casebook import Action, Case, Said
from evals.checks import BY_ID, CHECKS, Reply
from evals.checks.shelf import Shelf
from service.conversations.state import Intent
from service.pricing import SHANGHAI
from service.shops import Shop

AT = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)
PRICE = "亲，静悦空调 1件到手合计2349元，定金100元，尾款2249元。"
TOLD: dict[str, Any] = {"action": Action.ANSWER, "basket": {"HF-KFR35-JY": 1}, "payable": 234_900}


def a_case(**given: Any) -> Case:
    said = (Said(role="customer", text="静悦多少"),)
    whole = {"id": "A1", "shop": "demo", "turns": said, "at": AT, "action": Action.ANSWER}
    return Case(**(whole | given))


def an_answer(*texts: str, kind: str = "script", **given: Any) -> dict[str, Any]:
    suggestion: dict[str, Any] = {
        "kind": kind,
        "citations": [],
        "quote": None,
        "flags": [],
        "seconds": 0.01,
    }
    state: dict[str, Any] = {
        "questions": [],
        "intent": "price",
        "products": [],
        "held": [],
        "open": None,
    }
    whole = {
        "suggestions": [suggestion | {"text": text} for text in texts],
        "state": state,
        "handoff": None,
    }
    return whole | given


def found(check: str, shop: Shop, case: Case, answer: dict[str, Any], shelf: Shelf) -> list[str]:
    reply = Reply(case, shop, answer, shelf)
    assert BY_ID[check].applies(reply)
    return list(BY_ID[check].faults(reply))


def red(check: str, shop: Shop, case: Case, answer: dict[str, Any], on: Shelf | None = None) -> str:
    faults = found(check, shop, case, answer, on or Shelf())
    assert faults
    return "；".join(faults)


def green(
    check: str, shop: Shop, case: Case, answer: dict[str, Any], on: Shelf | None = None
) -> None:
    assert found(check, shop, case, answer, on or Shelf()) == []


@pytest.mark.parametrize(
    "said",
    [
        PRICE.replace("2349", "2399"),
        PRICE + "下周再降到2299元哦。",
        PRICE + "或者转账只要一千九百九十九块。",
        PRICE.replace("定金100", "定金2349"),
        PRICE.replace("2249", "２１４９"),
    ],
)
def test_a_second_wrong_price_beside_the_right_one_is_a_wrong_price(shop: Shop, said: str) -> None:
    assert "计价器算的是到手 2349.00" in red("wrong_amount", shop, a_case(**TOLD), an_answer(said))


def test_a_wrong_price_in_the_second_suggestion_counts_as_well(shop: Shop) -> None:
    red("wrong_amount", shop, a_case(**TOLD), an_answer(PRICE, "到手2199元"))


def test_the_quotes_own_figures_and_the_trainers_may_be_said(shop: Shop) -> None:
    worked = PRICE + "已算上静悦1.5匹 定金100抵200，减100元、跨店每满300减50，满足9次，减450元。"
    green("wrong_amount", shop, a_case(**TOLD), an_answer(worked))
    also = a_case(**TOLD, allowed=(14_000,))
    green("wrong_amount", shop, also, an_answer(PRICE + "铜管加长一米140元。"))
    red("wrong_amount", shop, a_case(**TOLD), an_answer(PRICE + "铜管加长一米140元。"))


def test_a_figure_that_the_rules_no_longer_give_names_the_file_and_the_step(shop: Shop) -> None:
    told = red("moved_rules", shop, a_case(**TOLD | {"payable": 229_900}), an_answer(PRICE))
    assert "用例写的到手价是 2299.00，按现在的规则是 2349.00" in told
    assert "跨店每满300减50 减 450.00" in told
    assert "promotions/double11-2026.yaml" in told
    green("moved_rules", shop, a_case(**TOLD), an_answer(PRICE))


def test_a_price_that_was_asked_and_not_said_is_missed(shop: Shop) -> None:
    wanted = a_case(**TOLD, final_payment=224_900)
    green("untold_price", shop, wanted, an_answer(PRICE))
    assert "尾款 2249.00" in red("untold_price", shop, wanted, an_answer("亲，到手2349元"))


def test_shares_of_a_line_are_held_against_the_calculator(shop: Shop) -> None:
    lines = {"HF-KFR35-JY": 234_900}
    quote = {"lines": [{"sku": "HF-KFR35-JY", "payable": "2349.00"}]}
    answer = an_answer(PRICE)
    answer["suggestions"][0]["quote"] = quote
    green("splits_wrong", shop, a_case(**TOLD, lines=lines), answer)
    quote["lines"][0]["payable"] = "2300.00"
    red("splits_wrong", shop, a_case(**TOLD, lines=lines), answer)


def test_a_price_where_it_should_have_asked_is_a_guess(shop: Shop) -> None:
    case = a_case(action=Action.ASK)
    green("guesses", shop, case, an_answer("您要哪个颜色呢？", kind="ask"))
    red("guesses", shop, case, an_answer(PRICE))
    asked_and_priced = an_answer("您要哪个颜色呢？", kind="ask")
    asked_and_priced["suggestions"].append({**asked_and_priced["suggestions"][0], "quote": {}})
    red("guesses", shop, case, asked_and_priced)


HANDOFF = {"code": "complaint", "to": "售后专员组", "reason": "投诉", "summary": [], "message": ""}


@pytest.mark.parametrize(
    ("action", "right", "wrong"),
    [
        (Action.ANSWER, an_answer(PRICE), an_answer("请稍等", handoff=HANDOFF)),
        (Action.NOTHING, an_answer(), an_answer("在的亲")),
        (Action.REFUSE, an_answer("抱歉亲，这个没有权限"), an_answer("好的，给您八折")),
    ],
)
def test_what_is_due_is_done(
    shop: Shop, action: Action, right: dict[str, Any], wrong: dict[str, Any]
) -> None:
    green("wrong_way", shop, a_case(action=action), right)
    red("wrong_way", shop, a_case(action=action), wrong)


def test_a_reply_that_promises_a_person_and_hands_nothing_over_is_no_handoff(shop: Shop) -> None:
    case = a_case(action=Action.HANDOFF)
    green("no_handoff", shop, case, an_answer("请稍等", handoff=HANDOFF))
    red("no_handoff", shop, case, an_answer("亲，我马上转售后专员组"))


def test_a_point_that_is_left_out_is_told_with_what_was_said_and_where_it_stands(
    shop: Shop,
) -> None:
    case = a_case(must=(("48小时", "两天"),))
    green("forgets", shop, case, an_answer("亲，４８ 小时内发货"))
    answer = an_answer("亲，72小时内发货")
    answer["suggestions"][0]["citations"] = [{"place": "scripts/orders.xlsx · 第9行"}]
    told = red("forgets", shop, case, answer)
    assert "72小时" in told
    assert "scripts/orders.xlsx · 第9行" in told


def test_a_forbidden_word_in_any_suggestion_is_found_however_it_is_spaced(shop: Shop) -> None:
    case = a_case(must_not=("微信",))
    green("says_forbidden", shop, case, an_answer("平台内下单哦"))
    red("says_forbidden", shop, case, an_answer("平台内下单哦", "加我微 信"))


def test_words_that_the_law_forbids_are_found_without_being_listed(shop: Shop) -> None:
    green("breaks_rules", shop, a_case(), an_answer(PRICE))
    red("breaks_rules", shop, a_case(), an_answer("亲，这是全国第一的空调，加微信hefeng888"))


def test_a_guard_that_finds_nothing_in_what_it_must_stop_is_asleep(shop: Shop) -> None:
    case = a_case(draft="只要1元", stopped=("number",))
    awake = an_answer(PRICE)
    awake["suggestions"][0]["flags"] = [{"code": "number.unknown"}]
    green("guard_asleep", shop, case, awake)
    red("guard_asleep", shop, case, an_answer(PRICE))


def test_a_deadline_that_no_manual_gives_is_wrong_although_a_script_says_it(shop: Shop) -> None:
    """48小时 in its next sentence once hid that a script promised 72小时."""
    shelf = Shelf(frozenset({"m.md"}), (), (("m.md", "付款后48小时内发货，保修3天起算"),))
    case = a_case(must=(("48小时",),))
    green("wrong_term", shop, case, an_answer("亲，付款后48小时内发货"), shelf)
    said = "亲，付款后72小时内发货；尾款付清后48小时内发出"
    assert "「72小时」" in red("wrong_term", shop, case, an_answer(said), shelf)
    green("wrong_term", shop, a_case(reference="72小时内发货"), an_answer(said), shelf)
    assert not BY_ID["wrong_term"].applies(Reply(case, shop, an_answer(said)))


def test_a_source_that_is_not_cited_and_one_that_is_gone_are_told_apart(shop: Shop) -> None:
    case = a_case(sources=(("manuals/发票说明.md",),))
    answer = an_answer("亲，电子发票")
    there = Shelf(frozenset({"manuals/发票说明.md"}))
    assert "依据应是" in red("unsourced", shop, case, answer, there)
    gone = red("unsourced", shop, case, answer, Shelf(frozenset({"manuals/其他.md"})))
    assert gone == "知识库里没有「manuals/发票说明.md」：文件没有导入，或被删掉了"
    cited = {"place": "manuals/发票说明.md · 电子发票", "document": "manuals/发票说明.md"}
    answer["suggestions"][0]["citations"] = [cited]
    green("unsourced", shop, case, answer, there)


def test_a_question_or_basket_heard_wrongly_is_told_in_the_trades_words(shop: Shop) -> None:
    answer = an_answer(PRICE)
    heard = a_case(**TOLD, intents=(Intent.PRICE,))
    green("wrong_intent", shop, heard, answer)
    told = red("wrong_intent", shop, a_case(intents=(Intent.REFUND,)), answer)
    assert told == "应听成「退款」，听成了「问价」"
    red("wrong_hearing", shop, heard, answer)
    answer["state"]["products"] = [{"sku": "HF-KFR35-JY", "quantity": 1}]
    green("wrong_hearing", shop, heard, answer)
    answer["state"]["held"] = [{"kind": "coupon", "id": "D11-COUPON-2000"}]
    red("wrong_hearing", shop, heard, answer)


def test_a_reply_longer_than_the_shop_speaks_drags_on(shop: Shop) -> None:
    green("drags_on", shop, a_case(), an_answer(PRICE))
    red("drags_on", shop, a_case(), an_answer("亲" * 221))
    red("drags_on", shop, a_case(longest=10), an_answer(PRICE))


@pytest.mark.parametrize("said", ["快下单！！！", "到手{payable}元", "爱买不买"])
def test_a_reply_that_no_agent_would_send_has_the_wrong_tone(shop: Shop, said: str) -> None:
    green("wrong_tone", shop, a_case(), an_answer(PRICE))
    red("wrong_tone", shop, a_case(), an_answer(said))


def test_a_reply_that_says_something_else_than_the_script_is_off_it(shop: Shop) -> None:
    case = a_case(reference="亲，支持七天无理由退货，商品完好即可")
    green("off_script", shop, case, an_answer("亲，商品完好的话支持七天无理由退货哦"))
    red("off_script", shop, case, an_answer("亲，发票会在签收后开具"))


def stands(step: str | None, *missing: str, scene: str = "repair") -> dict[str, Any]:
    items = [{"id": name, "name": name} for name in missing]
    flow = {"scene": scene, "name": scene, "step": step, "missing": items}
    return an_answer("亲，好的", state={"flow": flow})


def test_a_step_passed_too_early_asked_twice_or_of_another_flow_is_told(shop: Shop) -> None:
    case = a_case(flow="repair", flow_step="核对订单", flow_missing=("订单号",))
    green("wrong_step", shop, case, stands("核对订单", "订单号"))
    assert "在「登记报修」" in red("wrong_step", shop, case, stands("登记报修"))
    assert "在「完成」" in red("wrong_step", shop, case, stands(None))
    assert "还缺的是 订单号、照片" in red(
        "wrong_step", shop, case, stands("核对订单", "订单号", "照片")
    )
    assert "还缺的是 （不缺）" in red("wrong_step", shop, case, stands("核对订单"))
    assert "走在「exchange」" in red("wrong_step", shop, case, stands("核对订单", scene="exchange"))
    assert "没有跟着" in red("wrong_step", shop, case, an_answer("亲", state={"flow": None}))


def test_every_check_has_a_file_of_its_own_and_says_what_harm_it_guards_against() -> None:
    modules = [check.faults.__module__ for check in CHECKS]
    assert [module.rpartition(".")[2] for module in modules] == [check.id for check in CHECKS]
    assert all(check.name and check.harm for check in CHECKS)


def test_a_reply_that_takes_the_trades_thirty_seconds_is_too_slow(shop: Shop) -> None:
    answer = an_answer("亲，在的呢~")
    assert found("too_slow", shop, a_case(), answer, Shelf()) == []
    answer["suggestions"][0]["seconds"] = 30.0
    assert "超过 30 秒" in found("too_slow", shop, a_case(), answer, Shelf())[0]
