"""A cart as people write it: by SKU or by price, balances in yuan or in pieces."""

from datetime import datetime
from typing import Any

import pytest
from pydantic import ValidationError

from service.pricing import BadCart, Rulebook
from service.shops import Shop
from service.shops.carts import CartForm, asked, cart_of

ASSETS = Rulebook.model_validate(
    {
        "id": "assets",
        "event": "资产",
        "platform": "jd",
        "source": "公告",
        "valid": {"from": "2026-11-01", "to": "2026-11-12"},
        "phases": [],
        "promotions": [
            {"id": "BEANS", "kind": "beans", "name": "京豆", "scope": {"all": True}},
            {"id": "CARD", "kind": "prepaid", "name": "购物金", "scope": {"all": True}},
        ],
    }
)
LINES = [{"sku": "A", "price": "40.00"}]


def form(**given: Any) -> CartForm:
    return CartForm.model_validate({"lines": LINES} | given)


def test_balances_are_yuan_but_for_beans_and_coins(in_deposit_phase: datetime) -> None:
    held = form(balances={"BEANS": "2000", "CARD": "12.50"})
    cart = cart_of(held, in_deposit_phase, None, ASSETS)
    assert cart.balances == {"BEANS": 2000, "CARD": 1250}


@pytest.mark.parametrize("balances", [{"BEANS": "20.00"}, {"BEANS": "-5"}, {"NONE": "5.00"}])
def test_a_balance_that_makes_no_sense_is_refused(
    in_deposit_phase: datetime, balances: dict[str, str]
) -> None:
    with pytest.raises(BadCart, match=next(iter(balances))):
        cart_of(form(balances=balances), in_deposit_phase, None, ASSETS)


def test_a_price_of_ones_own_goes_before_the_catalogues(
    shop: Shop, in_deposit_phase: datetime
) -> None:
    sku = "HF-AF5"
    product = shop.catalogue.get(sku)
    assert product is not None
    lines = [{"sku": sku}, {"sku": "X", "price": "9.90", "title": "赠品盒"}]
    found = asked(form(lines=lines), in_deposit_phase, shop, None)
    assert [line.list_price for line in found.cart.lines] == [product.list_price, 990]
    assert found.cart.lines[0].category == product.category
    assert found.rulebook is not None
    assert found.rulebook.id == "d11-2026"
    cheaper = form(lines=[{"sku": sku, "price": "1.00"}])
    assert asked(cheaper, in_deposit_phase, shop, None).cart.lines[0].list_price == 100


def test_a_product_nobody_knows_needs_a_price(shop: Shop, in_deposit_phase: datetime) -> None:
    with pytest.raises(BadCart, match="HF-NONE"):
        asked(form(lines=[{"sku": "HF-NONE"}]), in_deposit_phase, shop, None)


@pytest.mark.parametrize("written", [2, "2"])
def test_a_quantity_is_a_whole_number_also_as_yaml_gives_it(written: object) -> None:
    assert form(lines=[{"sku": "A", "quantity": written}]).lines[0].quantity == 2


@pytest.mark.parametrize("written", [0, -1, 2.0, True, "2.0", "二", "", None, "1" * 30])
def test_any_other_quantity_is_refused(written: object) -> None:
    with pytest.raises(ValidationError, match="整数"):
        form(lines=[{"sku": "A", "quantity": written}])


def test_a_time_without_an_offset_is_shanghais() -> None:
    read = form(at="2026-11-05 20:30").at
    assert read is not None
    assert read.isoformat() == "2026-11-05T20:30:00+08:00"
