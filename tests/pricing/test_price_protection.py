"""价保: what a lower price today pays back."""

import pytest

from service.pricing import BadReturn, Line, Rulebook, price
from service.pricing.price_protection import Protection, price_protection
from service.pricing.refund import Order
from tests.pricing.little_carts import NOW, Buyer, cart_of, line, only, promotion, rulebook


def bought(book: Rulebook, *lines: Line, buyer: Buyer | None = None) -> Order:
    cart = cart_of(book, *lines, buyer=buyer)
    return Order(cart, price(cart, book), book)


def protected(order: Order, today: str, book: Rulebook, already: int = 0) -> Protection:
    return price_protection(order, "a", line("a", today), NOW, book, already=already)


def test_天猫_simulates_an_order_with_what_anyone_can_get() -> None:
    now = rulebook(promotion("shop_coupon", threshold="100", off="30"))
    assert protected(bought(rulebook(), line("a", "100")), "120", now).compensation == 1000


def test_京东_compares_the_price_less_its_offers_and_what_was_returned_before() -> None:
    order = bought(
        rulebook(promotion("direct_reduction", off="100"), platform="jd"), line("a", "1000")
    )
    now = rulebook(promotion("direct_reduction", off="200"), platform="jd")
    assert protected(order, "1000", now).compensation == 10000
    assert protected(order, "1000", now, already=4000).compensation == 6000


def test_拼多多_counts_merchant_discounts_only_on_both_sides() -> None:
    then = rulebook(
        promotion("shop_coupon", off="10"),
        promotion("platform_coupon", off="5"),
        platform="pinduoduo",
    )
    assert protected(bought(then, line("a", "50")), "40", then).compensation == 1000


@pytest.mark.parametrize(
    "left_out",
    [
        promotion("red_packet", off="30"),
        promotion("consumption_voucher", off="30"),
        promotion("category_coupon", off="30"),
        promotion("fixed_price", price="70", public=False),
        promotion("shop_reduction", threshold="150", off="80"),
        promotion("deposit_reduction", deposit="10", off="30"),
    ],
)
def test_天猫_leaves_out_what_not_everyone_gets(left_out: dict[str, object]) -> None:
    order = bought(rulebook(), line("a", "100"), line("other", "100"))
    assert protected(order, "100", rulebook(left_out)).compensation == 0


def test_a_personal_red_packet_at_the_order_does_not_lower_the_price_then() -> None:
    order = bought(rulebook(promotion("red_packet", off="10")), line("a", "100"))
    assert protected(order, "95", rulebook()).compensation == 500


def test_it_is_for_all_units_kept_and_never_negative() -> None:
    order = bought(rulebook(), line("a", "100", 2))
    assert protected(order, "90", rulebook()).compensation == 2000
    assert protected(order, "110", rulebook()).compensation == 0
    kept = Order(order.cart, order.quote, order.rulebook, returned={"a": 1})
    assert protected(kept, "90", rulebook()).compensation == 1000


def test_an_unknown_sku_and_a_line_sent_back_have_nothing_to_protect() -> None:
    order = bought(rulebook(), line("b", "100"))
    with pytest.raises(BadReturn, match="没有 a"):
        protected(order, "90", rulebook(promotion("shop_coupon", scope=only("a"), off="1")))
    gone = Order(order.cart, order.quote, order.rulebook, returned={"b": 1})
    with pytest.raises(BadReturn, match="全部退货"):
        price_protection(gone, "b", line("b", "90"), NOW)
