"""What the agent is shown: place, message, rule and replacement; and lists a shop adds itself."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.assist.guard import (
    RULES,
    DataFileError,
    Ledger,
    Rule,
    Severity,
    WordRule,
    check,
)


@given(
    text=st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "到手",
                "４５９８",
                "元",
                "微 信",
                "\u200b",
                "最好的",
                "㎡",
                "①②",
                "11月10日",
                "%",
                "�",
                "定金",
                "满300减50",
                "。",
                "，",
                "百",
                "点",
                "半",
                "第",
                "0",
                "：",
                "-",
                "~",
                "约",
                "加v",
            ]
        ),
        max_size=12,
    ).map("".join)
)
def test_any_text_is_judged_and_every_finding_is_where_it_says(text: str) -> None:
    for flag in check(text, Ledger()).flags:
        assert text[flag.start : flag.end] == flag.span
        assert flag.span
        assert flag.message
        assert flag.rule


def test_a_wrong_price_is_shown_with_the_exact_one(ledger: Ledger) -> None:
    (flag,) = check("亲，两台到手４５９８元哦。", ledger).flags
    assert (flag.code, flag.span, flag.start, flag.end) == ("number.unknown", "４５９８元", 6, 11)
    assert flag.severity is Severity.BLOCK
    assert flag.replacement == "4698元"


def test_a_wrong_role_says_what_the_figure_really_is(ledger: Ledger) -> None:
    (flag,) = check("到手价4498元。", ledger).flags
    assert flag.code == "number.wrong_role"
    assert "到手价" in flag.message
    assert "尾款" in flag.message
    assert flag.replacement == "4698元"


def test_an_approximation_is_replaced_by_the_exact_figure(ledger: Ledger) -> None:
    (flag,) = check("到手差不多4700元。", ledger).flags
    assert (flag.code, flag.replacement) == ("claim.vague", "4698元")


def test_a_wrong_end_is_replaced_by_the_end_of_that_phase(ledger: Ledger) -> None:
    (flag,) = check("尾款11月13日23:59截止。", ledger).flags
    assert flag.replacement == "11月14日23:59"


def test_findings_come_in_the_order_of_the_sentence(ledger: Ledger) -> None:
    flags = check("最好的空调到手1元，加微信。", ledger).flags
    assert [flag.code.partition(".")[0] for flag in flags] == ["adlaw", "number", "offplatform"]


def test_a_shop_adds_its_own_list_as_a_file(tmp_path: Path) -> None:
    own = tmp_path / "guard.yaml"
    own.write_text(
        "rule: 本店规定\n"
        "entries:\n"
        "  - {code: shop.rival, severity: warn, message: '不提「{span}」', words: [某某电器]}\n",
        encoding="utf-8",
    )
    rules: tuple[Rule, ...] = (*RULES, WordRule(own))
    (flag,) = check("某某电器也有这款。", Ledger(), rules).flags
    assert (flag.code, flag.severity, flag.rule) == ("shop.rival", Severity.WARN, "本店规定")
    assert flag.message == "不提「某某电器」"


@pytest.mark.parametrize(
    "content", ["rule: [", "rule: 本店规定\nentries: [{code: a, mesage: b}]", None]
)
def test_a_list_that_cannot_be_read_is_named(tmp_path: Path, content: str | None) -> None:
    own = tmp_path / "guard.yaml"
    if content is not None:
        own.write_text(content, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"guard\.yaml"):
        check("您好", Ledger(), [WordRule(own)])


def test_importing_the_guard_reads_no_word_list() -> None:
    program = "import sys, service.assist.guard; sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
