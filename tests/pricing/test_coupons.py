"""券: merchant, platform and category coupons, and which stand beside each other."""

import pytest

from tests.pricing.little_carts import Buyer, costs, line, only, promotion, quote_of, rulebook


def test_店铺红包_and_跨店满减_add_up() -> None:
    book = rulebook(
        promotion("shop_red_packet", off="5"),
        promotion("cross_store", threshold="200", off="20"),
    )
    assert costs(book, line("a", "250")) == "225.00"


def test_of_店铺红包_and_店铺券_the_better_is_used() -> None:
    book = rulebook(
        promotion("shop_red_packet", off="5"),
        promotion("shop_coupon", threshold="0", off="10"),
        promotion("cross_store", threshold="200", off="20"),
    )
    assert costs(book, line("a", "250")) == "220.00"


def test_different_items_each_take_their_own_商品券() -> None:
    book = rulebook(
        promotion("item_coupon", "券a", only("a"), threshold="50", off="20"),
        promotion("item_coupon", "券b", only("b"), threshold="100", off="30"),
    )
    assert costs(book, line("a", "120"), line("b", "200")) == "270.00"


def test_a_店铺券_beside_a_商品券_is_one_or_the_other_unless_it_stacks() -> None:
    shop = promotion("shop_coupon", scope=only("a"), off="30")
    item = promotion("item_coupon", scope=only("b"), off="20")
    lines = (line("a", "100"), line("b", "100"))
    assert costs(rulebook(shop, item), *lines) == "170.00"
    assert costs(rulebook(shop, {**item, "stacks": True}), *lines) == "150.00"


def test_a_折扣券_stops_at_its_cap_and_rounds_half_up() -> None:
    capped = rulebook(promotion("discount_coupon", percent_off="10", cap="15"))
    assert costs(capped, line("a", "200")) == "185.00"
    free = rulebook(promotion("discount_coupon", percent_off="5"))
    assert costs(free, line("a", "0.10")) == "0.09"


def test_京券_stack_with_each_other_and_not_with_东券() -> None:
    jing = [promotion("jing_coupon", f"京{i}", off="10") for i in (1, 2)]
    dong = promotion("dong_coupon", threshold="100", off="15")
    assert costs(rulebook(*jing, dong, platform="jd"), line("a", "100")) == "80.00"
    assert costs(rulebook(jing[0], dong, platform="jd"), line("a", "100")) == "85.00"


def test_a_折扣东券_has_a_cap() -> None:
    dong = promotion("dong_coupon", threshold="100", percent_off="20", cap="30")
    assert costs(rulebook(dong, platform="jd"), line("a", "199.99")) == "169.99"
    assert costs(rulebook(dong, platform="jd"), line("a", "100.03")) == "80.02"


def test_one_平台券_an_order_beside_the_shops_coupon() -> None:
    book = rulebook(
        promotion("shop_coupon", off="10"),
        promotion("platform_coupon", "p1", off="8"),
        promotion("platform_coupon", "p2", off="9"),
    )
    assert costs(book, line("a", "100")) == "81.00"


def test_消费券_stands_beside_a_平台券_and_品类券_one_an_item() -> None:
    book = rulebook(
        promotion("platform_coupon", off="8"),
        promotion("consumption_voucher", threshold="100", off="20"),
        promotion("category_coupon", "c1", only("a"), off="5"),
        promotion("category_coupon", "c2", off="6"),
    )
    assert costs(book, line("a", "100"), line("b", "100")) == "166.00"


def test_拼多多_takes_the_better_of_商品券_and_店铺券_on_overlapping_goods() -> None:
    book = rulebook(
        promotion("shop_coupon", threshold="25", off="3"),
        promotion("item_coupon", scope=only("a"), off="2"),
        platform="pinduoduo",
    )
    assert costs(book, line("a", "26")) == "23.00"


def test_抖音_takes_one_merchant_coupon_an_order() -> None:
    coupons = [
        promotion("item_coupon", "a券", only("a"), off="10"),
        promotion("item_coupon", "b券", only("b"), off="12"),
    ]
    lines = (line("a", "100"), line("b", "100"))
    assert costs(rulebook(*coupons, platform="douyin"), *lines) == "188.00"
    assert costs(rulebook(*coupons), *lines) == "178.00"


def test_抖音_a_shop_activity_and_平台满减_exclude_each_other() -> None:
    book = rulebook(
        promotion("shop_reduction", threshold="100", off="10"),
        promotion("platform_reduction", threshold="100", off="15"),
        platform="douyin",
    )
    quote = quote_of(book, line("a", "200"))
    assert quote.payable == 18500
    assert quote.unused[0].reason == "与platform_reduction不能同享"


def test_promotions_of_one_group_and_named_exclusions_do_not_stand_together() -> None:
    grouped = [
        promotion("shop_coupon", off="10", group="g"),
        promotion("platform_coupon", off="8", group="g"),
    ]
    assert costs(rulebook(*grouped), line("a", "100")) == "90.00"
    named = [
        promotion("shop_coupon", off="10", excludes=["platform_coupon"]),
        promotion("platform_coupon", off="12"),
    ]
    assert costs(rulebook(*named), line("a", "100")) == "88.00"


@pytest.mark.parametrize("kind", ["shop_coupon", "platform_coupon", "red_packet"])
def test_what_was_not_claimed_is_never_assumed(kind: str) -> None:
    book = rulebook(promotion(kind, off="10"))
    quote = quote_of(book, line("a", "100"), buyer=Buyer(claimed=frozenset()))
    assert quote.payable == 10000
    assert [(u.reason, u.would_save) for u in quote.unused] == [("领到才有", 1000)]


def test_equal_prices_prefer_fewer_instruments_then_the_rulebooks_order() -> None:
    book = rulebook(
        promotion("item_coupon", "x", only("a"), off="10"),
        promotion("item_coupon", "y", only("b"), off="10"),
        promotion("shop_coupon", "z", off="20"),
        promotion("shop_red_packet", "w", off="20"),
    )
    quote = quote_of(book, line("a", "100"), line("b", "100"))
    assert [step.promotion_id for step in quote.steps] == ["z"]
