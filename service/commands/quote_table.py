"""A quote as a table on the terminal: every step with base, threshold, saving and share."""

from rich.console import Console
from rich.table import Table

from service.pricing import DISCLAIMER, Quote, moment, spoken, step_text, yuan
from service.pricing.what_if import Comparison

_PAYMENTS = {"deposit": "定金", "final_payment": "尾款", "full": "付款"}


def print_quote(quote: Quote) -> None:
    """The steps, the payments, what was not used and why, assumptions and warnings."""
    console = Console(markup=False, highlight=False)
    console.print(_steps(quote))
    console.print(
        f"到手合计 {yuan(quote.payable)}，定金 {yuan(quote.deposit)}，"
        f"尾款 {yuan(quote.final_payment)}，共省 {yuan(quote.saving)}"
    )
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


def print_comparison(compared: Comparison) -> None:
    """The price after the change, and what it gained and lost."""
    names = {
        step.promotion_id: step.name
        for one in (compared.before, compared.after)
        for step in one.steps
    }
    more, less = compared.gained, compared.lost
    sign = "+" if compared.difference > 0 else ""
    console = Console(markup=False, highlight=False)
    console.print(
        f"换一种情况：到手合计 {yuan(compared.after.payable)}（{sign}{yuan(compared.difference)}）"
    )
    for word, promotions in (("多用了", more), ("少用了", less)):
        if promotions:
            console.print(f"{word} {'、'.join(names[name] for name in promotions)}")


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
