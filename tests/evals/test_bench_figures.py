"""Figures are found in what the benches print, and a page shows each against its target."""

from pathlib import Path

import pytest

from evals.bench import __main__ as bench
from evals.bench.figures import FIGURES, Figure, NotFound
from evals.bench.plotting import Measured, page

PRINTED = {
    "错的价格说法放行（条）": ("│ 合计         │ 12,002 │    3 │", 3),
    "对的回复被拦下": ("1153 条对的回复，拦下 135 条（11.71%）", 11.71),
    "错的回复放行（条）": ("377 条错的回复，放行 89 条", 89),
    "和独立参照算法不一致的购物车（台）": ("agree on every cart\ndifferences: 0", 0),
    "选券，10 行 15 券，最慢": (
        "│ parallel,  │ 1.3 (1.4) │ 2.4 (2.8) │\n│ progressi… │ 2.0 (4.8) │ 2.1 (9.5) │",
        4.8,
    ),
    "话术建议的 CPU ÷ 空接口": ("ratio (target 3)              32.1", 32.1),
    "同时接待时 p99": ("p99 (target 100)              178   ms", 178),
    "带条件的向量检索 ÷ numpy": (
        "│ hashed │ 1,000 │ 179 │ 0.033 │ 0.045 │ 1.40 │ 0.050 │ 0.057 │ 0.014 │ 0.354 │ 7.61 │",
        1.40,
    ),
    "整次检索 ÷ numpy": (
        "│ hashed │ 1,000 │ 179 │ 0.033 │ 0.045 │ 1.40 │ 0.050 │ 0.057 │ 0.014 │ 0.354 │ 7.61 │",
        7.61,
    ),
    "检索的召回": ("0.318 │ 1.000 │ 1.0x │ 1.0x │ 0.438 │ 0.990 │ 5.5x │", 0.99),
    "首字多等": ("added to the first text             8.0     12.1", 8.0),
    "转发 100 段的 CPU ÷ 裸转发": ("ratio (target 1.2)           1.21", 1.21),
    "守门一句，最慢的百分之一": ("│ 守门：示例店 │ 1545 │ 0.361 │ 0.785 │", 0.785),
    "同时的流 30 秒内答完": ("within 30 s               99.7   %", 99.7),
    "流的 p99": ("whole answer, p99         7.01   s", 7.01),
    "100,000 段的建议 ÷ 1,000 段": ("growth (target 2)      1.63   times", 1.63),
    "流丢失或串线（条）": ("lost         0\nmixed         2", 2),
    "开着的流，每条内存": ("KB an open stream (target 35)     37.9   bare 29.2", 37.9),
    "开着的流丢失或串线（条）": ("lost         1\nmixed         0", 1),
    "一天的流量，后半天内存 ÷ 前半天": ("memory, last half    1.001   times", 1.001),
    "demo 就绪": ("demo, ready after (target 3)     1.45   s", 1.45),
    "demo 的内存": ("memory of the demo (target 200)   133   MB", 133),
}


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_each_figure_is_found_in_what_its_bench_prints(figure: Figure) -> None:
    printed, value = PRINTED[figure.name]
    assert figure.read(f"\x1b[1mheading\x1b[0m\n{printed}\n") == value


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.name)
def test_a_bench_that_ended_without_its_figure_is_a_fault_and_no_zero(figure: Figure) -> None:
    with pytest.raises(NotFound, match="输出里没有"):
        figure.read("Traceback: out of memory")


def test_a_target_is_met_from_its_own_side() -> None:
    by_name = {figure.name: figure for figure in FIGURES}
    assert by_name["首字多等"].met(30)
    assert not by_name["首字多等"].met(30.1)
    assert by_name["检索的召回"].met(1.0)
    assert not by_name["检索的召回"].met(0.999)


def test_each_figure_has_what_it_is_measured_beside() -> None:
    assert not [figure.name for figure in FIGURES if not figure.reference]


def test_the_page_shows_what_was_missed_and_what_was_printed() -> None:
    missed, none = FIGURES[1], FIGURES[0]
    told = page(
        [Measured(missed, 11.71, "<b>135</b>", 14.0), Measured(none, None, "killed", 1.0)],
        quick=True,
    )
    assert "11.71 %" in told
    assert "&lt;b&gt;135&lt;/b&gt;" in told
    assert "2 项里 0 项达到目标" in told
    assert "只看大概" in told
    assert "http" not in told.replace("http-equiv", "")


def test_a_word_that_fits_no_bench_is_refused_with_the_names(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert bench.main(["--only", "nonsense", "--out", str(tmp_path)]) == 2
    assert "evals.bench.guard" in capsys.readouterr().err
