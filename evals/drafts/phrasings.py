"""Ways to say a quote, as agents do; each a list of words and slots, or ``None`` where it does not
fit the case. Adding one means one function and one line at the end."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from service.pricing import Quote, moment

from .cases import Case
from .draft import Phrasing, Piece, amount, count, named, time


def _name(case: Case, way: int = 0) -> Piece:
    product = case.product
    names = [product.short, *product.aliases, product.title, product.sku]
    return named(product.sku, names[way % len(names)])


def _payables(quote: Quote) -> list[int]:
    return [reading.payable for reading in quote.readings]


def _payable(quote: Quote) -> Piece:
    return amount("到手价", quote.payable, _payables(quote))


def _deposit_window(case: Case) -> tuple[datetime, datetime] | None:
    book = case.evidence.rulebook
    phase = book.phase("deposit") if book else None
    return (phase.window.start, phase.window.end) if phase else None


def _final_window(case: Case) -> tuple[datetime, datetime] | None:
    book = case.evidence.rulebook
    phase = book.phase("final_payment") if book else None
    return (phase.window.start, phase.window.end) if phase else None


def _end(at: datetime) -> str:
    """A half-open end as people write it: 14日23:59, or 24:00 at midnight."""
    if (at.hour, at.minute) == (0, 0):
        day = at - timedelta(days=1)
        return f"{day.month}月{day.day}日24:00"
    return moment(at)


def in_all(case: Case) -> list[Piece] | None:
    """亲，静悦空调2件到手合计4698元哦~"""
    if not case.single:
        return None
    return [
        "亲，",
        _name(case),
        " ",
        count(case.pieces, "件"),
        "到手合计",
        _payable(case.quote),
        "哦~",
    ]


def worth_it(case: Case) -> list[Piece] | None:
    if not case.single or not case.quote.saving:
        return None
    quote = case.quote
    return [
        "亲，",
        _name(case, 1),
        "拍",
        count(case.pieces, "台"),
        "，原价一共",
        amount("原价", quote.list_price),
        "，优惠",
        amount("优惠", quote.saving),
        "，实付",
        _payable(quote),
        "。",
    ]


def with_deposit(case: Case) -> list[Piece] | None:
    quote = case.quote
    if not quote.deposit or not case.single:
        return None
    return [
        _name(case, 2),
        count(case.pieces, "件"),
        "的话，先付定金",
        amount("定金", quote.deposit),
        "，再付尾款",
        amount("尾款", quote.final_payment),
        "，总共",
        _payable(quote),
        "。",
    ]


def deposit_behind(case: Case) -> list[Piece] | None:
    quote = case.quote
    if not quote.deposit or not case.single:
        return None
    return [
        "您",
        count(case.pieces, "台"),
        "一共是",
        _payable(quote),
        "，其中",
        amount("定金", quote.deposit),
        "定金、",
        amount("尾款", quote.final_payment),
        "尾款~",
    ]


def windows(case: Case) -> list[Piece] | None:
    final, first = _final_window(case), _deposit_window(case)
    if not final or not first or not case.quote.deposit or not case.single:
        return None
    return [
        _name(case),
        "的定金",
        amount("定金", case.quote.deposit),
        "，",
        time("定金", first[0], moment(first[0]), "from"),
        "至",
        time("定金", first[1], _end(first[1]), "to"),
        "支付；尾款",
        amount("尾款", case.quote.final_payment),
        "，",
        time("尾款", final[0], moment(final[0]), "from"),
        "至",
        time("尾款", final[1], _end(final[1]), "to"),
        "支付。",
    ]


def when_final(case: Case) -> list[Piece] | None:
    final = _final_window(case)
    if not final or not case.quote.deposit:
        return None
    start, end = final
    spoken_start = (
        f"{start.month}月{start.day}号晚{start.hour - 12}点" if start.hour > 12 else moment(start)
    )
    return [
        "尾款",
        time("尾款", start, spoken_start, "from"),
        "开始付，",
        time("尾款", end, _end(end), "to"),
        "截止，记得按时付哦",
    ]


def deposit_deadline(case: Case) -> list[Piece] | None:
    first = _deposit_window(case)
    if not first or not case.quote.deposit:
        return None
    return [
        "定金要在",
        time("定金", first[1], _end(first[1]), "to"),
        "之前付，过了就不能参加预售了哦。",
    ]


def each_deposit(case: Case) -> list[Piece] | None:
    quote = case.quote
    line = quote.lines[0]
    if not line.deposit or not case.single or case.pieces == 1:
        return None
    each = line.deposit // line.line.quantity
    return [
        "每台定金",
        amount("每台定金", each),
        "，",
        count(case.pieces, "台"),
        "一共",
        amount("定金", quote.deposit),
        "定金，尾款合计",
        amount("尾款", quote.final_payment),
        "。",
    ]


def cheaper_than(case: Case) -> list[Piece] | None:
    quote = case.quote
    if not quote.saving or not case.single:
        return None
    return [
        _name(case, 3),
        count(case.pieces, "件"),
        "日常价合计",
        amount("原价", quote.list_price),
        "，现在到手",
        _payable(quote),
        "，比日常价便宜",
        amount("优惠", quote.saving),
        "。",
    ]


def a_piece(case: Case) -> list[Piece] | None:
    line = case.quote.lines[0].line
    if not case.single:
        return None
    return [
        _name(case),
        "日常价是",
        amount("单价", line.list_price),
        "一台，",
        count(case.pieces, "台"),
        "到手",
        _payable(case.quote),
        "。",
    ]


def steps(case: Case) -> list[Piece] | None:
    quote = case.quote
    if not quote.steps:
        return None
    found: list[Piece] = ["已算上"]
    for index, step in enumerate(quote.steps):
        found += [
            "、" if index else "",
            f"{step.name}，减",
            amount(f"{step.name}优惠", step.saving),
        ]
    return [*found, "，到手合计", _payable(quote), "。"]


def sum_shown(case: Case) -> list[Piece] | None:
    quote = case.quote
    if not quote.saving:
        return None
    return [
        amount("原价", quote.list_price),
        "-",
        amount("优惠", quote.saving),
        "=",
        amount("到手价", quote.payable),
        "，就是您的到手价。",
    ]


def deposit_sum(case: Case) -> list[Piece] | None:
    quote = case.quote
    if not quote.deposit:
        return None
    return [
        "定金",
        amount("定金", quote.deposit),
        "+尾款",
        amount("尾款", quote.final_payment),
        "=",
        amount("到手价", quote.payable),
        "。",
    ]


def colloquial(case: Case) -> list[Piece] | None:
    quote = case.quote
    if not case.single:
        return None
    return [
        "拍",
        count(case.pieces, "台"),
        "的话算下来",
        amount("到手价", quote.payable, _payables(quote), "块"),
        "，给您算好啦",
    ]


def several(case: Case) -> list[Piece] | None:
    if case.single:
        return None
    found: list[Piece] = []
    for index, line in enumerate(case.quote.lines):
        found += [
            "、" if index else "",
            named(line.line.sku, line.line.title),
            f"{line.line.quantity}件",
        ]
    quote = case.quote
    return [
        *found,
        "，一起到手合计",
        _payable(quote),
        "，比原价",
        amount("原价", quote.list_price),
        "省",
        amount("优惠", quote.saving),
        "。",
    ]


def to_saved(case: Case) -> list[Piece] | None:
    quote = case.quote
    if not quote.saving:
        return None
    return ["这一单总共能省", amount("优惠", quote.saving), "，券和满减都算进去了。"]


def in_lines(case: Case) -> list[Piece] | None:
    quote = case.quote
    if not quote.deposit or not case.single:
        return None
    return [
        _name(case),
        "×",
        str(case.pieces),
        "\n到手价：",
        _payable(quote),
        "\n定金：",
        amount("定金", quote.deposit),
        "\n尾款：",
        amount("尾款", quote.final_payment),
    ]


def attributes(case: Case) -> Iterator[list[Piece]]:
    """The catalogue's own words about the product, one attribute a draft."""
    for key, value in case.product.attributes.items():
        digits = _numbers(value)
        if digits:
            yield [_name(case), f"的{key}是", *digits, "哦。"]


def _numbers(text: str) -> list[Piece]:
    import re

    from .draft import Slot

    found: list[Piece] = []
    end = 0
    for match in re.finditer(r"(?<![A-Za-z\d.])\d+(?:\.\d+)?", text):
        found += [text[end : match.start()]]
        found += [Slot("number", "参数", match[0], match[0], frozenset({match[0]}))]
        end = match.end()
    return [*found, text[end:]] if found else []


PHRASINGS: Sequence[Phrasing] = (
    in_all,
    worth_it,
    with_deposit,
    deposit_behind,
    windows,
    when_final,
    deposit_deadline,
    each_deposit,
    cheaper_than,
    a_piece,
    steps,
    sum_shown,
    deposit_sum,
    colloquial,
    several,
    to_saved,
    in_lines,
)

OF_A_PRESALE: Sequence[Phrasing] = (windows, when_final, deposit_deadline)
"""Those with times; they fit few cases, so they are tried more often there."""
