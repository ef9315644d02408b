"""A cart as people and programs write it, turned into one that can be priced.

The command line, HTTP and the LangChain tools take the same form: lines by SKU from the shop's
catalogue or with a price of their own, ids of coupons held, balances as strings.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from service.pricing import BadCart, Cart, Line, Rulebook, parse_start, parse_yuan
from service.pricing.cart import MAX_LINES
from service.pricing.money import PositiveYuan
from service.pricing.rules.points import Points

from .catalogue import Catalogue
from .near import near_ids, near_products
from .shop import Shop

MAX_IDS = 200


def _whole(value: Any) -> Any:
    """Whole numbers only; a string of digits is one, as YAML gives it. 2.0 and true are none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10:
        value = int(value)
    if type(value) is not int or value < 1:
        raise ValueError("数量要是大于 0 的整数，例如 2")
    return value


def _moment(value: Any) -> datetime:
    return value if isinstance(value, datetime) else parse_start(value)


def _aware(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("时间要带时区，例如 2026-11-10T20:00:00+08:00")
    return at


def _some(lines: tuple["CartLine", ...]) -> tuple["CartLine", ...]:
    if not lines:
        raise ValueError("购物车是空的：请至少给一件商品")
    return lines


Quantity = Annotated[
    int, BeforeValidator(_whole), WithJsonSchema({"type": "integer", "minimum": 1})
]
Moment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_aware)]
"""A time as people write it; Asia/Shanghai where no offset is given."""

Name = Annotated[str, Field(min_length=1, max_length=80)]
Names = Annotated[frozenset[Name], Field(max_length=MAX_IDS)]


class Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CartLine(Part):
    """One product by its SKU. With ``price`` (yuan a unit) it need not stand in the catalogue."""

    sku: Name
    quantity: Quantity = 1
    price: PositiveYuan | None = None
    category: str | None = Field(default=None, max_length=80)
    title: str | None = Field(default=None, max_length=200)
    shop: str = Field(default="", max_length=80)


class CartForm(Part):
    """Lines and what the buyer holds. ``balances`` by promotion id: yuan for 津贴, 红包 and 购物金,
    pieces for 金币 and 京豆; ``final_at``: when a presale's final payment will be made."""

    lines: Annotated[tuple[CartLine, ...], AfterValidator(_some)] = Field(max_length=MAX_LINES)
    at: Moment | None = None
    coupons: Names = frozenset()
    deposit_paid: Names = frozenset()
    memberships: Names = frozenset()
    balances: dict[Name, str] = Field(default_factory=dict, max_length=MAX_IDS)
    final_at: Moment | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A cart and the rules it is priced by; ``None`` where no event is under way."""

    cart: Cart
    rulebook: Rulebook | None


def asked(form: CartForm, at: datetime, shop: Shop | None, rulebook: Rulebook | None) -> Asked:
    """The cart at ``at``, with the rulebook given or else the shop's at that minute.

    Raises ``BadCart``.
    """
    rules = rulebook or (shop.rulebook_at(at) if shop else None)
    return Asked(cart_of(form, at, shop.catalogue if shop else None, rules), rules)


def cart_of(
    form: CartForm, at: datetime, catalogue: Catalogue | None, rulebook: Rulebook | None
) -> Cart:
    """The cart at ``at``. Raises ``BadCart`` for a product or promotion nobody knows."""
    known = {promotion.id: promotion for promotion in rulebook} if rulebook else {}
    strangers = sorted((form.coupons | form.balances.keys()) - known.keys())
    if strangers:
        event = rulebook.event if rulebook else "此刻没有活动"
        raise BadCart(
            f"{event}：没有编号为 {'、'.join(strangers)} 的优惠，请核对编号和时间"
            + near_ids(strangers[0], known)
        )
    return Cart(
        tuple(line_of(line, catalogue) for line in form.lines),
        at,
        form.coupons,
        form.deposit_paid,
        form.memberships,
        {name: _balance(known, name, text) for name, text in form.balances.items()},
        form.final_at,
    )


def line_of(line: CartLine, catalogue: Catalogue | None) -> Line:
    """The line, priced by the catalogue unless it brings its own price. Raises ``BadCart``."""
    product = catalogue.get(line.sku) if catalogue else None
    price = line.price if product is None or line.price is not None else product.list_price
    if price is None:
        meant = near_products(line.sku, catalogue)
        raise BadCart(f"商品表里没有 {line.sku}{meant or '：请核对编码，或写上单价 price'}")
    return Line(
        line.sku,
        price,
        line.quantity,
        line.category if line.category is not None else product.category if product else "",
        line.title if line.title is not None else product.short if product else "",
        line.shop,
    )


def _balance(known: Mapping[str, Any], name: str, text: str) -> int:
    """Fen, or pieces where the promotion is paid in pieces."""
    if not isinstance(known[name], Points):
        return parse_yuan(text)
    if not (text.isascii() and text.isdigit() and len(text) < 12):
        raise BadCart(f"{name} 的数量 {text[:20]!r} 读不懂：请写整数个数")
    return int(text)
