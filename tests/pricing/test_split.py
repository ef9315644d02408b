"""Splitting a cart into orders: the cheapest way, against every way."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from service.pricing import Cart, NoPrice, OrderPromotion, Rulebook, better_split, price
from service.pricing.promotion import Pile, Run
from tests.pricing.little_carts import cart_of, line, promotion, rulebook
from tests.pricing.reference.carts import seeded

Part = tuple[int, ...]


def cheapest(cart: Cart, book: Rulebook) -> tuple[int, int]:
    """What the best of all ways to place the cart costs, and its fewest orders: every partition of
    the units, and every way to deal out what the buyer holds."""
    held = sorted(p.id for p in book if p.optional and p.id in cart.claimed | cart.balances.keys())
    known: dict[tuple[Part, frozenset[str]], int] = {}

    def cost(part: Part, hands: frozenset[str]) -> int:
        if (part, hands) not in known:
            gone = frozenset(held) - hands
            lines = tuple(
                replace(one, quantity=n) for one, n in zip(cart.lines, part, strict=True) if n
            )
            balances = {k: v for k, v in cart.balances.items() if k not in gone}
            order = replace(cart, lines=lines, claimed=cart.claimed - gone, balances=balances)
            known[part, hands] = price(order, book, with_readings=False).payable
        return known[part, hands]

    return min(
        (sum(map(cost, parts, hands)), len(parts))
        for parts in partitions(cart)
        for hands in deals(held, len(parts))
    )


def deals(held: list[str], orders: int) -> Iterator[list[frozenset[str]]]:
    """Every way to give each of the instruments to one of the orders."""
    for owners in product(range(orders), repeat=len(held)):
        yield [
            frozenset(name for name, owner in zip(held, owners, strict=True) if owner == number)
            for number in range(orders)
        ]


def partitions(cart: Cart) -> set[tuple[Part, ...]]:
    units = [i for i, one in enumerate(cart.lines) for _ in range(one.quantity)]
    return {
        tuple(sorted(tuple(block.count(i) for i in range(len(cart.lines))) for block in blocks))
        for blocks in set_partitions(units)
    }


def set_partitions(units: list[int]) -> Iterator[list[list[int]]]:
    if not units:
        yield []
        return
    first, rest = units[0], units[1:]
    for blocks in set_partitions(rest):
        yield [[first], *blocks]
        for i in range(len(blocks)):
            yield [*blocks[:i], [first, *blocks[i]], *blocks[i + 1 :]]


def small(seed: int, units: int = 4, held: int = 3) -> tuple[Cart, Rulebook] | None:
    """A random cart of few units and few instruments; a page that uses everything chooses nothing,
    and what was not known is not advised."""
    case = seeded(seed)
    book, cart = case.book, case.cart
    lines = tuple(replace(one, quantity=min(one.quantity, 3)) for one in cart.lines)
    while sum(one.quantity for one in lines) > units:
        lines = lines[:-1] if len(lines) > 1 else (replace(lines[0], quantity=units),)
    optional = [p.id for p in book if p.optional and p.id in cart.claimed | cart.balances.keys()]
    gone = frozenset(optional[held:])
    balances = {k: v for k, v in cart.balances.items() if k not in gone}
    cart = replace(cart, lines=lines, claimed=cart.claimed - gone, balances=balances)
    try:
        price(cart, book)
    except NoPrice:
        return None
    return cart, book


@pytest.mark.parametrize("start", range(0, 120, 20))
def test_no_way_to_place_a_random_cart_costs_less_than_the_one_advised(start: int) -> None:
    for seed in range(start, start + 20):
        given = small(seed)
        if given is None:
            continue
        cart, book = given
        try:
            split, least = better_split(cart, book), cheapest(cart, book)
        except NoPrice:
            continue
        one_order = price(cart, book).payable
        found = (split.payable, len(split.orders)) if split else (one_order, 1)
        assert found == least, seed


COUPONS = [
    promotion("shop_coupon", f"满{threshold}减{off}", threshold=threshold, off=off)
    for threshold, off in (("2000", "150"), ("1000", "60"), ("500", "40"))
]
CROSS = promotion("cross_store", threshold="300", off="50")


def test_where_nobody_knows_the_thresholds_an_order_keeps_what_either_reading_needs() -> None:
    """Once what only one reading used was counted in a second order too."""
    reduction = promotion("shop_reduction", threshold="104.89", off="125.86", every=True)
    book = rulebook(
        promotion("red_packet", "一分", to="2026-11-10 20:00"),
        promotion("red_packet", "33元", {"all": True, "except_skus": ["A"]}),
        reduction | {"cap": "8.40", "excludes": ["nth_item"], "stacks": True},
        promotion(
            "nth_item",
            scope={"all": True, "except_skus": ["A"]},
            nth=3,
            percent_off="12",
            repeat=True,
        ),
        promotion("beans", max_percent="100", step=1),
        promotion("pick_for", scope={"shops": ["乙"]}, count=2, price="0.24"),
        platform="kuaishou",
    )
    lines = (
        line("A", "0.54", 2, shop="乙"),
        line("B", "0.21", shop="乙"),
        line("C", "206.44", shop="甲"),
        line("D", "298.61", shop="乙"),
    )
    cart = replace(cart_of(book, *lines), balances={"一分": 1, "33元": 3316, "beans": 1000})
    split = better_split(cart, book)
    assert split is not None
    assert (split.payable, len(split.orders)) == cheapest(cart, book)


def test_every_coupon_has_an_order_of_its_own_in_a_cart_of_forty_kinds() -> None:
    book = rulebook(*COUPONS, CROSS)
    cart = cart_of(book, *(line(f"{i}", f"{99 + 50 * i}", 2) for i in range(40)))
    split = better_split(cart, book)
    assert split is not None
    used = [{s.promotion_id for s in one.steps} - {"cross_store"} for one in split.orders]
    assert sorted(map(len, used)) == [1, 1, 1]
    assert split.saves == 10_000
    sold = sum(q.line.quantity for one in split.orders for q in one.lines)
    assert sold == 80


def test_one_coupon_is_no_reason_to_split_however_large_the_cart() -> None:
    book = rulebook(COUPONS[0], CROSS)
    cart = cart_of(book, *(line(f"{i}", "123.45", 90) for i in range(100)))
    assert better_split(cart, book) is None


def test_goods_that_no_promotion_touches_go_with_the_first_order() -> None:
    coupons = [
        promotion("shop_coupon", f"c{i}", {"skus": ["a"]}, threshold="100", off="20")
        for i in (1, 2)
    ]
    book = rulebook(*coupons)
    others = [line(f"x{i}", "10", 50) for i in range(30)]
    split = better_split(cart_of(book, line("a", "100", 2), *others), book)
    assert split is not None
    assert [len(one.lines) for one in split.orders] == [31, 1]


def test_a_cart_with_too_many_ways_to_be_sure_is_refused() -> None:
    book = rulebook(
        *COUPONS,
        promotion("shop_ladder", tiers=[{"threshold": "300", "off": "37"}]),
        promotion("nth_item", nth=3, percent_off="33"),
        promotion("amount_discount", threshold="777", percent_off="7", cap="55"),
    )
    cart = cart_of(book, *(line(f"{i}", f"{101 + 37 * i}.{i:02}", 2) for i in range(20)))
    with pytest.raises(NoPrice, match="拆单的组合太多"):
        better_split(cart, book)


@pytest.mark.parametrize(
    ("fields", "most"),
    [
        ({"kind": "shop_reduction", "threshold": "300", "off": "30"}, 6000),
        ({"kind": "nth_item", "nth": 2, "percent_off": "50"}, 15_000),
        ({"kind": "pick_for", "count": 2, "price": "150"}, 50_000),
        ({"kind": "count_discount", "count": 2, "percent_off": "10", "cap": "20"}, 4000),
        ({"kind": "gift", "threshold": "100", "gift": "杯子"}, 0),
    ],
)
def test_what_an_automatic_promotion_saves_over_several_orders_is_bounded(
    fields: dict[str, Any], most: int
) -> None:
    kind = str(fields.pop("kind"))
    (rule,) = rulebook(promotion(kind, **fields))
    assert isinstance(rule, OrderPromotion)
    pile = Pile((Run(30_000, 1), Run(20_000, 1), Run(20_000, 1), Run(10_000, 1)), exact=True)
    assert rule.over_orders(pile) == most


def test_freight_that_is_charged_only_at_the_final_payment_is_saved_by_an_order_of_its_own() -> (
    None
):
    """Once it was thought to be charged in every order, and no split was advised."""
    book = rulebook(
        promotion("deposit_reduction", "presale", {"skus": ["b"]}, deposit="10", off="20"),
        promotion("freight", scope={"skus": ["a"]}, fee="6", **{"from": "2026-11-10 20:00"}),
    )
    cart = cart_of(book, line("a", "100"), line("b", "100"))
    split = better_split(cart, book)
    assert price(cart, book).payable == 186_00
    assert split is not None
    assert (split.payable, len(split.orders)) == (180_00, 2) == cheapest(cart, book)


def test_goods_whose_deal_keeps_a_coupon_out_are_better_in_an_order_of_their_own() -> None:
    """Once such goods were thought to go with any order, and 12078 were counted twice."""
    book = rulebook(
        promotion("direct_reduction", "deal", {"skus": ["b"]}, off="50"),
        promotion("item_coupon", scope={"skus": ["a"]}, off="30", excludes=["direct_reduction"]),
    )
    cart = cart_of(book, line("a", "100"), line("b", "100", 2))
    split = better_split(cart, book)
    assert price(cart, book).payable == 200_00
    assert split is not None
    assert (split.payable, len(split.orders)) == (170_00, 2) == cheapest(cart, book)
