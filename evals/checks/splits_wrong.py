"""What each line of the order comes to, as the answer's quote has it and the calculator shares."""

from collections.abc import Iterator

from service.pricing import yuan

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.case.lines)


def faults(reply: Reply) -> Iterator[str]:
    ours = {q.line.sku: q.payable for q in reply.quote.lines} if reply.quote else {}
    quote = (reply.first or {}).get("quote") or {"lines": []}
    given = {line["sku"]: line["payable"] for line in quote["lines"]}
    for sku, fen in reply.case.lines.items():
        if ours.get(sku) != fen:
            now = yuan(ours[sku]) if sku in ours else "没有这件"
            yield f"用例写的 {sku} 摊到 {yuan(fen)}，按现在的规则是 {now}"
        if given.get(sku) != yuan(fen):
            yield f"{sku} 应摊到 {yuan(fen)}，回复的报价里是 {given.get(sku, '没有')}"


CHECK = applies, faults
