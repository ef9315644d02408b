"""What each tool answers: a text to retell, and the whole result behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from service.clock import Clock
from service.pricing import Quote, explanation, price, yuan
from service.pricing.alternatives import Alternatives, alternatives
from service.pricing.price_protection import Protection
from service.pricing.refund import Refund
from service.pricing.what_if import Comparison
from service.shops import Shop
from service.shops.after_sale import ProtectionForm, RefundForm, protection_of, refund_of
from service.shops.after_sale_text import protection_text, refund_text
from service.shops.carts import Asked, CartForm, asked
from service.shops.changes import WhatIfForm, supposed
from service.shops.what_if_text import alternatives_text, comparison_text

Answer = tuple[str, Quote | Comparison | Alternatives | Refund | Protection]


@dataclass(frozen=True, slots=True)
class Answers:
    """The calculator of one shop; where a minute is left out, the clock's counts."""

    shop: Shop
    clock: Clock

    def quote(self, form: CartForm) -> Answer:
        found = self._asked(form)
        priced = price(found.cart, found.rulebook)
        return _quote_text(priced), priced

    def what_if(self, form: WhatIfForm) -> Answer:
        compared = supposed(form.changes, self._asked(form), self.shop, None)
        return comparison_text(compared), compared

    def alternatives(self, form: CartForm) -> Answer:
        found = self._asked(form)
        others = alternatives(found.cart, found.rulebook)
        return alternatives_text(others), others

    def refund(self, form: RefundForm) -> Answer:
        order, back = refund_of(form, self._asked(form), self.clock())
        return refund_text(order, back), back

    def protect(self, form: ProtectionForm) -> Answer:
        order, back = protection_of(form, self._asked(form), self.clock(), self.shop)
        return protection_text(back, order), back

    def _asked(self, form: CartForm) -> Asked:
        return asked(form, form.at or self.clock(), self.shop, None)


@dataclass(frozen=True, slots=True)
class Door:
    """A tool: its arguments, what answers, and what a model reads about it."""

    form: type[BaseModel]
    answer: Callable[[Answers, Any], Answer]
    description: str


DOORS: Mapping[str, Door] = {
    "quote_price": Door(
        CartForm,
        Answers.quote,
        "一车商品到手多少钱，定金、尾款各多少、什么时候付。lines 写商品编码和件数；"
        "coupons 只写买家已经领到的券的编号；金额一律是字符串形式的元。只复述结果，不要自己计算。",
    ),
    "quote_what_if": Door(
        WhatIfForm,
        Answers.what_if,
        "同一车商品换一种情况差多少：加一件 add、去掉 remove、改件数 quantity、换一款 swap、"
        "有券 with_coupon、不用券 without_coupon、是会员 as_member、换个时间付款 paid_at。"
        "先写原来的购物车，changes 按顺序写改动。只复述结果，不要自己计算。",
    ),
    "quote_alternatives": Door(
        CartForm,
        Answers.alternatives,
        "为什么不用另一张券（第二省的用法和差额），以及拆成几单是否更省。只复述结果。",
    ),
    "quote_refund": Door(
        RefundForm,
        Answers.refund,
        "订单部分或全部退货退多少钱。写订单的商品、下单时间 at 和用过的券，"
        "returning 写退哪件、退几件，returned 写以前退过的，refunded 写当时退了多少元。",
    ),
    "quote_price_protection": Door(
        ProtectionForm,
        Answers.protect,
        "价保，订单里的商品现在降价可以补多少差价。写订单的商品、下单时间 at 和用过的券，"
        "sku 写哪一件。",
    ),
}


def _quote_text(quote: Quote) -> str:
    unused = [
        f"未使用 {u.name}：{u.reason}" + (f"，还差{yuan(u.missing)}元" if u.missing else "")
        for u in quote.unused
    ]
    return "\n".join([explanation(quote), *unused, *quote.assumptions, *quote.warnings])
