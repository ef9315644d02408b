"""A shop folder is read whole or not at all, and says what to mend."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from service.shops import BadShopFolder, Shop, read_shop, read_shops
from tests.conftest import DEMO


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
    assert any(f.startswith("promotions/double12-2026.yaml「第 ") for f in faults_of(folder))


def test_yaml_that_blows_itself_up_is_refused_quickly(folder: Path) -> None:
    bomb = "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: [*b,*b,*b]\n"
    (folder / "promotions" / "bomb.yaml").write_text(bomb, encoding="utf-8")
    assert any("别名" in fault for fault in faults_of(folder))


def test_a_rulebook_in_a_wrong_encoding_says_so(folder: Path) -> None:
    (folder / "promotions" / "gbk.yaml").write_bytes("event: 双旦".encode("gbk"))
    assert any("UTF-8" in fault for fault in faults_of(folder))


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
