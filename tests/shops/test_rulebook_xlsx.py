"""An operations person fills in a workbook; what is wrong names file, row, column and remedy."""

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from service.pricing import Rulebook
from service.shops import BadShopFolder, read_shop
from service.shops.rulebook_template import EXAMPLE, workbook
from service.shops.rulebook_terms import COLUMNS, MODELS, TERMS
from service.shops.rulebooks import read_rulebook
from tests.conftest import DEMO

HEADERS = [column.header for column in COLUMNS]

Rows = list[dict[str, Any]]


@pytest.fixture
def filled(tmp_path: Path) -> Callable[..., Path]:
    """The template with these rows in 优惠 instead of the example, saved as a file."""

    def fill(*rows: dict[str, Any], change: Callable[[Any], None] = lambda book: None) -> Path:
        path = tmp_path / "规则.xlsx"
        path.write_bytes(workbook())
        book = load_workbook(path)
        sheet = book["优惠"]
        sheet.delete_rows(2)
        for row in rows:
            sheet.append([row.get(header) for header in HEADERS])
        change(book)
        book.save(path)
        return path

    return fill


def faults_of(path: Path) -> list[str]:
    with pytest.raises(BadShopFolder) as raised:
        read_rulebook(path, "promotions/规则.xlsx")
    return [str(fault) for fault in raised.value.faults]


COUPON = {
    "编号": "Q60",
    "类型": "店铺券",
    "名称": "满1000减60",
    "适用商品": "全部",
    "门槛": 1000,
    "优惠金额": 60,
}


def test_the_template_read_back_is_its_example(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    path.write_bytes(workbook())
    assert read_rulebook(path, "模板.xlsx") == EXAMPLE


def test_the_sample_rulebooks_written_as_workbooks_are_the_same_rulebooks(
    tmp_path: Path, double11: Rulebook, double12: Rulebook
) -> None:
    for book in (double11, double12):
        path = tmp_path / f"{book.id}.xlsx"
        path.write_bytes(workbook(book))
        assert read_rulebook(path, path.name) == book


def test_every_kind_of_promotion_has_a_term_and_every_field_a_column() -> None:
    assert {term.kind for term in TERMS} == set(MODELS)
    common = {column.common for column in COLUMNS} | {"kind", "scope", "start", "end"}
    for kind, model in MODELS.items():
        written = {field for term in TERMS if term.kind == kind for field in term.fields.values()}
        fixed = {field for term in TERMS if term.kind == kind for field in term.fixed}
        open_fields = set(model.model_fields) - common - written - fixed
        # an official price, 尾款立减 with one's own deal: written in YAML where both are needed
        assert open_fields <= {"adds_to_presale"}, kind


def test_numbers_and_dates_that_excel_keeps_as_such_are_read_exactly(
    filled: Callable[..., Path],
) -> None:
    row = COUPON | {
        "门槛": 1999.9,
        "开始": datetime(2026, 11, 1, 20, 0),  # noqa: DTZ001 - Excel knows no zones
        "结束": datetime(2026, 11, 10, 23, 59),  # noqa: DTZ001
    }
    (coupon,) = read_rulebook(filled(row), "规则.xlsx")
    assert getattr(coupon, "threshold", None) == 199_990
    assert coupon.start is not None
    assert coupon.end is not None
    assert coupon.start.isoformat() == "2026-11-01T20:00:00+08:00"
    assert coupon.end.isoformat() == "2026-11-11T00:00:00+08:00"


def test_a_bare_date_as_an_end_runs_to_the_end_of_that_day(filled: Callable[..., Path]) -> None:
    (coupon,) = read_rulebook(filled(COUPON | {"结束": date(2026, 11, 10)}), "规则.xlsx")
    assert coupon.end is not None
    assert coupon.end.isoformat() == "2026-11-11T00:00:00+08:00"


@pytest.mark.parametrize(
    ("written", "percent_off"),
    [("12%", 1200), ("减12%", 1200), ("8.8折", 1200), ("88折", 1200), ("95折", 500), (0.12, 1200)],
)
def test_a_rate_is_read_as_percent_off_or_as_a_discount(
    filled: Callable[..., Path], written: object, percent_off: int
) -> None:
    row = {"编号": "L", "类型": "官方立减", "名称": "立减", "适用商品": "全部", "减免比例": written}

    def percent_format(book: Any) -> None:
        if isinstance(written, float):
            book["优惠"].cell(2, HEADERS.index("减免比例") + 1).number_format = "0%"

    (official,) = read_rulebook(filled(row, change=percent_format), "规则.xlsx")
    assert getattr(official, "percent_off", None) == percent_off


def test_deposit_inflation_and_deposit_reduction_are_told_apart(
    filled: Callable[..., Path],
) -> None:
    def phases(book: Any) -> None:
        book["活动"].append(["付定金", "", "2026-10-20 20:00", "2026-11-10 18:00"])
        book["活动"].append(["付尾款", "", "2026-11-10 20:00", "2026-11-14 23:59"])

    common = {"名称": "预售", "定金": "100"}
    inflation = common | {"编号": "A", "类型": "定金膨胀", "适用商品": "A", "抵用额": "200"}
    reduction = common | {"编号": "B", "类型": "付定立减", "适用商品": "B、C", "优惠金额": "200"}
    book = read_rulebook(filled(inflation, reduction, change=phases), "规则.xlsx")
    assert [promotion.kind for promotion in book] == ["deposit_inflation", "deposit_reduction"]
    assert [sorted(promotion.scope.skus) for promotion in book] == [["A"], ["B", "C"]]


@pytest.mark.parametrize(
    ("change", "where", "remedy"),
    [
        ({"类型": "定金翻倍"}, "优惠 第 2 行 Q60 · 类型", "没有类型"),
        ({"门槛": "一千"}, "优惠 第 2 行 Q60 · 门槛", "读不懂"),
        ({"优惠金额": None}, "优惠 第 2 行 Q60 · 优惠金额", "请补上"),
        ({"优惠金额": "0.1+0.2"}, "优惠 第 2 行 Q60 · 优惠金额", "读不懂"),
        ({"优惠金额": 0.305}, "优惠 第 2 行 Q60 · 优惠金额", "读不懂"),
        ({"定金": "100"}, "优惠 第 2 行 Q60 · 定金", "店铺券用不到这一列"),
        ({"可叠加": "也许"}, "优惠 第 2 行 Q60 · 可叠加", "“是”或“否”"),
        ({"适用商品": None}, "优惠 第 2 行 Q60 · 适用商品", "适用范围是空的"),
        ({"结束": "十一月十日"}, "优惠 第 2 行 Q60 · 结束", "读不懂"),
    ],
)
def test_a_wrong_cell_names_row_column_and_remedy(
    filled: Callable[..., Path], change: dict[str, Any], where: str, remedy: str
) -> None:
    (fault,) = faults_of(filled(COUPON | change))
    assert fault.startswith(f"promotions/规则.xlsx「{where}」：")
    assert remedy in fault


def test_ten_fold_is_refused_because_it_is_no_discount_and_no_90_percent_off(
    filled: Callable[..., Path],
) -> None:
    row = {"编号": "L", "类型": "官方立减", "名称": "x", "适用商品": "全部", "减免比例": "10折"}
    (fault,) = faults_of(filled(row))
    assert "减免比例" in fault


@pytest.mark.parametrize(
    ("word", "base"), [("券后", "left"), ("单品优惠后", "after_item_deals"), ("随平台", "default")]
)
def test_what_free_freight_is_measured_on_is_written_in_the_trades_words(
    filled: Callable[..., Path], word: str, base: str
) -> None:
    freight = {"编号": "F", "类型": "运费", "名称": "运费", "适用商品": "全部", "优惠金额": 8}
    path = filled(freight | {"门槛": 99, "包邮口径": word})
    (rule,) = read_rulebook(path, "规则.xlsx")
    assert vars(rule)["measured_on"] == base
    assert "券后" in faults_of(filled(freight | {"包邮口径": "看心情"}))[0]


def test_a_column_nobody_knows_is_reported_with_the_known_ones(
    filled: Callable[..., Path],
) -> None:
    def misspell(book: Any) -> None:
        book["优惠"].cell(1, HEADERS.index("门槛") + 1).value = "起步价"

    (fault,) = faults_of(filled(COUPON, change=misspell))
    assert "优惠 第 1 行" in fault
    assert "没有列「起步价」" in fault


def test_a_contradiction_names_the_rows_of_both_promotions(filled: Callable[..., Path]) -> None:
    official = {
        "编号": "LJ",
        "类型": "官方立减",
        "名称": "x",
        "适用商品": "全部",
        "减免比例": "12%",
    }
    cross = {"编号": "KD", "类型": "跨店满减", "名称": "y", "适用商品": "全部"}
    cross |= {"门槛": "300", "优惠金额": "50"}
    (fault,) = faults_of(filled(COUPON, official, cross))
    assert fault.startswith("promotions/规则.xlsx「优惠 第 3、4 行」")


def test_a_wrong_platform_or_item_in_the_event_sheet_names_its_row(
    filled: Callable[..., Path],
) -> None:
    def spoil(book: Any) -> None:
        book["活动"]["B4"] = "天鹅"
        book["活动"].append(["付钱", "", "2026-10-20", "2026-11-10"])

    faults = faults_of(filled(COUPON, change=spoil))
    assert "「活动 第 4 行」：平台 '天鹅' 读不懂" in faults[0]
    assert "「活动 第 9 行」：没有项目「付钱」" in faults[1]


def test_a_workbook_without_its_sheets_or_that_is_none_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04nonsense")
    assert "损坏" in faults_of(broken)[0]
    shutil.copy(DEMO / "catalog.xlsx", broken)
    assert "没有工作表" in faults_of(broken)[0]


def test_a_shop_folder_takes_a_workbook_beside_yaml_and_checks_its_products(
    tmp_path: Path, filled: Callable[..., Path]
) -> None:
    folder = tmp_path / "shop"
    shutil.copytree(DEMO / "promotions", folder / "promotions")
    for name in ("shop.yaml", "catalog.xlsx"):
        shutil.copy(DEMO / name, folder / name)
    target = folder / "promotions" / "春季.xlsx"
    shutil.copy(filled(COUPON), target)
    (folder / "promotions" / "~$春季.xlsx").write_bytes(b"a lock file of Excel")
    assert "promotions/春季.xlsx" in read_shop(folder).rulebook_files
    shutil.copy(filled(COUPON | {"适用商品": "HF-NONE"}), target)
    with pytest.raises(BadShopFolder) as raised:
        read_shop(folder)
    (fault,) = map(str, raised.value.faults)
    assert "「优惠 第 2 行 Q60 · 适用商品」：商品表里没有 HF-NONE" in fault
