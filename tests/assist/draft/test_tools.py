"""Tools for the model: another quote, another search; and nothing runs on what is malformed."""

from datetime import datetime

import pytest

from knowledge.types import Hit, Kind, Passage, Place
from service.assist.draft.messages import ToolCall
from service.assist.draft.prompts import FOLDER
from service.assist.draft.tool_texts import ToolTexts
from service.assist.draft.tools import Toolbox
from service.assist.ground import ground
from service.assist.understand import build_lexicon, understand
from service.conversations.turns import Turn
from service.shops import Shop
from tests.fakes import Shelf

WARRANTY = Passage(
    id="p1", kind=Kind.DOCUMENT, text="整机保修6年。", place=Place("保修.md"), source_hash="h"
)


@pytest.fixture
def toolbox(shop: Shop, in_deposit_phase: datetime) -> Toolbox:
    """Of a conversation about two of the air conditioner, without a coupon."""
    asked = [Turn("customer", "静悦1.5匹两台多少钱")]
    shelf = Shelf(Hit(WARRANTY, 0.9))
    state = understand(asked, shop, build_lexicon(shop))
    evidence = ground(state, shop, shelf, in_deposit_phase)
    return Toolbox(evidence, shelf, ToolTexts.load(FOLDER / "tools.yaml"))


def call(toolbox: Toolbox, name: str, arguments: str) -> str:
    [message], well_formed = toolbox.run([ToolCall("call_1", name, arguments)])
    assert message.role == "tool"
    assert message.answers == "call_1"
    assert well_formed, message.content
    return message.content


def refused(toolbox: Toolbox, name: str, arguments: str) -> str:
    [message], well_formed = toolbox.run([ToolCall("call_1", name, arguments)])
    assert not well_formed
    assert toolbox.quotes == []
    assert toolbox.hits == []
    return message.content


def test_without_arguments_the_quote_is_the_conversations_own(toolbox: Toolbox) -> None:
    assert "到手合计4698元" in call(toolbox, "quote", "{}")
    assert toolbox.quotes == []


def test_another_quantity_is_priced_and_says_what_it_is_for(toolbox: Toolbox) -> None:
    told = call(toolbox, "quote", '{"items": [{"product": "HF-KFR35-JY", "quantity": 3}]}')
    [other] = toolbox.quotes
    assert other.quote.payable == 704700
    assert other.conditions == ("静悦1.5匹 3件",)
    assert "「静悦1.5匹 3件」" in told
    assert other.said_in(other.sentence)


def test_a_coupon_is_added_and_stands_in_the_sentence(toolbox: Toolbox) -> None:
    call(toolbox, "quote", '{"add_coupons": ["满2000减150"]}')
    [other] = toolbox.quotes
    assert other.quote.payable == 454800
    assert any(change.startswith("加上") for change in other.changes)
    assert not other.said_in(other.sentence.replace("加上", "不加上"))
    assert not other.said_in(other.sentence.replace("2件", "12件"))


def test_a_price_that_cannot_be_promised_is_told_as_that(
    shop: Shop, in_deposit_phase: datetime
) -> None:
    box = Toolbox(
        ground(
            understand([Turn("customer", "在吗")], shop, build_lexicon(shop)),
            shop,
            Shelf(),
            in_deposit_phase,
        ),
        Shelf(),
        ToolTexts.load(FOLDER / "tools.yaml"),
    )
    assert "不能报价" in call(box, "quote", "{}")


def test_what_a_search_finds_is_evidence(toolbox: Toolbox) -> None:
    assert "整机保修6年" in call(toolbox, "search", '{"query": "保修多久"}')
    assert [hit.passage for hit in toolbox.hits] == [WARRANTY]


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("quote", '{"items": [{"product": "HF-', "不是完整的 JSON"),
        ("quote", '{"items": [{"product": "HF-KFR35-JY", "quantity": 0}]}', "quantity"),
        ("quote", '{"items": [{"product": "HF-KFR35-JY", "quantity": "2"}]}', "quantity"),
        ("quote", '{"items": [{"product": "HF-NOPE", "quantity": 1}]}', "没有商品"),
        ("quote", '{"items": []}', "items"),
        ("quote", '{"price": "1.00"}', "没有这个参数"),
        ("quote", '{"add_coupons": ["无门槛减5000"]}', "不是这次活动的券"),
        ("quote", '["HF-KFR35-JY"]', "参数"),
        ("search", "{}", "没有填"),
        ("search", '{"query": ""}', "query"),
        ("pay", "{}", "没有这个工具"),
    ],
)
def test_nothing_runs_on_malformed_arguments_and_the_model_is_told_why(
    toolbox: Toolbox, name: str, arguments: str, told: str
) -> None:
    assert told in refused(toolbox, name, arguments)


def test_beside_a_malformed_call_nothing_else_runs(toolbox: Toolbox) -> None:
    calls = [ToolCall("a", "search", '{"query": "保修"}'), ToolCall("b", "quote", "{")]
    told, well_formed = toolbox.run(calls)
    assert not well_formed
    assert [message.answers for message in told] == ["a", "b"]
    assert toolbox.hits == []


def test_a_name_that_could_be_several_products_is_not_guessed(toolbox: Toolbox) -> None:
    told = refused(toolbox, "quote", '{"items": [{"product": "空调", "quantity": 1}]}')
    assert "要写编码" in told


def test_the_schema_is_plain_and_every_parameter_is_explained(toolbox: Toolbox) -> None:
    quote, search = toolbox.tools
    shown = f"{quote.parameters}{search.parameters}"
    assert not [word for word in ("$ref", "anyOf", "null", "$defs") if word in shown]
    item = quote.parameters["properties"]["items"]["items"]
    assert item["required"] == ["product", "quantity"]
    assert all(p["description"] for p in item["properties"].values())
    assert search.parameters["required"] == ["query"]
