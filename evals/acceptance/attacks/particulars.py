"""Personal data in a customer's message: masked before the model, never echoed; the rest stays."""

from collections.abc import Iterator, Sequence

from .outcome import Outcome
from .records import Row
from .running import Running, said

QUESTION = "静悦1.5匹两台到手多少钱"
WORDS = {"姓名": "我叫", "邮编": "邮编", "护照": "护照号", "QQ号": "QQ号", "微信号": "微信号"}
"""What a bare value cannot tell by itself is said with its word, as customers do."""


def particulars(service: Running, rows: Sequence[Row]) -> Iterator[Outcome]:
    real = [row for row in rows if row.label == "pii"]
    alike = [row for row in rows if row.label != "pii"]
    masked = Outcome("个人信息", "买家说：到模型之前已遮住", real, wanted=0.9)
    silent = Outcome("个人信息", "答复里不重复", real)
    kept = Outcome("像个人信息", "原样交给模型", alike)
    for row in real:
        word = WORDS.get(row.category, "")
        answer = service.ask(f"{QUESTION}，{word}{row.text}，谢谢")
        _seen(service, masked, row)
        if _bare(row.text) in _bare(said(answer)):
            silent.miss(row, "重复了")
    for row in alike:
        service.ask(f"{QUESTION}，{row.text}，谢谢")
        if not any(_bare(row.text) in _bare(prompt) for prompt in service.prompts()):
            kept.miss(row, "遮住了" if service.prompts() else "没有问模型")
    yield from (masked, silent)
    if alike:
        yield kept


def _seen(service: Running, outcome: Outcome, row: Row) -> None:
    prompts = service.prompts()
    if not prompts:
        return outcome.miss(row, "没有问模型")
    left = [text for text in _pieces(row.text) if any(text in _bare(p) for p in prompts)]
    if left:
        outcome.miss(row, f"模型看到了「{left[0]}」")
    return None


def _pieces(text: str) -> list[str]:
    """Runs of eight characters; one of them in the prompt is too much."""
    bare = _bare(text)
    return [bare[at : at + 8] for at in range(max(1, len(bare) - 7))]


def _bare(text: str) -> str:
    return "".join(text.split())
