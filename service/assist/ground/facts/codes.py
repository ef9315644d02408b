"""屏上E3啥意思: the row of the product's own table of codes 故障代码."""

import re
from collections.abc import Iterator

from service.conversations.state import Intent, Question

from ..telling import may_be_told
from .asked import Burst
from .known import ProductFacts, Source, Stated
from .sheet import Tables

_CODE = re.compile(r"(?<![a-z0-9-])([a-z]{1,2}\d{1,2})(?![a-z0-9.])")
_COLUMNS = ("代码", "故障代码", "显示")
_MEANS, _FIRST = ("含义", "原因", "故障"), ("您可以先做", "处理", "处理方法", "怎么办")


def code_facts(burst: Burst, question: Question, tables: Tables) -> Iterator[ProductFacts]:
    """What each code in the words means, for each product meant that has it."""
    if question.intent is not Intent.QUESTION:
        return
    codes = _CODE.findall("".join(burst.state.text.lower().split()))
    stated = [one for sku in burst.products(question) for one in _stated(burst, sku, codes, tables)]
    if stated:
        yield ProductFacts(question, "代码", tuple(stated))


def _stated(burst: Burst, sku: str, codes: list[str], tables: Tables) -> Iterator[Stated]:
    for row in tables.table_rows(burst.at, sku) if codes else ():
        cells = dict(row.cells)
        code = next((cells[name] for name in _COLUMNS if name in cells), "")
        means = next((cells[name] for name in _MEANS if name in cells), "")
        if code.lower() not in codes or not means or not may_be_told(row.passage):
            continue
        first = next((cells[name] for name in _FIRST if name in cells), "")
        value = f"{means}，可以先{first}" if first else means
        place, passage = row.passage.place, row.passage
        snippet = "；".join(f"{name}：{cell}" for name, cell in row.cells)
        source = Source(
            place.document, place.label(), snippet, passage.valid_from, passage.valid_to
        )
        yield Stated(sku, code, value, source)
        return
