"""Flows are read whole or not at all, say what to mend, and grant no more than the shop may."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from knowledge.errors import RulesRefused
from knowledge.rule_files import is_rule, rules_digest
from service.assist.understand.scenes import SCENES
from service.shops import BadShopFolder, Shop
from service.shops.flow import TRADE_FLOWS, amounts_in
from service.shops.flows import NO_FLOWS, read_flows, trade_items
from service.shops.profile import Authority
from service.shops.rule_faults import judge
from tests.conftest import DEMO

AUTHORITY = Authority.model_validate(
    {"compensation": "0.00", "small_refund": "20.00", "extra_discount": "0.00"}
)
REPAIR = """
scene: repair
group: 售后
steps:
- name: 弄清故障
  needs: [fault]
- name: 登记
  say: 我登记好了，网点会联系您。
"""


def folder(path: Path, **files: str) -> Path:
    (path / "flows").mkdir()
    for name, text in files.items():
        (path / "flows" / f"{name}.yaml").write_text(text, "utf-8")
    return path


def faults_of(path: Path, **files: str) -> list[str]:
    with pytest.raises(BadShopFolder) as raised:
        read_flows(folder(path, **files), AUTHORITY)
    return [str(fault) for fault in raised.value.faults]


def test_the_sample_shop_has_the_eleven_flows_before_the_sale_and_the_ten_after_it(
    shop: Shop,
) -> None:
    flows = shop.flows.by_scene
    assert flows.keys() == TRADE_FLOWS.keys() == {scene.id for scene in SCENES}
    assert Counter(flow.group for flow in flows.values()) == {"售前": 11, "售后": 10}
    assert all(2 <= len(flow.steps) <= 6 for flow in flows.values())
    assert shop.flows.file_of("repair") == "flows/维修.yaml"


def test_a_shop_without_flows_has_none(tmp_path: Path) -> None:
    assert read_flows(tmp_path, AUTHORITY) is NO_FLOWS


def test_a_misspelt_field_names_file_step_and_field(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, a=REPAIR.replace("say:", "sya:"))
    assert fault == "flows/a.yaml「steps 第 2 步 登记 · sya」：没有这个字段，请核对拼写"


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    faults = faults_of(
        tmp_path,
        a=REPAIR.replace("[fault]", "[faullt]"),
        b=REPAIR.replace("repair", "exchange").replace("售后", "售中"),
    )
    assert [fault.partition("：")[0] for fault in faults] == [
        "flows/b.yaml「group」",
        "flows/a.yaml「steps 第 1 步 弄清故障 · needs」",
    ]


@pytest.mark.parametrize(
    ("was", "is_", "told"),
    [
        ("repair", "repairs", "没有场景 'repairs'"),
        ("group: 售后", "group: 售后\ndeadline: 一天", "期限要写成"),
        ("name: 登记", "name: 弄清故障", "有两个步骤都叫「弄清故障」"),
        ("needs: [fault]", "needs: [fault]\n  ask: {order: 订单号多少}", "不在 needs 里"),
        ("  say:", "  only: {shipping: 未发货}\n  say:", "前面的步骤没有问 shipping"),
        ("  say:", "  only: {fault: 未发货}\n  say:", "没有值 未发货：可用 （无）"),
        ("say: 我登记好了，网点会联系您。", "go: exchange", "没有别的流程 exchange"),
        ("  say:", "  to: complaint\n  go: repair\n  say:", "go 转到别的流程"),
        ("steps:", "escalate: [{when: words, to: default}]\nsteps:", "要写 words"),
        ("steps:", "escalate: [{when: words, words: ['(']}]\nsteps:", "正则写法有误"),
        (
            "steps:",
            "items: [{id: order, name: 单号, ask: 单号多少, told: [x]}]\nsteps:",
            "已经有了",
        ),
        ("steps:", "items: [{id: mine, name: 我的, ask: 是什么}]\nsteps:", "也只能写一项"),
    ],
)
def test_what_does_not_fit_together_is_refused(
    tmp_path: Path, was: str, is_: str, told: str
) -> None:
    assert was in REPAIR
    faults = faults_of(tmp_path, a=REPAIR.replace(was, is_))
    assert any(told in fault for fault in faults), faults


def test_one_scene_has_one_flow(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, a=REPAIR, b=REPAIR)
    assert fault == "flows/b.yaml「scene」：flows/a.yaml 已经是维修的流程：请留一个"


@pytest.mark.parametrize(
    ("kind", "at_most", "refused"),
    [
        ("small_refund", "20.00", False),
        ("small_refund", "20.01", True),
        ("compensation", "0.01", True),
        ("extra_discount", "5.00", True),
    ],
)
def test_a_flow_that_grants_more_than_the_shops_authority_is_refused(
    tmp_path: Path, kind: str, at_most: str, refused: bool
) -> None:
    grants = f'grants: {{kind: {kind}, at_most: "{at_most}"}}\nsteps:'
    text = REPAIR.replace("steps:", grants)
    if not refused:
        assert read_flows(folder(tmp_path, a=text), AUTHORITY).by_scene["repair"].limit == 2000
        return
    (fault,) = faults_of(tmp_path, a=text)
    assert fault.startswith(
        f"flows/a.yaml「grants.at_most」：超过店铺授权：shop.yaml 的 authority.{kind}"
    )


@pytest.mark.parametrize(
    "amount", ["50元", "¥50", "50块钱", "５０元", "五十元", "20.5元", "1,000元"]
)
def test_no_words_of_a_flow_name_an_amount_beyond_its_grant(tmp_path: Path, amount: str) -> None:
    grants = 'grants: {kind: small_refund, at_most: "20.00"}\nsteps:'
    text = REPAIR.replace("steps:", grants).replace("网点会联系您", f"补您{amount}")
    (fault,) = faults_of(tmp_path, a=text)
    assert "steps 第 2 步 登记 · say" in fault
    assert "超出可答应的 20.00 元" in fault


def test_times_and_pieces_are_no_amounts() -> None:
    assert list(amounts_in("签收7天内，一般24小时内答复，一块儿寄回两件")) == []


def test_flows_are_kept_with_a_version_like_the_rulebooks(tmp_path: Path) -> None:
    assert is_rule("flows/维修.yaml")
    assert not is_rule("flows/维修.xlsx")
    assert not is_rule("flows/.维修.yaml")
    shutil.copytree(DEMO / "flows", tmp_path / "flows")
    before = rules_digest(tmp_path)
    (tmp_path / "flows" / "维修.yaml").write_text(REPAIR, "utf-8")
    assert rules_digest(tmp_path) != before != ""


def test_a_bad_flow_goes_live_with_no_import(tmp_path: Path) -> None:
    for name in ("shop.yaml", "catalog.xlsx"):
        shutil.copy(DEMO / name, tmp_path / name)
    judge(folder(tmp_path, a=REPAIR))
    (tmp_path / "flows" / "a.yaml").write_text(REPAIR.replace("[fault]", "[faullt]"), "utf-8")
    with pytest.raises(RulesRefused, match=r"flows/a\.yaml「steps 第 1 步 弄清故障 · needs」"):
        judge(tmp_path)


def told(item: str, text: str) -> str | None:
    return trade_items()[item].heard_in(text)


@pytest.mark.parametrize(
    ("item", "text", "value"),
    [
        ("signed", "前天签收的，没拆", "7天内"),
        ("signed", "昨天", "7天内"),
        ("signed", "昨天说好给我打电话的", None),
        ("signed", "收到十天了", "超过7天"),
        ("signed", "两个月前到的", "超过7天"),
        ("signed", "11月3号签收的", "按日期核对"),
        ("signed", "7天无理由可以吧", None),
        ("condition", "没用过", "完好"),
        ("condition", "没拆，不对，用过一次", "已使用"),
        ("condition", "已经安装了", "已使用"),
        ("shipping", "还没发货", "未发货"),
        ("shipping", "已经发货了", "已发货"),
        ("reason", "质量没问题就是不喜欢", "个人原因"),
        ("reason", "漏水", "质量问题"),
        ("photos", "照片发你了", ""),
        ("photos", "[图片]", ""),
        ("photos", "照片等会拍", None),
        ("photos", "没照片", None),
        ("video", "视频和铭牌照片都拍好发你了", ""),
        ("video", "视频发不了", None),
        ("tracking", "订单号2839475610293847561", None),
        ("tracking", "物流停在中转站三天了", ""),
    ],
)
def test_what_buyers_tell_is_heard_and_what_they_only_mention_is_not(
    item: str, text: str, value: str | None
) -> None:
    assert told(item, text) == value
