"""The bound of progressive thresholds: never above the cheapest way to go on, and sharp enough."""

from random import Random
from typing import Any

import pytest

from service.pricing.choosing import Search
from service.pricing.layers import Walk
from service.pricing.money import Fen
from service.pricing.setting import set_up
from tests.pricing.little_carts import cart_of, line, only, promotion, rulebook

SCOPES = ({"all": True}, only("a"), only("b"), only("a", "b"), only("b", "c"))
ONCE = ("shop_coupon", "item_coupon", "platform_coupon", "consumption_voucher", "category_coupon")
OFTEN = ("shop_reduction", "platform_reduction", "cross_store")
STEADY = ("shop_ladder", "discount_coupon")
POLICIES: tuple[dict[str, str], ...] = (
    {},
    {"over_discount": "void"},
    {"odd_fen": "last_line"},
    {"merchant_coupons": "by_overlap"},
)


def steady(kind: str, threshold: int, dice: Random) -> dict[str, Any]:
    """A ladder or a capped rate: from some base on they save the same."""
    if kind == "shop_ladder":
        tiers = ((threshold, 9), (threshold + dice.randint(1, 99), 20))
        return {"tiers": [{"threshold": str(at), "off": str(off)} for at, off in tiers]}
    rate, cap = dice.choice((("8", "9.5"), ("20", "11"), ("35", "60")))
    return {"threshold": str(threshold), "percent_off": rate, "cap": cap}


def promotions(dice: Random) -> list[dict[str, Any]]:
    """Thresholds that the others often put out of reach, and clashes across the layers."""
    found = []
    fields: dict[str, Any]
    for number in range(dice.randint(3, 7)):
        kind = dice.choice(ONCE + OFTEN + STEADY)
        threshold = dice.randint(20, 390)
        if kind in STEADY:
            fields = steady(kind, threshold, dice)
            found.append(promotion(kind, f"{number}", dice.choice(SCOPES), stacks=True, **fields))
            continue
        fields = {"threshold": str(threshold)}
        if kind in OFTEN[:2]:
            fields["every"] = dice.random() < 0.6
        fields["off"] = str(dice.randint(1, max(1, threshold // dice.randint(2, 5))))
        if kind in ONCE and dice.random() < 0.4:
            fields |= {"threshold": str(dice.randint(0, 90)), "off": str(dice.randint(30, 200))}
        fields["stacks"] = dice.random() < 0.6
        fields["group"] = dice.choice(("", "", "一", "二"))
        found.append(promotion(kind, f"{number}", dice.choice(SCOPES), **fields))
    return found


def search_of(*found: dict[str, Any], **policies: str) -> Search:
    book = rulebook(*found, thresholds="progressive", **policies)
    cart = cart_of(book, line("a", "101.01"), line("b", "149.99"), line("c", "70", 2))
    return Search(set_up(cart, book).checkout())


def cheapest(search: Search, index: int, barred: int, state: Walk) -> Fen:
    """The cheapest of all ways to go on, each of them above the bound, looked at closely or not."""
    checkout, size = search.checkout, search.size
    undecided = [i for i in range(index, size) if not barred >> i & 1]
    least = search.bound.least(state, undecided)
    if not undecided:
        return state.end().payable
    turn = undecided[0]
    taken = state.copy()
    taken.take(checkout.candidates[turn])
    found = cheapest(search, turn + 1, barred | checkout.clashes[turn], taken)
    if checkout.candidates[turn].optional or checkout.clashes[turn]:
        found = min(found, cheapest(search, turn + 1, barred, state))
    assert least <= found
    for to_beat in (found, found + 7_00, found + 41_00):
        assert search.bound.least(state, undecided, to_beat) <= found
        assert search.bound.least(state, undecided, to_beat, closely=True) <= found
    return found


@pytest.mark.parametrize("block", range(10))
def test_no_way_to_go_on_is_cheaper_than_the_bound(block: int) -> None:
    for seed in range(100 * block, 100 * block + 100):
        dice = Random(seed)  # noqa: S311 - dice, no secret
        search = search_of(*promotions(dice), **dice.choice(POLICIES))
        cheapest(search, 0, 0, Walk(search.checkout))


def test_a_coupon_that_the_ones_before_it_put_out_of_reach_is_not_counted() -> None:
    search = search_of(
        promotion("shop_coupon", off="60"),
        promotion("platform_coupon", threshold="380", off="50"),
    )
    # 391 in all: beside 60 off, 380 is not reached; at most 11 are saved before the 50
    assert search.bound.least(Walk(search.checkout), range(2)) == 391_00 - 61_00


def test_what_every_cart_gives_for_each_300_may_leave_a_coupon_below_its_threshold() -> None:
    search = search_of(
        promotion("cross_store", threshold="300", off="50"),
        promotion("category_coupon", "late", only("a"), threshold="100", off="40"),
    )
    assert search.bound.least(Walk(search.checkout), range(2)) == 391_00 - 50_00


def test_a_gap_that_no_sum_of_coupons_fills_is_not_counted_as_filled() -> None:
    coupons = [promotion("shop_coupon", f"c{off}", off=off, stacks=True) for off in ("30", "50")]
    late = promotion("platform_coupon", threshold="351", off="90")
    search = search_of(*coupons, late)
    start, everything = Walk(search.checkout), range(3)
    # 391 in all: 40 may go before the 90, but the coupons come to 30, 50 or 80
    assert search.bound.least(start, everything) == 391_00 - 40_00 - 90_00
    closely = search.bound.least(start, everything, 391_00 - 110_00, closely=True)
    assert closely == 391_00 - 30_00 - 90_00


def test_a_choice_that_cannot_be_beaten_is_not_looked_at_further() -> None:
    coupons = [promotion("shop_coupon", f"c{off}", off=off, stacks=True) for off in ("30", "50")]
    late = promotion("platform_coupon", threshold="351", off="90")
    search = search_of(*coupons, late)
    to_beat = 391_00 - 120_00 - 1
    assert search.bound.least(Walk(search.checkout), range(3), to_beat, closely=True) > to_beat
