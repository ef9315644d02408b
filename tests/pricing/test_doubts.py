"""What a rulebook's keeper should know although it is priced."""

from service.pricing import price
from tests.pricing.little_carts import cart_of, line, only, promotion, rulebook


def test_two_item_deals_for_one_product_at_one_time_are_told_and_the_better_is_priced() -> None:
    book = rulebook(
        promotion("direct_reduction", "直降5", only("a"), off="5"),
        promotion("fixed_price", "一口价80", only("a"), price="80"),
    )
    (doubt,) = book.doubts
    assert "直降5" in doubt
    assert "一口价80" in doubt
    assert price(cart_of(book, line("a", "100")), book).payable == 8_000


def test_item_deals_at_different_times_or_for_different_products_are_not_doubted() -> None:
    apart = rulebook(
        promotion("direct_reduction", "早", only("a"), off="5", to="2026-11-05 20:00"),
        promotion("direct_reduction", "晚", only("a"), off="6", **{"from": "2026-11-05 20:00"}),
        promotion("direct_reduction", "别的", only("b"), off="7"),
    )
    assert apart.doubts == ()


def test_item_deals_that_exclude_each_other_are_meant() -> None:
    book = rulebook(
        promotion("direct_reduction", "直降5", only("a"), off="5", excludes=["一口价80"]),
        promotion("fixed_price", "一口价80", only("a"), price="80"),
    )
    assert book.doubts == ()
