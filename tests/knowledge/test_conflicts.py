"""Conflicts: what contradicts what, for which products and in which time, and what does not."""

from pathlib import Path

import pytest

from knowledge.conflicts import conflicts_in
from knowledge.row_outcomes import unique
from knowledge.sources import source_files
from knowledge.times import start_time
from knowledge.types import Conflict, ConflictKind
from tests.conftest import DEMO
from tests.knowledge.shopfiles import Script, script, write_scripts, write_text, write_workbook


def conflicts(folder: Path) -> list[Conflict]:
    return list(conflicts_in(unique(file.read() for file in source_files(folder)).passages))


def kinds(folder: Path, *rows: Script) -> list[str]:
    write_scripts(folder / "scripts" / "a.xlsx", *rows)
    return [conflict.kind.value for conflict in conflicts(folder)]


def test_the_sample_shop_contradicts_itself_nowhere() -> None:
    assert conflicts(DEMO) == []


def test_a_script_that_stands_twice_is_told_with_both_places(folder: Path) -> None:
    write_scripts(folder / "scripts" / "a.xlsx", script("A1", "包邮吗", "亲，全国包邮哦"))
    write_scripts(folder / "scripts" / "b.xlsx", script("B1", "包邮吗？", "亲 全国包邮哦~"))
    (found,) = conflicts(folder)
    assert (found.kind, found.about) == (ConflictKind.DUPLICATE, "包邮吗？")
    assert found.one.place.label() == "scripts/a.xlsx · 话术 · 第2行"
    assert found.other.place.label() == "scripts/b.xlsx · 话术 · 第2行"
    assert (found.one.text, found.other.text) == ("亲，全国包邮哦", "亲 全国包邮哦~")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        ("亲，48小时内发出哦", "different_figures"),
        ("亲，按付款顺序安排哦", "different_figures"),
        ("亲，24小时内安排好发货", "different_answers"),
        ("亲，24 小时内发出哦~", "duplicate"),
    ],
)
def test_one_question_with_two_answers(folder: Path, answer: str, kind: str) -> None:
    first = script("A1", "什么时候发货", "亲，24小时内发出哦")
    assert kinds(folder, first, script("A2", "什么时候发货", answer)) == [kind]


def test_both_hold_only_in_the_time_that_is_told(folder: Path) -> None:
    one = script(
        "A1", "满减多少", "满300减50", 生效时间="2026-11-01", 失效时间="2026-11-11 20:00:00"
    )
    other = script("A2", "满减多少", "满300减40", 生效时间="2026-11-10", 失效时间="2026-11-14")
    write_scripts(folder / "scripts" / "a.xlsx", one, other)
    (found,) = conflicts(folder)
    assert found.kind is ConflictKind.DIFFERENT_FIGURES
    assert found.valid_from == start_time("2026-11-10")
    assert found.valid_to == start_time("2026-11-11 20:00:00")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"失效时间": "2026-11-11 20:00:00"}, {"生效时间": "2026-11-11 20:00:00"}),
        ({"适用商品": "HF-1"}, {"适用商品": "HF-2"}),
        ({"适用商品": "HF-1"}, {}),  # its own script goes before the one for the whole shop
    ],
    ids=["one after the other", "another product", "a product's own"],
)
def test_what_never_holds_together_is_no_conflict(
    folder: Path, one: dict[str, str], other: dict[str, str]
) -> None:
    rows = script("A1", "多重", "3kg", **one), script("A2", "多重", "5kg", **other)
    assert kinds(folder, *rows) == []


def test_the_products_for_which_both_hold_are_told(folder: Path) -> None:
    one = script("A1", "多重", "3kg", 适用商品="HF-1|HF-2")
    write_scripts(
        folder / "scripts" / "a.xlsx", one, script("A2", "多重", "5kg", 适用商品="HF-2|HF-3")
    )
    (found,) = conflicts(folder)
    assert found.skus == {"HF-2"}


def test_a_similar_question_that_two_scripts_claim_is_told_once_for_both(folder: Path) -> None:
    one = script("A1", "什么时候发货", 相似问题="几天到|哪天发")
    other = script("A2", "几天能收到", 相似问题="几天到|哪天发")
    write_scripts(folder / "scripts" / "a.xlsx", one, other)
    (found,) = conflicts(folder)
    assert (found.kind, found.about) == (ConflictKind.SHARED_QUESTION, "几天到")
    assert {found.one.text, found.other.text} == {"什么时候发货", "几天能收到"}


def test_one_question_a_thousand_times_is_told_a_thousand_times_and_no_more(folder: Path) -> None:
    rows = (script(f"A{number}", "在吗") for number in range(1000))
    assert kinds(folder, *rows) == ["duplicate"] * 999


TABLE = [
    ["商品编码", "内机噪音", "重量"],
    ["HF-1", "18-38dB(A)", "9kg"],
    ["HF-2", "20-40dB", "9kg"],
]


def manual(folder: Path, *lines: str, scope: str = "HF-1") -> None:
    """A manual with a table of two columns."""
    rows = "\n".join(f"| {line.replace('：', ' | ')} |" for line in ("项目：数值", *lines))
    head, _, rest = rows.partition("\n")
    text = f"# 说明书\n\n适用型号：{scope}\n\n## 参数\n\n{head}\n| --- | --- |\n{rest}\n"
    write_text(folder / "manuals" / "说明书.md", text)


def test_two_documents_that_give_one_attribute_other_figures(folder: Path) -> None:
    write_workbook(folder / "manuals" / "对照表.xlsx", 参数=TABLE)
    manual(folder, "内机噪音：20-40dB", "重量：9kg")
    (found,) = conflicts(folder)
    assert (found.kind, found.about, found.skus) == (
        ConflictKind.DIFFERENT_FACTS,
        "内机噪音",
        frozenset({"HF-1"}),
    )
    sides = {found.one.text: found.one.place, found.other.text: found.other.place}
    assert sides["内机噪音：18-38dB(A)"].row == 2
    assert sides["内机噪音：20-40dB"].document == "manuals/说明书.md"


@pytest.mark.parametrize(
    "line",
    [
        "内机噪音：18~38分贝",
        "内机噪音：18-38 dB",
        "内机噪音：38dB",
        "内机噪音：低",
        "外机噪音：20-40dB",
    ],
)
def test_what_may_be_the_same_figure_is_no_conflict(folder: Path, line: str) -> None:
    write_workbook(folder / "manuals" / "对照表.xlsx", 参数=TABLE)
    manual(folder, line)
    assert conflicts(folder) == []


def test_an_attribute_that_has_two_values_in_one_document_is_left_alone(folder: Path) -> None:
    write_workbook(folder / "manuals" / "对照表.xlsx", 参数=TABLE)
    manual(folder, "重量：8kg", "重量：12kg")
    assert conflicts(folder) == []


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("亲，内机噪音是20-40分贝哦", True),
        ("亲，内机噪音只有18-38dB，很安静", False),
        ("亲，内机噪音最低18分贝", False),
        ("亲，内机噪音很小，运行时更低", False),
    ],
)
def test_a_script_that_states_another_figure_than_the_manual(
    folder: Path, answer: str, told: bool
) -> None:
    write_workbook(folder / "manuals" / "对照表.xlsx", 参数=TABLE)
    row = script("A1", "噪音大吗", answer, 适用商品="HF-1")
    assert kinds(folder, row) == ["different_facts"] * told


def test_a_script_for_two_products_may_state_the_figure_of_either(folder: Path) -> None:
    write_workbook(folder / "manuals" / "对照表.xlsx", 参数=TABLE)
    row = script("A1", "噪音大吗", "内机噪音20-40dB", 适用商品="HF-1|HF-2")
    assert kinds(folder, row) == []
