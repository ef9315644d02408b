"""The search against every allowed set, and the heaviest set it is bounded by."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from service.pricing import price
from service.pricing.choosing import Search
from service.pricing.heaviest import Heaviest
from service.pricing.setting import set_up
from tests.pricing.little_carts import Buyer, cart_of, line, promotion, rulebook


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    size = draw(st.integers(1, 8))
    weights = draw(st.lists(st.integers(0, 50), min_size=size, max_size=size))
    clashes = [0] * size
    for one, other in combinations(range(size), 2):
        if draw(st.booleans()):
            clashes[one] |= 1 << other
            clashes[other] |= 1 << one
    return weights, clashes


def independent(chosen: int, clashes: list[int]) -> bool:
    return not any(chosen >> i & 1 and clashes[i] & chosen for i in range(len(clashes)))


def weight(chosen: int, weights: list[int]) -> int:
    return sum(w for i, w in enumerate(weights) if chosen >> i & 1)


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_the_heaviest_set_is_the_heaviest_of_all_sets_without_a_clash(
    graph: tuple[list[int], list[int]],
) -> None:
    weights, clashes = graph
    everything = (1 << len(weights)) - 1
    sets = [s for s in range(everything + 1) if independent(s, clashes)]
    heaviest = Heaviest(weights, clashes)
    assert heaviest.of(everything) == max(weight(s, weights) for s in sets)
    members = heaviest.members(everything)
    assert members in sets
    assert weight(members, weights) == heaviest.of(everything)


def test_fifteen_coupons_take_few_looks() -> None:
    coupons = [
        promotion("item_coupon", f"i{n}", {"skus": [f"s{n}", f"s{n + 1}"]}, off=str(5 + n))
        for n in range(10)
    ]
    coupons += [promotion("shop_coupon", f"c{n}", off=str(20 + 9 * n)) for n in range(5)]
    book = rulebook(*coupons)
    cart = cart_of(book, *(line(f"s{n}", "100") for n in range(10)))
    search = Search(set_up(cart, book).checkout())
    search.run()
    assert search.nodes < 100
    # 5 of the overlapping item coupons (i9, i7, i5, i3, i1) save 50; the largest shop coupon 56
    assert search.found[0].rank[0] == 100_000 - 5_600


def test_a_hundred_coupons_over_five_shops_are_still_proved() -> None:
    coupons = [
        promotion("shop_coupon", f"c{n}", {"shops": [f"店{n % 5}"]}, off=str(n + 1))
        for n in range(50)
    ]
    coupons += [promotion("item_coupon", f"i{n}", {"skus": [f"s{n}"]}, off="7") for n in range(50)]
    book = rulebook(*coupons)
    lines = [line(f"s{n}", "100", shop=f"店{n % 5}") for n in range(50)]
    # in each shop ten item coupons of 7 beat any shop coupon (at most 50)
    assert price(cart_of(book, *lines), book).payable == 500_000 - 50 * 700


def test_an_instrument_that_saves_nothing_is_never_used() -> None:
    book = rulebook(promotion("red_packet", off="50"), promotion("prepaid"))
    buyer = Buyer(balances={"prepaid": 10_000})
    quote = price(cart_of(book, line("a", "40"), buyer=buyer), book)
    assert [step.promotion_id for step in quote.steps] == ["red_packet"]


def test_an_automatic_promotion_is_not_left_out_for_one_that_saves_nothing_in_the_end() -> None:
    """Once 跨店满减, which had nothing left to save on a line at its floor, kept 满折 out."""
    book = rulebook(
        promotion("amount_discount", threshold="0.55", percent_off="5", cap="0.12"),
        promotion("item_coupon", "41分", threshold="0.45", off="0.41", stacks=True),
        promotion("item_coupon", "19分", threshold="0.61", off="0.19", stacks=True),
        promotion("cross_store", threshold="0.05", off="0.01"),
        platform="douyin",
        thresholds="parallel",
    )
    quote = price(cart_of(book, line("a", "0.61")), book)
    assert quote.payable == 1
    assert [step.kind for step in quote.steps] == ["amount_discount", "item_coupon", "item_coupon"]


def test_a_rate_of_what_is_left_is_not_taken_for_one_of_what_is_measured() -> None:
    """Once, where thresholds leave out all of the 抵用额, the dearer coupon was used."""
    book = rulebook(
        promotion("deposit_inflation", deposit="20", worth="40"),
        promotion("shop_coupon", off="35"),
        promotion("discount_coupon", percent_off="50"),
        presale_base="whole_worth",
        rate_base="left",
    )
    # 80 after the presale, 60 are measured: half of 80 is off, not half of 60
    assert price(cart_of(book, line("a", "100")), book).payable == 40_00
