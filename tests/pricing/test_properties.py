"""What holds for every cart."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from service.pricing import Cart, Line, Quote, Rulebook, price
from service.pricing.refund import Order, refund
from tests.pricing.little_carts import NOW, promotion, rulebook

SKUS = ("a", "b", "c", "d")

amounts = st.integers(1, 60_000)
cents = st.integers(1, 20_000).map(lambda fen: f"{fen // 100}.{fen % 100:02d}")
percents = st.integers(1, 60).map(str)
scopes = st.one_of(
    st.just({"all": True}),
    st.lists(st.sampled_from(SKUS), min_size=1, unique=True).map(lambda s: {"skus": s}),
    st.sampled_from(["A", "B"]).map(lambda shop: {"shops": [shop]}),
)

FIXED = ("shop_coupon", "item_coupon", "shop_red_packet", "platform_coupon", "category_coupon")
AUTOMATIC = ("shop_reduction", "platform_reduction", "cross_store")


@st.composite
def promotions(draw: st.DrawFn, number: int) -> dict[str, Any]:
    """One promotion of any family, with the id ``p{number}``."""
    kind = draw(
        st.sampled_from(
            [
                *FIXED,
                *AUTOMATIC,
                *("amount_discount", "discount_coupon", "nth_item", "member_rate", "red_packet"),
                *("direct_reduction", "limited_discount", "first_n", "deposit_inflation"),
            ]
        )
    )
    fields: dict[str, Any] = {}
    if kind in FIXED:
        fields = {"threshold": draw(cents), "off": draw(cents)}
    elif kind == "cross_store":
        fields = {"threshold": "300", "off": draw(st.sampled_from(["30", "50"]))}
    elif kind in AUTOMATIC:
        fields = {"threshold": draw(cents), "off": draw(cents), "every": draw(st.booleans())}
    elif kind in ("amount_discount", "discount_coupon"):
        fields = {"threshold": draw(cents), "percent_off": draw(percents)}
    elif kind == "nth_item":
        fields = {"nth": 2, "percent_off": draw(percents), "repeat": draw(st.booleans())}
    elif kind == "member_rate":
        fields = {"membership": "88VIP", "percent_off": draw(percents)}
    elif kind in ("red_packet", "direct_reduction"):
        fields = {"off": draw(cents)}
    elif kind == "limited_discount":
        fields = {"percent_off": draw(percents)}
    elif kind == "first_n":
        fields = {"count": 1, "price": draw(cents)}
    else:
        fields = {"deposit": "1.00", "worth": "3.00"}
    return promotion(kind, f"p{number}", draw(scopes), **fields)


@st.composite
def books(draw: st.DrawFn) -> Rulebook:
    found = [draw(promotions(i)) for i in range(draw(st.integers(0, 7)))]
    mode = draw(st.sampled_from(["parallel", "progressive"]))
    platform = draw(st.sampled_from(["tmall", "jd", "douyin"]))
    return rulebook(*found, platform=platform, thresholds=mode)


@st.composite
def carts(draw: st.DrawFn) -> Cart:
    lines = tuple(
        Line(sku, draw(amounts), draw(st.integers(1, 4)), shop=draw(st.sampled_from(["A", "B"])))
        for sku in draw(st.lists(st.sampled_from(SKUS), min_size=1, unique=True))
    )
    claimed = draw(st.frozensets(st.sampled_from([f"p{i}" for i in range(7)])))
    return Cart(lines, NOW, claimed, memberships=frozenset({"88VIP"}))


def quoted(cart: Cart, book: Rulebook) -> Quote:
    return price(cart, book, with_readings=False)


@settings(max_examples=150, deadline=None)
@given(carts(), books())
def test_shares_sum_to_the_whole_and_nothing_goes_below_its_floor(
    cart: Cart, book: Rulebook
) -> None:
    quote = quoted(cart, book)
    for index, line in enumerate(quote.lines):
        taken = sum(step.shares[index] for step in quote.steps)
        assert line.payable == line.line.list_price * line.line.quantity - taken
        assert line.payable >= line.deposit >= 0
    assert all(sum(step.shares) == step.saving > 0 for step in quote.steps)


@settings(max_examples=150, deadline=None)
@given(carts(), books(), st.randoms(use_true_random=False))
def test_returns_in_any_order_pay_back_what_was_paid_and_never_more(
    cart: Cart, book: Rulebook, chance: Any
) -> None:
    quote = quoted(cart, book)
    units = [line.sku for line in cart.lines for _ in range(line.quantity)]
    chance.shuffle(units)
    order, paid, returned = Order(cart, quote, book), 0, dict[str, int]()
    for sku in units:
        cash = refund(replace(order, returned=dict(returned)), {sku: 1}, NOW).cash
        assert cash >= 0
        paid += cash
        returned[sku] = returned.get(sku, 0) + 1
        assert paid <= quote.goods
    assert paid == quote.goods


@settings(max_examples=150, deadline=None)
@given(carts(), books(), st.randoms(use_true_random=False))
def test_recomputed_returns_in_any_order_pay_back_what_was_paid_and_never_more(
    cart: Cart, book: Rulebook, chance: Any
) -> None:
    recomputed = book.policies.model_copy(update={"refund": "recomputed"})
    book = book.model_copy(update={"policies": recomputed})
    quote = quoted(cart, book)
    units = [line.sku for line in cart.lines for _ in range(line.quantity)]
    chance.shuffle(units)
    order, paid, returned = Order(cart, quote, book), 0, dict[str, int]()
    for sku in units:
        so_far = replace(order, returned=dict(returned), refunded=paid)
        back = refund(so_far, {sku: 1}, NOW)
        assert back.rule == "recomputed"
        assert back.cash >= 0
        paid += back.cash
        returned[sku] = returned.get(sku, 0) + 1
        assert paid <= quote.goods
    assert paid == quote.goods


@settings(max_examples=150, deadline=None)
@given(carts(), books())
def test_the_order_of_lines_changes_no_total_but_for_an_odd_fen(cart: Cart, book: Rulebook) -> None:
    turned = replace(cart, lines=cart.lines[::-1])
    one, other = quoted(cart, book), quoted(turned, book)
    # where a line has no room for its odd fen, each step may lose one a line
    odd = len(cart.lines) * (len(book.promotions) + 1)
    floored = any("多出的部分不抵扣" in w for w in (*one.warnings, *other.warnings))
    rates = any("percent_off" in type(p).model_fields for p in book.promotions)
    assert abs(one.payable - other.payable) <= (odd if floored or rates else 0)


@settings(max_examples=150, deadline=None)
@given(carts(), books(), st.sampled_from([f"p{i}" for i in range(7)]))
def test_one_more_coupon_never_makes_the_best_price_higher(
    cart: Cart, book: Rulebook, coupon: str
) -> None:
    more = replace(cart, claimed=cart.claimed | {coupon})
    assert quoted(more, book).payable <= quoted(cart, book).payable


@settings(max_examples=100, deadline=None)
@given(carts(), books(), st.integers(0, 6), st.sampled_from([-60, -1, 0, 1, 60]))
def test_what_is_outside_its_validity_never_applies(
    cart: Cart, book: Rulebook, index: int, seconds: int
) -> None:
    assume(index < len(book.promotions))
    moved = book.promotions[index].model_copy(update={"end": NOW + timedelta(seconds=seconds)})
    assume(not getattr(moved, "takes_deposit", False))
    promotions = (*book.promotions[:index], moved, *book.promotions[index + 1 :])
    quote = quoted(cart, book.model_copy(update={"promotions": promotions}))
    if quote.priced_for >= NOW + timedelta(seconds=seconds):
        assert moved.id not in {step.promotion_id for step in quote.steps}
