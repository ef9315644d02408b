"""Which of two is dearer, and how many are left: what a reply may not turn round or make up."""

import pytest

from service.assist.guard import Ledger, check
from service.assist.guard.facts import Fact, Role

NAMES = {"X2": "HF-RV-X2", "X1": "HF-RV-X1"}


def codes(sentence: str) -> set[str]:
    facts = [
        Fact(Role.PAYABLE, 244900, "元", "报价", "HF-RV-X2"),
        Fact(Role.PAYABLE, 134900, "元", "报价", "HF-RV-X1"),
        Fact(Role.SAVING, 110000, "元", "报价"),
    ]
    products = {name: {sku} for name, sku in NAMES.items()}
    return {flag.code for flag in check(sentence, Ledger.of(facts, products=products)).flags}


@pytest.mark.parametrize(
    "sentence",
    [
        "亲，X2到手2449元，X1到手1349元，X2便宜1100元哦。",
        "X2到手2449元，X1到手1349元，X1要贵1100元。",
        "X1到手1349元，X2到手2449元，X2比X1少付1100元。",
    ],
)
def test_a_comparison_the_wrong_way_round_is_stopped(sentence: str) -> None:
    assert "number.wrong_way" in codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "亲，X2到手2449元，X1到手1349元，X2贵1100元哦。",
        "X2到手2449元，X1到手1349元，X1便宜1100元。",
        "X1到手1349元，X2到手2449元，X1比X2少付1100元。",
        "X2到手2449元，X1到手1349元，差1100元。",
        "X2到手2449元，比原价便宜1100元，X1到手1349元。",
    ],
)
def test_the_right_way_round_is_none_of_its_business(sentence: str) -> None:
    assert "number.wrong_way" not in codes(sentence)


@pytest.mark.parametrize("sentence", ["库存只剩2台，快拍。", "亲，现货还有三台哦", "只剩最后5件了"])
def test_a_number_in_stock_that_nobody_told_is_stopped(sentence: str) -> None:
    assert "promise.stock" in codes(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "还剩两天多，14号截止。",
        "库存实时变动，以页面为准。",
        "您那单只剩1件没发货",
        "剩下2台的尾款",
    ],
)
def test_what_is_left_of_something_else_is_no_stock(sentence: str) -> None:
    assert "promise.stock" not in codes(sentence)
