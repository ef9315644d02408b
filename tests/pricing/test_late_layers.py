"""会员, 资产, 国补, 运费: what comes after the promotions."""

import pytest

from service.pricing import yuan
from tests.pricing.little_carts import Buyer, costs, line, promotion, quote_of, rulebook

MEMBER = promotion("member_rate", membership="88VIP", percent_off="5")
VIP = Buyer(frozenset({"88VIP"}))


def test_88VIP_is_a_rate_on_what_is_left_after_the_others() -> None:
    book = rulebook(promotion("shop_coupon", off="20"), MEMBER)
    assert costs(book, line("a", "120"), buyer=VIP) == "95.00"
    assert costs(book, line("a", "120")) == "100.00"


def test_88VIP_gives_nothing_on_a_deposit_and_says_so() -> None:
    book = rulebook(promotion("deposit_reduction", deposit="20", off="0"), MEMBER)
    quote = quote_of(book, line("a", "120"), buyer=VIP)
    assert (quote.deposit, quote.payable) == (2000, 11500)
    assert [(r.policy, r.payable) for r in quote.readings] == [("member_base", 11400)]


def test_red_packets_touch_no_threshold_and_stop_at_what_is_left() -> None:
    book = rulebook(
        promotion("shop_coupon", threshold="100", off="10"), promotion("red_packet", off="30")
    )
    assert costs(book, line("a", "100")) == "60.00"
    assert costs(rulebook(promotion("red_packet", off="30")), line("a", "20")) == "0.00"


def test_京豆_pay_half_of_the_goods_before_assets_in_steps_of_a_thousand() -> None:
    book = rulebook(promotion("red_packet", off="10"), promotion("beans"), platform="jd")
    buyer = Buyer(balances={"beans": 2_999})
    # half of 40 is 20: 2000 of the 2999 beans; 40 − 10 − 20
    assert costs(book, line("a", "40"), buyer=buyer) == "10.00"


def test_京豆_are_capped_by_what_is_left() -> None:
    book = rulebook(promotion("red_packet", off="35"), promotion("beans"), platform="jd")
    assert costs(book, line("a", "50"), buyer=Buyer(balances={"beans": 9_000})) == "5.00"


def test_金币_pay_up_to_their_share_and_购物金_up_to_its_balance() -> None:
    coins = rulebook(promotion("coins", max_percent="2"))
    assert costs(coins, line("a", "100"), buyer=Buyer(balances={"coins": 500})) == "98.00"
    prepaid = rulebook(promotion("prepaid"))
    assert costs(prepaid, line("a", "100"), buyer=Buyer(balances={"prepaid": 4_000})) == "60.00"


def test_assets_are_shared_by_what_is_left_above_the_deposit() -> None:
    book = rulebook(
        promotion("deposit_reduction", scope={"skus": ["p"]}, deposit="50", off="0"),
        promotion("red_packet", off="15"),
    )
    quote = quote_of(book, line("p", "100"), line("b", "100"))
    assert quote.steps[-1].shares == (500, 1000)


SUBSIDY = promotion("government_subsidy", percent_off="15", cap="500", price_limit="6000")


@pytest.mark.parametrize(
    ("price", "off", "paid"), [("3500", "500", "2550.00"), ("8000", "2000", "5500.00")]
)
def test_国补_is_on_the_price_after_all_discounts_with_cap_and_limit(
    price: str, off: str, paid: str
) -> None:
    book = rulebook(promotion("shop_coupon", off=off), SUBSIDY)
    assert costs(book, line("手机", price, category="手机")) == paid


def test_a_price_above_the_limit_gets_no_国补() -> None:
    quote = quote_of(rulebook(SUBSIDY), line("手机", "6000.01"))
    assert quote.payable == 600001
    assert [u.reason for u in quote.unused] == ["成交价超过补贴限价"]


def test_国补_is_for_one_unit_a_category_the_largest() -> None:
    lines = (
        line("a", "3000", 2, category="手机"),
        line("b", "2000", category="手机"),
        line("c", "1000", category="平板"),
    )
    quote = quote_of(rulebook(SUBSIDY), *lines)
    assert [step.shares for step in quote.steps] == [(45000, 0, 15000)]


def test_国补_with_assets_tells_both_figures() -> None:
    quote = quote_of(rulebook(promotion("red_packet", off="100"), SUBSIDY), line("a", "1000"))
    # 15% of 900 = 135; of 1000 = 150
    assert quote.payable == 76500
    assert [(r.policy, r.payable) for r in quote.readings] == [("subsidy_base", 75000)]


def test_freight_is_outside_every_base_and_free_from_its_threshold() -> None:
    book = rulebook(promotion("freight", fee="10", free_from="99"), MEMBER)
    paid = quote_of(book, line("a", "98"), buyer=VIP)
    assert (paid.freight, yuan(paid.payable)) == (1000, "103.10")
    assert [(t.missing, t.saves) for t in paid.top_ups] == [(100, 1000)]
    assert quote_of(book, line("a", "99")).freight == 0


@pytest.mark.parametrize(
    ("measured_on", "mode", "paid"),
    [
        ("default", "parallel", "80.00"),
        ("default", "progressive", "90.00"),
        ("left", "parallel", "90.00"),
        ("after_item_deals", "progressive", "80.00"),
    ],
)
def test_满包邮_is_tested_on_s_in_parallel_and_on_what_is_left_progressively(
    measured_on: str, mode: str, paid: str
) -> None:
    freight = promotion("freight", fee="10", free_from="99", measured_on=measured_on)
    book = rulebook(promotion("shop_coupon", off="20"), freight, thresholds=mode)
    quote = quote_of(book, line("a", "100"))
    assert yuan(quote.payable) == paid
    assert len(quote.readings) == (measured_on == "default")


def test_the_fen_that_is_left_of_an_order_counts_for_free_freight() -> None:
    """Once the freight was measured before that fen was given back, and 3.77 came on top."""
    book = rulebook(
        promotion("item_coupon", threshold="0.02", off="0.07"),
        promotion("freight", fee="3.77", free_from="0.01", measured_on="left"),
        platform="douyin",
        over_discount="one_fen",
    )
    assert costs(book, line("a", "0.02", 2)) == "0.01"
