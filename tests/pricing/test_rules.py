"""One rule at a time, in little carts."""

from datetime import datetime

import pytest
from pydantic import ValidationError

from service.pricing import BadCart, Cart, Line, Rulebook, price


def test_官方立减_takes_its_rate_off_each_line_half_up(double12: Rulebook) -> None:
    at = datetime.fromisoformat("2026-12-10T12:00:00+08:00")
    fryer = Line("HF-AF5", 32900, 1, "厨房小电")
    # 329.00 × 12% = 39.48
    assert price(Cart((fryer,), at), double12).payable == 32900 - 3948


def test_官方立减_does_not_lower_the_base_of_a_coupon(double12: Rulebook) -> None:
    at = datetime.fromisoformat("2026-12-10T12:00:00+08:00")
    freezer = Line("HF-BCD260", 219900, 1, "冰箱")
    quote = price(Cart((freezer,), at, frozenset({"D12-COUPON-2000"})), double12)
    # 2199 × 12% = 263.88 → 1935.12 is under 2000, the coupon holds all the same
    assert quote.payable == 219900 - 26388 - 10000


def test_a_filter_outside_the_scope_keeps_its_price(double12: Rulebook) -> None:
    at = datetime.fromisoformat("2026-12-10T12:00:00+08:00")
    cartridge = Line("HF-RO800-LX", 29900, 1, "热水净水")
    assert price(Cart((cartridge,), at), double12).payable == 29900


def test_a_coupon_below_its_threshold_is_not_used_and_says_how_much_is_missing(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    cooker = Line("HF-RC4-IH", 59900, 1, "厨房小电")
    held = frozenset({"D11-COUPON-1000"})
    quote = price(Cart((cooker,), in_deposit_phase, held), double11)
    missed = next(u for u in quote.unused if u.promotion_id == "D11-COUPON-1000")
    assert (missed.reason, missed.missing) == ("未满门槛", 40100)


def test_of_two_shop_coupons_held_the_better_is_used_alone(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    fridge = Line("HF-BCD606", 379900, 1, "冰箱")
    held = frozenset({"D11-COUPON-1000", "D11-COUPON-2000"})
    quote = price(Cart((fridge,), in_deposit_phase, held), double11)
    assert [s.promotion_id for s in quote.steps] == ["D11-COUPON-2000", "D11-CROSS"]
    left_over = next(u for u in quote.unused if u.promotion_id == "D11-COUPON-1000")
    assert left_over.reason == "同类优惠一单只用一个"


def test_跨店满减_pools_the_lines_and_shares_its_saving_over_them(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    lines = (Line("HF-RC16-MN", 19900, 1, "厨房小电"), Line("HF-AF5", 32900, 1, "厨房小电"))
    quote = price(Cart(lines, in_deposit_phase), double11)
    (step,) = quote.steps
    assert (step.base, step.times, step.saving) == (52800, 1, 5000)
    assert step.shares == (1884, 3116)


@pytest.mark.parametrize("quantity", [0, -1, 1_000_000])
def test_a_quantity_nobody_can_buy_is_refused(quantity: int) -> None:
    with pytest.raises(BadCart, match="数量"):
        Line("HF-AF5", 32900, quantity)


@pytest.mark.parametrize("list_price", [0, -1, 10**13])
def test_a_price_that_is_none_is_refused(list_price: int) -> None:
    with pytest.raises(BadCart, match="单价"):
        Line("HF-AF5", list_price)


def test_an_empty_cart_is_refused(in_deposit_phase: datetime) -> None:
    with pytest.raises(BadCart, match="空"):
        Cart((), in_deposit_phase)


def test_官方立减_beside_跨店满减_on_one_item_is_a_rulebook_error(double12: Rulebook) -> None:
    content = double12.model_dump(mode="json", by_alias=True)
    content["valid"] = {"from": "2026-12-08 20:00", "to": "2026-12-12 23:59"}
    content["phases"] = []
    cross = {"id": "X", "kind": "cross_store", "name": "跨店", "scope": {"all": True}}
    cross |= {"threshold": "300.00", "off": "50.00"}
    official = {"id": "O", "kind": "official_reduction", "name": "官方立减"}
    official |= {"percent_off": "12"}
    official_on_one = official | {"scope": {"skus": ["HF-AF5"]}}
    with pytest.raises(ValidationError, match="官方立减和跨店满减"):
        Rulebook.model_validate(content | {"promotions": [cross, official_on_one]})
