"""The reference itself, on the sums that the pricing notes work by hand."""

import ast
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.pricing import SHANGHAI, Cart, Line, NoPrice, Rulebook
from tests.pricing.reference.choose import reference_price
from tests.pricing.reference.protection import protected
from tests.pricing.reference.refunds import paid_back
from tests.pricing.reference.sales import sell
from tests.pricing.reference.shares import largest_remainder
from tests.pricing.reference.splits import partitions

START = datetime(2026, 11, 1, tzinfo=SHANGHAI)
FINAL = START + timedelta(days=9)
END = START + timedelta(days=14)
NOW = START + timedelta(days=1)


def promotion(kind: str, **fields: Any) -> dict[str, Any]:
    return {"id": kind, "kind": kind, "name": kind, "scope": {"all": True}} | fields


def book(*promotions: dict[str, Any], platform: str = "tmall", **fields: Any) -> Rulebook:
    phases = [
        {"kind": "deposit", "name": "付定金", "from": START.isoformat(), "to": FINAL.isoformat()},
        {
            "kind": "final_payment",
            "name": "付尾款",
            "from": FINAL.isoformat(),
            "to": END.isoformat(),
        },
    ]
    content = {"id": "book", "event": "活动", "platform": platform, "source": "手算"}
    valid = {"from": START.isoformat(), "to": END.isoformat()}
    rest = {"valid": valid, "phases": phases, "promotions": promotions}
    return Rulebook.model_validate(content | rest | fields)


def cart(*lines: Line, claimed: str = "", **fields: Any) -> Cart:
    return Cart(lines, NOW, frozenset(claimed.split()), **fields)


FOUR_LAYERS = (
    promotion("shop_reduction", threshold="400", off="50"),
    promotion("shop_coupon", threshold="380", off="20"),
    promotion("cross_store", threshold="300", off="60"),
    promotion("category_coupon", threshold="200", off="10"),
)


@pytest.mark.parametrize(("thresholds", "payable"), [("parallel", 26000), ("progressive", 28000)])
def test_parallel_and_progressive_are_the_largest_lever(thresholds: str, payable: int) -> None:
    held = cart(Line("A", 40000), claimed="shop_coupon category_coupon")
    # parallel: 400 − 50 − 20 − 60 − 10; progressive: 350 < 380, so 400 − 50 − 60 − 10
    best = reference_price(held, book(*FOUR_LAYERS, thresholds=thresholds))
    assert best.payable == payable


def test_官方立减_does_not_lower_the_base_of_a_coupon() -> None:
    rules = book(
        promotion("official_reduction", percent_off="10"),
        promotion("shop_coupon", threshold="80", off="5"),
    )
    assert reference_price(cart(Line("A", 8000), claimed="shop_coupon"), rules).payable == 6700


def test_第二件1元_and_a_coupon_on_200_leave_one_yuan() -> None:
    rules = book(
        promotion("nth_item", nth=2, price="1"),
        promotion("shop_coupon", threshold="200", off="100"),
    )
    assert reference_price(cart(Line("A", 10000, 2), claimed="shop_coupon"), rules).payable == 100


def test_a_presale_at_88_does_not_reach_a_threshold_of_150() -> None:
    rules = book(
        promotion("deposit_inflation", deposit="50", worth="150"),
        promotion("shop_coupon", threshold="150", off="10"),
    )
    best = reference_price(cart(Line("A", 18800), claimed="shop_coupon"), rules)
    assert (best.payable, best.deposit, best.final_payment) == (8800, 5000, 3800)


def test_a_coupon_eats_only_the_final_payment() -> None:
    rules = book(
        promotion("deposit_reduction", deposit="10", off="0"),
        promotion("platform_coupon", threshold="100", off="95"),
        platform="jd",
    )
    best = reference_price(cart(Line("A", 10000), claimed="platform_coupon"), rules)
    assert (best.payable, best.final_payment) == (1000, 0)


def test_an_order_at_nothing_is_sold_at_one_fen_on_抖音() -> None:
    rules = book(promotion("shop_coupon", off="200"), platform="douyin")
    assert reference_price(cart(Line("A", 10000), claimed="shop_coupon"), rules).payable == 1


def test_beans_pay_half_of_the_goods_before_the_red_packet() -> None:
    rules = book(promotion("red_packet", off="10"), promotion("beans"), platform="jd")
    held = cart(Line("A", 4000), claimed="red_packet", balances={"beans": 2000})
    assert reference_price(held, rules).payable == 1000


def test_国补_comes_after_every_discount() -> None:
    rules = book(
        promotion("direct_reduction", off="500"),
        promotion("government_subsidy", percent_off="15", cap="500", price_limit="6000"),
    )
    phone = Line("A", 350000, category="手机")
    assert reference_price(cart(phone, claimed="government_subsidy"), rules).payable == 255000


@pytest.mark.parametrize(("repeat", "payable"), [(False, 30100), (True, 20200)])
def test_第2件1元_once_or_every_second(repeat: bool, payable: int) -> None:
    rules = book(promotion("nth_item", nth=2, price="1", repeat=repeat))
    assert reference_price(cart(Line("A", 10000, 4)), rules).payable == payable


def test_99元任选3件_repeats() -> None:
    rules = book(promotion("pick_for", count=3, price="99"))
    assert reference_price(cart(Line("A", 5000, 6)), rules).payable == 19800


def test_尾款立减_comes_on_top_of_a_presale() -> None:
    rules = book(
        promotion("deposit_inflation", deposit="50", worth="150"),
        promotion("direct_reduction", off="120", adds_to_presale=True),
    )
    assert reference_price(cart(Line("A", 89900)), rules).payable == 67900


def test_an_automatic_reduction_that_spoils_a_coupon_is_forced() -> None:
    rules = book(
        promotion("shop_reduction", threshold="100", off="1"),
        promotion("shop_coupon", threshold="100", off="50"),
        thresholds="progressive",
    )
    assert reference_price(cart(Line("A", 10000), claimed="shop_coupon"), rules).payable == 9900


def test_官方立减_on_a_presale_is_no_promise() -> None:
    rules = book(
        promotion("deposit_inflation", deposit="50", worth="150"),
        promotion("official_reduction", percent_off="10"),
    )
    with pytest.raises(NoPrice):
        reference_price(cart(Line("A", 89900)), rules)


def test_leftover_fen_go_to_the_largest_remainders() -> None:
    assert largest_remainder(1000, [1, 1, 1]) == [334, 333, 333]
    assert largest_remainder(157, [501, 342, 213]) == [74, 51, 32]


def test_returning_100_of_100_and_110_with_200_less_20_pays_90_48() -> None:
    sale = sell(
        cart(Line("A", 10000), Line("B", 11000)),
        book(promotion("cross_store", threshold="200", off="20")),
    )
    first = paid_back(sale, {}, {"A": 1}, NOW, 0, 0)
    second = paid_back(sale, {"A": 1}, {"B": 1}, NOW, 0, first.cash)
    assert (first.cash, second.cash, second.full) == (9048, 9952, True)


def test_three_thirds_of_20_00_make_the_whole() -> None:
    sale = sell(
        cart(Line("A", 667, 3), claimed="shop_coupon"), book(promotion("shop_coupon", off="0.01"))
    )
    before = [0, 667, 1333]
    back = [paid_back(sale, {"A": n}, {"A": 1}, NOW, 0, cash) for n, cash in enumerate(before)]
    assert [one.cash for one in back] == [667, 666, 667]


def test_a_店铺红包_of_5_comes_back_with_95_on_the_whole_only() -> None:
    sale = sell(
        cart(Line("A", 4000), Line("B", 6000), claimed="shop_red_packet"),
        book(promotion("shop_red_packet", off="5")),
    )
    assert paid_back(sale, {}, {"B": 1}, NOW, 0, 0).back == set()
    whole = paid_back(sale, {}, {"A": 1, "B": 1}, NOW, 0, 0)
    assert (whole.cash, whole.back) == (9500, {"shop_red_packet"})


def test_100_against_120_less_30_protects_10() -> None:
    rules = book(promotion("shop_coupon", threshold="100", off="30"))
    sale = sell(cart(Line("A", 10000)), rules)
    assert protected(sale, Line("A", 12000), 1, NOW, rules) == (10000, 9000, 1000)


def test_three_units_are_split_in_every_way() -> None:
    assert partitions(cart(Line("A", 100, 2), Line("B", 100))) == {
        ((0, 1), (2, 0)),
        ((1, 0), (1, 1)),
        ((0, 1), (1, 0), (1, 0)),
    }


def test_the_reference_shares_no_algorithm_with_the_engine() -> None:
    """The modules that work figures know rule models, carts and rulebooks only."""
    beside_the_engine = {"after_sale.py", "compare.py", "coverage.py", "splits.py"}
    types = {"service.pricing", "service.pricing.policies", "service.pricing.promotion"}
    folder = Path(__file__).parent / "reference"
    for module in sorted(folder.glob("*.py")):
        if module.name in beside_the_engine:
            continue
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("service"):
                named = node.module or ""
                assert named in types or named.startswith("service.pricing.rules."), module.name
                working = {"price", "ranked", "better_split", "second_best", "explanation"}
                assert not working & {alias.name for alias in node.names}, module.name
