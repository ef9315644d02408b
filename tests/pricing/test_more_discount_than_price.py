"""Where promotions take more than a line holds."""

from tests.pricing.little_carts import Buyer, costs, line, promotion, quote_of, rulebook

TOO_MUCH = (
    promotion("shop_coupon", threshold="400", off="380"),
    promotion("cross_store", threshold="400", off="50"),
)


def test_淘宝_the_line_stops_at_zero_and_the_rest_is_lost() -> None:
    quote = quote_of(rulebook(*TOO_MUCH), line("a", "400"))
    assert quote.payable == 0
    assert [step.saving for step in quote.steps] == [38000, 2000]
    assert any("多出的部分不抵扣" in warning for warning in quote.warnings)


def test_the_other_lines_keep_their_shares() -> None:
    book = rulebook(
        promotion("item_coupon", scope={"skus": ["a"]}, off="100"),
        promotion("platform_coupon", off="50"),
    )
    quote = quote_of(book, line("a", "100"), line("b", "100"))
    # each line's share of the 50 is 25; a has nothing left for it
    assert [q.payable for q in quote.lines] == [0, 7500]


def test_抖音_sells_an_order_at_or_under_zero_for_one_fen() -> None:
    book = rulebook(
        promotion("shop_coupon", threshold="100", off="60"),
        promotion("platform_coupon", threshold="100", off="50"),
        platform="douyin",
    )
    quote = quote_of(book, line("a", "100"))
    assert quote.payable == 1
    assert any("0.01" in warning for warning in quote.warnings)


def test_抖音_charges_freight_beside_the_one_fen() -> None:
    book = rulebook(
        promotion("shop_coupon", off="100"), promotion("freight", fee="6"), platform="douyin"
    )
    assert costs(book, line("a", "100")) == "6.01"


def test_2018_津贴_that_brings_a_line_to_zero_is_not_usable_on_the_whole_order() -> None:
    promotions = (
        promotion("item_coupon", scope={"skus": ["a"]}, off="95"),
        promotion("cross_store", threshold="300", off="30", from_balance=True),
    )
    lines = (line("a", "100"), line("b", "300"))
    buyer = Buyer(balances={"cross_store": 12_000})
    book = rulebook(*promotions, over_discount="void")
    # using the 津贴 alone (30) would be worse than the coupon alone (95)
    assert costs(book, *lines, buyer=buyer) == "305.00"
    since_2020 = rulebook(*promotions)
    # a's share is 7.50 of which 5 fit: 400 − 95 − 27.50
    assert costs(since_2020, *lines, buyer=buyer) == "277.50"


def test_津贴_stops_at_the_balance_and_跨店满减_at_nothing() -> None:
    allowance = rulebook(promotion("cross_store", threshold="300", off="30", from_balance=True))
    for price, saved in (("300", 3000), ("600", 6000), ("900", 9000), ("1500", 12000)):
        buyer = Buyer(balances={"cross_store": 12_000})
        assert quote_of(allowance, line("a", price), buyer=buyer).saving == saved
    assert quote_of(allowance, line("a", "900")).saving == 0
    automatic = rulebook(promotion("cross_store", threshold="300", off="40"))
    assert quote_of(automatic, line("a", "600")).saving == 8000


def test_shops_of_different_tiers_never_pool() -> None:
    book = rulebook(
        promotion("cross_store", "300-30", {"shops": ["A"]}, threshold="300", off="30"),
        promotion("cross_store", "600-40", {"shops": ["B"]}, threshold="600", off="40"),
    )
    lines = (line("a", "100", shop="A"), line("b", "500", shop="B"))
    quote = quote_of(book, *lines)
    assert quote.payable == 60000
    assert [(t.promotion_id, t.missing, t.saves) for t in quote.top_ups] == [
        ("600-40", 10000, 4000),
        ("300-30", 20000, 3000),
    ]
