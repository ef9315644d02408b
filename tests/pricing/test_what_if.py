"""A kept basket with one thing changed; splits and the second best."""

from datetime import timedelta

import pytest

from service.pricing import (
    BadCart,
    Cart,
    NoPrice,
    better_split,
    parse_start,
    price,
    second_best,
)
from service.pricing.what_if import (
    Comparison,
    add,
    as_member,
    asked_at,
    paid_at,
    quantity,
    remove,
    swap,
    what_if,
    with_coupon,
    without_coupon,
)
from tests.pricing.little_carts import NOW, Buyer, cart_of, line, promotion, rulebook

BOOK = rulebook(
    promotion("shop_reduction", threshold="300", off="30"),
    promotion("shop_coupon", threshold="100", off="10"),
    promotion("member_rate", membership="88VIP", percent_off="5"),
)
BASKET = cart_of(BOOK, line("a", "100", 2))


def test_one_more_line_reaches_the_reduction() -> None:
    change = what_if(BASKET, BOOK, add(line("b", "100")))
    assert (change.difference, change.gained) == (7000, ("shop_reduction",))


def test_adding_what_is_there_raises_its_quantity() -> None:
    change = what_if(BASKET, BOOK, add(line("a", "100")))
    assert [q.line.quantity for q in change.after.lines] == [3]


def test_one_unit_less_and_a_line_gone() -> None:
    assert what_if(BASKET, BOOK, remove("a", 1)).difference == -10000
    both = cart_of(BOOK, line("a", "100"), line("b", "50"))
    assert [q.line.sku for q in what_if(both, BOOK, remove("a")).after.lines] == ["b"]


def test_another_sku_in_the_same_quantity() -> None:
    change = what_if(BASKET, BOOK, swap("a", line("white", "120")))
    assert [(q.line.sku, q.line.quantity) for q in change.after.lines] == [("white", 2)]


def test_with_and_without_a_coupon() -> None:
    without = what_if(BASKET, BOOK, without_coupon("shop_coupon"))
    assert (without.difference, without.lost) == (1000, ("shop_coupon",))
    nobody = cart_of(BOOK, line("a", "100"), buyer=Buyer(claimed=frozenset()))
    assert what_if(nobody, BOOK, with_coupon("shop_coupon")).difference == -1000


def test_as_a_member_and_at_another_time() -> None:
    assert what_if(BASKET, BOOK, as_member("88VIP")).difference == -950
    later = asked_at(parse_start("2026-11-20 10:00"))
    assert what_if(BASKET, BOOK, later).difference == 1000


def test_a_final_payment_at_another_moment_loses_a_coupon_that_ends_before() -> None:
    book = rulebook(
        promotion("deposit_reduction", deposit="10", off="0"),
        promotion("shop_coupon", off="20", to="2026-11-11 23:59"),
    )
    basket = cart_of(book, line("a", "100"))
    late = what_if(basket, book, paid_at(parse_start("2026-11-13 10:00")))
    assert (late.before.payable, late.after.payable) == (8000, 10000)
    with pytest.raises(NoPrice, match="换一个付尾款的时间"):
        what_if(basket, book, paid_at(NOW + timedelta(hours=1)))


def test_an_unknown_sku_is_named() -> None:
    for change in (remove("x"), swap("x", line("y", "1")), quantity("x", 2)):
        with pytest.raises(BadCart, match="没有 x"):
            what_if(BASKET, BOOK, change)


def test_two_coupons_of_a_shop_pay_more_in_two_orders() -> None:
    book = rulebook(
        promotion("shop_coupon", "c1", off="20", threshold="100"),
        promotion("shop_coupon", "c2", off="20", threshold="100"),
    )
    cart = cart_of(book, line("a", "100", 2))
    split = better_split(cart, book)
    assert split is not None
    assert (split.payable, split.saves, len(split.orders)) == (16000, 2000, 2)


def test_one_order_is_best_where_a_threshold_pools_the_lines() -> None:
    book = rulebook(promotion("cross_store", threshold="200", off="20"))
    assert better_split(cart_of(book, line("a", "100"), line("b", "100")), book) is None


def test_freight_of_each_order_is_counted_against_a_split() -> None:
    coupons = [promotion("shop_coupon", f"c{i}", off="5", threshold="50") for i in (1, 2)]
    book = rulebook(*coupons, promotion("freight", fee="10", free_from="100"))
    assert better_split(cart_of(book, line("a", "60", 2)), book) is None


def test_where_a_page_uses_everything_no_split_is_advised() -> None:
    book = rulebook(promotion("shop_coupon", off="5"), choice="use_everything")
    with pytest.raises(NoPrice, match="不计算拆单"):
        better_split(cart_of(book, line("a", "100", 2)), book)


def test_an_order_that_would_have_no_price_is_not_advised() -> None:
    # b alone is paid now, while 官方立减 still stands beside 跨店满减; with the presale it is not
    book = rulebook(
        promotion("deposit_reduction", "预售", {"skus": ["a"]}, deposit="10", off="0"),
        promotion("official_reduction", "官", {"skus": ["b"]}, percent_off="10", to="2026-11-09"),
        promotion("cross_store", "跨", {"categories": ["c"]}, threshold="300", off="50"),
    )
    cart = cart_of(book, line("a", "100"), line("b", "100", category="c"))
    assert price(cart, book).payable == 20000
    assert better_split(cart, book) is None


def second(cart: Cart) -> str:
    return second_best(cart, COUPONS).reason


COUPONS = rulebook(
    promotion("shop_coupon", "大券", threshold="100", off="30"),
    promotion("shop_coupon", "小券", threshold="100", off="20"),
)


def test_the_second_best_and_why_it_is_not_the_best() -> None:
    cart = cart_of(COUPONS, line("a", "100"))
    assert second(cart) == "用小券而不用大券，会多付10元"
    assert second_best(cart, COUPONS).costs_more == 1000


def test_with_one_way_only_there_is_no_second() -> None:
    assert second(cart_of(COUPONS, line("a", "50"))) == "没有别的用法"


def test_a_comparison_shows_both_quotes() -> None:
    change = what_if(BASKET, BOOK)
    assert isinstance(change, Comparison)
    assert change.before == change.after
