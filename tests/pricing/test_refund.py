"""部分退款: from the stored shares, cumulatively."""

from dataclasses import replace
from datetime import timedelta

import pytest

from service.pricing import BadReturn, Line, Rulebook, price
from service.pricing.refund import Order, Refund, refund
from service.shops.after_sale_text import refund_text
from tests.pricing.little_carts import NOW, Buyer, cart_of, line, only, promotion, rulebook


def order_of(book: Rulebook, *lines: Line, buyer: Buyer | None = None) -> Order:
    cart = cart_of(book, *lines, buyer=buyer)
    return Order(cart, price(cart, book), book)


def back(order: Order, **units: int) -> Refund:
    return refund(order, units, NOW)


CROSS = rulebook(promotion("cross_store", threshold="200", off="20"))


def test_淘宝_a_return_pays_its_share_of_what_was_paid() -> None:
    order = order_of(CROSS, line("a", "100", shop="A"), line("b", "110", shop="B"))
    assert back(order, a=1).cash == 9048
    assert back(order, b=1).cash == 9952


def test_kept_goods_keep_their_discount_and_the_rule_is_named() -> None:
    book = rulebook(promotion("cross_store", threshold="500", off="50"))
    order = order_of(book, line("a", "400"), line("b", "100"))
    returned = back(order, b=1)
    assert (returned.cash, returned.rule) == (9000, "shares")
    # recomputed, a would lose the reduction: 450 − 400
    assert returned.other_cash == 5000
    assert back(order, a=1).cash == 36000


def test_a_店铺红包_comes_back_only_on_a_full_return_within_its_validity() -> None:
    book = rulebook(promotion("shop_red_packet", off="5"))
    order = order_of(book, line("a", "40"), line("b", "60"))
    assert (back(order, a=1).cash, back(order, b=1).cash) == (3800, 5700)
    assert back(order, b=1).back == ()
    whole = back(order, a=1, b=1)
    assert (whole.cash, whole.back) == (9500, ("shop_red_packet",))
    assert refund(order, {"a": 1, "b": 1}, NOW + timedelta(days=30)).back == ()


def test_units_are_refunded_cumulatively_so_three_thirds_make_the_whole() -> None:
    order = order_of(rulebook(promotion("shop_coupon", off="0.01")), line("a", "6.67", 3))
    paid = [back(replace(order, returned={"a": before}), a=1).cash for before in range(3)]
    assert (order.quote.goods, paid) == (2000, [667, 666, 667])


def test_units_of_one_line_at_different_prices_share_what_was_paid() -> None:
    order = order_of(rulebook(promotion("first_n", count=1, price="50")), line("a", "100", 2))
    assert back(order, a=1).cash == 7500


def test_the_recomputed_rule_is_a_named_policy() -> None:
    book = rulebook(promotion("shop_reduction", threshold="100", off="10"), refund="recomputed")
    lines = [line("a", "50"), line("b", "40"), line("c", "30"), line("d", "10")]
    order = order_of(book, *lines)
    assert order.quote.goods == 12000
    returned = back(order, c=1)
    assert (returned.cash, returned.other_cash, returned.rule) == (3000, 2769, "recomputed")
    assert back(order, a=1, b=1, c=1, d=1).cash == 12000


def test_recomputed_returns_in_steps_never_pay_more_than_was_paid() -> None:
    """300 − 150 = 150. Without c, a and b lose the reduction; b then owes nothing more back. Once
    each step was counted alone, and the three paid 200."""
    book = rulebook(promotion("shop_reduction", threshold="300", off="150"), refund="recomputed")
    order = order_of(book, line("a", "200"), line("b", "100"), line("c", "50"))
    assert order.quote.goods == 20000
    first = back(order, c=1)
    second = back(replace(order, returned={"c": 1}, refunded=first.cash), b=1)
    before = {"c": 1, "b": 1}
    third = back(replace(order, returned=before, refunded=first.cash + second.cash), a=1)
    assert (first.cash, second.cash, third.cash) == (5000, 0, 15000)


def test_a_further_recomputed_return_is_refused_without_what_was_paid_back_before() -> None:
    book = rulebook(promotion("shop_reduction", threshold="100", off="10"), refund="recomputed")
    order = order_of(book, line("a", "50"), line("b", "60"))
    with pytest.raises(BadReturn, match="refunded"):
        back(replace(order, returned={"a": 1}), b=1)


def test_what_was_paid_back_before_is_deducted_whatever_it_was() -> None:
    order = order_of(CROSS, line("a", "100", shop="A"), line("b", "110", shop="B"))
    assert back(replace(order, returned={"a": 1}, refunded=10000), b=1).cash == 9000
    with pytest.raises(BadReturn, match="190 元"):
        back(replace(order, returned={"a": 1}, refunded=19001), b=1)
    with pytest.raises(BadReturn, match="returned"):
        back(replace(order, refunded=1), b=1)


def test_a_discount_on_one_line_is_refunded_from_that_lines_own_share() -> None:
    order = order_of(
        rulebook(promotion("item_coupon", scope=only("a"), off="20")),
        line("a", "100"),
        line("b", "100"),
    )
    assert (back(order, a=1).cash, back(order, b=1).cash) == (8000, 10000)


def test_assets_are_no_cash_on_a_part_and_come_back_in_kind_on_the_whole() -> None:
    book = rulebook(promotion("prepaid"))
    order = order_of(
        book, line("a", "40"), line("b", "60"), buyer=Buyer(balances={"prepaid": 1_500})
    )
    part = back(order, a=1)
    assert (part.cash, part.lines[0].assets) == (3400, {"prepaid": 600})
    assert back(order, a=1, b=1).back == ("prepaid",)


def test_a_voucher_is_shared_only_among_its_own_goods() -> None:
    # 自营 40 with a voucher of 15, of which 25 are sent back: 9.38 in kind, 15.62 in cash
    book = rulebook(promotion("prepaid", scope=only("own")))
    order = order_of(
        book, line("own", "1", 40), line("other", "60"), buyer=Buyer(balances={"prepaid": 1_500})
    )
    returned = back(order, own=25)
    assert returned.lines[0].assets == {"prepaid": 938}
    assert returned.cash == 1562


PRESALE = rulebook(promotion("deposit_reduction", deposit="20", off="30"))


def test_an_unpaid_final_payment_leaves_the_deposit_unless_the_shop_is_at_fault() -> None:
    order = replace(order_of(PRESALE, line("a", "200", 2)), final_paid=False)
    assert back(order, a=2).cash == 0
    assert back(replace(order, shop_at_fault=True), a=1).cash == 2000


def test_after_the_final_payment_the_cash_comes_back_and_立减_is_never_paid_out() -> None:
    assert back(order_of(PRESALE, line("a", "200")), a=1).cash == 17000


def test_国补_goes_back_to_the_state_and_freight_stays() -> None:
    book = rulebook(
        promotion("government_subsidy", percent_off="15", cap="500"), promotion("freight", fee="9")
    )
    returned = back(order_of(book, line("a", "1000")), a=1)
    assert returned.cash == 85000
    assert {"国补退回国家，不退给买家", "运费不在退款内"} <= set(returned.notes)


def test_beans_earned_and_spent_are_deducted_in_cash() -> None:
    order = replace(order_of(rulebook(), line("a", "100")), earned_spent=150)
    assert back(order, a=1).cash == 9850


def test_beans_earned_and_spent_are_deducted_once_over_all_returns() -> None:
    order = replace(order_of(rulebook(), line("a", "100", 3)), earned_spent=150)
    paid = [back(replace(order, returned={"a": before}), a=1).cash for before in range(3)]
    assert paid == [9850, 10000, 10000]
    little = replace(order_of(rulebook(), line("a", "1", 3)), earned_spent=150)
    paid = [back(replace(little, returned={"a": before}), a=1).cash for before in range(3)]
    assert paid == [0, 50, 100]


def test_购物金_comes_back_after_the_event_too_a_claimed_红包_does_not() -> None:
    book = rulebook(promotion("prepaid"), promotion("red_packet", off="5"))
    buyer = Buyer(frozenset(), {"prepaid": 1_500})
    order = order_of(book, line("a", "100"), buyer=buyer)
    later = NOW + timedelta(days=30)
    assert set(refund(order, {"a": 1}, NOW).back) == {"prepaid", "red_packet"}
    assert refund(order, {"a": 1}, later).back == ("prepaid",)


def test_a_deposit_of_uneven_fen_comes_back_whole_where_the_shop_is_at_fault() -> None:
    book = rulebook(
        promotion("deposit_reduction", deposit="40", off="0"),
        promotion("shop_coupon", off="200"),
        coupon_on_deposit=True,
    )
    order = order_of(book, line("a", "100", 3))
    unpaid = replace(order, final_paid=False, shop_at_fault=True)
    assert order.quote.deposit == 10000
    paid = [back(replace(unpaid, returned={"a": before}), a=1).cash for before in range(3)]
    assert (sum(paid), paid) == (10000, [3333, 3334, 3333])


def test_a_text_about_a_refund_names_what_was_paid_and_only_what_was_used() -> None:
    unpaid = replace(order_of(PRESALE, line("a", "200")), final_paid=False)
    assert "已付定金20元" in refund_text(unpaid, back(unpaid, a=1))
    book = rulebook(promotion("red_packet", "红包5元", off="5"))
    order = order_of(book, line("a", "60"))
    told = refund_text(order, back(order, a=1))
    assert "a用红包5元抵的5元，原路退回" in told
    assert "京豆" not in told
    assert "留下的商品" not in told


def test_where_nobody_knows_the_rule_both_figures_stand_and_neither_is_promised() -> None:
    book = rulebook(promotion("shop_coupon", threshold="200", off="20"), platform="douyin")
    returned = back(order_of(book, line("a", "100"), line("b", "100")), a=1)
    assert (returned.cash, returned.other_cash, returned.promised) == (9000, 8000, False)


@pytest.mark.parametrize("units", [{}, {"x": 1}, {"a": 0}, {"a": -1}, {"a": 3}, {"a": True}])
def test_a_return_that_does_not_fit_its_order_is_refused(units: dict[str, int]) -> None:
    with pytest.raises(BadReturn):
        refund(order_of(rulebook(), line("a", "100", 2)), units, NOW)
