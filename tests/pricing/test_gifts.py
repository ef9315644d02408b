"""满赠: told with the quote, a shop activity like the others."""

from typing import Any

from service.pricing import Line, Rulebook
from tests.pricing.little_carts import Buyer, line, only, promotion, quote_of, rulebook


def gift(name: str = "满赠", threshold: str = "100", **fields: Any) -> dict[str, Any]:
    return promotion("gift", name, threshold=threshold, gift=f"{name}的赠品", **fields)


def gifts(book: Rulebook, *lines: Line, buyer: Buyer | None = None) -> list[str]:
    return [given.name for given in quote_of(book, *lines, buyer=buyer).gifts]


def test_a_gift_is_not_given_beside_a_coupon_that_excludes_it() -> None:
    coupon = promotion("shop_coupon", off="5")
    assert gifts(rulebook(gift(excludes=["shop_coupon"]), coupon), line("a", "100")) == []
    assert gifts(rulebook(gift(group="g"), {**coupon, "group": "g"}), line("a", "100")) == []
    assert gifts(rulebook(gift(), coupon), line("a", "100")) == ["满赠"]
    nobody = Buyer(claimed=frozenset())
    excluded = rulebook(gift(excludes=["shop_coupon"]), coupon)
    assert gifts(excluded, line("a", "100"), buyer=nobody) == ["满赠"]


def test_a_gift_is_not_given_beside_a_秒杀价_that_excludes_it() -> None:
    flash = promotion("fixed_price", "秒杀", only("a"), price="99", excludes=["gift"])
    book = rulebook(flash, gift())
    assert gifts(book, line("a", "100"), line("b", "100")) == []
    assert gifts(book, line("b", "100")) == ["满赠"]


def test_of_two_gifts_of_a_shop_the_one_with_the_higher_threshold_is_given() -> None:
    book = rulebook(gift("小礼"), gift("大礼", "200"))
    assert gifts(book, line("a", "100")) == ["小礼"]
    assert gifts(book, line("a", "200")) == ["大礼"]
    stacking = rulebook(gift("小礼", stacks=True), gift("大礼", "200"))
    assert gifts(stacking, line("a", "200")) == ["小礼", "大礼"]


def test_progressively_a_gift_tests_what_is_left_at_its_turn() -> None:
    official = promotion("official_reduction", percent_off="10")
    assert gifts(rulebook(official, gift()), line("a", "100")) == ["满赠"]
    assert gifts(rulebook(official, gift(), thresholds="progressive"), line("a", "100")) == []
    coupon = promotion("shop_coupon", off="5")  # comes after the shop's activities
    assert gifts(rulebook(coupon, gift(), thresholds="progressive"), line("a", "100")) == ["满赠"]


def test_on_抖音_a_gift_is_a_shop_activity_and_gives_way_to_平台满减() -> None:
    platform = promotion("platform_reduction", threshold="100", off="10")
    assert gifts(rulebook(gift(), platform, platform="douyin"), line("a", "100")) == []
    assert gifts(rulebook(gift(), platform), line("a", "100")) == ["满赠"]


def test_a_gift_that_is_not_given_is_told_with_the_reason() -> None:
    flash = promotion("fixed_price", "秒杀", only("b"), price="99", excludes=["大礼"])
    book = rulebook(
        gift("小礼"), gift("中礼", "150"), gift("大礼", "180"), gift("厚礼", "500"), flash
    )
    quote = quote_of(book, line("a", "100"), line("b", "100"))
    told = {unused.name: (unused.reason, unused.missing) for unused in quote.unused}
    assert [given.name for given in quote.gifts] == ["中礼"]
    assert told == {
        "小礼": ("与中礼不能同享", None),
        "大礼": ("与秒杀不能同享", None),
        "厚礼": ("未满门槛", 30100),
    }
