"""The bound where coupons lower the base of 跨店满减: never above the cheapest way to go on."""

from random import Random

import pytest

from service.pricing.choosing import Search
from service.pricing.layers import Walk
from service.pricing.money import Fen
from service.pricing.setting import set_up
from tests.pricing.little_carts import cart_of, line, only, promotion, rulebook

SCOPES = ({"all": True}, only("a"), only("a", "b"), only("b", "c"))


def search_of(dice: Random) -> Search:
    found = []
    for number in range(dice.randint(2, 5)):
        kind = dice.choice(("shop_coupon", "item_coupon", "shop_red_packet", "platform_coupon"))
        fields = {"off": str(dice.randint(1, 120)), "stacks": dice.random() < 0.7}
        found.append(promotion(kind, f"{number}", dice.choice(SCOPES), **fields))
    for number in range(dice.randint(1, 2)):
        scope = dice.choice(SCOPES)
        threshold = dice.randint(30, 200)
        fields = {"threshold": str(threshold), "off": str(dice.randint(1, threshold - 1))}
        found.append(promotion("cross_store", f"cross{number}", scope, **fields))
    reading = dice.choice(("after_coupons", "after_red_packets"))
    over = dice.choice(("stop", "void"))
    book = rulebook(*found, thresholds="parallel", cross_base=reading, over_discount=over)
    cart = cart_of(book, line("a", "101.01"), line("b", "149.99"), line("c", "70", 2))
    return Search(set_up(cart, book).checkout())


def cheapest(search: Search, index: int, barred: int, state: Walk) -> Fen:
    """The cheapest of all ways to go on, each of them above the bound."""
    checkout = search.checkout
    undecided = [i for i in range(index, search.size) if not barred >> i & 1]
    if not undecided:
        return state.end().payable
    turn = undecided[0]
    taken = state.copy()
    taken.take(checkout.candidates[turn])
    found = min(
        cheapest(search, turn + 1, barred | checkout.clashes[turn], taken),
        cheapest(search, turn + 1, barred, state),
    )
    assert search.bound.least(state, undecided) <= found
    return found


@pytest.mark.parametrize("block", range(4))
def test_no_way_to_go_on_is_cheaper_than_the_bound(block: int) -> None:
    for seed in range(100 * block, 100 * block + 100):
        search = search_of(Random(seed))  # noqa: S311 - dice, no secret
        cheapest(search, 0, 0, Walk(search.checkout))


def test_every_coupon_lowers_what_is_measured_for_each_300() -> None:
    book = rulebook(
        promotion("shop_coupon", off="100"),
        promotion("cross_store", threshold="300", off="50"),
        thresholds="parallel",
        cross_base="after_coupons",
    )
    search = Search(set_up(cart_of(book, line("a", "950")), book).checkout())
    # without the coupon three times 50, beside it two: 850 are measured
    assert search.bound.least(Walk(search.checkout), range(2)) == 950_00 - 200_00
