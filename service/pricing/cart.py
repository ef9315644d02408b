"""What is to be priced: lines, the moment, and what the buyer holds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .errors import BadCart
from .money import MAX_FEN, Fen

MAX_LINES = 500
MAX_QUANTITY = 9_999
MAX_HELD = 200
MAX_BALANCE = MAX_FEN


@dataclass(frozen=True, slots=True)
class Line:
    """One SKU in the cart; ``list_price`` is the price of one unit before any promotion."""

    sku: str
    list_price: Fen
    quantity: int = 1
    category: str = ""
    title: str = ""
    shop: str = ""

    def __post_init__(self) -> None:
        if type(self.list_price) is not int or not 0 < self.list_price <= MAX_FEN:
            raise BadCart(f"{self.sku}：单价要大于 0 且不超过 {MAX_FEN // 100} 元")
        if type(self.quantity) is not int or not 0 < self.quantity <= MAX_QUANTITY:
            raise BadCart(f"{self.sku}：数量要在 1 到 {MAX_QUANTITY} 之间")


@dataclass(frozen=True, slots=True)
class Cart:
    """Lines priced together, as one order.

    ``at`` is the minute asked about; ``claimed`` are the ids of the coupons and qualifications
    the buyer holds (what was not claimed is never assumed); ``deposit_paid`` are the SKUs whose
    deposit 定金 has been paid already; ``memberships`` are names such as ``"88VIP"``; ``balances``
    gives, by promotion id, fen (津贴, 红包, 购物金) or pieces (金币, 京豆); ``final_at`` is when a
    presale's final payment will be made (default: as early as possible).
    """

    lines: tuple[Line, ...]
    at: datetime
    claimed: frozenset[str] = frozenset()
    deposit_paid: frozenset[str] = frozenset()
    memberships: frozenset[str] = frozenset()
    balances: Mapping[str, int] = field(default_factory=dict)
    final_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.lines:
            raise BadCart("购物车是空的：请至少给一件商品")
        if len(self.lines) > MAX_LINES:
            raise BadCart(f"购物车有 {len(self.lines)} 行，上限 {MAX_LINES} 行：请分开计算")
        if len(self.claimed) + len(self.balances) > MAX_HELD:
            raise BadCart(f"买家持有的券和余额超过 {MAX_HELD} 项：请只给用得上的")
        for moment in filter(None, (self.at, self.final_at)):
            if moment.tzinfo is None:
                raise BadCart("时间要带时区，例如 2026-11-10T20:00:00+08:00")
        _refuse_strange_balances(self.balances)
        _refuse_repeated(self.lines)


def _refuse_strange_balances(balances: Mapping[str, int]) -> None:
    for name, amount in balances.items():
        if type(amount) is not int or not 0 <= amount <= MAX_BALANCE:
            raise BadCart(f"{name}：余额要是 0 到 {MAX_BALANCE} 的整数（分，或金币、京豆的个数）")


def _refuse_repeated(lines: Iterable[Line]) -> None:
    """One SKU is one line: a deal on the first units would otherwise be counted twice."""
    seen: set[tuple[str, str]] = set()
    for line in lines:
        if (line.shop, line.sku) in seen:
            raise BadCart(f"{line.sku} 出现了两行：请合并成一行，把数量加起来")
        seen.add((line.shop, line.sku))
