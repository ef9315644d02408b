"""Statements that no figure betrays: whose attribute it is, what the book forbids, for which goods
and when a reduction holds, what a fee is for."""

from datetime import datetime, timedelta, timezone

import pytest

from service.assist.guard import Fact, KnownEvent, Ledger, Role, check
from service.assist.guard.facts import NOW
from service.assist.guard.offers import Offer
from service.assist.guard.sheets import Sheet

ZONE = timezone(timedelta(hours=8))
SMALL, LARGE, QUIET, CHEAP = "HF-BCD118", "HF-BCD520", "HF-JY", "HF-QF"
PURIFIER, FILTER = "HF-RO800", "HF-RO800-LX"
PRODUCTS = {
    "小方118l双门直冷小冰箱": {SMALL},
    "小冰箱": {SMALL},
    "鲜域520l四门冰箱": {LARGE},
    "静悦空调": {QUIET},
    "清风空调": {CHEAP},
    "净水器": {PURIFIER},
    "滤芯套装": {FILTER},
    "空气炸锅": {"HF-AF5"},
}
SHEETS = (
    Sheet(SMALL, "冰箱", frozenset({"118l"}), (("宽", "450mm"), ("深", "500mm"), ("能效", "二级"))),
    Sheet(LARGE, "冰箱", frozenset({"520l"}), (("宽", "790mm"), ("深", "690mm"), ("能效", "一级"))),
    Sheet(QUIET, "空调", frozenset(), (("能效", "新一级"), ("内机噪音", "18-38db"))),
    Sheet("HF-AF5", "厨房小电", frozenset({"5l"}), (("容量", "5l"),)),
    Sheet(CHEAP, "空调", frozenset(), (("能效", "新三级"), ("内机噪音", "22-41db"))),
)
ALL = frozenset({SMALL, LARGE, QUIET, CHEAP, PURIFIER})
OFFERS = (
    Offer("D12-12", "官方立减12%", frozenset({"official", "instant"}), ALL, True, False),
    Offer(
        "D12-K", "厨房小电券满500减40", frozenset({"coupon"}), frozenset({"HF-AF5"}), False, True
    ),
)
EVENTS = (
    KnownEvent(
        "D11", "双11", datetime(2026, 10, 20, tzinfo=ZONE), datetime(2026, 11, 15, tzinfo=ZONE)
    ),
    KnownEvent(
        "D12", "双12", datetime(2026, 12, 8, 20, tzinfo=ZONE), datetime(2026, 12, 13, tzinfo=ZONE)
    ),
)
BOOK = (
    "● 羽绒服、真丝、带胶印的衣服不要烘。",
    "只能用天然气12T，液化气和人工煤气都不能用。",
    "付定金后颜色和型号不能改，地址可以改。",
    "加长铜管140元/米，高空作业100元/台；标准安装0元。",
    "密封袋拆开后不支持七天无理由退货；没拆的签收7天内可以退。",
    "项目：台面开孔；条件：不锈钢台面；单位：个；价格：80元",
    "非质量问题退回运费由买家承担。",
    "不能装浴室、卧室和客厅。",
    "X1没有自集尘基站，X2带自集尘基站。",
)


def codes(sentence: str, at: datetime = datetime(2026, 11, 5, 20, 30, tzinfo=ZONE)) -> set[str]:
    """What stops the sentence besides its figures, which nobody vouches for here."""
    figures = [Fact(Role.MEASURE, n, "mm", "表") for n in (450, 500, 790, 690, 830)]
    facts = [Fact(Role.TIME, at, NOW, "当前时间"), *figures]
    ledger = Ledger.of(
        facts, products=PRODUCTS, texts=BOOK, sheets=SHEETS, offers=OFFERS, events=EVENTS
    )
    own = ("claim.", "number.wrong_attribute", "number.wrong_unit")
    return {flag.code for flag in check(sentence, ledger).flags if flag.code.startswith(own)}


@pytest.mark.parametrize(
    "sentence",
    ["小方宽500深450mm。", "小冰箱机身宽790mm。", "小冰箱宽450mm，520L是宽450mm。"],
)
def test_a_siblings_measure_is_no_attribute_of_this_product(sentence: str) -> None:
    assert codes(sentence) == {"number.wrong_attribute"}


@pytest.mark.parametrize(
    "sentence",
    [
        "小方宽450深500mm。",
        "小冰箱放得下，位置至少要宽790mm。",
        "小冰箱宽450mm，520L是宽790mm。",
        "小冰箱冷冻室宽790mm。",
        "您留的宽790mm够了，小冰箱宽450mm。",
    ],
)
def test_own_measures_and_those_of_a_place_pass(sentence: str) -> None:
    assert not codes(sentence)


@pytest.mark.parametrize("sentence", ["清风空调也是新一级能效。", "小冰箱能效是一级。"])
def test_an_attribute_in_words_is_the_products_own(sentence: str) -> None:
    assert codes(sentence) == {"claim.wrong_attribute"}


@pytest.mark.parametrize(
    "sentence",
    ["清风空调是新三级能效。", "静悦空调是一级能效。", "清风空调不是新一级能效。"],
)
def test_the_right_class_and_a_denied_one_pass(sentence: str) -> None:
    assert not codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "羽绒服、真丝都可以放心烘。",
        "亲，液化气可以用的。",
        "付定金以后颜色型号都可以改哦。",
        "加长铜管也免费。",
        "密封袋拆了也能七天无理由退。",
        "台面开孔师傅免费给您开。",
        "退回运费我们店出。",
        "装浴室里也没问题。",
        "X1带自集尘基站。",
    ],
)
def test_what_the_book_forbids_or_charges_for_is_not_permitted(sentence: str) -> None:
    assert codes(sentence) == {"claim.forbidden"}


@pytest.mark.parametrize(
    "sentence",
    [
        "羽绒服、真丝不要烘哦。",
        "液化气和人工煤气都不能用。",
        "付定金后地址可以改。",
        "标准安装免费。",
        "密封袋没拆的7天内可以退。",
        "羽绒服能不能烘要看水洗标。",
        "只能用天然气12T。",
        "X2带自集尘基站。",
        "退回运费由您承担。",
        "台面开孔80元。",
    ],
)
def test_refusals_and_what_the_book_permits_pass(sentence: str) -> None:
    assert not codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "净水器不参加官方立减。",
        "滤芯套装也参加立减。",
        "厨房券买冰箱也能用。",
        "官方立减要先在店铺首页领取。",
        "官方立减满2000才有。",
    ],
)
def test_a_reduction_is_told_with_its_own_goods_and_terms(sentence: str) -> None:
    assert "claim.scope" in codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "净水器参加官方立减。",
        "滤芯套装不参加立减。",
        "官方立减不用领取，没有门槛。",
        "冰箱能不能用厨房券看结算页。",
        "厨房券要先领取。",
        "厨房小电券 满500减40没有算进去：不适用于这些商品。",
    ],
)
def test_goods_and_terms_as_the_rulebook_has_them_pass(sentence: str) -> None:
    assert "claim.scope" not in codes(sentence)


@pytest.mark.parametrize("sentence", ["现在下单也能按双12立减。", "双11的券还能在双12用。"])
def test_no_event_gives_its_benefits_at_another_time(sentence: str) -> None:
    assert "claim.another_event" in codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "双12开始后能按官方立减算。",
        "双11的券不能在双12用。",
        "双11的券双11能用。",
        "不急的话等双12再买，可以立减。",
    ],
)
def test_what_holds_in_its_own_time_passes(sentence: str) -> None:
    assert "claim.another_event" not in codes(sentence)


def test_a_running_event_may_be_told_now() -> None:
    assert not codes("现在下单能按双12立减。", datetime(2026, 12, 9, 12, tzinfo=ZONE))


def test_a_fee_is_for_what_the_table_says() -> None:
    assert "number.wrong_unit" in codes("高空作业100元/米。")
    assert "number.wrong_unit" not in codes("高空作业100元/台。")
    assert "number.wrong_unit" not in codes("加长铜管140元/米。")


def test_a_time_that_is_denied_states_none_unless_it_is_the_true_one() -> None:
    starts = datetime(2026, 11, 10, 20, tzinfo=ZONE)
    ledger = Ledger.of([Fact(Role.TIME, starts, "from", "规则", "final_payment")])
    assert not check("尾款不用等到11号零点。", ledger).flags
    told = check("尾款不是11月10日20:00开始。", ledger).flags
    assert {flag.code for flag in told} == {"number.wrong_role"}
