"""Replies without a model: a slot is filled from evidence or its script is left."""

from dataclasses import replace
from datetime import datetime

import pytest

from knowledge.types import Hit, Kind, Passage, Place
from service.assist.cases import Cases
from service.assist.draft.extract import nearest_sentences
from service.assist.draft.scripted import candidates
from service.assist.draft.slots import SLOTS, closed, filled
from service.assist.gate import Gate
from service.assist.ground import Evidence, ground, ledger_of
from service.assist.ground.worked import Unpriced
from service.assist.privacy import Vault
from service.assist.suggestion import SuggestionKind
from service.assist.understand import build_lexicon, understand
from service.conversations.turns import Turn
from service.shops import Shop
from tests.fakes import Shelf


def script(answer: str, score: float = 0.9) -> Hit:
    place = Place("scripts/presale.xlsx", sheet="话术", row=2)
    passage = Passage("p", Kind.SCRIPT, answer, place, "hash", question="问", answer=answer)
    return Hit(passage, score)


def evidence(shop: Shop, at: datetime, text: str, *hits: Hit) -> Evidence:
    state = understand([Turn("customer", text)], shop, build_lexicon(shop))
    return ground(state, shop, Shelf(*hits), at)


def test_every_slot_a_script_may_use_can_be_filled_for_a_presale_with_a_coupon(
    shop: Shop, in_deposit_phase: datetime
) -> None:
    told = evidence(shop, in_deposit_phase, "静悦1.5匹两台用满2000减150的券多少钱")
    for slot in SLOTS:
        assert filled(f"{{{slot}}}", told), slot


@pytest.mark.parametrize("slot", ["payable", "product", "deposit", "coupon"])
def test_a_script_whose_slot_nothing_fills_is_not_used(
    shop: Shop, in_deposit_phase: datetime, slot: str
) -> None:
    told = evidence(shop, in_deposit_phase, "在吗")
    assert filled(f"亲，{{{slot}}}元", told) is None


def test_a_deposit_slot_stays_open_where_no_deposit_is_due(
    shop: Shop, in_deposit_phase: datetime
) -> None:
    told = evidence(shop, in_deposit_phase, "可视空气炸锅多少钱")
    assert told.quote is not None
    assert filled("定金{deposit}元", told) is None


def test_a_closed_script_states_only_what_it_states_itself() -> None:
    assert closed("定金100抵200，到手{payable}元") == "定金100抵200，到手元"


def test_a_script_that_states_a_wrong_price_is_withheld_by_the_gate(
    shop: Shop, in_deposit_phase: datetime
) -> None:
    told = evidence(shop, in_deposit_phase, "静悦1.5匹多少钱")
    gate = Gate(Cases(told, ledger_of(told)), [], 220, Vault())
    assert "到手合计2349元" in gate.admit("亲，静悦空调到手只要2299元。")
    assert gate.admit("定金只要10元。") == ""
    assert {flag.code.split(".")[0] for flag in gate.flags} == {"number"}


def test_an_unlikely_hit_is_no_answer(shop: Shop, in_deposit_phase: datetime) -> None:
    told = evidence(shop, in_deposit_phase, "能刻字吗", script("亲，可以的。", score=0.2))
    assert candidates(told) == []


def test_the_price_comes_before_scripts_and_general_scripts_stay_away(
    shop: Shop, in_deposit_phase: datetime
) -> None:
    told = evidence(shop, in_deposit_phase, "静悦1.5匹多少钱", script("亲，活动很多哦。"))
    assert [c.kind for c in candidates(told)] == [SuggestionKind.PRICE]


def test_a_price_that_cannot_be_promised_offers_no_figure(
    shop: Shop, in_deposit_phase: datetime
) -> None:
    told = evidence(shop, in_deposit_phase, "静悦1.5匹多少钱")
    refused = Unpriced(told.state.questions[0], "尾款支付时间已过")
    told = replace(told, quote=None, worked=(refused,), no_price=refused.reason)
    (candidate,) = candidates(told)
    assert not any(character.isdigit() for character in candidate.text)


def test_a_row_of_a_table_is_told_whole_and_as_a_sentence() -> None:
    passage = "档位：静音档；内机：18dB(A)\n档位：强力档；内机：38dB(A)"
    assert nearest_sentences("静音档多少分贝", passage) == "静音档：内机18dB(A)。"


@pytest.mark.parametrize(
    ("asked", "row", "told"),
    [
        (
            "高空作业收费吗",
            "收费项目：高空作业；说明：需系安全绳；单位：台；价格：100元",
            "高空作业（需系安全绳）100元/台。",
        ),
        (
            "拒收要我出运费吗",
            "情况：个人原因拒收；退回运费：买家；再次寄出的运费：不涉及",
            "个人原因拒收：退回运费：买家，再次寄出的运费：不涉及。",
        ),
        (
            "E12是什么",
            "适用型号：HF-A1；代码：E12；含义：找不到充电座；您可以先做：检查电源",
            "E12：含义找不到充电座，您可以先做：检查电源。",
        ),
        (
            "有转盘吗",
            "商品编码：HF-A1；系列：即热；容量：23L；功率：900W；颜色：白；噪音：50dB；特点：无转盘",
            "特点是无转盘。",
        ),
    ],
)
def test_a_row_is_put_as_a_shop_would_put_it(asked: str, row: str, told: str) -> None:
    assert nearest_sentences(asked, row) == told


def test_of_a_column_for_each_product_only_the_one_meant_is_told() -> None:
    row = "档位：静音档；HF-A1 内机：24dB(A)；HF-A2 内机：23dB(A)"
    assert nearest_sentences("静音档多少分贝", row, skus={"HF-A2"}) == "静音档是23dB(A)。"


def test_what_says_only_for_which_products_a_document_is_answers_nothing() -> None:
    passage = "本说明书适用于扫地机器人X2。\n适用型号：HF-X2\n● 夜里不会自己清扫。"
    assert nearest_sentences("扫地机器人晚上会自己扫吗", passage) == "夜里不会自己清扫。"
    assert nearest_sentences("扫地机器人X2", "本说明书适用于扫地机器人X2。") == ""


def test_what_is_quoted_keeps_the_passages_order_and_its_length() -> None:
    passage = "甲说噪音大。" + "乙" * 30 + "。丙也说噪音大。"
    assert nearest_sentences("噪音大吗", passage, limit=20) == "甲说噪音大。丙也说噪音大。"


@pytest.mark.parametrize(
    ("answer", "used"),
    [
        ("亲，您要的这些一起到手{payable}元", False),
        ("亲，{product}{quantity}件到手{payable}元", False),
        ("亲，微波炉1件和{product}{quantity}件一起到手{payable}元", True),
    ],
)
def test_a_script_tells_a_figure_only_beside_all_the_goods_it_is_for(
    shop: Shop, in_deposit_phase: datetime, answer: str, used: bool
) -> None:
    told = evidence(shop, in_deposit_phase, "微波炉一台电烤箱两台一共多少钱", script(answer))
    kinds = [candidate.kind for candidate in candidates(told) if candidate.quote]
    assert SuggestionKind.PRICE in kinds
    assert (SuggestionKind.SCRIPT in kinds) == used
