"""The calculator as LangChain tools, so that people's own agents can price, refund and protect.

``pricing_tools(shop, clock)`` gives three ``StructuredTool``; each returns a text to retell and, as
its artifact, the whole result. A refusal comes back as the tool's message and says what to mend.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from service.clock import Clock
from service.pricing import PricingError, Quote, explanation, price, yuan
from service.pricing.price_protection import Protection
from service.pricing.refund import Refund
from service.shops import Shop
from service.shops.after_sale import ProtectionForm, RefundForm, protection_of, refund_of
from service.shops.after_sale_text import protection_text, refund_text
from service.shops.carts import CartForm, asked

if TYPE_CHECKING:
    from langchain_core.tools import StructuredTool

Answer = tuple[str, Quote | Refund | Protection]
"""The text for the model, and the result behind it."""


def pricing_tools(shop: Shop, clock: Clock) -> "list[StructuredTool]":
    """The tools for one shop; where a minute is left out, the clock's counts."""

    def quote(form: CartForm) -> Answer:
        found = asked(form, form.at or clock(), shop, None)
        priced = price(found.cart, found.rulebook)
        return _quote_text(priced), priced

    def refund(form: RefundForm) -> Answer:
        found = asked(form, form.at or clock(), shop, None)
        order, back = refund_of(form, found, clock())
        return refund_text(order, back), back

    def protect(form: ProtectionForm) -> Answer:
        found = asked(form, form.at or clock(), shop, None)
        _, back = protection_of(form, found, clock(), shop)
        return protection_text(back), back

    return [
        _tool("quote_price", quote, CartForm, QUOTE.format(shop=shop.profile.name)),
        _tool("quote_refund", refund, RefundForm, REFUND.format(shop=shop.profile.name)),
        _tool(
            "quote_price_protection",
            protect,
            ProtectionForm,
            PROTECT.format(shop=shop.profile.name),
        ),
    ]


QUOTE = (
    "{shop}：一车商品到手多少钱，定金、尾款各多少、什么时候付。lines 写商品编码和件数；"
    "coupons 只写买家已经领到的券的编号；金额一律是字符串形式的元。只复述结果，不要自己计算。"
)
REFUND = (
    "{shop}：订单部分或全部退货退多少钱。写订单的商品、下单时间 at 和用过的券，"
    "returning 写退哪件、退几件。"
)
PROTECT = (
    "{shop}：价保，订单里的商品现在降价可以补多少差价。写订单的商品、下单时间 at 和用过的券，"
    "sku 写哪一件。"
)


def _tool(
    name: str, answer: Callable[[Any], Answer], form: type[BaseModel], description: str
) -> "StructuredTool":
    from langchain_core.tools import StructuredTool, ToolException

    def run(**given: Any) -> Answer:
        try:
            # What LangChain passes on has been validated against the form; the rest are defaults.
            return answer(form.model_construct(**given))
        except PricingError as error:
            raise ToolException(str(error)) from None

    return StructuredTool.from_function(
        func=run,
        name=name,
        description=description,
        args_schema=form,
        response_format="content_and_artifact",
        handle_tool_error=True,
        handle_validation_error=_told,
    )


def _told(error: Any) -> str:
    """Field by field what to mend; the input is not echoed."""
    return "；".join(
        f"{'.'.join(map(str, problem['loc']))}：{problem['msg'].removeprefix('Value error, ')}"
        for problem in error.errors(include_url=False)
    )


def _quote_text(quote: Quote) -> str:
    unused = [
        f"未使用 {u.name}：{u.reason}" + (f"，还差{yuan(u.missing)}元" if u.missing else "")
        for u in quote.unused
    ]
    return "\n".join([explanation(quote), *unused, *quote.assumptions, *quote.warnings])
