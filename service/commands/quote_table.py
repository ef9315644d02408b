"""A quote as a table on the terminal: every step with base, threshold, saving and share."""

from rich.console import Console
from rich.table import Table

from service.pricing import DISCLAIMER, Quote, explanation, moment, spoken, step_text, yuan
from service.pricing.alternatives import Alternatives
from service.pricing.price_protection import Protection
from service.pricing.refund import Order, Refund
from service.pricing.what_if import Comparison
from service.shops.after_sale_text import protection_text, refund_text
from service.shops.what_if_text import goods_text, names_of, split_text

_PAYMENTS = {"deposit": "定金", "final_payment": "尾款", "full": "付款"}


def print_quote(quote: Quote) -> None:
    """The steps, the payments, what was not used and why, assumptions and warnings, and last a text
    to paste."""
    console = Console(markup=False, highlight=False)
    console.print(_steps(quote))
    parts = [f"到手合计 {yuan(quote.payable)}"]
    if quote.deposit:
        parts.append(f"定金 {yuan(quote.deposit)}，尾款 {yuan(quote.final_payment)}")
    console.print("，".join([*parts, f"共省 {yuan(quote.saving)}"]))
    for payment in quote.schedule:
        when = f"：{payment.window.spoken()}" if payment.window else ""
        console.print(f"{_PAYMENTS[payment.what]} {yuan(payment.amount)}{when}")
    for gift in quote.gifts:
        console.print(f"赠品 {gift.gift}×{gift.quantity}（{gift.name}）")
    for unused in quote.unused:
        missing = f"，还差 {yuan(unused.missing)}" if unused.missing is not None else ""
        console.print(f"未使用 {unused.name}：{unused.reason}{missing}")
    for top_up in quote.top_ups:
        lacking = f"再买 {spoken(top_up.missing)} 元" if top_up.missing is not None else ""
        lacking = lacking or f"再买 {top_up.missing_units} 件"
        console.print(f"凑单 {top_up.name}：{lacking}可多省 {spoken(top_up.saves)} 元")
    for text in (*quote.assumptions, *quote.warnings, DISCLAIMER):
        console.print(f"· {text}")
    console.print(f"可以这样回复：{explanation(quote)}", soft_wrap=True)


def print_comparison(compared: Comparison) -> None:
    """The price after the change, what it gained and lost, and its own steps."""
    names = names_of(compared.before, compared.after)
    sign = "+" if compared.difference > 0 else ""
    console = Console(markup=False, highlight=False)
    console.print(f"\n换一种情况：{goods_text(compared.after)}")
    console.print(
        f"到手合计 {yuan(compared.after.payable)}（{sign}{yuan(compared.difference)}）"
        if compared.difference
        else f"到手合计 {yuan(compared.after.payable)}（价格不变）"
    )
    for word, promotions in (("多用了", compared.gained), ("少用了", compared.lost)):
        if promotions:
            console.print(f"{word} {'、'.join(names[name] for name in promotions)}")
    if compared.after != compared.before:
        print_quote(compared.after)


def print_alternatives(found: Alternatives) -> None:
    """The second best beside the best, and the orders of a better split."""
    console = Console(markup=False, highlight=False)
    runner = found.runner
    second = f"：到手合计 {yuan(runner.second.payable)}，" if runner.second else "："
    console.print(f"\n第二省的用法{second}{runner.reason}")
    if found.split is None:
        console.print(f"拆单 {found.note or '拆成几单不会更省，一单下即可'}")
        return
    console.print(split_text(found.split, runner.best).replace("；", "\n"), soft_wrap=True)


def print_refund(order: Order, found: Refund) -> None:
    """A row for each product that comes back; then what comes back besides cash, and the rule."""
    console = Console(markup=False, highlight=False)
    lines = {q.line.sku: q for q in order.quote.lines}
    table = Table(title="退货")
    for heading in ("退回商品", "件数", "该商品实付", "退现金", "其中资产"):
        table.add_column(heading, justify="left" if heading == "退回商品" else "right")
    names = names_of(order.quote)
    for one in found.lines:
        quoted = lines[one.sku]
        assets = [f"{names[name]} {yuan(amount)}" for name, amount in one.assets.items() if amount]
        table.add_row(
            quoted.line.title or one.sku,
            f"{one.units}/{quoted.line.quantity}",
            yuan(quoted.payable),
            yuan(one.cash),
            "、".join(assets),
        )
    console.print(table)
    console.print(refund_text(order, found), soft_wrap=True)


def print_protection(order: Order, found: Protection) -> None:
    """What a lower price pays back, in words."""
    console = Console(markup=False, highlight=False)
    console.print(protection_text(found, order), soft_wrap=True)


def _steps(quote: Quote) -> Table:
    when = f"，按 {moment(quote.priced_for)} 付款计算" if quote.event else ""
    table = Table(title=f"{quote.event or '日常价'}{when}")
    headings = ["步骤", "基数", "门槛", "优惠", "小计"]
    if len(quote.lines) > 1:
        headings.append("分摊")
    for heading in headings:
        table.add_column(heading, justify="left" if heading == "步骤" else "right", overflow="fold")
    rows = [["商品总价", "", "", "", yuan(quote.list_price), ""]]
    rows += [
        [
            step_text(step),
            yuan(step.base),
            yuan(step.threshold) if step.threshold is not None else "",
            f"-{yuan(step.saving)}",
            yuan(step.subtotal),
            " / ".join(yuan(share) for share in step.shares),
        ]
        for step in quote.steps
    ]
    rows += [
        [charge.name, yuan(charge.base), "", f"+{yuan(charge.amount)}", yuan(quote.payable), ""]
        for charge in quote.charges
    ]
    for row in rows:
        table.add_row(*row[: len(headings)])
    return table
