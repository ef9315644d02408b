"""The figures a trainer wrote against the calculator's today: a difference is a changed rule, a
changed catalogue, or a mistake in the case; the steps tell which."""

from collections.abc import Iterator

from service.pricing import Quote, yuan

from .reply import Reply


def applies(reply: Reply) -> bool:
    return reply.case.priced


def faults(reply: Reply) -> Iterator[str]:
    case, quote = reply.case, reply.quote
    if quote is None:
        yield "计价器算不出这个价：请核对商品、券和时间点"
        return
    wanted = {
        "到手价": (case.payable, quote.payable),
        "定金": (case.deposit, quote.deposit),
        "尾款": (case.final_payment, quote.final_payment),
    }
    for name, (expected, now) in wanted.items():
        if expected is not None and expected != now:
            yield (
                f"用例写的{name}是 {yuan(expected)}，按现在的规则是 {yuan(now)}："
                f"{_steps(quote, reply)}"
            )


def _steps(quote: Quote, reply: Reply) -> str:
    steps = "，".join(f"{step.name} 减 {yuan(step.saving)}" for step in quote.steps) or "没有优惠"
    file = reply.shop.file_of(quote.rulebook_id) or reply.shop.catalogue.file
    return f"原价 {yuan(quote.list_price)}，{steps}（{file}）"


CHECK = applies, faults
