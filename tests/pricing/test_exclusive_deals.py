"""Item deals in exclusion groups 互斥: what excludes a deal that the page shows is not used."""

import pytest

from service.pricing import NoPrice, price, second_best
from tests.pricing.little_carts import (
    Buyer,
    cart_of,
    costs,
    line,
    only,
    promotion,
    quote_of,
    rulebook,
)

FLASH = promotion("fixed_price", "秒杀", only("a"), price="80")
COUPON = promotion("shop_coupon", "店铺券", off="30")


def test_a_coupon_that_is_not_used_beside_a_秒杀价_is_not_promised_with_it() -> None:
    for flash, coupon in (
        (FLASH | {"excludes": ["店铺券"]}, COUPON),
        (FLASH, COUPON | {"excludes": ["fixed_price"]}),
        (FLASH | {"group": "g"}, COUPON | {"group": "g"}),
    ):
        quote = quote_of(rulebook(flash, coupon), line("a", "100"))
        assert quote.payable == 8000
        assert [(u.name, u.reason) for u in quote.unused] == [("店铺券", "与秒杀不能同享")]


def test_without_the_秒杀_item_the_coupon_is_used() -> None:
    book = rulebook(FLASH | {"excludes": ["店铺券"]}, COUPON)
    assert costs(book, line("b", "100")) == "70.00"
    assert costs(book, line("a", "100"), line("b", "100")) == "180.00"


def test_a_presale_keeps_its_price_and_what_excludes_it_is_not_used() -> None:
    presale = promotion("deposit_reduction", "预售", deposit="10", off="5", group="g")
    book = rulebook(presale, COUPON | {"group": "g"})
    assert costs(book, line("a", "100")) == "95.00"


def test_of_two_deals_that_exclude_each_other_the_better_for_the_buyer_is_left() -> None:
    book = rulebook(
        promotion("fixed_price", "秒杀a", only("a"), price="80", group="秒杀"),
        promotion("fixed_price", "秒杀b", only("b"), price="70", group="秒杀"),
    )
    quote = quote_of(book, line("a", "100"), line("b", "100"))
    assert [q.payable for q in quote.lines] == [10000, 7000]
    assert [(u.name, u.reason) for u in quote.unused] == [("秒杀a", "与秒杀b不能同享")]


def test_which_deal_is_better_is_judged_by_the_whole_price() -> None:
    book = rulebook(
        promotion("fixed_price", "秒杀a", only("a"), price="80", group="秒杀"),
        promotion("fixed_price", "秒杀b", only("b"), price="70", group="秒杀"),
        promotion("item_coupon", "商品券", only("b"), threshold="100", off="20"),
    )
    # b at 70 is below the coupon's threshold: 100 + 70 against 80 + 100 − 20
    assert costs(book, line("a", "100"), line("b", "100")) == "160.00"


def test_where_a_deal_is_left_out_the_next_one_wins_its_units() -> None:
    book = rulebook(
        promotion("fixed_price", "秒杀a", only("a"), price="80", group="秒杀"),
        promotion("direct_reduction", "直降", only("a"), off="5"),
        promotion("fixed_price", "秒杀b", only("b"), price="70", group="秒杀"),
    )
    assert costs(book, line("a", "100"), line("b", "100")) == "165.00"


def test_two_presales_that_exclude_each_other_make_no_order() -> None:
    book = rulebook(
        promotion("deposit_reduction", "甲", only("a"), deposit="10", off="5", group="g"),
        promotion("deposit_reduction", "乙", only("b"), deposit="10", off="5", group="g"),
    )
    with pytest.raises(NoPrice, match="分开下单"):
        quote_of(book, line("a", "100"), line("b", "100"))
    assert costs(book, line("a", "100")) == "95.00"


def test_more_exclusive_deals_than_can_be_tried_are_no_price() -> None:
    deals = [promotion("fixed_price", s, only(s), price="80", group="g") for s in "abcdefghi"]
    with pytest.raises(NoPrice, match="互斥的单品优惠太多"):
        quote_of(rulebook(*deals), *(line(s, "100") for s in "abcdefghi"))


def test_the_second_best_keeps_the_exclusion() -> None:
    book = rulebook(
        FLASH | {"excludes": ["店铺券"]}, COUPON, promotion("shop_coupon", "小券", off="1")
    )
    cart = cart_of(book, line("a", "100"), buyer=Buyer())
    assert second_best(cart, book).best.payable == price(cart, book).payable == 7900
