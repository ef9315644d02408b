"""凑单, warnings, reasons: what a quote says beside its figures."""

from service.pricing import explanation
from tests.pricing.little_carts import Buyer, line, promotion, quote_of, rulebook


def test_凑单_says_how_much_is_missing_and_what_it_would_save() -> None:
    book = rulebook(
        promotion("shop_reduction", threshold="300", off="30"),
        promotion("cross_store", threshold="200", off="20"),
    )
    quote = quote_of(book, line("a", "280"))
    assert [(t.promotion_id, t.missing, t.saves) for t in quote.top_ups] == [
        ("shop_reduction", 2000, 3000),
        ("cross_store", 12000, 2000),
    ]


def test_凑单_counts_only_what_it_saves_more_than_now() -> None:
    coupons = [
        promotion("shop_coupon", "now", threshold="100", off="10"),
        promotion("shop_coupon", "next", threshold="200", off="25"),
        promotion("shop_coupon", "worse", threshold="150", off="8"),
    ]
    quote = quote_of(rulebook(*coupons), line("a", "100"))
    assert [(t.promotion_id, t.missing, t.saves) for t in quote.top_ups] == [("next", 10000, 1500)]


def test_凑单_of_what_was_not_claimed_is_not_promised() -> None:
    book = rulebook(promotion("shop_coupon", threshold="200", off="25"))
    quote = quote_of(book, line("a", "100"), buyer=Buyer(claimed=frozenset()))
    assert quote.top_ups == ()


def test_凑单_by_pieces() -> None:
    quote = quote_of(
        rulebook(promotion("count_discount", count=3, percent_off="10")), line("a", "9")
    )
    assert [(t.missing_units, t.saves) for t in quote.top_ups] == [(2, 90)]
    assert quote.unused[0].reason == "件数不够，还差2件"


def test_one_fen_that_flips_a_tier_is_warned_on_either_side() -> None:
    book = rulebook(promotion("shop_reduction", threshold="300", off="30"))
    assert any("少一分" in w for w in quote_of(book, line("a", "300")).warnings)
    assert any("只差一分" in w for w in quote_of(book, line("a", "299.99")).warnings)
    assert quote_of(book, line("a", "301")).warnings == ()


def test_满100_does_not_fire_at_99_01() -> None:
    book = rulebook(promotion("shop_reduction", threshold="100", off="10"))
    quote = quote_of(book, line("a", "99.01"))
    assert (quote.payable, quote.unused[0].missing) == (9901, 99)


def test_a_result_under_seventy_percent_is_warned() -> None:
    book = rulebook(promotion("shop_coupon", off="31"))
    assert any("70%" in w for w in quote_of(book, line("a", "100")).warnings)
    gentle = rulebook(promotion("shop_coupon", off="30"))
    assert quote_of(gentle, line("a", "100")).warnings == ()


def test_a_held_coupon_outside_its_time_says_when_it_holds() -> None:
    book = rulebook(promotion("shop_coupon", off="10") | {"from": "2026-11-11 00:00"})
    quote = quote_of(book, line("a", "100"))
    assert quote.payable == 10000
    assert quote.unused[0].reason == "付款时不在有效期（11月11日00:00至11月14日24:00）"


def test_a_held_coupon_for_other_goods_says_so() -> None:
    book = rulebook(promotion("shop_coupon", scope={"skus": ["b"]}, off="10"))
    assert quote_of(book, line("a", "100")).unused[0].reason == "不适用于这些商品"


def test_progressively_a_coupon_that_falls_below_says_how_far() -> None:
    book = rulebook(
        promotion("shop_reduction", threshold="100", off="5"),
        promotion("shop_coupon", threshold="100", off="20"),
        thresholds="progressive",
    )
    (unused,) = quote_of(book, line("a", "100")).unused
    assert (unused.reason, unused.missing, unused.would_save) == ("未满门槛", 500, 2000)


def test_the_explanation_tells_freight_and_gifts() -> None:
    book = rulebook(
        promotion("freight", id="运费", fee="10", free_from="99"),
        promotion("gift", threshold="50", gift="滤网"),
    )
    text = explanation(quote_of(book, line("a", "60")))
    assert "运费10元；赠滤网×1；到手合计70元" in text
    assert text.endswith("最终以结算页为准。")


def test_a_text_to_paste_promises_nothing_where_nobody_knows_the_rule() -> None:
    reduction = promotion("shop_reduction", threshold="300", off="50")
    coupon = promotion("shop_coupon", threshold="280", off="30")
    told = explanation(
        quote_of(rulebook(reduction, coupon, platform="pinduoduo"), line("a", "310"))
    )
    assert "到手合计260元" in told
    assert "若每项都按优惠前的金额判断，到手合计230元；这个价格还不能承诺" in told


def test_where_both_readings_agree_the_text_says_so() -> None:
    coupon = promotion("shop_coupon", threshold="280", off="30")
    told = explanation(quote_of(rulebook(coupon, platform="pinduoduo"), line("a", "310")))
    assert "两种算法都是到手合计280元" in told


def test_groups_are_counted_as_times_and_a_final_payment_of_nothing_is_said_to_be_none() -> None:
    pick = rulebook(promotion("pick_for", count=3, price="99"))
    assert "pick_for，满足2次，减41.4元" in explanation(quote_of(pick, line("a", "39.9", 6)))
    presale = promotion("deposit_reduction", deposit="10", off="0")
    coupon = promotion("platform_coupon", threshold="100", off="90")
    told = explanation(quote_of(rulebook(presale, coupon), line("a", "100")))
    assert "尾款0元，不用再付" in told
