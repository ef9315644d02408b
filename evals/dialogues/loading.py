"""Suites from files; what is wrong is named by file, dialogue and turn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from service.assist.understand.scenes import SCENES
from service.shops import BadShopFolder, Shop
from service.shops.rulebooks import load_yaml

from .cases import Dialogue, Expect, Suite
from .errors import BadSuite

_SCENES = frozenset(scene.id for scene in SCENES)
FOLDER = Path(__file__).resolve().parent.parent / "suites" / "dialogues"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that can be used."""

    path: Path
    suite: Suite


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those in the folders named."""
    return [file for path in paths for file in (sorted(path.glob("*.yaml")) or [path])]


def load(paths: Iterable[Path]) -> list[Loaded]:
    """Raises ``BadSuite`` with every fault of every file."""
    loaded: list[Loaded] = []
    faults: list[str] = []
    for path in paths:
        try:
            loaded.append(Loaded(path, _suite(path)))
        except BadSuite as error:
            faults.extend(error.faults)
    seen: dict[str, str] = {}
    for one in loaded:
        for dialogue in one.suite.dialogues:
            if dialogue.id in seen:
                faults.append(f"{one.path.name} {dialogue.id}：{seen[dialogue.id]} 里已有这个 id")
            seen.setdefault(dialogue.id, one.path.name)
    if faults:
        raise BadSuite(faults)
    if not loaded:
        raise BadSuite(["没有对话文件：请给出 .yaml 文件或文件夹"])
    return loaded


def check(loaded: Iterable[Loaded], shops: Mapping[str, Shop]) -> None:
    """Raises ``BadSuite`` where a shop, product, promotion or scene is none we know."""
    faults = [fault for one in loaded for fault in _strangers(one, shops)]
    if faults:
        raise BadSuite(faults)


def _suite(path: Path) -> Suite:
    try:
        content = load_yaml(path, path.name)
    except OSError as error:
        raise BadSuite([f"{path}：打不开（{error.strerror}）"]) from None
    except BadShopFolder as error:
        raise BadSuite([str(fault) for fault in error.faults]) from None
    try:
        return Suite.model_validate(content)
    except ValidationError as error:
        problems = error.errors(include_url=False)
        raise BadSuite([f"{path.name} {_where(content, p)}" for p in problems]) from None


def _where(content: Any, problem: Mapping[str, Any]) -> str:
    """``id 第 2 轮 expect.basket：…`` from pydantic's path."""
    place = list(problem["loc"])
    said: list[str] = []
    if place[:1] == ["dialogues"] and len(place) > 1:
        found = content["dialogues"][place[1]]
        known = found.get("id") if isinstance(found, dict) else None
        said.append(str(known or f"第 {place[1] + 1} 个对话"))
        place = place[2:]
        if place[:1] == ["turns"] and len(place) > 1:
            said.append(f"第 {place[1] + 1} 轮")
            place = place[2:]
    said.append(".".join(map(str, place)))
    return f"{' '.join(filter(None, said))}：{problem['msg'].removeprefix('Value error, ')}"


def _strangers(one: Loaded, shops: Mapping[str, Shop]) -> Iterator[str]:
    shop = shops.get(one.suite.shop)
    if shop is None:
        yield f"{one.path.name}：没有店铺 {one.suite.shop}"
        return
    for dialogue in one.suite.dialogues:
        if dialogue.sku is not None and shop.catalogue.get(dialogue.sku) is None:
            yield f"{one.path.name} {dialogue.id} sku：商品表里没有 {dialogue.sku}"
        for number, turn in enumerate(dialogue.turns, 1):
            for fault in _unknown(turn.expect, shop) if turn.expect else ():
                yield f"{one.path.name} {dialogue.id} 第 {number} 轮 {fault}"


def _unknown(expect: Expect, shop: Shop) -> Iterator[str]:
    asks = expect.asks or {}
    skus = [*(expect.basket or {}), *(expect.returning or {}), *(expect.both or {})]
    for sku in (*skus, *asks.get("product", ())):
        if shop.catalogue.get(sku) is None:
            yield f"商品表里没有 {sku}"
    promotions = {promotion.id for book in shop.rulebooks for promotion in book}
    for promotion in (*(expect.coupons or ()), *asks.get("coupon", ())):
        if promotion not in promotions:
            yield f"没有编号为 {promotion} 的优惠"
    if expect.event and expect.event not in {book.id for book in shop.rulebooks}:
        yield f"没有活动 {expect.event}"
    if expect.scene is not None and expect.scene not in _SCENES:
        yield f"没有场景 {expect.scene}"


def all_dialogues(loaded: Iterable[Loaded]) -> list[tuple[str, Dialogue]]:
    """Every dialogue with its shop."""
    return [(one.suite.shop, dialogue) for one in loaded for dialogue in one.suite.dialogues]
