"""Facts: the figures that a reply may state, each in its role, and where each comes from."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from .moments import Moment


class Role(StrEnum):
    """What a figure means in a reply."""

    LIST_PRICE = "list_price"
    UNIT_PRICE = "unit_price"
    PAYABLE = "payable"
    DEPOSIT = "deposit"
    FINAL_PAYMENT = "final_payment"
    SAVING = "saving"
    THRESHOLD = "threshold"
    WORTH = "worth"
    RATE = "rate"
    COUNT = "count"
    TIME = "time"
    MEASURE = "measure"
    OTHER_AMOUNT = "other_amount"
    PIECES = "pieces"
    SUBTOTAL = "subtotal"
    SHARE = "share"


ROLE_NAMES = {
    Role.LIST_PRICE: "原价",
    Role.UNIT_PRICE: "单价",
    Role.PAYABLE: "到手价",
    Role.DEPOSIT: "定金",
    Role.FINAL_PAYMENT: "尾款",
    Role.SAVING: "优惠金额",
    Role.THRESHOLD: "门槛",
    Role.WORTH: "抵用额",
    Role.RATE: "折扣或比例",
    Role.COUNT: "数量",
    Role.TIME: "时间",
    Role.MEASURE: "参数",
    Role.OTHER_AMOUNT: "其他金额",
    Role.PIECES: "件数",
    Role.SUBTOTAL: "减到一半的价",
    Role.SHARE: "分摊额",
}
"""The roles as an agent calls them."""

AMOUNT_ROLES = frozenset(Role) - {Role.RATE, Role.COUNT, Role.PIECES, Role.TIME, Role.MEASURE}
"""The roles whose value is money."""

ON_THE_WAY = frozenset({Role.SUBTOTAL, Role.SHARE})
"""Amounts on the way to the price: told only by their own words, or inside a sum that is shown."""

TOTAL, EACH = "元", "元/件"
"""Units of an amount: of the whole order, or of one piece (每台). Any other unit is a total too."""

TERM = "元/条"
"""Unit of an amount that belongs to a promotion's terms: it may be told with its counterpart
(满300减50, 定金100抵200) or as a coupon's value, but is no total of the order."""

MORE = "元/再"
"""Unit of a saving that only a larger order has: told as 还能再减, and not as this one's."""

APPROXIMATE = "约元"
"""Unit of an amount that a trusted text itself gives as about (约200元)."""

NEXT = "元/档"
"""Unit of a threshold that the order has not reached yet: told as 离3000差5元, and as no term."""

COUPONS = "张"
"""Unit of the pieces that are coupons: so many are in one price."""

SEVERAL = "+"
"""Between the promotions of a subtotal's subject."""

ORDER = "整单"
"""Subject of what is the whole order's where it has several lines."""

FROM, TO, NOW = "from", "to", "now"
"""Units of a time: a window's start, its (half-open) end, the minute of the conversation.
An empty unit is an edge of unknown side. ``now`` may be told itself (按10月25日10:00计算), and lets
今晚8点 be resolved to a date."""

FOLD, PERCENT = "折", "%"
"""Units of a rate: the share that is paid; the percentage over 100."""

PHASES = ("deposit", "final_payment", "sale")
"""A time whose subject is one of these belongs to that phase: 付定金, 付尾款, 现货."""

Value = int | Fraction | Decimal | datetime | Moment


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure a reply may state.

    ``value``: amounts in whole fen; rates, counts and measures exact, in ``unit`` (a rate in 折 is
    the share that is paid, 8.5折 = 17/20; one in % is the percentage over 100); a time is an
    aware datetime in the shop's zone, or a ``Moment`` where only parts of it are known.
    ``source`` says where it was read. ``subject`` is the SKU or promotion it belongs to, or for a
    time its phase (see ``PHASES``); empty means that it may be said of anything. Two figures of
    one mechanism (满300减50, 定金100抵200) must share a subject where both have one. ``event`` is
    the rulebook that it holds under, empty for what holds always. ``name`` are the words beside it
    in the text where it was read, empty if it was worked out.
    """

    role: Role
    value: Value
    unit: str
    source: str
    subject: str = ""
    event: str = ""
    name: str = ""
