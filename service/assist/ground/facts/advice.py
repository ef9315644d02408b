"""40平买几匹, 五口人用哪个: those of several products whose range holds the buyer's figure."""

import re
from collections.abc import Iterator

from service.conversations.state import Intent, Question
from service.shops.aspects import Aspect

from .asked import Burst
from .fitting import fit_of
from .known import Fit, ProductFacts, Stated
from .sheet import Tables, sheet_of

MAX_ADVISED = 4

_CHOOSES = re.compile(
    r"几匹|多大|好大|哪[个款台种]|哪一[个款]|推荐|建议|怎么[选配买]|咋[选配买]|该[买选用装]|[买选用装配]什么|啥样|合适"
)
_CUT = re.compile(r"(?<=[平㎡米方人口])(?=.*\d)")


def advice(burst: Burst, question: Question, tables: Tables) -> Iterator[ProductFacts]:
    """At most one answer: the products that fit, with the range of each."""
    text = "".join(burst.state.text.lower().split())
    if question.intent is not Intent.QUESTION or not _CHOOSES.search(text):
        return
    skus = burst.products(question)
    if len(skus) == 1 or (not burst.state.open and not question.skus):
        skus = _kind(burst, text) or skus
    for aspect in burst.shop.aspects.aspects:
        if aspect.fits == "range" and len(skus) > 1:
            stated = [one for sku in skus for one in _fitting(burst, aspect, sku, tables, text)]
            if 0 < len(stated) <= MAX_ADVISED:
                yield ProductFacts(question, aspect.aspect, tuple(stated), "advice")
                return


def _kind(burst: Burst, text: str) -> tuple[str, ...]:
    """Of 几匹 all that are measured so, whatever was spoken of before."""
    if "匹" not in text:
        return ()
    return tuple(p.sku for p in burst.shop.catalogue if "匹数" in p.attributes)


def _fitting(burst: Burst, aspect: Aspect, sku: str, tables: Tables, text: str) -> Iterator[Stated]:
    product = burst.shop.catalogue.get(sku)
    sheet = sheet_of(product, burst.shop.catalogue, tables, burst.at) if product else []
    entry = next((e for e in sheet if {e.bare, e.name} & set(aspect.names)), None)
    if entry is None:
        return
    fits = (fit_of(f"{part}合适", entry.value, "range") for part in _CUT.split(text))
    if Fit.INSIDE in fits:
        yield Stated(sku, entry.name, entry.value, entry.source, Fit.INSIDE)
