"""A product's own attributes are its own: 小方宽500深450 where its row says 宽450深500, 清风新一级
能效 where it is 新三级. Another's figure in the evidence makes it no truer.

Only what stands right beside an attribute's name is read so, of a product that is named, spoken of
or alone in the order, and only in words of the reply's own: an approved script is retold as it is.
What a place needs (宽至少830mm) and what one has are no attributes.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from ..ledger import Ledger
from ..naming import product_named, words_beside
from ..reading import Kind, Mention, Reading
from ..reading.units import canonical
from ..sheets import SIZE, Figured, figured, worded
from ..verdict import Flag, Severity
from .labels import retold
from .subjects import product_before

SOURCE = "商品参数以商品表为准（《消费者权益保护法》第二十条）"

_LABELLED = re.compile(r"(?:大约|约为|为|是|有|达到?|分别|:|\s|约|度)*$")
_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s*[-~到至]\s*$")
_CLAUSE = re.compile(r"[，。;!?\n]")
_ANOTHER = re.compile(
    r"至少|需要|要有|要留|各留|预留|留的|位置|空间|您|你|打开|开门|开到|含|包装|门洞|过道|加上|不是|而不|不止|不到|比|相差|差"
)
_WHOLE = re.compile(r"(?:机身|整机|外形|产品|尺寸|最大|额定|标称|它|这款)+的?$")
_HAN = re.compile(r"[一-鿿]")
_DENIED = re.compile(r"不是|没有|并非|不属于|非$|不$")


def sheet(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every attribute of a product that its row gives otherwise."""
    if not ledger.sheets:
        return
    for mention in reading.mentions:
        if mention.kind in (Kind.MEASURE, Kind.BARE) and mention.value is not None:
            yield from _figure(reading, mention, ledger)
    yield from _words(reading, ledger)


def _figure(reading: Reading, mention: Mention, ledger: Ledger) -> Iterator[Flag]:
    text, begin = reading.text, _begins(reading.text, mention.start)
    if _ANOTHER.search(text, begin, mention.start):
        return
    before = _LABELLED.sub("", _RANGE.sub("", text[begin : mention.start]))
    labels = [one for one in figured(ledger.sheets) if _is_called(one, before, ledger)]
    if not labels or retold(reading, mention.start, mention.end, ledger):
        return
    product = _of_size(reading, mention, ledger) or product_before(reading, mention, ledger)
    fitting = [one for one in labels if product <= one.values.keys()]
    if not product or not fitting:
        return
    of_kind = [one for one in fitting if _same_kind(one, mention)]
    if not of_kind or any(_may_be(one, sku, mention) for one in of_kind for sku in product):
        return
    start, end, span = reading.original(mention.start, mention.end)
    message = f"「{span}」：这款商品的{of_kind[0].calls[0]}在商品表里不是这个数"
    yield Flag("number.wrong_attribute", span, start, end, Severity.BLOCK, message, SOURCE)


def _is_called(one: Figured, before: str, ledger: Ledger) -> bool:
    """Whether the words end in the attribute's name, and nothing but a product or what the whole
    of it is called stands right before: 冷冻室容量 is not 容量."""
    call = next((call for call in one.calls if before.endswith(call)), "")
    if not call:
        return False
    lead = _WHOLE.sub("", before.removesuffix(call))
    if not lead or not _HAN.match(lead[-1]):
        return True
    series = product_named(lead[-2:], ledger.products)
    return bool(series) or lead[-1] in "的是和匹升"


def _of_size(reading: Reading, mention: Mention, ledger: Ledger) -> frozenset[str]:
    """The SKUs that are called by the last size before the figure: 520L是宽790."""
    named = max((hit.end for hit in reading.names if hit.end <= mention.start), default=0)
    sizes = SIZE.findall(reading.text, named, mention.start)
    return frozenset(sheet.sku for sheet in ledger.sheets if sizes and sizes[-1] in sheet.sizes)


def _same_kind(one: Figured, mention: Mention) -> bool:
    if mention.kind is Kind.BARE:
        return True
    return canonical(Fraction(1), mention.unit)[1] == one.dimension


def _may_be(one: Figured, sku: str, mention: Mention) -> bool:
    value = mention.value or Fraction(0)
    if mention.kind is Kind.BARE:
        return value in one.printed[sku] or value in one.values[sku]
    return canonical(value, mention.unit)[0] in one.values[sku]


def _words(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    for name, values in worded(ledger.sheets).items():
        for match in _worded(name, frozenset(values.values())).finditer(reading.text):
            if _is_of_another(reading, match, values, ledger):
                start, end, span = reading.original(*match.span())
                message = f"「{span}」：这款商品的{name}在商品表里不是这个"
                yield Flag(
                    "claim.wrong_attribute", span, start, end, Severity.BLOCK, message, SOURCE
                )


@lru_cache(maxsize=256)
def _worded(name: str, values: frozenset[str]) -> re.Pattern[str]:
    """新一级能效, 能效是新一级."""
    told = "|".join(map(re.escape, sorted(values, key=len, reverse=True)))
    return re.compile(rf"(?P<a>{told}){name}|{name}(?:是|为|:|都是)?(?P<b>{told})")


def _is_of_another(
    reading: Reading, match: re.Match[str], values: Mapping[str, str], ledger: Ledger
) -> bool:
    begin = _begins(reading.text, match.start())
    if _DENIED.search(reading.text, begin, match.start()) or _ANOTHER.search(reading.text, begin):
        return False
    product = _spoken_of(reading, match, ledger)
    if not product or not product <= values.keys() or retold(reading, *match.span(), ledger):
        return False
    return not any(values[sku].endswith(match["a"] or match["b"]) for sku in product)


def _spoken_of(reading: Reading, match: re.Match[str], ledger: Ledger) -> frozenset[str]:
    """The product named last before it, or the order's only one."""
    named = product_named(words_beside(reading.text, *match.span()), ledger.products)
    if not named:
        hits = [hit for hit in reading.names if hit.end <= match.start()] or reading.before
        meant = (ledger.meant_by(hit.name) for hit in reversed(hits))
        named = next((skus for skus in meant if skus), named)
    return named or (ledger.ordered if len(ledger.ordered) == 1 else frozenset())


def _begins(text: str, at: int) -> int:
    return max((match.end() for match in _CLAUSE.finditer(text, 0, at)), default=0)
