"""Turns → basket, coupons, intent, in buyers' own words."""

import pytest

from service.assist.understand import Lexicon, build_lexicon, understand
from service.conversations.state import Intent, State
from service.conversations.turns import Turn
from service.shops import Shop


@pytest.fixture(scope="module")
def lexicon(shop: Shop) -> Lexicon:
    return build_lexicon(shop)


def after(shop: Shop, lexicon: Lexicon, *texts: str) -> State:
    """The state after customer turns, each answered."""
    turns = [turn for text in texts for turn in (Turn("customer", text), Turn("agent", "好的"))]
    return understand(turns[:-1], shop, lexicon)


def basket(state: State) -> list[tuple[str, int]]:
    return [(item.sku, item.quantity) for item in state.basket]


def coupons(state: State) -> list[str]:
    return [coupon.promotion_id for coupon in state.coupons]


def test_the_deposit_and_the_noun_together_name_one_product(shop: Shop, lexicon: Lexicon) -> None:
    state = after(shop, lexicon, "定金100抵200的那款空调，两台到手多少钱，尾款什么时候付？")
    assert basket(state) == [("HF-KFR35-JY", 2)]
    assert state.intent is Intent.PRICE


@pytest.mark.parametrize(
    ("text", "sku"),
    [
        ("扫地机X2多少钱", "HF-RV-X2"),
        ("三匹的空调到手价", "HF-KFR72-ZX"),
        ("灰色的520升冰箱多少钱", "HF-BCD520-GY"),
        ("电饭锅4升的怎么卖", "HF-RC4-IH"),
        ("HF-AF7多少钱", "HF-AF7"),
        ("ＨＦ-ＡＦ７多少钱", "HF-AF7"),
        ("洗烘一体到手价", "HF-XQG10-HX"),
        ("定金五十抵一百五的扫地机到手多少", "HF-RV-X2"),
    ],
)
def test_buyers_names_lead_to_the_product(
    shop: Shop, lexicon: Lexicon, text: str, sku: str
) -> None:
    assert basket(after(shop, lexicon, text)) == [(sku, 1)]


def test_a_coupon_named_later_joins_the_basket(shop: Shop, lexicon: Lexicon) -> None:
    state = after(
        shop, lexicon, "定金100抵200的那款空调，两台到手多少钱", "那再用一张满2000减150的券呢"
    )
    assert basket(state) == [("HF-KFR35-JY", 2)]
    assert coupons(state) == ["D11-COUPON-2000"]
    assert state.intent is Intent.PRICE


@pytest.mark.parametrize("words", ["满2000减150", "2000-150", "两千减一百五", "满两千立减150"])
def test_a_coupon_is_recognised_however_it_is_written(
    shop: Shop, lexicon: Lexicon, words: str
) -> None:
    assert coupons(after(shop, lexicon, "静悦1.5匹多少钱", f"用{words}的券呢")) == [
        "D11-COUPON-2000"
    ]


def test_每满300减50_is_no_coupon(shop: Shop, lexicon: Lexicon) -> None:
    state = after(shop, lexicon, "静悦1.5匹多少钱", "跨店每满300减50的券能叠加吗")
    assert state.coupons == ()
    assert state.unknown_coupons == ()


def test_a_coupon_nobody_issued_is_remembered_as_unknown(shop: Shop, lexicon: Lexicon) -> None:
    state = after(shop, lexicon, "静悦1.5匹多少钱", "用满2000减300的券呢")
    assert state.unknown_coupons == ("满2000减300",)


def test_不用券_takes_the_coupon_away(shop: Shop, lexicon: Lexicon) -> None:
    state = after(shop, lexicon, "静悦1.5匹多少钱", "用满2000减150的券呢", "不用券呢")
    assert state.coupons == ()


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("那两台呢", 2),
        ("再加一台呢", 3),
        ("不是两台，三台", 3),
        ("要12台", 12),
        ("第二台多少钱", 2),
    ],
)
def test_quantities_change_the_kept_basket(
    shop: Shop, lexicon: Lexicon, text: str, quantity: int
) -> None:
    assert basket(after(shop, lexicon, "静悦1.5匹两台多少钱", text)) == [("HF-KFR35-JY", quantity)]


def test_a_question_without_a_product_is_about_the_kept_one(shop: Shop, lexicon: Lexicon) -> None:
    state = after(shop, lexicon, "静悦1.5匹多少钱", "噪音大不大")
    assert basket(state) == [("HF-KFR35-JY", 1)]
    assert state.question == "静悦1.5匹 噪音大不大"
    assert (state.text, state.previous) == ("噪音大不大", "静悦1.5匹多少钱")
    assert state.intent is Intent.QUESTION


def test_two_colours_at_two_prices_are_asked_about_and_the_answer_settles_it(
    shop: Shop, lexicon: Lexicon
) -> None:
    asked = after(shop, lexicon, "520升的冰箱多少钱")
    assert asked.basket == ()
    assert asked.choices == ("HF-BCD520-GY", "HF-BCD520-WH")
    settled = after(shop, lexicon, "520升的冰箱多少钱", "白色的")
    assert basket(settled) == [("HF-BCD520-WH", 1)]
    assert settled.intent is Intent.PRICE


def test_换灰色的_swaps_the_variant_and_asks_its_price(shop: Shop, lexicon: Lexicon) -> None:
    state = after(shop, lexicon, "白色的520升冰箱多少钱", "换灰色的呢")
    assert basket(state) == [("HF-BCD520-GY", 1)]
    assert state.intent is Intent.PRICE


@pytest.mark.parametrize("text", ["我要投诉", "再不处理我打12315了", "你们这是欺诈消费者"])
def test_a_complaint_is_heard(shop: Shop, lexicon: Lexicon, text: str) -> None:
    assert after(shop, lexicon, text).intent is Intent.COMPLAINT


def test_a_burst_is_read_as_one(shop: Shop, lexicon: Lexicon) -> None:
    turns = [Turn("customer", text) for text in ("在吗", "静悦1.5匹", "两台", "多少钱")]
    state = understand(turns, shop, lexicon)
    assert basket(state) == [("HF-KFR35-JY", 2)]
    assert state.intent is Intent.PRICE


def test_what_the_agent_says_changes_no_basket(shop: Shop, lexicon: Lexicon) -> None:
    turns = [Turn("customer", "静悦1.5匹多少钱"), Turn("agent", "要不要看看三匹的柜机，来5台")]
    assert basket(understand(turns, shop, lexicon)) == [("HF-KFR35-JY", 1)]


def test_the_product_on_the_buyers_screen_is_where_a_conversation_begins(
    shop: Shop, lexicon: Lexicon
) -> None:
    state = understand([Turn("customer", "两台多少钱")], shop, lexicon, "HF-AF5")
    assert basket(state) == [("HF-AF5", 2)]


def test_two_products_named_together_are_one_basket(shop: Shop, lexicon: Lexicon) -> None:
    state = after(shop, lexicon, "静悦1.5匹和扫地机X2一起买多少钱")
    assert basket(state) == [("HF-KFR35-JY", 1), ("HF-RV-X2", 1)]


def test_a_discount_no_rulebook_covers_is_remembered_as_not_priced(
    shop: Shop, lexicon: Lexicon
) -> None:
    assert after(shop, lexicon, "静悦1.5匹88VIP加国补多少钱").unpriced == ("88vip", "国补")


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("退一台退多少", Intent.REFUND),
        ("降价了补多少差价", Intent.PROTECTION),
        ("价格保护怎么申请", Intent.PROTECTION),
        ("坏了能赔多少钱", Intent.QUESTION),
        ("退小的那台退多少钱", Intent.REFUND),
    ],
)
def test_money_that_goes_back_is_no_price_of_the_basket(
    shop: Shop, lexicon: Lexicon, text: str, intent: Intent
) -> None:
    state = after(shop, lexicon, "尊享柜机2台多少钱", text)
    assert state.intent is intent
    assert basket(state) == [("HF-KFR72-ZX", 2)]


def test_a_deposit_that_was_paid_meanwhile_goes_on_with_the_price(
    shop: Shop, lexicon: Lexicon
) -> None:
    state = after(shop, lexicon, "静悦1.5匹两台多少钱", "我定金已经付了")
    assert state.deposit_paid
    assert state.intent is Intent.PRICE


@pytest.mark.parametrize(
    ("first", "then", "sku"),
    [
        ("灰色的520升冰箱多少钱", "那白色的呢", "HF-BCD520-WH"),
        ("静悦1.5匹多少钱", "大1匹的呢", "HF-KFR26-JY"),
        ("静悦1.5匹多少钱", "有白色的吗", "HF-KFR35-JY"),
        ("尊享柜机多少钱", "2匹的多少", "HF-KFR51-ZX"),
        ("空气炸锅7升的多少钱", "5升的呢", "HF-AF5"),
    ],
)
def test_a_colour_or_size_alone_picks_a_variant_of_what_is_held(
    shop: Shop, lexicon: Lexicon, first: str, then: str, sku: str
) -> None:
    assert basket(after(shop, lexicon, first, then)) == [(sku, 1)]


def test_a_size_alone_with_nothing_held_leaves_choices(shop: Shop, lexicon: Lexicon) -> None:
    assert after(shop, lexicon, "1.5匹的多少钱").choices == ("HF-KFR35-JY", "HF-KFR35-QF")


def test_another_product_that_is_added_joins_the_basket(shop: Shop, lexicon: Lexicon) -> None:
    state = after(shop, lexicon, "静悦1.5匹两台多少钱", "再来个破壁机一共多少")
    assert basket(state) == [("HF-KFR35-JY", 2), ("HF-PB12", 1)]
    more = after(shop, lexicon, "静悦1.5匹两台多少钱", "再来3个破壁机一共多少")
    assert basket(more) == [("HF-KFR35-JY", 2), ("HF-PB12", 3)]


def test_a_noun_that_several_products_share_is_asked_about(shop: Shop, lexicon: Lexicon) -> None:
    assert after(shop, lexicon, "空气炸锅多少钱").choices == ("HF-AF5", "HF-AF7")


@pytest.mark.parametrize(("words", "sku"), [("燃气的", "HF-GH16"), ("16升那款", "HF-GH16")])
def test_choices_are_told_apart_by_a_part_of_their_names(
    shop: Shop, lexicon: Lexicon, words: str, sku: str
) -> None:
    state = after(shop, lexicon, "热水器多少钱", words)
    assert basket(state) == [(sku, 1)]
    assert state.intent is Intent.PRICE


def test_choices_nobody_picked_from_stay_open(shop: Shop, lexicon: Lexicon) -> None:
    state = after(shop, lexicon, "电饭煲多少钱", "嗯嗯", "要两个多少钱")
    assert state.choices == ("HF-RC16-MN", "HF-RC4-IH")
    assert state.basket == ()


def test_a_code_without_the_brands_letters_names_the_product(shop: Shop, lexicon: Lexicon) -> None:
    assert basket(after(shop, lexicon, "xqg10-hx到手价")) == [("HF-XQG10-HX", 1)]


def test_a_filter_for_a_water_purifier_is_no_water_purifier(shop: Shop, lexicon: Lexicon) -> None:
    assert basket(after(shop, lexicon, "净水器多少钱")) == [("HF-RO800", 1)]
    assert basket(after(shop, lexicon, "净水器滤芯多少钱")) == [("HF-RO800-LX", 1)]
    both = after(shop, lexicon, "净水器和滤芯多少钱")
    assert basket(both) == [("HF-RO800", 1), ("HF-RO800-LX", 1)]
