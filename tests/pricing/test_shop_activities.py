"""店铺级: 满减, 满折, 第N件, 任选, 满赠."""

import pytest
from pydantic import ValidationError

from service.pricing import yuan
from tests.pricing.little_carts import costs, line, only, promotion, quote_of, rulebook

LADDER = [{"threshold": "300", "off": "30"}, {"threshold": "600", "off": "40"}]


@pytest.mark.parametrize(("every", "expected"), [(False, "570.00"), (True, "540.00")])
def test_满减_once_or_for_every_threshold(every: bool, expected: str) -> None:
    book = rulebook(promotion("shop_reduction", threshold="300", off="30", every=every))
    assert costs(book, line("a", "600")) == expected


def test_每满减_stops_at_its_cap() -> None:
    book = rulebook(promotion("shop_reduction", threshold="100", off="10", every=True, cap="25"))
    assert costs(book, line("a", "900")) == "875.00"


@pytest.mark.parametrize(("every", "expected"), [(False, "1160.00"), (True, "1120.00")])
def test_a_ladder_gives_its_highest_tier(every: bool, expected: str) -> None:
    book = rulebook(promotion("shop_ladder", tiers=LADDER, every=every))
    assert costs(book, line("a", "1200")) == expected


def test_a_ladder_that_falls_is_a_rulebook_error() -> None:
    with pytest.raises(ValidationError, match="逐级上升"):
        rulebook(promotion("shop_ladder", tiers=LADDER[::-1]))


def test_a_repeating_ladder_whose_higher_tier_saves_less_is_a_rulebook_error() -> None:
    tiers = [{"threshold": "100", "off": "50"}, {"threshold": "391", "off": "60"}]
    rulebook(promotion("shop_ladder", tiers=tiers))
    with pytest.raises(ValidationError, match="还不如每满100减50"):
        rulebook(promotion("shop_ladder", tiers=tiers, every=True))


def test_满折_by_amount_from_its_threshold() -> None:
    book = rulebook(promotion("amount_discount", threshold="300", percent_off="10"))
    assert costs(book, line("a", "299.99")) == "299.99"
    assert costs(book, line("a", "300")) == "270.00"


def test_满件折_counts_units_in_scope() -> None:
    book = rulebook(promotion("count_discount", scope=only("a"), count=2, percent_off="20"))
    assert costs(book, line("a", "100"), line("b", "100")) == "200.00"
    assert costs(book, line("a", "100", 2), line("b", "100")) == "260.00"


@pytest.mark.parametrize(("repeat", "expected"), [(False, "301.00"), (True, "202.00")])
def test_第2件1元_once_or_every_second(repeat: bool, expected: str) -> None:
    book = rulebook(promotion("nth_item", nth=2, price="1", repeat=repeat))
    assert costs(book, line("a", "100", 4)) == expected


def test_第2件半价_takes_the_cheapest_unit_in_scope() -> None:
    book = rulebook(promotion("nth_item", nth=2, percent_off="50"))
    assert costs(book, line("a", "100"), line("b", "60")) == "130.00"


def test_第二件1元_with_a_coupon_leaves_one_yuan_and_is_flagged() -> None:
    book = rulebook(
        promotion("nth_item", nth=2, price="1"),
        promotion("shop_coupon", threshold="200", off="100"),
    )
    quote = quote_of(book, line("a", "100", 2))
    assert quote.payable == 100
    assert any("70%" in warning for warning in quote.warnings)


def test_99元任选3件_repeats_with_the_dearest_units() -> None:
    book = rulebook(promotion("pick_for", count=3, price="99"))
    assert costs(book, line("a", "50", 6)) == "198.00"
    assert costs(book, line("a", "50", 3), line("b", "40")) == "139.00"


def test_a_group_dearer_than_its_units_is_not_formed() -> None:
    book = rulebook(promotion("pick_for", count=3, price="99"))
    assert costs(book, line("a", "50", 3), line("b", "10", 3)) == "129.00"


def test_满赠_is_told_and_changes_no_figure() -> None:
    book = rulebook(promotion("gift", threshold="100", gift="保温杯"))
    quote = quote_of(book, line("a", "100"))
    assert quote.payable == 10000
    assert [(g.gift, g.quantity) for g in quote.gifts] == [("保温杯", 1)]
    assert quote_of(book, line("a", "99.99")).gifts == ()


def test_another_activity_of_the_shop_takes_the_gifts_place() -> None:
    reduction = promotion("shop_reduction", threshold="100", off="10")
    gift = promotion("gift", threshold="100", gift="保温杯")
    assert quote_of(rulebook(reduction, gift), line("a", "100")).gifts == ()
    stacking = rulebook(reduction, {**gift, "stacks": True})
    assert len(quote_of(stacking, line("a", "100")).gifts) == 1


def test_of_two_activities_with_different_goods_the_better_is_used() -> None:
    book = rulebook(
        promotion("shop_reduction", "r", only("a"), threshold="100", off="10"),
        promotion("amount_discount", "d", only("b"), threshold="100", percent_off="15"),
    )
    assert costs(book, line("a", "100"), line("b", "100")) == "185.00"


def test_each_shop_has_an_activity_of_its_own() -> None:
    book = rulebook(
        promotion("shop_reduction", "r", {"shops": ["A"]}, threshold="100", off="10"),
        promotion("shop_reduction", "s", {"shops": ["B"]}, threshold="100", off="15"),
    )
    quote = quote_of(book, line("a", "100", shop="A"), line("b", "100", shop="B"))
    assert yuan(quote.payable) == "175.00"
