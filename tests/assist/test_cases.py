"""A draft may state the figures of the case it speaks of, and of no other."""

from datetime import datetime

import pytest

from service.assist.cases import Cases
from service.assist.draft.messages import ToolCall
from service.assist.draft.prompts import FOLDER
from service.assist.draft.tool_texts import ToolTexts
from service.assist.draft.tools import Toolbox
from service.assist.gate import Gate
from service.assist.ground import ground, ledger_of
from service.assist.privacy import Vault
from service.assist.understand import build_lexicon, understand
from service.conversations.turns import Turn
from service.shops import Shop
from tests.fakes import Shelf

THREE = '{"items": [{"product": "HF-KFR35-JY", "quantity": 3}]}'
COUPON = '{"add_coupons": ["满2000减150"]}'


@pytest.fixture
def gate(shop: Shop, in_deposit_phase: datetime) -> Gate:
    """Two pieces cost 4698, three 7047, two with the coupon 4548; the model asked for all."""
    asked = [Turn("customer", "静悦1.5匹两台多少钱")]
    state = understand(asked, shop, build_lexicon(shop))
    evidence = ground(state, shop, Shelf(), in_deposit_phase)
    toolbox = Toolbox(evidence, Shelf(), ToolTexts.load(FOLDER / "tools.yaml"))
    calls = [ToolCall("1", "quote", THREE), ToolCall("2", "quote", COUPON)]
    _, well_formed = toolbox.run(calls)
    assert well_formed
    return Gate(Cases(evidence, ledger_of(evidence), toolbox), [], 1_000, Vault())


@pytest.mark.parametrize(
    "true",
    [
        "静悦空调 2件到手合计4698元。",
        "静悦空调 3件到手合计7047元。",
        "静悦空调3台的话，到手合计7047元。",
        "静悦空调 2件，加上店铺券满2000减150，到手合计4548元。",
        "两台到手合计4698元哦。",
    ],
)
def test_a_case_with_its_own_figures_leaves(gate: Gate, true: str) -> None:
    assert gate.admit(true) == true, gate.flags


@pytest.mark.parametrize(
    "wrong",
    [
        "静悦空调 2件到手合计7047元。",
        "静悦空调 3件到手合计4698元。",
        "静悦空调 2件到手合计4548元。",
        "两台到手合计4548元。",
        "静悦空调 2件，不加上店铺券满2000减150，到手合计4548元。",
        "静悦空调 2件，加上店铺券满2000减150，到手合计4698元。",
        "静悦空调 2件到手合计7047元，静悦空调 3件到手合计4698元。",
    ],
)
def test_a_figure_of_another_case_never_leaves(gate: Gate, wrong: str) -> None:
    assert wrong not in gate.admit(wrong)
    assert gate.flags


def test_the_case_that_was_meant_takes_the_sentences_place(gate: Gate) -> None:
    text = gate.admit("三台一共7047元起。")
    assert text.startswith("静悦1.5匹 3件到手合计7047元")


def test_each_case_is_put_in_once(gate: Gate) -> None:
    assert "到手合计4698元" in gate.admit("两台只要4000元。")
    assert gate.admit("真的只要4000元。") == ""


WORDINGS = (
    "{n}台到手{p}元。",
    "买{n}件一共{p}元。",
    "{n}件的话{p}元就行。",
    "静悦空调{n}台，{p}元。",
    "静悦空调 {n}件到手合计{p}元。",
    "您要{n}台，到手价{p}。",
    "静悦空调 {n}件只要¥{p}哦。",
)


@pytest.mark.parametrize("wording", WORDINGS)
@pytest.mark.parametrize(
    ("pieces", "price"),
    [(2, "7047"), (3, "4698"), (2, "4548"), (3, "4548"), (1, "4698"), (2, "七千零四十七")],
)
def test_however_it_is_put_no_case_has_anothers_price(
    gate: Gate, wording: str, pieces: int, price: str
) -> None:
    sentence = wording.format(n=pieces, p=price)
    assert gate.admit(sentence) != sentence


@pytest.mark.parametrize(
    "wrong",
    [
        "静悦空调 2件，加上店铺券 满2000减150，尾款4498元。",
        "静悦空调 3件尾款4498元。",
        "静悦空调 2件尾款6747元。",
        "静悦空调 3件定金200元。",
        "空气炸锅到手4698元。",
        "静悦空调 3件，用不用券都是4548元。",
        "静悦空调 2件，加上店铺券 满2000减150，3台到手7047元。",
        "两台4698元，三台4548元。",
        "静悦空调 3件，也就是到手4548元。",
    ],
)
def test_deposits_and_final_payments_belong_to_their_case_too(gate: Gate, wrong: str) -> None:
    assert gate.admit(wrong) != wrong


@pytest.fixture
def alone(shop: Shop, in_deposit_phase: datetime) -> Gate:
    """The same two pieces; the model has asked for nothing."""
    asked = [Turn("customer", "静悦1.5匹两台多少钱")]
    evidence = ground(understand(asked, shop, build_lexicon(shop)), shop, Shelf(), in_deposit_phase)
    return Gate(Cases(evidence, ledger_of(evidence)), [], 1_000, Vault())


@pytest.mark.parametrize(
    "true",
    [
        "静悦空调3台的话，到手合计7047元。",
        "三台到手合计7047元。",
        "两台到手4698元，三台到手7047元。",
        "静悦空调2件用店铺券满2000减150，到手合计4548元。",
        "不用券是4698元，领到满2000减150的券是4548元。",
    ],
)
def test_a_case_that_the_sentence_names_is_priced(alone: Gate, true: str) -> None:
    assert alone.admit(true) == true, alone.flags


@pytest.mark.parametrize(
    "wrong",
    [
        "静悦空调3台的话，到手合计4698元。",
        "静悦空调4台的话，到手合计7047元。",
        "四台到手合计7047元。",
        "两台到手7047元，三台到手4698元。",
        "静悦空调2件用店铺券满1000减60，到手合计4548元。",
        "静悦空调3件用店铺券满2000减150，到手合计7047元。",
        "静悦空调2件用店铺券满2000减150，到手合计4698元。",
        "不用券是4548元，领到满2000减150的券是4698元。",
        "空气炸锅3台到手合计7047元。",
        "再加一台到手合计7047元。",
        "不管几台都是7047元，三台也一样。",
        "三台不用券2349元。",
        "静悦空调2台、清风空调1台，一起到手1699元。",
    ],
)
def test_a_figure_of_a_case_with_other_words_never_leaves(alone: Gate, wrong: str) -> None:
    assert alone.admit(wrong) != wrong


def test_a_count_without_a_price_is_no_case(alone: Gate) -> None:
    assert "27台" not in alone.admit("库里有27台呢。")
    assert "4698台" not in alone.admit("到手合计4698台。")


def test_a_measure_is_not_another_products(alone: Gate) -> None:
    assert "7升" not in alone.admit("静悦空调带7升水箱，到手4698元。")


@pytest.mark.parametrize(
    "true",
    [
        "不用券4698元，用满2000减150的券4548元，差150元。",
        "差150元：4698-4548=150，不用券是4698元，领到满2000减150的券是4548元。",
        "2899×2=5798元。",
    ],
)
def test_a_difference_or_product_shown_of_true_figures_leaves(alone: Gate, true: str) -> None:
    assert alone.admit(true) == true, alone.flags


@pytest.mark.parametrize(
    "wrong",
    [
        "不用券4698元，用满2000减150的券4548元，差250元。",
        "不用券4698元，用满2000减150的券4548元，差价250元。",
        "4698-4448=250，领到满2000减150的券更合适。",
        "4698-4548=150，到手150元。",
        "2899×3=8697元。",
        "2449×2=4898元。",
        "2899×2=5698元。",
        "2899×2=5798元，到手5798元。",
    ],
)
def test_a_difference_or_product_of_anything_else_never_leaves(alone: Gate, wrong: str) -> None:
    assert alone.admit(wrong) != wrong


@pytest.mark.parametrize(
    "wrong",
    [
        "静悦空调2件用100的券，到手4548元。",
        "满1000减60的券您领了的话，静悦空调2件到手4548元。",
        "满1000减60的券您领了的话，静悦空调2件到手4698元。",
        "不用券到手4698元，比用满2000减150的券多250元，那张用上是4548元。",
    ],
)
def test_a_coupon_that_is_another_has_another_price(alone: Gate, wrong: str) -> None:
    assert alone.admit(wrong) != wrong
