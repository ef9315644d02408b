"""What is named, counted and wished becomes one basket, or a question."""

import pytest

from service.conversations.state import Certainty, Correction, Intent, State

from .conftest import Told


def goods(state: State) -> dict[str, int]:
    return {item.sku: item.quantity for item in state.basket}


JY35, JY26, QF = "HF-KFR35-JY", "HF-KFR26-JY", "HF-KFR35-QF"
X2, X1, D5 = "HF-RV-X2", "HF-RV-X1", "HF-WD-D5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("静悦1.5匹两台多少钱", {JY35: 2}),
        ("两台静悦1.5匹和一台洗地机一共多少", {JY35: 2, D5: 1}),
        ("静悦1.5匹两台洗地机一台", {JY35: 2, D5: 1}),
        ("静悦1.5匹和扫地机X2各两台", {JY35: 2, X2: 2}),
        ("静悦1.5匹x2多少钱", {JY35: 2}),
        ("静悦1.5匹*3", {JY35: 3}),
        ("静悦1.5匹来俩", {JY35: 2}),
        ("不是静悦，是清风，两台", {QF: 2}),
        ("静悦1.5匹多少钱一台", {JY35: 1}),
        ("一匹半的静悦", {JY35: 1}),
        ("静悦一匹半多少钱", {JY35: 1}),  # no 静悦一匹, which is another product
        ("扫地机X2前100名还有吗", {X2: 1}),
        ("洗地机满3件几折", {D5: 1}),
    ],
)
def test_goods_and_pieces_are_read_together(
    told: Told, text: str, expected: dict[str, int]
) -> None:
    assert goods(told(text)) == expected


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("静月空调多少钱", JY35),
        ("靜悅空調多少錢", JY35),
        ("扫地机气人多少钱", X2),
        ("jingyue1.5匹多少钱", JY35),
        ("静 悦 空 调 多少钱", JY35),
        ("hfrvx2多少钱", X2),
        ("静\u200b悦空调多少钱", JY35),
    ],
)
def test_a_misspelt_name_is_understood(told: Told, text: str, sku: str) -> None:
    assert list(goods(told(text))) == [sku]


@pytest.mark.parametrize("text", ["你们经常搞活动吗", "闲鱼上更便宜", "我情愿多等两天", "境界不同"])
def test_ordinary_words_that_sound_like_a_series_name_nothing(told: Told, text: str) -> None:
    assert told(text).basket == ()
    assert told(text).open is None


def test_a_misspelt_name_is_inferred_and_an_exact_one_said(told: Told) -> None:
    assert told("静月空调多少钱").basket[0].certainty is Certainty.INFERRED
    assert told("静悦空调多少钱").basket[0].certainty is Certainty.SAID
    assert told("多少钱", sku=JY35).basket[0].certainty is Certainty.ASSUMED


@pytest.mark.parametrize(
    ("bursts", "expected"),
    [
        (["静悦1.5匹两台多少钱", "不是两台，三台"], {JY35: 3}),
        (["静悦1.5匹两台多少钱", "再来一台"], {JY35: 3}),
        (["静悦1.5匹三台多少钱", "少一台"], {JY35: 2}),
        (["静悦1.5匹两台多少钱", "清风呢"], {QF: 2}),
        (["静悦1.5匹两台多少钱", "洗地机呢"], {D5: 1}),
        (["静悦1.5匹两台多少钱", "洗地机呢", "一起多少钱"], {JY35: 2, D5: 1}),
        (["静悦1.5匹两台", "再加个洗地机", "空调不要了"], {D5: 1}),
        (["静悦1.5匹两台", "再加个洗地机", "只要洗地机"], {D5: 1}),
        (["静悦1.5匹两台和洗地机一台", "洗地机要三台"], {JY35: 2, D5: 3}),
        (["静悦1.5匹两台", "换成大1匹的"], {JY26: 2}),
        (["静悦1.5匹两台多少钱", "算了不买了"], {}),
        (["鲜域520白色一台", "那灰色来两台再加一台白的"], {"HF-BCD520-GY": 2, "HF-BCD520-WH": 1}),
        (["扫地机X2多少钱", "x1的呢"], {X1: 1}),
        (["电饭煲多少钱", "小的", "换成大的"], {"HF-RC4-IH": 1}),
        (["静悦和清风1.5匹哪个便宜", "要便宜的那个两台"], {QF: 2}),
        (["两台多少钱", "静悦1.5匹的"], {JY35: 2}),
    ],
)
def test_later_turns_change_the_basket_that_is_kept(
    told: Told, bursts: list[str], expected: dict[str, int]
) -> None:
    assert goods(told(*bursts)) == expected


@pytest.mark.parametrize(
    ("bursts", "choices"),
    [
        (["静悦多少钱"], {JY26, JY35}),
        (["静悦1.5匹两台", "再加个电饭煲"], {"HF-RC16-MN", "HF-RC4-IH"}),
        (["空调要1.5匹的，冰箱要白色的，多少钱"], {JY35, QF}),
    ],
)
def test_what_could_be_several_products_is_asked_back(
    told: Told, bursts: list[str], choices: set[str]
) -> None:
    assert set(told(*bursts).choices) == choices


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("1.5匹的", {JY35: 2}),
        ("贵的那个", {JY35: 2}),
        ("第一个", {JY26: 2}),
        ("都要", {JY26: 2, JY35: 2}),
        ("大1匹", {JY26: 2}),
    ],
)
def test_the_answer_to_a_question_back_settles_the_basket_and_the_price_is_told(
    told: Told, answer: str, expected: dict[str, int]
) -> None:
    state = told("静悦两台多少钱", answer)
    assert goods(state) == expected
    assert [question.intent.value for question in state.questions] == ["price"]


def test_comparing_two_products_buys_neither(told: Told) -> None:
    state = told("静悦1.5匹和清风哪个便宜")
    assert state.basket == ()
    assert set(state.focus) == {JY35, QF}


def test_what_comes_back_leaves_the_basket_alone(told: Told) -> None:
    state = told("静悦1.5匹两台和洗地机一台多少钱", "退一台洗地机退多少")
    assert goods(state) == {JY35: 2, D5: 1}
    assert state.questions[0].returning == ((D5, 1),)


def test_what_an_agent_set_sticks_until_the_buyer_says_otherwise(told: Told) -> None:
    by_hand = Correction(turn=0, basket=((QF, 4),))
    kept = told("静悦1.5匹两台多少钱", "噪音大吗", correction=by_hand)
    assert goods(kept) == {QF: 4}
    assert kept.basket[0].certainty is Certainty.CORRECTED
    changed = told("静悦1.5匹两台多少钱", "要三台", correction=by_hand)
    assert goods(changed) == {QF: 3}


def test_what_an_agent_set_in_the_middle_of_a_burst_is_not_read_over(told: Told) -> None:
    by_hand = Correction(turn=0, basket=((QF, 4),), coupons=())
    kept = told("静悦1.5匹两台多少钱，用满2000减150的券|噪音大吗", correction=by_hand)
    assert (goods(kept), kept.coupons, kept.no_coupons) == ({QF: 4}, (), True)
    assert [question.intent for question in kept.questions] == [Intent.PRICE, Intent.QUESTION]
    assert kept.text == "静悦1.5匹两台多少钱，用满2000减150的券，噪音大吗"
    changed = told("静悦1.5匹两台多少钱|要三台", correction=by_hand)
    assert goods(changed) == {QF: 3}
    assert [question.intent for question in changed.questions] == [Intent.PRICE]


def test_a_question_about_goods_that_an_agent_took_out_is_about_the_basket(told: Told) -> None:
    by_hand = Correction(turn=0, basket=((D5, 1),))
    state = told("静悦1.5匹多少钱，清风多少钱", correction=by_hand)
    assert {question.skus for question in state.questions} == {()}


def test_swapping_after_a_refund_was_asked_is_no_refund(told: Told) -> None:
    """Once 换成清风呢 after 退一台退多少 was read as a return of 清风, which nobody had bought."""
    state = told("静悦1.5匹两台多少钱", "退一台退多少", "换成清风呢")
    assert goods(state) == {QF: 2}
    assert state.intent.value == "price"


def test_after_a_refund_the_other_piece_is_asked_the_same_way(told: Told) -> None:
    state = told("三门冰箱和小冰箱一起多少", "退小的那个退多少", "大的呢")
    assert state.intent.value == "refund"
    assert state.questions[0].returning == (("HF-BCD260", 1),)


def test_a_return_said_in_two_breaths_is_the_one_piece_that_was_named(told: Told) -> None:
    """Once 退我多少 after 退一台 was read as a return of everything."""
    state = told("静悦1.5匹两台多少钱", "万一退一台 退我多少")
    assert state.questions[0].returning == ((JY35, 1),)


def test_x1和x2_are_two_products_and_no_two_pieces(told: Told) -> None:
    assert goods(told("扫地机X1和X2一共多少")) == {X1: 1, X2: 1}
