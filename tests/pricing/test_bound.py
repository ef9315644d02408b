"""The bound of the search: never above the cheapest way to go on, and sharp enough."""

from itertools import combinations
from random import Random
from typing import Any

import pytest

from service.pricing import NoPrice, price
from service.pricing.choosing import Search
from service.pricing.layers import Priced, Walk
from service.pricing.setting import set_up
from tests.pricing.little_carts import Buyer, cart_of, line, only, promotion, rulebook

SCOPES = ({"all": True}, only("a"), only("b"), only("a", "b"), only("b", "c"))
ONCE = (
    *("shop_coupon", "item_coupon", "platform_coupon", "consumption_voucher", "category_coupon"),
    "shop_red_packet",
)
OFTEN = ("shop_reduction", "platform_reduction", "cross_store")
STEADY = ("shop_ladder", "discount_coupon")
UNITS = ("nth_item", "count_discount", "amount_discount")
LATE = ("red_packet", "member_rate", "government_subsidy", "prepaid")
PROGRESSIVE: tuple[dict[str, Any], ...] = (
    {},
    {"over_discount": "void"},
    {"odd_fen": "last_line"},
    {"merchant_coupons": "by_overlap"},
    {"rate_base": "left", "presale_base": "whole_worth"},
    {"coupon_on_deposit": True},
    {"rate_rounding": "unit"},
)
PARALLEL: tuple[dict[str, Any], ...] = (
    {},
    {"cross_base": "after_coupons"},
    {"cross_base": "after_red_packets", "over_discount": "void"},
    {"cross_base": "after_coupons", "rate_base": "left"},
    {"cross_base": "after_coupons", "coupon_on_deposit": True},
)


def fields_of(kind: str, dice: Random) -> dict[str, Any]:
    """Thresholds that the others often put out of reach."""
    threshold = dice.randint(20, 390)
    if kind == "shop_ladder":
        tiers = ((threshold, 9), (threshold + dice.randint(1, 99), 20))
        return {"tiers": [{"threshold": str(at), "off": str(off)} for at, off in tiers]}
    if kind == "discount_coupon":
        rate, cap = dice.choice((("8", "9.5"), ("20", "11"), ("35", "60"), ("12", "500")))
        return {"threshold": str(threshold), "percent_off": rate, "cap": cap}
    if kind in UNITS + LATE:
        others: dict[str, dict[str, Any]] = {
            "nth_item": {"nth": 2, "percent_off": "50", "repeat": True},
            "count_discount": {"count": 2, "percent_off": "15"},
            "amount_discount": {"threshold": str(threshold), "percent_off": "12"},
            "red_packet": {"off": str(dice.randint(1, 60))},
            "member_rate": {"membership": "88VIP", "percent_off": "5"},
            "government_subsidy": {"percent_off": "15", "cap": "30", "price_limit": "140"},
            "prepaid": {},
        }
        return others[kind]
    fields: dict[str, Any] = {"threshold": str(threshold)}
    if kind in OFTEN[:2]:
        fields["every"] = dice.random() < 0.6
    fields["off"] = str(dice.randint(1, max(1, threshold // dice.randint(2, 5))))
    if kind in ONCE and dice.random() < 0.4:
        fields |= {"threshold": str(dice.randint(0, 90)), "off": str(dice.randint(30, 200))}
    return fields


def search_of(seed: int, thresholds: str) -> Search | None:
    """Some promotions that put each other out of reach and clash across the layers; ``None``
    where the rules leave no price."""
    dice = Random(seed)  # noqa: S311 - dice, no secret
    found = []
    for number in range(dice.randint(3, 7)):
        kind = dice.choice(ONCE * 2 + OFTEN * 2 + STEADY + UNITS + LATE[: dice.choice((0, 4))])
        fields = fields_of(kind, dice)
        fields["stacks"] = dice.random() < 0.6
        fields["group"] = dice.choice(("", "", "", "一", "二"))
        found.append(promotion(kind, f"{number}", dice.choice(SCOPES), **fields))
    if dice.random() < 0.3:
        presale = promotion("deposit_inflation", "presale", only("b"), deposit="15", worth="40")
        found.append(presale)
    policies = dice.choice(PROGRESSIVE if thresholds == "progressive" else PARALLEL)
    book = rulebook(*found, thresholds=thresholds, **policies)
    balances = {p.id: 15_00 for p in book if p.kind == "prepaid"}
    buyer = Buyer(memberships=frozenset({"88VIP"}), balances=balances)
    cart = cart_of(book, line("a", "101.01"), line("b", "149.99"), line("c", "70", 2), buyer=buyer)
    try:
        return Search(set_up(cart, book).checkout())
    except NoPrice:
        return None


def searches(block: int, thresholds: str) -> list[Search]:
    seeds = range(60 * block, 60 * block + 60)
    return [search for seed in seeds if (search := search_of(seed, thresholds))]


def priced(search: Search, chosen: int) -> Priced | None:
    """The set without a clash, priced; ``None`` if one of ``chosen`` saves nothing."""
    state = Walk(search.checkout)
    for index, candidate in enumerate(search.checkout.candidates):
        bit = 1 << index
        if (chosen | search.forced) & bit and not state.take(candidate) and chosen & bit:
            return None
    return state.end()


def choices(search: Search) -> list[tuple[int, int]]:
    """(a set in which everything saves something, its price), for all sets without a clash."""
    clashes = search.checkout.clashes
    own = [i for i in range(search.size) if not search.forced >> i & 1]
    found = []
    for size in range(len(own) + 1):
        for some in combinations(own, size):
            chosen = sum(1 << i for i in some)
            if any(clashes[i] & chosen for i in some):
                continue
            if (end := priced(search, chosen)) is not None:
                found.append((chosen, end.payable))
    return found


@pytest.mark.parametrize("block", range(10))
@pytest.mark.parametrize("thresholds", ["parallel", "progressive"])
def test_no_choice_is_cheaper_than_the_bound_of_what_is_decided(
    thresholds: str, block: int
) -> None:
    for search in searches(block, thresholds):
        dice = Random(block)  # noqa: S311 - dice, no secret
        found = choices(search)
        for whole, _ in found:
            chosen = whole & dice.getrandbits(search.size)
            barred = ~whole & dice.getrandbits(search.size) & ~search.forced
            possible = [(s, p) for s, p in found if s & chosen == chosen and not s & barred]
            reached = search.bound.least(chosen, barred)
            assert reached is not None
            least, useless = reached
            assert least <= min(payable for _, payable in possible)
            assert not any(one & useless for one, _ in possible)


@pytest.mark.parametrize("block", range(10))
@pytest.mark.parametrize("thresholds", ["parallel", "progressive"])
def test_the_search_finds_the_cheapest_of_all_choices(thresholds: str, block: int) -> None:
    for search in searches(block, thresholds):
        search.run()
        answered = [payable for chosen, payable in choices(search) if not evades(search, chosen)]
        assert search.found[0].rank[0] == min(answered)


def evades(search: Search, chosen: int) -> bool:
    """Whether an automatic promotion that would save something is left out for nothing."""
    clashes = search.checkout.clashes
    for index, candidate in enumerate(search.checkout.candidates):
        if candidate.optional or (chosen | search.forced) >> index & 1 or clashes[index] & chosen:
            continue
        if priced(search, chosen | 1 << index) is not None or saves(search, chosen, index):
            return True
    return False


def saves(search: Search, chosen: int, index: int) -> bool:
    """Whether the candidate saves something at its turn, beside what was chosen before it."""
    state = Walk(search.checkout)
    for turn, candidate in enumerate(search.checkout.candidates[: index + 1]):
        if (chosen | search.forced | 1 << index) >> turn & 1:
            took = state.take(candidate)
    return took


def decided(*found: dict[str, Any], chosen: int = 0, **policies: str) -> int:
    """The bound of a cart of 391 yuan, with some of the promotions chosen."""
    book = rulebook(*found, **policies)
    cart = cart_of(book, line("a", "101.01"), line("b", "149.99"), line("c", "70", 2))
    reached = Search(set_up(cart, book).checkout()).bound.least(chosen, 0)
    assert reached is not None
    return reached[0]


def test_a_coupon_that_the_chosen_ones_put_out_of_reach_is_not_counted() -> None:
    least = decided(
        promotion("shop_coupon", off="60"),
        promotion("platform_coupon", threshold="380", off="50"),
        chosen=0b01,
        thresholds="progressive",
    )
    assert least == 391_00 - 60_00


def test_before_a_chosen_coupon_no_more_is_saved_than_it_has_to_spare() -> None:
    least = decided(
        promotion("shop_coupon", "small", off="8", stacks=True),
        promotion("shop_coupon", "other", off="9", stacks=True),
        promotion("platform_coupon", threshold="380", off="50"),
        chosen=0b100,
        thresholds="progressive",
    )
    # 391 in all: at most 11 are saved before the 50
    assert least == 391_00 - 61_00


def test_what_every_cart_gives_for_each_300_may_leave_a_coupon_below_its_threshold() -> None:
    least = decided(
        promotion("cross_store", threshold="300", off="50"),
        promotion("category_coupon", "late", only("a"), threshold="100", off="40"),
        thresholds="progressive",
    )
    assert least == 391_00 - 50_00


def test_every_coupon_lowers_what_is_measured_for_each_300() -> None:
    least = decided(
        promotion("shop_coupon", off="100"),
        promotion("cross_store", threshold="300", off="50"),
        chosen=0b01,
        thresholds="parallel",
        cross_base="after_coupons",
    )
    # beside the coupon 291 are measured, and nothing is taken off for 300
    assert least == 391_00 - 100_00


def test_coupons_that_bring_every_line_to_its_floor_are_still_proved() -> None:
    """Progressive thresholds, fifteen coupons that stack, goods of 200: nearly all sets are too
    many to price, and what a line cannot give does not lower a threshold."""
    coupons = [
        promotion(
            "shop_coupon", f"c{n}", SCOPES[n % 5], threshold=str(9 + 7 * n), off=str(8 + 5 * n)
        )
        | {"stacks": True}
        for n in range(15)
    ]
    book = rulebook(*coupons, thresholds="progressive")
    cart = cart_of(book, line("a", "80"), line("b", "70"), line("c", "50"))
    search = Search(set_up(cart, book).checkout())
    search.run()
    assert search.nodes < 2_000
    assert price(cart, book).payable == search.found[0].rank[0]
