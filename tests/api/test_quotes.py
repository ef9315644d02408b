"""The calculator over HTTP: money as strings, rules from the shop or inline, refusals that help."""

from typing import Any

import httpx
import pytest

INLINE: dict[str, Any] = {
    "id": "inline",
    "event": "店庆",
    "platform": "tmall",
    "source": "店铺公告",
    "valid": {"from": "2026-05-01 00:00", "to": "2026-05-03 23:59"},
    "phases": [
        {"kind": "sale", "name": "现货", "from": "2026-05-01 00:00", "to": "2026-05-03 23:59"}
    ],
    "promotions": [
        {
            "id": "FULL",
            "kind": "shop_reduction",
            "name": "满200减20",
            "scope": {"all": True},
            "threshold": "200.00",
            "off": "20.00",
        },
        {
            "id": "Q15",
            "kind": "shop_coupon",
            "name": "券15",
            "scope": {"all": True},
            "threshold": "150.00",
            "off": "15.00",
        },
    ],
}
CART: dict[str, Any] = {
    "rulebook": INLINE,
    "at": "2026-05-01T12:00:00+08:00",
    "lines": [{"sku": "A", "price": "100.00"}, {"sku": "B", "price": "110.00"}],
}


def problem(response: httpx.Response) -> dict[str, Any]:
    """The problem document of a refusal."""
    assert response.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == response.status_code >= 400
    return body


def test_the_sample_shops_presale_is_priced_by_its_rulebook(http: httpx.Client) -> None:
    body = {
        "shop": "demo",
        "lines": [{"sku": "HF-KFR35-JY", "quantity": 2}],
        "coupons": ["D11-COUPON-2000"],
    }
    quote = http.post("/v1/quotes", json=body).json()
    assert (quote["payable"], quote["deposit"], quote["final_payment"]) == (
        "4548.00",
        "200.00",
        "4348.00",
    )
    assert quote["rulebook"] == "d11-2026"
    assert [step["saving"] for step in quote["steps"]] == ["200.00", "150.00", "900.00"]
    assert "以结算页为准" in quote["disclaimer"]


def test_an_inline_rulebook_prices_an_inline_cart_without_a_shop(http: httpx.Client) -> None:
    quote = http.post("/v1/quotes", json=CART | {"coupons": ["Q15"]}).json()
    assert (quote["list_price"], quote["payable"], quote["saving"]) == ("210.00", "175.00", "35.00")
    assert [step["shares"] for step in quote["steps"]] == [["9.52", "10.48"], ["7.14", "7.86"]]
    unclaimed = http.post("/v1/quotes", json=CART).json()
    assert unclaimed["payable"] == "190.00"
    assert [(u["promotion_id"], u["reason"]) for u in unclaimed["unused"]] == [("Q15", "领到才有")]


def test_outside_every_event_the_list_price_stands_and_says_so(http: httpx.Client) -> None:
    body = {"shop": "demo", "lines": [{"sku": "HF-AF5"}], "at": "2026-03-01T12:00:00+08:00"}
    quote = http.post("/v1/quotes", json=body).json()
    assert quote["payable"] == quote["list_price"]
    assert quote["assumptions"] == ["当前没有生效的活动，按日常价计算"]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"lines": [{"sku": "A", "price": 100.0}]}, "price", "字符串"),
        ({"lines": [{"sku": "A", "price": 100}]}, "price", "字符串"),
        ({"lines": [{"sku": "A", "price": "1e3"}]}, "price", "读不懂"),
        ({"lines": [{"sku": "A", "price": "-1.00"}]}, "price", "读不懂"),
        ({"lines": [{"sku": "A", "price": "0.00"}]}, "price", "大于 0"),
        ({"lines": [{"sku": "A", "price": "NaN"}]}, "price", "读不懂"),
        ({"lines": [{"sku": "A", "price": "1.00", "quantity": 2.0}]}, "quantity", "整数"),
        ({"lines": [{"sku": "A", "price": "1.00", "quantity": 0}]}, "quantity", "大于 0"),
        ({"lines": []}, "lines", ""),
        ({"lines": [{"sku": "A", "price": "1.00", "colour": "red"}]}, "colour", "没有这个字段"),
        ({"at": "2026-05-01 12:00"}, "at", ""),
        ({"curency": "USD"}, "curency", "没有这个字段"),
    ],
)
def test_a_field_of_the_cart_that_is_wrong_is_named(
    http: httpx.Client, change: dict[str, Any], field: str, words: str
) -> None:
    response = http.post("/v1/quotes", json=CART | change)
    found = problem(response)
    assert (response.status_code, found["code"]) == (422, "invalid_request")
    assert field in found["errors"][0]["field"]
    assert words in found["detail"]


def test_a_float_in_an_inline_rulebook_is_refused(http: httpx.Client) -> None:
    first = INLINE["promotions"][0] | {"off": 20.1}
    response = http.post("/v1/quotes", json=CART | {"rulebook": INLINE | {"promotions": [first]}})
    found = problem(response)
    assert found["errors"][0]["field"].endswith("off")
    assert "字符串" in found["detail"]


@pytest.mark.parametrize(
    ("change", "code", "words"),
    [
        ({"coupons": ["NONE"]}, "bad_cart", "NONE"),
        ({"lines": [{"sku": "A"}]}, "bad_cart", "单价"),
        ({"lines": [{"sku": "A", "price": "1.00", "quantity": 1_000_000}]}, "bad_cart", "9999"),
        ({"lines": [{"sku": "A", "price": "1.00"}] * 2}, "bad_cart", "合并"),
        ({"shop": "nobody"}, "unknown_shop", "demo"),
    ],
)
def test_a_cart_that_cannot_be_priced_says_what_to_mend(
    http: httpx.Client, change: dict[str, Any], code: str, words: str
) -> None:
    found = problem(http.post("/v1/quotes", json=CART | change))
    assert found["code"] == code
    assert words in found["detail"]


def test_a_deposit_paid_too_late_to_complete_has_no_price(http: httpx.Client) -> None:
    body = {
        "shop": "demo",
        "lines": [{"sku": "HF-KFR35-JY"}],
        "deposit_paid": ["HF-KFR35-JY"],
        "at": "2026-11-14T23:59:30+08:00",
    }
    assert http.post("/v1/quotes", json=body).status_code == 200
    late = INLINE | {
        "phases": [
            {"kind": kind, "name": kind, "from": "2026-05-01 00:00", "to": "2026-05-02 00:00"}
            for kind in ("deposit", "final_payment")
        ],
        "promotions": [
            {
                "id": "PRE",
                "kind": "deposit_inflation",
                "name": "定金10抵20",
                "scope": {"all": True},
                "deposit": "10.00",
                "worth": "20.00",
            }
        ],
    }
    body = CART | {"rulebook": late, "deposit_paid": ["A"], "at": "2026-05-02T12:00:00+08:00"}
    assert problem(http.post("/v1/quotes", json=body))["code"] == "no_price"


def test_the_rulebook_template_is_a_workbook(http: httpx.Client) -> None:
    response = http.get("/v1/rulebooks/template")
    assert response.content.startswith(b"PK")
    assert "rulebook.xlsx" in response.headers["content-disposition"]


ORDER = CART | {"rulebook": INLINE | {"promotions": INLINE["promotions"][:1]}}


def test_a_part_return_pays_the_lines_share_and_names_the_rule_and_the_other_figure(
    http: httpx.Client,
) -> None:
    # 100 + 110, 满200减20: A carries 20 × 100 ÷ 210 = 9.52, so its return pays 90.48 [A19]
    body = ORDER | {"returning": {"A": 1}}
    found = http.post("/v1/quotes/refund", json=body).json()
    assert (found["cash"], found["rule"], found["full"]) == ("90.48", "shares", False)
    # recomputed on what is kept: 190 − 110 = 80
    assert found["other_cash"] == "80.00"
    rest = http.post(
        "/v1/quotes/refund", json=ORDER | {"returned": {"A": 1}, "returning": {"B": 1}}
    ).json()
    assert (rest["cash"], rest["full"]) == ("99.52", True)


def test_a_return_of_more_than_was_bought_is_refused(http: httpx.Client) -> None:
    found = problem(http.post("/v1/quotes/refund", json=ORDER | {"returning": {"A": 2}}))
    assert "A" in found["detail"]


def test_price_protection_pays_the_difference_to_todays_simulated_order(
    http: httpx.Client,
) -> None:
    coupon = INLINE["promotions"][1] | {"threshold": "100.00", "off": "30.00"}
    body = ORDER | {
        "lines": [{"sku": "A", "price": "100.00"}],
        "sku": "A",
        "price_now": "120.00",
        "now_at": "2026-05-02T10:00:00+08:00",
        "rulebook_now": INLINE | {"promotions": [coupon]},
    }
    found = http.post("/v1/quotes/price-protection", json=body).json()
    # bought at 100; now 120 − 30 = 90; 10 back [A25]
    assert (found["then"], found["now"], found["compensation"]) == ("100.00", "90.00", "10.00")
    assert found["notes"]


def test_price_protection_without_a_price_of_today_says_what_is_missing(
    http: httpx.Client,
) -> None:
    found = problem(http.post("/v1/quotes/price-protection", json=ORDER | {"sku": "A"}))
    assert "price_now" in found["detail"]


BASKET = {"shop": "demo", "lines": [{"sku": "HF-KFR35-JY", "quantity": 2}]}


@pytest.mark.parametrize(
    ("change", "payable", "difference"),
    [
        ({"kind": "quantity", "sku": "HF-KFR35-JY", "units": 1}, "2349.00", "-2349.00"),
        ({"kind": "with_coupon", "coupon": "D11-COUPON-2000"}, "4548.00", "-150.00"),
        ({"kind": "add", "line": {"sku": "HF-AF5"}}, "4977.00", "279.00"),
        ({"kind": "swap", "sku": "HF-KFR35-JY", "line": {"sku": "HF-AF5"}}, "558.00", "-4140.00"),
    ],
)
def test_a_kept_basket_with_a_change_is_priced_beside_itself(
    http: httpx.Client, change: dict[str, Any], payable: str, difference: str
) -> None:
    answer = http.post("/v1/quotes/what-if", json=BASKET | {"changes": [change]}).json()
    assert answer["before"]["payable"] == "4698.00"
    assert (answer["after"]["payable"], answer["difference"]) == (payable, difference)


def test_a_change_by_a_coupon_nobody_issued_is_refused(http: httpx.Client) -> None:
    change = {"kind": "with_coupon", "coupon": "NONE"}
    response = http.post("/v1/quotes/what-if", json=BASKET | {"changes": [change]})
    assert response.status_code == 422
    assert "NONE" in response.json()["detail"]


def test_why_not_the_other_coupon(http: httpx.Client) -> None:
    held = {"coupons": ["D11-COUPON-2000", "D11-COUPON-1000"]}
    answer = http.post("/v1/quotes/alternatives", json=BASKET | held).json()
    assert answer["best"]["payable"] == "4548.00"
    assert answer["second_best"]["payable"] == "4638.00"
    assert answer["costs_more"] == "90.00"
    assert "满1000减60" in answer["reason"]


def test_two_orders_that_cost_less_than_one_are_told(http: httpx.Client) -> None:
    both = {
        "lines": [{"sku": "HF-BCD606"}, {"sku": "HF-RO800"}],
        "coupons": ["D11-COUPON-2000", "D11-COUPON-1000"],
    }
    answer = http.post("/v1/quotes/alternatives", json=BASKET | both).json()
    assert answer["split"]["saves"] != "0.00"
    assert len(answer["split"]["orders"]) == 2
