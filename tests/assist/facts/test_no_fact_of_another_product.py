"""Never a fact of another SKU: every product × every aspect × the ways to ask for it."""

from datetime import datetime

import pytest

from knowledge.index import Knowledge
from service.assist.checked import checked
from service.assist.draft.fact_reply import from_facts
from service.assist.ground import ledger_of
from service.assist.ground.facts import ProductFacts
from service.assist.ground.facts.sheet import sheet_of
from service.shops import Shop
from service.shops.aspects import Aspect, trade_aspects

from .conftest import Grounding

WAYS = 2
"""So many ways to ask are tried for each aspect."""


def test_every_catalogue_attribute_but_the_series_can_be_asked_for(shop: Shop) -> None:
    asked = {name for aspect in trade_aspects().aspects for name in aspect.names}
    named = {name for product in shop.catalogue for name in product.attributes}
    by_name = named - asked - trade_aspects().not_by_name
    assert by_name == {"滤芯"}


@pytest.mark.parametrize("aspect", trade_aspects().aspects, ids=lambda aspect: aspect.aspect)
def test_what_is_told_stands_of_this_very_product(
    shop: Shop,
    knowledge: Knowledge,
    grounded: Grounding,
    in_deposit_phase: datetime,
    aspect: Aspect,
) -> None:
    tables = knowledge.pinned(shop.id)
    values = {
        product.sku: [
            entry.value for entry in sheet_of(product, shop.catalogue, tables, in_deposit_phase)
        ]
        for product in shop.catalogue
    }
    for product in shop.catalogue:
        for way in aspect.asked[:WAYS]:
            evidence = grounded(f"{way.replace('…', '')}多少", sku=product.sku)
            # 多大的房间 may mean the larger one: what was understood is what must be told.
            meant = {sku for question in evidence.state.questions for sku in question.skus}
            meant |= {item.sku for item in evidence.state.basket} | set(evidence.state.choices)
            for known in evidence.facts:
                assert isinstance(known, ProductFacts), (product.sku, way)
                for one in known.stated:
                    assert one.sku in meant
                    assert _stands(one.value, values[one.sku]), (way, one)


def _stands(value: str, values: list[str]) -> bool:
    """A value of the sheet, or one side of a size in it."""
    side = value.removesuffix("mm")
    return value in values or any(side in one.removesuffix("mm").split("×") for one in values)


def test_a_catalogue_value_is_told_as_it_stands_and_passes_the_number_gate(
    shop: Shop, grounded: Grounding
) -> None:
    told = 0
    for product in shop.catalogue:
        for aspect in trade_aspects().aspects:
            value = next((product.attributes.get(n) for n in aspect.names), None)
            if not value:
                continue
            way = next(way for way in (*aspect.asked, "") if "…" not in way)
            evidence = grounded(f"{way}？", sku=product.sku)
            told_now = from_facts(evidence)
            assert len(told_now) == 1, (product.sku, aspect.aspect)
            candidate = told_now[0]
            assert value in candidate.text, (product.sku, aspect.aspect, candidate.text)
            kept, flags = checked(candidate, ledger_of(evidence))
            assert kept is not None, (candidate.text, flags)
            told += 1
    assert told > 100


def test_a_figure_of_a_neighbour_does_not_pass_after_the_products_name(
    shop: Shop, grounded: Grounding
) -> None:
    evidence = grounded("噪音多少分贝", sku="HF-AF5")
    assert not evidence.facts  # the fryer states none, and none is borrowed
    evidence = grounded("噪音多少分贝", sku="HF-RV-X1")
    (candidate,) = from_facts(evidence)
    assert "60dB" in candidate.text
    assert "58dB" not in candidate.text
