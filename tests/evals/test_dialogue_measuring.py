"""Every measure of the dialogues can be met and can be missed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from evals.dialogues.cases import Dialogue, Expect
from evals.dialogues.measuring import Judged, judged_of, measured
from evals.dialogues.report import machine, met, print_report
from evals.dialogues.talking import Answered, stored
from evals.dialogues.verdicts import verdicts
from service.assist.suggestion import Confidence, Handoff, Suggestion, SuggestionKind
from service.conversations.state import (
    Deposit,
    Intent,
    Item,
    Mood,
    NamedCoupon,
    OpenQuestion,
    Question,
    Slot,
    Stage,
    State,
)
from service.pricing import SHANGHAI, Cart, Line, Rulebook, price
from service.shops import Shop
from tests.fakes import Shelf

AT = datetime(2026, 11, 10, 20, 30, tzinfo=SHANGHAI)
FRIDGE, OVEN = "HF-BCD606", "HF-KX38"


@pytest.fixture
def priced(shop: Shop, double11: Rulebook) -> Answered:
    """The right answer to 对开门冰箱两台多少钱，退一台退多少."""
    product = shop.catalogue.get(FRIDGE)
    assert product
    cart = Cart((Line(FRIDGE, product.list_price, 2, product.category, product.short),), AT)
    quote = price(cart, double11)
    text = "亲，对开门冰箱 2件到手合计6348元。退一件可退3174元。"
    price_kind, ask = SuggestionKind.PRICE, Confidence.HIGH
    state = State(
        intent=Intent.PRICE,
        questions=(
            Question(Intent.PRICE, "多少钱"),
            Question(Intent.REFUND, "退一台", returning=((FRIDGE, 1),)),
        ),
        basket=(Item(FRIDGE, 2, 0),),
        coupons=(NamedCoupon("D11-COUPON-2000", 0),),
        memberships=(Slot("88VIP", 0),),
        deposit=Slot(Deposit.PAID, 0),
        moment=Slot(AT, 0),
        event="d11-2026",
        stage=Slot(Stage.PRESALE, 0),
        scene=Slot("promotion", 0),
        mood=Slot(Mood.HURRIED, 0),
        order=Slot("123456789", 0),
    )
    return Answered(state, (Suggestion("s", text, price_kind, ask, (), quote),), None, ("买家：…",))


RIGHT: dict[str, object] = {
    "intents": ["price", "refund"],
    "basket": {FRIDGE: 2},
    "coupons": ["D11-COUPON-2000"],
    "memberships": ["88VIP"],
    "deposit": "paid",
    "moment": "2026-11-10 20:30",
    "event": "d11-2026",
    "quote": {"payable": "6348.00", "deposit": "0.00"},
    "returning": {FRIDGE: 1},
    "refund": "3174.00",
    "both": {FRIDGE: "6348.00"},
    "stage": "presale",
    "scene": "promotion",
    "mood": "hurried",
    "order": "123456789",
    "says": ["2件"],
    "never_says": ["红包"],
}
WRONG: dict[str, object] = {
    "intents": ["price"],
    "basket": {FRIDGE: 1},
    "coupons": [],
    "memberships": [],
    "deposit": "missed",
    "moment": "2026-11-10 20:31",
    "event": "d12-2026",
    "quote": {"payable": "6348.00", "deposit": "100.00"},
    "returning": {FRIDGE: 2},
    "refund": "174.00",
    "both": {FRIDGE: "348.00"},
    "stage": "aftersale",
    "scene": "product",
    "mood": "angry",
    "order": "1234567890",
    "says": ["3件"],
    "never_says": ["到手"],
}


def right(expect: Mapping[str, object], answered: Answered) -> bool:
    (verdict,) = [v for v in verdicts(Expect.model_validate(expect), answered) if v.key in expect][
        -1:
    ]
    return verdict.right


@pytest.mark.parametrize("key", RIGHT)
def test_a_key_is_right_or_wrong(priced: Answered, key: str) -> None:
    needed = {"returning": RIGHT["returning"]} if key == "refund" else {}
    assert right({**needed, key: RIGHT[key]}, priced)
    assert not right({**needed, key: WRONG[key]}, priced)


def test_a_quote_that_is_not_told_or_not_filled_is_wrong(priced: Answered) -> None:
    silent = replace(priced.suggestions[0], text="亲，在的")
    wanted = {"quote": RIGHT["quote"]}
    assert not right(wanted, replace(priced, suggestions=(silent,)))
    assert not right(wanted, replace(priced, suggestions=()))
    assert not right({"quote": {}}, priced)


def test_asking_is_right_only_for_what_is_asked_and_without_a_price(priced: Answered) -> None:
    opened = OpenQuestion("product", (FRIDGE, OVEN), 0)
    question = Suggestion("s", "亲，哪一款呢", SuggestionKind.ASK, Confidence.HIGH)
    asking = Answered(State(open=opened), (question,), None, ())
    wanted = {"asks": {"product": [OVEN, FRIDGE]}}
    assert right(wanted, asking)
    assert right({"asks": "product"}, asking)
    assert not right({"asks": {"coupon": []}}, asking)
    assert not right({"asks": {"product": [OVEN]}}, asking)
    assert not right(wanted, replace(asking, state=State()))
    assert not right(wanted, replace(asking, suggestions=()))
    assert not right(wanted, replace(asking, suggestions=(question, *priced.suggestions)))


def test_no_answer_and_a_handoff_are_told_apart(priced: Answered) -> None:
    handed = Handoff("complaint", "售后专员组", "投诉", (), "亲")
    nothing = Answered(State(), (), None, ())
    assert right({"answer": "none"}, nothing)
    assert not right({"answer": "none"}, priced)
    assert not right({"answer": "none"}, replace(nothing, handoff=handed))
    assert right({"handoff": "complaint"}, replace(nothing, handoff=handed))
    assert not right({"handoff": "human"}, replace(nothing, handoff=handed))
    assert not right({"handoff": "human"}, nothing)


def dialogue(expect: dict[str, object], id: str = "one") -> Dialogue:
    turns = [{"customer": "两台多少钱", "expect": expect}]
    return Dialogue.model_validate({"id": id, "tags": {"kind": ["price"]}, "turns": turns})


def judged(expect: dict[str, object], answered: Answered, id: str = "one") -> Judged:
    (turn,) = judged_of(dialogue(expect, id), [answered])
    return turn


def test_a_wrong_basket_that_is_named_is_wrong_but_not_silent(priced: Answered) -> None:
    turn = judged({"basket": {OVEN: 1}}, priced)
    assert turn.wrong_price
    assert not turn.silent


@pytest.mark.parametrize(
    "text",
    ["亲，到手合计6348元", "亲，对开门冰箱到手合计6348元", "亲，对开门冰箱 12件到手合计6348元"],
)
def test_a_wrong_basket_whose_goods_and_pieces_are_not_named_is_silent(
    priced: Answered, text: str
) -> None:
    told = replace(priced, suggestions=(replace(priced.suggestions[0], text=text),))
    assert judged({"basket": {OVEN: 1}}, told).silent
    assert not judged({"basket": {FRIDGE: 2}}, told).silent
    assert not measured([judged({"basket": {OVEN: 1}}, told)]).met


def test_a_price_where_the_buyer_should_be_asked_counts_as_a_wrong_one(priced: Answered) -> None:
    assert judged({"asks": "product"}, priced).wrong_price


def test_a_turn_is_right_only_when_every_key_is_and_a_dialogue_when_every_turn_is(
    priced: Answered,
) -> None:
    good = judged(RIGHT, priced)
    bad = judged(RIGHT | {"mood": "angry"}, priced)
    counted = measured([good, bad])
    assert (counted.turns.right, counted.turns.total) == (1, 2)
    assert (counted.dialogues.right, counted.dialogues.total) == (0, 1)
    assert (counted.keys["mood"].right, counted.keys["basket"].right) == (1, 2)


def test_the_target_is_95_of_100_turns_in_each_half(priced: Answered) -> None:
    names = [f"d{number}" for number in range(40)]
    half = {id: dialogue(RIGHT, id).half for id in names}
    one, other = (next(id for id in names if half[id] == h) for h in ("a", "b"))
    good, bad = judged(RIGHT, priced, one), judged(WRONG, priced, one)
    elsewhere = judged(RIGHT, priced, other)
    assert met([*[good] * 19, bad, elsewhere])
    assert not met([*[good] * 18, bad, elsewhere])
    assert not met([*[elsewhere] * 100, bad])
    assert not met([])


def test_every_miss_is_listed_with_the_turns_so_far(priced: Answered) -> None:
    turn = judged({"basket": {OVEN: 1}}, priced)
    console = Console(width=160, file=StringIO(), record=True)
    print_report([turn], "ab", console)
    listed = console.export_text()
    assert "✗ one 第 1 轮" in listed
    assert "买家：…" in listed
    assert f"basket：应为 {OVEN}=1；我们 {FRIDGE}=2" in listed
    assert machine([turn], "ab")["misses"][0]["wrong"][0]["key"] == "basket"
    assert machine([turn], "b" if turn.dialogue.half == "a" else "a")["misses"] == []


async def test_a_dialogue_is_stored_and_gone_on_with(shop: Shop, tmp_path: Path) -> None:
    turns = [
        {"customer": ["在吗", "对开门冰箱多少钱"], "expect": {"basket": {FRIDGE: 1}}},
        {"agent": "亲，稍等"},
        {"customer": "两台呢", "expect": {"basket": {FRIDGE: 2}, "quote": {"payable": "6348"}}},
    ]
    held = Dialogue.model_validate({"id": "held", "turns": turns})
    async with stored(tmp_path, Shelf()) as talker:
        first, agent, last = await talker.talk(held, shop)
    assert agent is None
    assert first
    assert last
    assert last.said == (*first.said, "客服：亲，稍等", "买家：两台呢")
    assert [item.quantity for item in last.state.basket] == [2]
    assert last.state.turns == 4


def test_a_price_of_the_right_goods_that_is_not_the_expected_one_is_counted(
    priced: Answered,
) -> None:
    wanted = {"basket": {FRIDGE: 2}, "quote": {"payable": "6348.00"}}
    other = {"basket": {FRIDGE: 2}, "quote": {"payable": "6198.00"}}
    assert not judged(wanted, priced).other_figure
    assert judged(other, priced).other_figure
    assert measured([judged(other, priced)]).other_figure == 1
