"""A shop folder is read whole or not at all, and says what to mend."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook

from service.shops import BadShopFolder, Shop, read_shop, read_shops
from tests.conftest import DEMO
from tests.knowledge import hostile


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample shop that a test may spoil."""
    for name in ("shop.yaml", "catalog.xlsx"):
        shutil.copy(DEMO / name, tmp_path / name)
    shutil.copytree(DEMO / "promotions", tmp_path / "promotions")
    return tmp_path


def spoil(path: Path, change: Callable[[str], str]) -> None:
    before = path.read_text(encoding="utf-8")
    after = change(before)
    assert after != before
    path.write_text(after, encoding="utf-8")


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(BadShopFolder) as raised:
        read_shop(folder)
    return [str(fault) for fault in raised.value.faults]


def test_the_sample_shop_has_thirty_products_in_six_categories_and_two_events(shop: Shop) -> None:
    products = list(shop.catalogue)
    assert len(products) >= 24
    assert len({product.category for product in products}) >= 5
    assert all(product.aliases for product in products)
    assert [book.id for book in shop.rulebooks] == ["d11-2026", "d12-2026"]


def test_an_authority_of_zero_is_zero_and_not_unset(shop: Shop) -> None:
    assert shop.profile.authority.compensation == 0
    assert shop.profile.authority.small_refund == 2000


def test_a_misspelt_field_of_a_promotion_names_file_promotion_and_field(folder: Path) -> None:
    path = folder / "promotions" / "double11-2026.yaml"
    spoil(path, lambda text: text.replace('worth: "150.00"', 'wroth: "150.00"'))
    assert any(
        "double11-2026.yaml「promotions 第 3 条 D11-PRE-RVX2 · wroth」：没有这个字段" in fault
        for fault in faults_of(folder)
    )


@pytest.mark.parametrize("written", ["2,000", "两千", "-2000", "2e3", "[2000]", "{a: 1}"])
def test_an_amount_in_a_strange_form_is_refused(folder: Path, written: str) -> None:
    path = folder / "promotions" / "double11-2026.yaml"
    spoil(path, lambda text: text.replace('threshold: "2000.00"', f"threshold: {written}"))
    assert any("D11-COUPON-2000 · threshold" in fault for fault in faults_of(folder))


def test_an_amount_without_quotes_is_read_exactly_and_never_as_a_float(folder: Path) -> None:
    path = folder / "promotions" / "double11-2026.yaml"
    spoil(path, lambda text: text.replace('threshold: "2000.00"', "threshold: 1999.90"))
    book = read_shop(folder).rulebooks[0]
    coupon = next(p for p in book if p.id == "D11-COUPON-2000")
    assert getattr(coupon, "threshold", None) == 199990


def test_a_promotion_for_a_sku_nobody_sells_is_reported(folder: Path) -> None:
    path = folder / "promotions" / "double11-2026.yaml"
    spoil(path, lambda text: text.replace("skus: [HF-RV-X2]", "skus: [HF-RV-X9]"))
    assert any("商品表里没有 HF-RV-X9" in fault for fault in faults_of(folder))


def test_broken_yaml_names_the_line(folder: Path) -> None:
    (folder / "promotions" / "double12-2026.yaml").write_text("id: [1\nevent: x", encoding="utf-8")
    found = [fault for fault in faults_of(folder) if "double12-2026.yaml" in fault]
    assert "第 2 行" in found[0]


def test_yaml_that_blows_itself_up_is_refused_quickly(folder: Path) -> None:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    (folder / "promotions" / "bomb.yaml").write_text("\n".join(lines), encoding="utf-8")
    assert any("引用" in fault for fault in faults_of(folder))


def test_a_rulebook_in_gbk_is_read(folder: Path) -> None:
    path = folder / "promotions" / "double12-2026.yaml"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    assert "promotions/double12-2026.yaml" in read_shop(folder).rulebook_files


@pytest.mark.parametrize("file", ["promotions/双旦.xlsx", "catalog.xlsx"])
@pytest.mark.parametrize(
    "spoilt",
    [
        hostile.exploding_workbook,
        hostile.billion_laughs_workbook,
        hostile.overlapping_archive,
        hostile.lying_archive,
        lambda path: path.write_bytes(hostile.ENCRYPTED),
        lambda path: path.write_bytes(hostile.workbook(path).read_bytes()[:900]),
    ],
)
def test_no_workbook_of_a_shop_folder_takes_the_service_down(
    folder: Path, file: str, spoilt: Callable[[Path], object]
) -> None:
    spoilt(folder / file)
    found = [fault for fault in faults_of(folder) if fault.startswith(file)]
    assert len(found) == 1
    assert "：" in found[0]


def test_a_catalogue_below_a_title_is_read_by_its_rows(folder: Path) -> None:
    book = load_workbook(folder / "catalog.xlsx")
    book.worksheets[0].insert_rows(1, amount=6)
    book.worksheets[0]["A1"] = "禾风电器 商品表"
    book.save(folder / "catalog.xlsx")
    product = read_shop(folder).catalogue.get("HF-AF5")
    assert product is not None
    assert product.row > 7


def test_a_price_that_is_a_formula_without_its_result_is_reported(folder: Path) -> None:
    book = load_workbook(folder / "catalog.xlsx")
    sheet = book.worksheets[0]
    column = [cell.value for cell in sheet[1]].index("价格") + 1
    sheet.cell(3, column).value = "=2000+899"
    book.save(folder / "catalog.xlsx")
    (fault,) = faults_of(folder)
    assert fault.startswith("catalog.xlsx「")
    assert "3」" in fault
    assert "公式" in fault


def test_the_shop_folder_is_parsed_in_another_process(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from service.shops import read_shop; "
        f"read_shop(Path({str(folder)!r})); "
        "print([name for name in ('openpyxl', 'yaml') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_two_rulebooks_with_one_id_are_reported(folder: Path) -> None:
    shutil.copy(
        folder / "promotions" / "double12-2026.yaml", folder / "promotions" / "zz-copy.yaml"
    )
    assert any("编号 d12-2026" in fault for fault in faults_of(folder))


def test_a_catalogue_row_without_a_price_names_row_and_column(folder: Path) -> None:
    (folder / "catalog.xlsx").unlink()
    source = (DEMO / "sources" / "catalog.csv").read_text(encoding="utf-8")
    (folder / "catalog.csv").write_text(source.replace("329.00", "三百二"), encoding="utf-8")
    assert any(
        fault.startswith("catalog.csv「第 19 行」：金额 '三百二'") for fault in faults_of(folder)
    )


def test_a_catalogue_in_gbk_is_read(folder: Path) -> None:
    (folder / "catalog.xlsx").unlink()
    source = (DEMO / "sources" / "catalog.csv").read_text(encoding="utf-8")
    (folder / "catalog.csv").write_bytes(source.encode("gb18030"))
    product = read_shop(folder).catalogue.get("HF-AF5")
    assert product is not None
    assert product.aliases[0] == "空气炸锅"


def test_a_folder_without_a_shop_says_what_to_put_there(tmp_path: Path) -> None:
    with pytest.raises(BadShopFolder, match=r"shop\.yaml"):
        read_shops(tmp_path)


def test_a_shop_adds_its_own_ways_to_ask_for_an_attribute(folder: Path) -> None:
    own = "aspects:\n  - {aspect: 噪音, asked: [闹不闹], names: [声级]}\n"
    own += "  - {aspect: 香型, asked: [什么香], names: [香型]}\n"
    assert read_shop(folder).aspects.asked_in("这个吵不吵")  # the trade's ways are in use already
    (folder / "aspects.yaml").write_text(own, encoding="utf-8")
    aspects = read_shop(folder).aspects
    (noise,) = aspects.asked_in("这个闹不闹")
    assert noise.aspect == "噪音"
    assert {"噪音", "声级"} <= set(noise.names)
    assert [aspect.aspect for aspect in aspects.asked_in("什么香的")] == ["香型"]


def test_a_mistake_in_the_ways_to_ask_names_file_and_field(folder: Path) -> None:
    (folder / "aspects.yaml").write_text("aspects:\n  - {aspect: 噪音}\n", encoding="utf-8")
    assert any("aspects.yaml「aspects.0.asked」" in fault for fault in faults_of(folder))
