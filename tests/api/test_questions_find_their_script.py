"""Questions as buyers put them find the script that answers them, and no other's."""

import httpx
import pytest


def told(http: httpx.Client, text: str) -> dict[str, object]:
    turns = [{"role": "customer", "text": text}]
    answer = http.post("/v1/suggestions", json={"shop": "demo", "turns": turns}).json()
    first: dict[str, object] = answer["suggestions"][0]
    return first


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("能便宜点不", "没有改价和额外优惠的权限"),
        ("静悦1.5匹能便宜点不", "没有改价和额外优惠的权限"),
        ("能开发票不", "默认开电子普通发票"),
        ("支持7天无理由不", "签收后7天内"),
        ("价保一共多少天", "15天"),
        ("冰箱都有哪些", "三门冰箱"),
        ("扫地机器人有哪几款", "扫地机X1到手合计1349元"),
    ],
)
def test_a_question_finds_its_script(http: httpx.Client, text: str, says: str) -> None:
    assert says in str(told(http, text)["text"])


def test_what_was_found_without_the_goods_name_waits_for_an_agent(http: httpx.Client) -> None:
    assert told(http, "能便宜点吗")["kind"] == "script"
    assert told(http, "静悦1.5匹能便宜点不")["unattended"] is False
