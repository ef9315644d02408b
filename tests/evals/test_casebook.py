"""Suites as trainers write them: three formats, one meaning, faults by row and column."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from evals.casebook import Action, BadCaseFile, Case, read_cases
from evals.casebook.case import Said
from evals.casebook.cells import turns, words
from evals.casebook.columns import BY_HEADING, COLUMNS
from evals.casebook.template import EXAMPLES, workbook
from service.shops import Shop

HEADER = "用例编号,对话,商品,数量,优惠券,时间点,期望动作,必须包含,期望价格"
ROW = "A1,客：静悦两台多少,静悦空调,2,满2000减150,2026-11-05 20:30,回答,尾款；定金｜订金,4548"


@pytest.fixture
def shops(shop: Shop) -> Mapping[str, Shop]:
    return {shop.id: shop}


def read(
    folder: Path, shops: Mapping[str, Shop], *lines: str, name: str = "预售.csv"
) -> list[Case]:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return read_cases([path], shops)


def faults(folder: Path, shops: Mapping[str, Shop], *lines: str) -> list[str]:
    with pytest.raises(BadCaseFile) as refused:
        read(folder, shops, *lines)
    return list(refused.value.faults)


def test_a_row_becomes_a_case_with_names_found_in_the_shop(
    tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    (case,) = read(tmp_path, shops, HEADER, ROW)
    assert case.basket == {"HF-KFR35-JY": 2}
    assert case.coupons == ("D11-COUPON-2000",)
    assert case.must == (("尾款",), ("定金", "订金"))
    assert case.payable == 454_800
    assert (case.shop, case.place) == ("demo", "预售.csv 第 2 行")


def test_the_template_as_it_comes_is_a_suite_with_every_column_explained(
    tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(workbook())
    cases = read_cases([path], shops)
    assert [case.id for case in cases] == [example["用例编号"] for example in EXAMPLES]
    assert {case.action for case in cases} >= {Action.ANSWER, Action.ASK, Action.HANDOFF}
    assert all(column.note for column in COLUMNS)


def test_yaml_and_csv_say_the_same(tmp_path: Path, shops: Mapping[str, Shop]) -> None:
    written = """\
共同: {时间点: "2026-11-05 20:30", 期望动作: 回答}
用例:
  - 用例编号: A1
    对话: [客：静悦两台多少]
    商品: 静悦空调
    数量: 2
    优惠券: [满2000减150]
    必须包含: [尾款, 定金｜订金]
    期望价格: 4548
"""
    (from_yaml,) = read(tmp_path, shops, written, name="预售.yaml")
    (from_csv,) = read(tmp_path, shops, HEADER, ROW)
    assert from_yaml.model_copy(update={"place": from_csv.place}) == from_csv


def test_a_typo_is_named_by_row_and_column_with_the_word_that_is_meant(
    tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    wrong = ROW.replace("回答", "回达").replace("静悦空调", "静悦空凋").replace("4548", "四千")
    found = faults(tmp_path, shops, HEADER, ROW, wrong)
    assert [fault.partition("：")[0] for fault in found] == [
        "预售.csv 第 3 行「期望动作」",
        "预售.csv 第 3 行「期望价格」",
        "预售.csv 第 3 行「商品」",
    ]
    assert "是不是「回答」" in found[0]
    assert "是不是「静悦空调」" in found[2]


def test_every_fault_of_every_row_is_told_at_once(
    tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    found = faults(
        tmp_path,
        shops,
        HEADER,
        "A1,服：你好,,,,2026-11-05 20:30,回答,,",
        "A1,客：你好\u3000,,,,昨天,回答,,",
        "A3,客：静悦多少,,,,2026-11-05 20:30,回答,,2349",
        "A4,客：静悦多少,静悦空调,1、2,,2026-11-05 20:30,回答,,",
        "A5,客：静悦多少,静悦空调,1,双十一神券,2026-11-05 20:30,反问,,2349",
    )
    assert [fault.partition("：")[0].removeprefix("预售.csv ") for fault in found] == [
        "第 2 行「对话」",
        "第 3 行「时间点」",
        "第 4 行「商品」",
        "第 5 行「数量」",
        "第 6 行「优惠券」",
        "第 6 行「期望动作」",
    ]


@pytest.mark.parametrize("written", ["赔偿，补偿", "赔偿、补偿", "赔偿,补偿", "最好， 绝对，第一"])
def test_forbidden_words_between_commas_are_no_phrase_that_never_occurs(
    tmp_path: Path, shops: Mapping[str, Shop], written: str
) -> None:
    header = HEADER.replace("必须包含", "不得包含")
    row = f'A1,客：静悦多少,静悦空调,1,,2026-11-05 20:30,回答,"{written}",2349'
    (found,) = faults(tmp_path, shops, header, row)
    assert found.startswith("预售.csv 第 2 行「不得包含」：")
    assert "；" in found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("200元，不；补偿", ("200元，不", "补偿")),
        ("好的，1999；", ("好的，1999",)),
        ("2,439", ("2,439",)),
        ("1元，", ("1元，",)),
    ],
)
def test_a_phrase_with_a_comma_in_it_is_one_where_it_is_told_apart(
    written: str, meant: tuple[str, ...]
) -> None:
    assert words(written) == meant


def test_a_list_in_yaml_needs_nothing_more_to_tell_its_phrases_apart(
    tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    written = """\
共同: {时间点: "2026-11-05 20:30", 期望动作: 回答}
用例:
  - {用例编号: A1, 对话: [客：在吗], 不得包含: [好的，改成1元]}
"""
    (case,) = read(tmp_path, shops, written, name="预售.yaml")
    assert case.must_not == ("好的，改成1元",)


def test_a_misspelt_heading_is_refused_with_the_heading_that_is_meant(
    tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    found = faults(tmp_path, shops, HEADER.replace("期望动作", "期望动做"), ROW)
    assert "没有列「期望动做」，是不是「期望动作」？" in found[0]
    assert "缺少列「期望动作」" in found[1]


def test_one_number_for_two_cases_is_refused(tmp_path: Path, shops: Mapping[str, Shop]) -> None:
    (found,) = faults(tmp_path, shops, HEADER, ROW, ROW)
    assert found == "预售.csv 第 3 行「用例编号」：A1 在 预售.csv 第 2 行 已经用过，请换一个"


def test_a_row_without_a_required_cell_is_refused(
    tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    (found,) = faults(tmp_path, shops, HEADER, ROW.replace("2026-11-05 20:30", ""))
    assert found.startswith("预售.csv 第 2 行「时间点」：是空的")


def test_an_empty_suite_is_no_suite(tmp_path: Path, shops: Mapping[str, Shop]) -> None:
    (found,) = faults(tmp_path, shops, HEADER)
    assert "一条用例也没有" in found


def test_a_line_of_the_agent_without_words_is_the_assistants_own_reply(
    tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    path = tmp_path / "追问.yaml"
    path.write_text(
        "用例:\n  - {用例编号: A1, 时间点: '2026-11-05 20:30', 期望动作: 回答,"
        " 对话: ['客：静悦多少', '服：', '客：两台呢']}",
        encoding="utf-8",
    )
    (case,) = read_cases([path], shops)
    assert [(said.role, said.text) for said in case.turns][1] == ("agent", "")
    assert case.asked == "两台呢"


def test_every_column_fills_a_field_of_the_case() -> None:
    own = {"products", "pieces"}  # become the basket together
    assert {c.field for c in COLUMNS} - own <= set(Case.model_fields)
    assert len(BY_HEADING) == len(COLUMNS)


def test_a_line_without_a_speaker_is_the_buyers_unless_others_are_named() -> None:
    assert turns("静悦1.5匹两台到手多少") == (Said(role="customer", text="静悦1.5匹两台到手多少"),)
    assert turns("在吗\n静悦多少")[0].text == "在吗\n静悦多少"
    with pytest.raises(ValueError, match="写明是谁说的"):
        turns("在吗\n服：在的\n客：静悦多少")


FLOW_HEADER = "用例编号,对话,时间点,期望动作,流程,步骤,还缺"
FLOW_ROW = "A1,怎么还不发货,2026-11-05 20:30,回答,催发货,核对订单,订单号、发货状态"


def test_a_row_can_expect_where_the_service_flow_stands(
    tmp_path: Path, shops: Mapping[str, Shop]
) -> None:
    (case,) = read(tmp_path, shops, FLOW_HEADER, FLOW_ROW)
    assert (case.flow, case.flow_step) == ("hurry_delivery", "核对订单")
    assert case.flow_missing == ("订单号", "发货状态")


@pytest.mark.parametrize(
    ("was", "is_", "fault"),
    [
        ("催发货", "催快递", "「流程」：不认识 '催快递'"),
        ("核对订单", "核对单号", "「步骤」：不认识 '核对单号'：是不是「核对订单」？"),
        ("发货状态", "照片", "「还缺」：不认识 '照片'"),
        ("催发货", "", "「流程」：写了「步骤」就要写是哪个流程"),
    ],
)
def test_a_flow_a_step_or_an_item_that_the_shop_has_not_is_told(
    tmp_path: Path, shops: Mapping[str, Shop], was: str, is_: str, fault: str
) -> None:
    told = faults(tmp_path, shops, FLOW_HEADER, FLOW_ROW.replace(was, is_))
    assert len(told) == 1
    assert fault in told[0]


def test_the_sample_shop_walks_every_flow_to_its_end_or_to_a_person(shop: Shop) -> None:
    suite = shop.folder / "evals" / "服务流程.yaml"
    cases = [c for c in read_cases([suite], {shop.id: shop}) if "走完" in c.tags]
    ended = {c.scene for c in cases if c.flow_step == "完成" or c.action is Action.HANDOFF}
    assert ended == {flow.name for flow in shop.flows.by_scene.values()}
    for flow in shop.flows.by_scene.values():
        walked = [case for case in cases if case.scene == flow.name]
        assert [len(case.turns) for case in walked] == list(range(1, 2 * len(walked), 2))
