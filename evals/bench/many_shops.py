"""A folder of shop folders: one that knows much, and many small ones beside it."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from knowledge.types import Kind, Passage
from service.settings import ROOT
from service.shops.catalogue import COLUMNS

from .big_shop import passages, product

_SAMPLE = ROOT / "knowledge" / "shops" / "demo"
_SCRIPTS = ("话术编号", "场景", "问题", "相似问题", "回复", "适用商品")
LARGE = "large"
SMALL_PASSAGES = 100

_RULES = """\
id: d11
event: 双11
platform: tmall
thresholds: parallel
source: bench
valid: {from: 2026-11-01 00:00, to: 2026-11-15 00:00}
phases: []
promotions:
  - {id: CROSS, kind: cross_store, name: 跨店满减, scope: {all: true}, threshold: "300.00", off: "50.00"}
  - {id: C2000, kind: shop_coupon, name: 满2000减150, scope: {all: true}, threshold: "2000.00", off: "150.00"}
"""  # noqa: E501 - as a trainer writes it


def write_shops(folder: Path, large: int, shops: int) -> list[str]:
    """``shops`` folders, the first with ``large`` passages; their ids."""
    ids = [LARGE, *(f"small-{number}" for number in range(1, shops))]
    for seed, shop in enumerate(ids):
        _write(folder / shop, shop, large if shop == LARGE else SMALL_PASSAGES, seed)
    return ids


def _write(folder: Path, shop: str, count: int, seed: int) -> None:
    for part in ("promotions", "scripts", "manuals"):
        (folder / part).mkdir(parents=True)
    profile = (_SAMPLE / "shop.yaml").read_text("utf-8").replace("id: demo", f"id: {shop}")
    (folder / "shop.yaml").write_text(profile, "utf-8")
    (folder / "promotions" / "d11.yaml").write_text(_RULES, "utf-8")
    known = list(passages(count, seed=11 + seed))
    _table(folder / "catalog.csv", COLUMNS, _goods(max(5, count // 40)))
    scripts = [passage for passage in known if passage.kind is Kind.SCRIPT]
    _table(folder / "scripts" / "话术.csv", _SCRIPTS, map(_row, scripts))
    _manuals(folder / "manuals", [p for p in known if p.kind is Kind.DOCUMENT])


def _goods(count: int) -> Iterator[Sequence[str]]:
    for number in range(count):
        sku = product(number)
        yield sku, f"禾风{sku}", f"{sku}那款", "家电", f"{999 + number}.00", "颜色=白色"


def _row(script: Passage) -> Sequence[str]:
    return (
        *(script.script_id, script.scene, script.question),
        *("｜".join(script.similar), script.answer, "｜".join(script.skus)),
    )


def _manuals(folder: Path, documents: Sequence[Passage]) -> None:
    """A manual a product, and one for the whole shop."""
    by_product: dict[str, list[str]] = defaultdict(list)
    for number, passage in enumerate(documents):
        sku = next(islice(passage.skus, 1), "")
        by_product[sku].append(f"## {passage.place.headings[-1]} {number}\n\n{passage.text}\n")
    for sku, sections in by_product.items():
        head = f"# {sku or '全店'}说明\n\n" + (f"适用型号：{sku}\n\n" if sku else "")
        (folder / f"{sku or '全店'}.md").write_text(head + "\n".join(sections), "utf-8")


def _table(path: Path, columns: Sequence[str], rows: Iterator[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
