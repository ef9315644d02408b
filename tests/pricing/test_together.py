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
POLICIES: tuple[dict[str, str], ...] = (
    {},
    {"over_discount": "void"},
    {"odd_fen": "last_line"},
    {"merchant_coupons": "by_overlap"},
)


def promotions(dice: Random) -> list[dict[str, Any]]:
    """Thresholds that the others often put out of reach, and clashes across the layers."""
    found = []
    for number in range(dice.randint(3, 7)):
        kind = dice.choice(ONCE + OFTEN)
        threshold = dice.randint(20, 390)
        fields: dict[str, Any] = {"threshold": str(threshold)}
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
    """The cheapest of all ways to go on, each of them above the bound."""
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
