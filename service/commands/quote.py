"""``goalie quote CART.yaml``: price a cart by the shop's rulebook and print the steps."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from rich.console import Console
from rich.table import Table

from service.api.views import quote_out
from service.pricing import Cart, Line, PricingError, Quote, parse_start, price, step_text, yuan
from service.settings import Settings
from service.shops import BadShopFolder, Shop, read_shop
from service.shops.rulebooks import load_yaml


class CartLine(BaseModel):
    """One product by its SKU."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sku: str
    quantity: int = 1


class CartFile(BaseModel):
    """What a cart file holds: the shop, the minute, the lines, the coupons held (ids)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shop: str
    at: str
    lines: list[CartLine] = Field(min_length=1)
    coupons: frozenset[str] = frozenset()
    deposit_paid: frozenset[str] = frozenset()


def quote(path: Path, settings: Settings, *, as_json: bool) -> int:
    """0 priced, 1 the cart or the shop folder was refused (the reasons are printed)."""
    try:
        cart = CartFile.model_validate(load_yaml(path, path.name))
        shop = read_shop(settings.shops / cart.shop)
        priced = _priced(cart, shop)
    except OSError as error:
        print(f"{path}：打不开（{error.strerror}）", file=sys.stderr)
        return 1
    except BadShopFolder as error:
        print("\n".join(str(fault) for fault in error.faults), file=sys.stderr)
        return 1
    except ValidationError as error:
        print("\n".join(_problems(path, error)), file=sys.stderr)
        return 1
    except PricingError as error:
        print(f"{path}：{error}", file=sys.stderr)
        return 1
    if as_json:
        print(
            json.dumps(quote_out(priced).model_dump(mode="json", by_alias=True), ensure_ascii=False)
        )
    else:
        _print(priced)
    return 0


def _problems(path: Path, error: ValidationError) -> Iterator[str]:
    for problem in error.errors(include_url=False):
        yield f"{path}「{'.'.join(map(str, problem['loc']))}」：{problem['msg']}"


def _priced(cart: CartFile, shop: Shop) -> Quote:
    at = parse_start(cart.at)
    return price(
        Cart(tuple(_lines(cart, shop)), at, cart.coupons, cart.deposit_paid), shop.rulebook_at(at)
    )


def _lines(cart: CartFile, shop: Shop) -> Iterator[Line]:
    for line in cart.lines:
        product = shop.catalogue.get(line.sku)
        if product is None:
            raise PricingError(f"商品表里没有 {line.sku}：请核对编码")
        yield Line(product.sku, product.list_price, line.quantity, product.category, product.short)


def _print(priced: Quote) -> None:
    table = Table(title=priced.event or "日常价")
    for heading in ("步骤", "门槛", "优惠", "小计"):
        table.add_column(heading, justify="left" if heading == "步骤" else "right")
    table.add_row("商品总价", "", "", yuan(priced.list_price))
    for step in priced.steps:
        threshold = yuan(step.threshold) if step.threshold is not None else ""
        table.add_row(step_text(step), threshold, f"-{yuan(step.saving)}", yuan(step.subtotal))
    console = Console()
    console.print(table)
    console.print(
        f"到手合计 {yuan(priced.payable)}，定金 {yuan(priced.deposit)}，"
        f"尾款 {yuan(priced.final_payment)}"
    )
    for unused in priced.unused:
        missing = f"，还差 {yuan(unused.missing)}" if unused.missing is not None else ""
        console.print(f"未使用 {unused.name}：{unused.reason}{missing}")
    for text in (*priced.assumptions, *priced.warnings):
        console.print(f"· {text}")
