"""What is to be priced: lines, the buyer's coupons, and the moment."""

from dataclasses import dataclass
from datetime import datetime

from .errors import BadCart
from .money import MAX_FEN, Fen

MAX_LINES = 500
MAX_QUANTITY = 9_999


@dataclass(frozen=True, slots=True)
class Line:
    """One SKU in the cart; ``list_price`` is the price of one unit before any promotion."""

    sku: str
    list_price: Fen
    quantity: int = 1
    category: str = ""
    title: str = ""

    def __post_init__(self) -> None:
        if type(self.list_price) is not int or not 0 < self.list_price <= MAX_FEN:
            raise BadCart(f"{self.sku}：单价要大于 0 且不超过 {MAX_FEN // 100} 元")
        if type(self.quantity) is not int or not 0 < self.quantity <= MAX_QUANTITY:
            raise BadCart(f"{self.sku}：数量要在 1 到 {MAX_QUANTITY} 之间")


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines priced together.

    ``at`` is the minute asked about; ``claimed`` are the ids of the coupons the buyer holds (a
    coupon that was not claimed is never assumed); ``deposit_paid`` are the SKUs whose deposit
    定金 has been paid already.
    """

    lines: tuple[Line, ...]
    at: datetime
    claimed: frozenset[str] = frozenset()
    deposit_paid: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not self.lines:
            raise BadCart("购物车是空的：请至少给一件商品")
        if len(self.lines) > MAX_LINES:
            raise BadCart(f"购物车有 {len(self.lines)} 行，上限 {MAX_LINES} 行：请分开计算")
        if self.at.tzinfo is None:
            raise BadCart("时间要带时区，例如 2026-11-10T20:00:00+08:00")
