"""The calculator's LangChain tools answer like the calculator and refuse like it."""

import subprocess
import sys
from datetime import datetime
from typing import Any

import pytest
from langchain_core.messages import ToolCall, ToolMessage
from langchain_core.tools import StructuredTool

from service.clock import fixed_clock
from service.pricing import Quote
from service.pricing.alternatives import Alternatives
from service.pricing.refund import Refund
from service.pricing.what_if import Comparison
from service.pricing_tools import pricing_tools
from service.shops import Shop


@pytest.fixture
def tools(shop: Shop, in_deposit_phase: datetime) -> dict[str, StructuredTool]:
    return {tool.name: tool for tool in pricing_tools(shop, fixed_clock(in_deposit_phase))}


def called(tool: StructuredTool, **arguments: Any) -> ToolMessage:
    """The tool's answer as an agent gets it."""
    answer = tool.invoke(ToolCall(name=tool.name, args=arguments, id="1", type="tool_call"))
    assert isinstance(answer, ToolMessage)
    return answer


AIRCON = {"sku": "HF-KFR35-JY", "quantity": 2}


def test_the_quote_tool_gives_the_text_to_retell_and_the_quote_behind_it(
    tools: dict[str, StructuredTool],
) -> None:
    answer = called(tools["quote_price"], lines=[AIRCON], coupons=["D11-COUPON-2000"])
    assert "到手合计4548元" in str(answer.content)
    assert "尾款4348元" in str(answer.content)
    assert "以结算页为准" in str(answer.content)
    assert isinstance(answer.artifact, Quote)
    assert answer.artifact.payable == 454_800


def test_the_refund_tool_pays_one_of_two_by_its_share(tools: dict[str, StructuredTool]) -> None:
    answer = called(tools["quote_refund"], lines=[AIRCON], returning={"HF-KFR35-JY": 1})
    assert isinstance(answer.artifact, Refund)
    # 2 × 2799 − 200 − 900 = 4698 by 定金膨胀 and 跨店满减; one of two is half
    assert "退款2349元" in str(answer.content)


def test_the_price_protection_tool_compares_with_todays_price(
    tools: dict[str, StructuredTool],
) -> None:
    answer = called(
        tools["quote_price_protection"],
        lines=[{"sku": "HF-AF5", "price": "500.00"}],
        at="2026-03-01 12:00",
        sku="HF-AF5",
        price_now="250.00",
    )
    assert "价保可补250元" in str(answer.content)


COUPONS = ["D11-COUPON-2000", "D11-COUPON-1000"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "add", "line": {"sku": "HF-AF5"}}, "多付279元"),
        ({"kind": "remove", "sku": "HF-KFR35-JY", "units": 1}, "少付2349元"),
        ({"kind": "swap", "sku": "HF-KFR35-JY", "line": {"sku": "HF-KFR26-JY"}}, "静悦大1匹×2"),
        ({"kind": "with_coupon", "coupon": "D11-COUPON-2000"}, "多用了店铺券 满2000减150"),
        ({"kind": "paid_at", "at": "2026-11-12 10:00"}, "价格不变"),
    ],
)
def test_the_what_if_tool_tells_both_prices_and_the_difference(
    tools: dict[str, StructuredTool], change: dict[str, Any], words: str
) -> None:
    answer = called(tools["quote_what_if"], lines=[AIRCON], changes=[change])
    assert isinstance(answer.artifact, Comparison)
    assert "原来到手合计4698元" in str(answer.content)
    assert words in str(answer.content)


def test_the_alternatives_tool_tells_the_second_best_and_the_orders_to_place(
    tools: dict[str, StructuredTool],
) -> None:
    lines = [{"sku": "HF-BCD606"}, {"sku": "HF-RO800"}]
    answer = called(tools["quote_alternatives"], lines=lines, coupons=COUPONS)
    assert isinstance(answer.artifact, Alternatives)
    told = str(answer.content)
    assert "用店铺券 满1000减60而不用店铺券 满2000减150，会多付90元" in told
    assert "拆成2单" in told
    assert "第2单 800G净水器×1" in told


def test_a_code_nearly_right_is_answered_with_the_products_meant(
    tools: dict[str, StructuredTool],
) -> None:
    for wrong, meant in (("HF-AF50", "HF-AF5（可视空气炸锅）"), ("破壁机", "HF-PB12（破壁机）")):
        answer = called(tools["quote_price"], lines=[{"sku": wrong}])
        assert answer.status == "error"
        assert meant in str(answer.content)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"lines": [{"sku": "HF-NONE"}]}, "HF-NONE"),
        ({"lines": [AIRCON], "coupons": ["NONE"]}, "NONE"),
        ({"lines": [{"sku": "A", "price": 9.9}]}, "字符串"),
        ({"lines": []}, "lines"),
        ({"lines": [AIRCON], "discount": "5"}, "discount"),
    ],
)
def test_a_refusal_comes_back_as_a_message_that_says_what_to_mend(
    tools: dict[str, StructuredTool], arguments: dict[str, Any], words: str
) -> None:
    answer = called(tools["quote_price"], **arguments)
    assert answer.status == "error"
    assert words in str(answer.content)


def test_the_arguments_are_described_for_a_model(tools: dict[str, StructuredTool]) -> None:
    for tool in tools.values():
        assert "lines" in tool.tool_call_schema.model_json_schema()["properties"]  # type: ignore[union-attr]
        assert tool.description


def test_importing_the_tools_does_not_load_langchain() -> None:
    code = "import sys, service.pricing_tools; print('langchain_core' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
