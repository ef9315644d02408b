"""The sample shop's files: built from their sources, and at one with the shop's facts."""

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile, is_zipfile

import pytest
import yaml

from knowledge.loaders import load
from knowledge.shops.demo.sources.build import SHOP, SOURCES, build
from knowledge.shops.demo.sources.markdown_blocks import SourceError, read_document

MANUALS = sorted((SHOP / "manuals").iterdir())
POLICIES = {
    "售后与退换货政策",
    "发货与配送说明",
    "发票说明",
    "价格保护规则",
    "双11活动说明",
    "双12活动说明",
    "客服服务规范",
}
PRODUCT_MANUALS = [path for path in MANUALS if path.stem not in POLICIES]
SKU = re.compile(r"HF-[A-Z0-9]+(?:-[A-Z0-9]+)?")

# 广告法 superlatives, ways out of the platform, and long digits that could be a phone number.
NOT_SAID = re.compile(r"最|第一|全网|唯一|顶级|国家级|绝对|首选|彻底|http|www|微信|二维码|\d{7,}")


@cache
def products() -> dict[str, dict[str, str]]:
    with (SOURCES / "catalog.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["商品编码"]: row for row in csv.DictReader(file)}


def attributes(sku: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in products()[sku]["属性"].split("；"))


@cache
def lines(path: Path) -> tuple[str, ...]:
    """The file as an agent's search sees it: the title, then a line per paragraph or table row."""
    blocks = load(path, path.name).blocks
    return (*blocks[0].place.headings, *(block.text for block in blocks))


def text(path: Path) -> str:
    return "\n".join(lines(path))


def headings(path: Path) -> set[str]:
    return {name for block in load(path, path.name).blocks for name in block.place.headings}


def skus_named(path: Path) -> set[str]:
    """The products of the line 适用型号 near the top of a manual."""
    scope = [line for line in lines(path)[:3] if line.startswith("适用型号：")]
    assert len(scope) == 1, f"{path.name} does not name its products"
    return set(scope[0].removeprefix("适用型号：").split("、"))


def contents(path: Path) -> dict[str, bytes]:
    """What a file holds, whatever its compression."""
    if not is_zipfile(path):
        return {"": path.read_bytes()}
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rulebook(name: str) -> dict[str, Any]:
    """A rulebook with every value as it is written: YAML would take ``off`` for a truth value."""
    written = (SHOP / "promotions" / name).read_text(encoding="utf-8")
    loaded = yaml.load(written, Loader=yaml.BaseLoader)  # noqa: S506 - knows only strings
    assert isinstance(loaded, dict)
    return loaded


def yuan(amount: str) -> str:
    return amount.removesuffix(".00")


# The build


def test_the_kept_files_are_those_that_the_sources_build(tmp_path: Path) -> None:
    built = {path.relative_to(tmp_path): path for path in build(tmp_path)}
    kept = {
        path.relative_to(SHOP)
        for path in (SHOP / "catalog.xlsx", *MANUALS, *(SHOP / "scripts").iterdir())
        if path.suffix != ".md"
    }
    assert built.keys() == kept
    stale = [str(name) for name in kept if contents(SHOP / name) != contents(built[name])]
    assert stale == []


def test_the_sample_shop_stays_small() -> None:
    assert sum(path.stat().st_size for path in SHOP.rglob("*") if path.is_file()) < 3_000_000


def test_a_pdf_shows_every_character_of_its_source() -> None:
    for path in (path for path in MANUALS if path.suffix == ".pdf"):
        source = (SOURCES / "manuals" / f"{path.stem}.md").read_text(encoding="utf-8")
        body = source.split("---\n", 2)[2]
        shown = text(path) + "".join(headings(path))
        assert set(body) - set(shown) <= set("#|- \n"), path.name


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("# 标题\n", "格式"),
        ("---\n格式: pdf\n修订: 2026-01-01\n---\n\n没有标题\n", "标题"),
        ("---\n格式: pdf\n修订: 2026-01-01\n---\n\n# 标题\n\n**加粗**\n", "行内标记"),
        (
            "---\n格式: pdf\n修订: 2026-01-01\n---\n\n# 标题\n\n| 甲 | 乙 |\n|---|---|\n| 1 |\n",
            "2 格",
        ),
    ],
)
def test_a_source_that_cannot_be_built_is_refused_with_the_reason(
    tmp_path: Path, source: str, complaint: str
) -> None:
    path = tmp_path / "说明书.md"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(SourceError, match=f"说明书.md.*{complaint}"):
        read_document(path)


# The manuals


def test_every_format_that_shops_keep_is_there() -> None:
    kinds = Counter(path.suffix for path in MANUALS)
    wanted = Counter({".pdf": 3, ".docx": 3, ".xlsx": 2, ".html": 2, ".md": 3})
    assert kinds >= wanted


def test_the_manuals_cover_every_category() -> None:
    written_up = set().union(*(skus_named(path) for path in MANUALS if "说明书" in path.stem))
    assert len(written_up) >= 8
    assert {products()[sku]["类目"] for sku in written_up} == {
        product["类目"] for product in products().values()
    }


@pytest.mark.parametrize("path", PRODUCT_MANUALS, ids=lambda path: path.name)
def test_a_manual_names_products_of_the_catalogue(path: Path) -> None:
    assert skus_named(path) <= products().keys()
    if "说明书" in path.stem:
        assert {attributes(sku)["系列"] in lines(path)[0] for sku in skus_named(path)} == {True}


@pytest.mark.parametrize("path", MANUALS, ids=lambda path: path.name)
def test_no_document_mentions_a_product_that_is_not_sold(path: Path) -> None:
    assert set(SKU.findall(text(path))) <= products().keys()


@pytest.mark.parametrize(
    "path", [p for p in PRODUCT_MANUALS if "故障代码" not in p.stem], ids=lambda path: path.name
)
def test_a_manual_repeats_the_catalogue_s_figures(path: Path) -> None:
    for sku in skus_named(path):
        said = [line for line in lines(path) if sku in line or len(skus_named(path)) <= 2]
        missing = [value for value in attributes(sku).values() if value not in "\n".join(said)]
        assert missing == [], sku


@pytest.mark.parametrize(
    "path", [p for p in MANUALS if "说明书" in p.stem], ids=lambda path: path.name
)
def test_a_manual_has_the_sections_that_customers_ask_about(path: Path) -> None:
    expected = {"规格参数", "安装", "使用", "清洁保养", "常见故障与故障代码", "保修"}
    assert expected <= headings(path)


def test_the_fault_codes_read_the_same_in_the_table_and_in_the_manuals() -> None:
    table = lines(SHOP / "manuals" / "故障代码速查表.xlsx")
    for path in (path for path in MANUALS if "说明书" in path.stem):
        for fault in (line for line in lines(path) if line.startswith("代码：")):
            assert any(
                row.endswith(fault) and set(SKU.findall(row)) <= skus_named(path) for row in table
            ), f"{path.name}: {fault}"


def test_every_air_conditioner_is_installed_at_the_same_charges() -> None:
    charges = {
        tuple(line for line in lines(path) if line.startswith("收费项目："))
        for path in MANUALS
        if path.stem in {"静悦空调说明书", "清风空调说明书", "尊享柜机说明书"}
    }
    assert len(charges) == 1
    assert len(charges.pop()) >= 10


# The policies


def test_a_policy_holds_for_the_whole_shop() -> None:
    policies = [path for path in MANUALS if path.stem in POLICIES]
    assert len(policies) == len(POLICIES)
    assert [path.name for path in policies if re.search("适用(型号|商品|产品)", text(path))] == []


@pytest.mark.parametrize("path", MANUALS, ids=lambda path: path.name)
def test_no_document_says_what_the_guard_would_stop(path: Path) -> None:
    assert NOT_SAID.findall(text(path)) == []


@pytest.mark.parametrize(
    ("document", "rules"),
    [("双11活动说明.md", "double11-2026.yaml"), ("双12活动说明.html", "double12-2026.yaml")],
)
def test_a_campaign_page_tells_the_rulebook_s_times_to_the_minute(
    document: str, rules: str
) -> None:
    page, book = text(SHOP / "manuals" / document), rulebook(rules)
    for phase in book["phases"]:
        for moment in (phase["from"], phase["to"]):
            assert moment in page, phase["name"]
    assert book["source"].split("》")[0] in page


def test_the_double_11_page_tells_the_rulebook_s_offers() -> None:
    page = lines(SHOP / "manuals" / "双11活动说明.md")
    for offer in rulebook("double11-2026.yaml")["promotions"]:
        told = _offer(offer)
        rows = [line for line in page if told in line]
        assert rows, told
        for sku in offer["scope"].get("skus", ()):
            assert any(sku in row for row in rows), f"{sku}: {told}"


def test_the_double_12_page_tells_the_rulebook_s_offers() -> None:
    page = text(SHOP / "manuals" / "双12活动说明.html")
    official, *coupons = rulebook("double12-2026.yaml")["promotions"]
    assert f"官方立减{official['percent_off']}%" in page
    assert all(sku in page for sku in official["scope"]["except_skus"])
    assert all(_offer(coupon) in page for coupon in coupons)


def _offer(offer: dict[str, Any]) -> str:
    """An offer in the words of the campaign pages."""
    amount = {name: yuan(value) for name, value in offer.items() if isinstance(value, str)}
    match offer["kind"]:
        case "deposit_inflation":
            return f"定金{amount['deposit']}抵{amount['worth']}"
        case "deposit_reduction":
            return f"付定金{amount['deposit']}立减{amount['off']}"
        case "cross_store":
            return f"跨店每满{amount['threshold']}减{amount['off']}"
        case _:
            return f"门槛：满{amount['threshold']}元；优惠：减{amount['off']}元"
