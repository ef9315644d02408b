"""定金: the published figures and the decisions about them."""

import pytest
from pydantic import ValidationError

from service.pricing import NoPrice, second_best, yuan
from tests.pricing.little_carts import Buyer, cart_of, costs, line, promotion, quote_of, rulebook

PLAIN = promotion("deposit_reduction", id="预售", deposit="10", off="0")


def test_定金100抵200_is_gross_and_付定100立减200_comes_on_top() -> None:
    inflation = quote_of(
        rulebook(promotion("deposit_inflation", deposit="100", worth="200")), line("a", "1000")
    )
    assert (inflation.final_payment, inflation.payable) == (80000, 90000)
    reduction = quote_of(
        rulebook(promotion("deposit_reduction", deposit="100", off="200")), line("a", "1000")
    )
    assert (reduction.final_payment, reduction.payable) == (70000, 80000)


@pytest.mark.parametrize(
    ("price", "presale", "threshold", "holds"),
    [
        ("188", ("deposit_inflation", "50", "150"), "150", False),  # 88 [A5]
        ("2000", ("deposit_reduction", "100", "200"), "2000", False),  # 1800 [A3]
        ("2000", ("deposit_reduction", "100", "200"), "1800", True),
        ("240", ("deposit_reduction", "10", "40"), "200", True),  # 200 [A4]
    ],
)
def test_thresholds_use_the_price_after_the_presale_deposit_included(
    price: str, presale: tuple[str, str, str], threshold: str, holds: bool
) -> None:
    kind, deposit, value = presale
    field = "worth" if kind == "deposit_inflation" else "off"
    deal = promotion(kind, deposit=deposit) | {field: value}
    book = rulebook(deal, promotion("shop_coupon", threshold=threshold, off="10"))
    used = {step.kind for step in quote_of(book, line("a", price)).steps}
    assert ("shop_coupon" in used) is holds


@pytest.mark.parametrize(
    ("off", "final", "total"), [("10", "80.00", "90.00"), ("90", "0.00", "10.00")]
)
def test_京东_a_coupon_eats_only_the_final_payment_and_no_deposit_comes_back(
    off: str, final: str, total: str
) -> None:
    book = rulebook(PLAIN, promotion("platform_coupon", threshold="100", off=off), platform="jd")
    quote = quote_of(book, line("a", "100"))
    assert (yuan(quote.final_payment), yuan(quote.payable)) == (final, total)


def test_legacy_apps_let_the_coupon_eat_the_deposit_too() -> None:
    book = rulebook(
        PLAIN,
        promotion("platform_coupon", threshold="100", off="99"),
        platform="jd",
        coupon_on_deposit=True,
    )
    quote = quote_of(book, line("a", "100"))
    assert (quote.deposit, quote.final_payment, quote.payable) == (100, 0, 100)


def test_尾款立减_comes_on_top_only_where_it_is_marked() -> None:
    inflation = promotion("deposit_inflation", deposit="50", worth="150")
    plain = promotion("direct_reduction", off="120")
    marked = {**plain, "adds_to_presale": True}
    assert costs(rulebook(inflation, plain), line("a", "899")) == "799.00"
    quote = quote_of(rulebook(inflation, marked), line("a", "899"))
    assert (quote.payable, quote.final_payment) == (67900, 62900)


def test_a_presale_line_never_goes_below_its_own_deposit_beside_others() -> None:
    presale = promotion("deposit_reduction", scope={"skus": ["p"]}, deposit="10", off="0")
    coupon = promotion("item_coupon", scope={"skus": ["p"]}, off="100")
    quote = quote_of(rulebook(presale, coupon), line("p", "100"), line("other", "100"))
    assert [q.payable for q in quote.lines] == [1000, 10000]
    assert any("多出的部分不抵扣" in warning for warning in quote.warnings)


def test_the_threshold_on_the_price_less_the_whole_worth_is_a_named_reading() -> None:
    inflation = promotion("deposit_inflation", deposit="100", worth="200")
    for threshold, final in (("1800", 160000), ("2000", 180000)):
        coupon = promotion("shop_coupon", threshold=threshold, off="200")
        book = rulebook(inflation, coupon, platform="other", presale_base="whole_worth")
        assert quote_of(book, line("a", "2000")).final_payment == final


def test_a_bare_抵用额_gives_the_exact_final_payment_and_no_total() -> None:
    book = rulebook(
        promotion("limited_discount", percent_off="20", adds_to_presale=True),
        promotion("deposit_inflation", worth="200"),
        promotion("shop_coupon", threshold="1000", off="200"),
        promotion("member_rate", membership="会员", percent_off="20"),
        promotion("beans", max_percent="10", step=1),
    )
    buyer = Buyer(frozenset({"会员"}), {"beans": 1_000_000})
    with pytest.raises(NoPrice, match="到手合计不能承诺") as refusal:
        quote_of(book, line("a", "2000"), buyer=buyer)
    assert refusal.value.figures == {"final_payment": 86400}


def test_a_bare_抵用额_promises_no_final_payment_where_a_threshold_needs_the_deposit() -> None:
    # 200 less 100 is 100, and the deposit counts: with 50 or more the coupon from 150 is reached
    book = rulebook(
        promotion("deposit_inflation", worth="100"),
        promotion("shop_coupon", threshold="150", off="20"),
    )
    with pytest.raises(NoPrice, match="尾款可能是80元，也可能是100元") as refusal:
        quote_of(book, line("a", "200"))
    assert refusal.value.figures == {}


def test_a_bare_抵用额_of_the_whole_price_is_still_a_presale() -> None:
    with pytest.raises(NoPrice, match="尾款0元") as refusal:
        quote_of(rulebook(promotion("deposit_inflation", worth="100")), line("a", "100"))
    assert refusal.value.figures == {"final_payment": 0}


def test_a_bare_抵用额_gives_way_to_a_presale_that_surely_saves_as_much() -> None:
    bare = promotion("deposit_inflation", worth="20")
    for off, sure in (("20", True), ("19.99", False)):
        book = rulebook(bare, promotion("deposit_reduction", deposit="10", off=off))
        if sure:
            assert costs(book, line("a", "100")) == "80.00"
        else:
            with pytest.raises(NoPrice, match="定金数额没有给出"):
                quote_of(book, line("a", "100"))


def test_a_bare_抵用额_has_no_second_best_either() -> None:
    book = rulebook(promotion("deposit_inflation", worth="20"), promotion("shop_coupon", off="5"))
    with pytest.raises(NoPrice, match="到手合计不能承诺"):
        second_best(cart_of(book, line("a", "100")), book)


def test_官方立减_on_a_presale_promises_nothing() -> None:
    book = rulebook(PLAIN, promotion("official_reduction", percent_off="10"))
    with pytest.raises(NoPrice, match="a 是预售"):
        quote_of(book, line("a", "100"))


def test_快手_presales_are_not_priced() -> None:
    with pytest.raises(NoPrice, match="快手的预售规则"):
        quote_of(rulebook(PLAIN, platform="kuaishou"), line("a", "100"))


def test_a_deposit_above_a_fifth_of_the_price_is_warned_not_refused() -> None:
    book = rulebook(promotion("deposit_reduction", deposit="26.6", off="0"))
    assert any("定金超过价格的20%" in w for w in quote_of(book, line("a", "100")).warnings)


def test_a_deposit_dearer_than_its_worth_is_a_rulebook_error() -> None:
    with pytest.raises(ValidationError, match="不能小于定金"):
        rulebook(promotion("deposit_inflation", deposit="300", worth="200"))
