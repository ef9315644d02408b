"""What an agent needs to set a basket right: the catalogue's products, the event's coupons."""

import httpx


def skus(http: httpx.Client, q: str, **more: str) -> list[str]:
    response = http.get("/v1/products", params={"shop": "demo", "q": q} | more)
    assert response.status_code == 200, response.text
    return [product["sku"] for product in response.json()["products"]]


def test_a_product_is_found_by_part_of_its_name_alias_category_or_code(http: httpx.Client) -> None:
    assert skus(http, "清风 1.5匹") == ["HF-KFR35-QF"]
    assert "HF-KFR35-JY" in skus(http, "卧室那款")
    assert "HF-KFR35-QF" in skus(http, "空调")
    assert skus(http, "hf-wd-d5") == ["HF-WD-D5"]
    assert skus(http, "ＨＦ－ＷＤ－Ｄ５") == ["HF-WD-D5"]


def test_a_name_typed_in_full_stands_first(http: httpx.Client) -> None:
    assert skus(http, "静悦大1匹")[0] == "HF-KFR26-JY"


def test_without_words_the_catalogue_is_shown_from_its_beginning(http: httpx.Client) -> None:
    assert skus(http, "", limit="2") == ["HF-KFR35-JY", "HF-KFR26-JY"]


def test_what_no_product_is_called_finds_none(http: httpx.Client) -> None:
    assert skus(http, "股票") == []


def test_a_product_is_shown_with_its_list_price(http: httpx.Client) -> None:
    response = http.get("/v1/products", params={"shop": "demo", "q": "HF-KFR35-JY"})
    (product,) = response.json()["products"]
    assert (product["short"], product["list_price"]) == ("静悦1.5匹", "2899.00")


def test_another_shops_products_are_not_looked_for(http: httpx.Client) -> None:
    response = http.get("/v1/products", params={"shop": "nosuch", "q": "空调"})
    assert (response.status_code, response.json()["code"]) == (404, "unknown_shop")


def event(http: httpx.Client, **query: str) -> tuple[str, list[str]]:
    told = http.get("/v1/shops/demo/event", params=query).json()
    return told["id"], [coupon["id"] for coupon in told["coupons"]]


def test_the_event_under_way_tells_the_coupons_that_can_be_claimed(http: httpx.Client) -> None:
    now = ("d11-2026", ["D11-COUPON-2000", "D11-COUPON-1000", "D11-COUPON-KITCHEN"])
    assert event(http) == now
    assert event(http, at="2026-11-11T20:00:00+08:00") == now


def test_the_coupons_of_the_event_asked_about_are_another_events(http: httpx.Client) -> None:
    later = ("d12-2026", ["D12-COUPON-2000", "D12-COUPON-800"])
    assert event(http, id="d12-2026") == later
    assert event(http, at="2026-12-10T12:00:00+08:00") == later


def test_between_events_there_is_nothing_to_claim(http: httpx.Client) -> None:
    assert event(http, at="2026-11-30T12:00:00+08:00") == ("", [])
