"""What generated drafts taught the gate: sums, pieces, names with another number, whole replies."""

import pytest

from service.assist.guard import Fact, Ledger, ReplyCheck, Role, sentences
from tests.assist.guard.conftest import CROSS_STORE, PRESALE, SKU

OTHER = "HF-RV-X1"


@pytest.fixture
def order(ledger: Ledger) -> Ledger:
    """The sample order, its products and its promotions by name."""
    products = {
        "静悦空调": [SKU],
        "静悦1.5匹": [SKU],
        SKU: [SKU],
        "X1扫地机": [OTHER],
        "洗地机D5": ["HF-WD-D5"],
        "鲜域520灰色": ["HF-BCD520-GY"],
    }
    promotions = {"静悦1.5匹 定金100抵200": [PRESALE], "跨店每满300减50": [CROSS_STORE]}
    total = Fact(Role.LIST_PRICE, 579_800, "元", "报价", SKU)
    return ledger | Ledger.of([total], products=products, promotions=promotions)


def leaves(text: str, ledger: Ledger) -> bool:
    reply = ReplyCheck()
    return not any(reply.check(sentence, ledger).blocked for sentence in sentences(text))


@pytest.mark.parametrize(
    "text",
    [
        "5798-1100=4698，就是您的到手价。",
        "5798-900-200=4698元。",
        "5798元减1100元等于4698元。",
        "定金200元+尾款4498元=4698元",
        "0.5798w元-1100元=0.4698w元",
        "原价5798元，优惠1100元，实付4698元。",
        "原价5798元，跨店满减900元，优惠后到手4698元。",
        "静悦空调2件到手合计4698元。",
        "静悦空调：\n到手价：4698元\n定金：200元",
        "每台定金100元，2台一共200元定金，尾款合计4498元。",
        "原价一共5798元，现在到手4698元。",
        "日常价2899元一台，两台到手4698元。",
        "比日常价便宜1100元。",
    ],
)
def test_true_sums_and_totals_leave(order: Ledger, text: str) -> None:
    assert leaves(text, order)


@pytest.mark.parametrize(
    "text",
    [
        "5798-900=4698元。",  # does not come out
        "4698-1100=5798元。",
        "5798-4698=1100元，就是您的到手价。",  # comes out, and is the saving
        "5798元-1100分=4698元。",
        "定金200元+尾款4498元=4898元",
        "原价5798元，优惠900元，实付4698元。",  # one promotion's saving for the order's
        "比日常价便宜900元。",
    ],
)
def test_a_sum_that_is_not_so_does_not_leave(order: Ledger, text: str) -> None:
    assert not leaves(text, order)


@pytest.mark.parametrize(
    "text",
    [
        "拍1台，原价一共5798元，优惠1100元，实付4698元。",
        "静悦空调1件到手合计4698元。",
        "您一台一共是4698元。",
        "静悦空调一件的话，先付定金200元，再付尾款4498元。",
    ],
)
def test_one_piece_before_the_price_of_two_does_not_leave(order: Ledger, text: str) -> None:
    assert not leaves(text, order)


@pytest.mark.parametrize(
    "text",
    [
        "静悦2.5匹到手4698元。",
        "洗地机D9续航不错。",
        "鲜域020灰色有货色差小。",
        "静悦三匹适合卧室。",
    ],
)
def test_a_product_name_with_another_number_does_not_leave(order: Ledger, text: str) -> None:
    assert not leaves(text, order)


def test_a_product_named_on_the_line_before_owns_the_figures_below_it() -> None:
    own = Ledger.of(
        [Fact(Role.PAYABLE, 469_800, "元", "报价", SKU)],
        products={"静悦空调": [SKU], "X1扫地机": [OTHER]},
    )
    assert leaves("静悦空调：\n到手价：4698元", own)
    assert not leaves("X1扫地机：\n到手价：4698元", own)


def test_the_word_before_一共_says_the_role(order: Ledger) -> None:
    """Once the 一 of 一共 was read as a number, and parted 定金 from its figure."""
    assert not leaves("定金一共4698元。", order)
    assert not leaves("原价一共4698元。", order)


def test_one_pieces_list_price_is_not_that_of_all(order: Ledger) -> None:
    assert not leaves("两台日常价合计2899元。", order)
    assert not leaves("到手4698元，比原价2899元省1100元。", order)


def test_a_range_is_vague_although_both_ends_are_figures_of_the_order(order: Ledger) -> None:
    assert not leaves("能省200~900元之间。", order)


@pytest.mark.parametrize("said", ["到手4698分", "定金200角", "到手合计46.98分"])
def test_fen_and_jiao_are_money_too(order: Ledger, said: str) -> None:
    assert not leaves(said, order)


def test_a_score_is_no_money(order: Ledger) -> None:
    assert leaves("您方便的话给服务打个分，5分是满意。", order)


def test_a_ratio_must_be_in_the_evidence(order: Ledger) -> None:
    told = order | Ledger.of([], texts=["纯废水比3:1"])
    assert not leaves("纯废水比是7:1。", told)


def test_a_subtraction_is_no_phone_number(order: Ledger) -> None:
    """14097-1691.64 has the eleven digits of one."""
    reply = ReplyCheck()
    codes = {flag.code for flag in reply.check("14097-1691.64元=12405.36元", order).flags}
    assert "offplatform.contact" not in codes


def test_a_claim_needs_no_figure(order: Ledger) -> None:
    for claim in (
        "错过今天就涨价了。",
        "双十一当天还会再降。",
        "运费我们全出。",
        "随便退，不喜欢就退。",
    ):
        assert not leaves(claim, order), claim


def test_what_follows_a_saving_that_is_not_given_is_no_saving(order: Ledger) -> None:
    assert leaves("这款不参加官方立减，两台是4698元哦。", order)
    assert not leaves("这款参加官方立减，两台是4698元哦。", order)
