"""Rows → cases: every cell read, names found in the shop, what is wrong told row by row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from service.assist.understand.scenes import SCENES
from service.shops import Shop

from .case import FLOW_DONE, Action, Case
from .cells import unknown
from .columns import BY_HEADING, COLUMNS, REQUIRED
from .errors import BadCaseFile
from .rows import FORMATS, MAX_ROWS, Row, rows_of

_SCENES = tuple(dict.fromkeys(scene.name for scene in SCENES))


def files_in(paths: Sequence[Path]) -> list[Path]:
    """The files named, and those directly in the folders named. Raises ``BadCaseFile``."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(f for f in path.iterdir() if f.suffix in FORMATS) if path.is_dir() else []
        if not path.exists():
            raise BadCaseFile([f"{path}：没有这个文件或文件夹"])
        if path.is_dir() and not inside:
            raise BadCaseFile([f"{path}：文件夹里没有用例文件（{'、'.join(FORMATS)}）"])
        if path.is_file() and path.suffix.lower() not in FORMATS:
            raise BadCaseFile([f"{path}：只认 {'、'.join(FORMATS)}"])
        found += inside or [path]
    return [file for file in found if not file.name.startswith(("~$", "."))]


def read_cases(paths: Sequence[Path], shops: Mapping[str, Shop]) -> list[Case]:
    """All cases of the files, in order. Raises ``BadCaseFile`` with every fault of every file."""
    cases: list[Case] = []
    faults: list[str] = []
    for path in files_in(paths):
        try:
            rows = rows_of(path)
        except BadCaseFile as error:
            faults += error.faults
            continue
        for row in rows[:MAX_ROWS]:
            reader = _Reader(row, shops, _shop_around(path, shops))
            case = reader.case()
            faults += reader.faults
            if case is not None:
                cases.append(case)
    faults += _twice(cases)
    if faults:
        raise BadCaseFile(faults)
    if not cases:
        raise BadCaseFile(["一条用例也没有：请在表头下面至少写一行"])
    return cases


def _shop_around(path: Path, shops: Mapping[str, Shop]) -> str:
    """The shop in whose folder the file lies, else the only one there is."""
    resolved = path.resolve()
    inside = [id for id, shop in shops.items() if resolved.is_relative_to(shop.folder.resolve())]
    return next(iter(inside or (list(shops) if len(shops) == 1 else [])), "")


def _twice(cases: Iterable[Case]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for case in cases:
        if case.id in seen:
            yield f"{case.place}「用例编号」：{case.id} 在 {seen[case.id]} 已经用过，请换一个"
        seen.setdefault(case.id, case.place)


@dataclass(slots=True)
class _Reader:
    """One row; ``faults`` fill while it is read."""

    row: Row
    shops: Mapping[str, Shop]
    default_shop: str
    faults: list[str] = field(default_factory=list)

    def case(self) -> Case | None:
        values = self._values()
        shop = self._shop(values)
        if shop is not None:
            self._found_in(shop, values)
        self._together(values)
        if self.faults:
            return None
        values.pop("products", None)
        values.pop("pieces", None)
        return Case(**values, place=self.row.place)

    def _wrong(self, heading: str, why: str) -> None:
        self.faults.append(f"{self.row.place}「{heading}」：{why}")

    def _values(self) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for heading in REQUIRED:
            if heading not in self.row.cells:
                self._wrong(heading, "是空的，这一列必须填")
        for heading, cell in self.row.cells.items():
            column = BY_HEADING[heading]
            try:
                values[column.field] = column.read(cell)
            except ValueError as error:
                self._wrong(heading, str(error))
        return values

    def _shop(self, values: dict[str, Any]) -> Shop | None:
        wanted = values.setdefault("shop", self.default_shop)
        shop = self.shops.get(wanted)
        if shop is None:
            known = "、".join(sorted(self.shops))
            self._wrong("店铺", f"没有店铺 {wanted!r}：有 {known}" if wanted else f"请写 {known}")
        return shop

    def _found_in(self, shop: Shop, values: dict[str, Any]) -> None:
        """Names become SKUs and promotion ids."""
        goods = {p.sku: p.sku for p in shop.catalogue}
        for product in shop.catalogue:
            for name in (product.title, product.short, *product.aliases):
                goods.setdefault(name, product.sku)
        products = [self._named("商品", name, goods) for name in values.get("products", ())]
        values["basket"] = self._pieces(products, values.get("pieces", ()))
        if values.get("page"):
            values["page"] = self._named("页面商品", values["page"], goods)
        if values.get("lines"):
            lines = values["lines"].items()
            values["lines"] = {self._named("期望明细", name, goods): fen for name, fen in lines}
        promotions = {p.id: p.id for book in shop.rulebooks for p in book}
        coupons = [self._coupon(name, shop, values) for name in values.get("coupons", ())]
        values["coupons"] = tuple(promotions.get(coupon, coupon) for coupon in coupons)
        if values.get("scene") and values["scene"] not in _SCENES:
            self._wrong("场景", unknown(values["scene"], list(_SCENES)))
        self._flow(shop, values)

    def _flow(self, shop: Shop, values: dict[str, Any]) -> None:
        """The flow by its scene; its step and what is missing stay names."""
        for heading, field_ in (("步骤", "flow_step"), ("还缺", "flow_missing")):
            if values.get(field_) and not values.get("flow"):
                self._wrong("流程", f"写了「{heading}」就要写是哪个流程")
                return
        if not values.get("flow"):
            return
        flows = {flow.name: flow for flow in shop.flows.by_scene.values()}
        flow = flows.get(values["flow"])
        if flow is None:
            self._wrong("流程", unknown(values["flow"], list(flows)))
            return
        values["flow"] = flow.scene
        steps = [*(step.name for step in flow.steps), FLOW_DONE]
        if values.get("flow_step") and values["flow_step"] not in steps:
            self._wrong("步骤", unknown(values["flow_step"], steps))
        names = [shop.flows.items[item].name for step in flow.steps for item in step.needs]
        for name in values.get("flow_missing", ()):
            if name not in names:
                self._wrong("还缺", unknown(name, list(dict.fromkeys(names))))

    def _named(self, heading: str, name: str, known: Mapping[str, str]) -> str:
        if name not in known:
            near = unknown(name, list(known)).partition("可以写")[0]
            self._wrong(heading, f"商品表里没有，{near}".rstrip("：，"))
        return known.get(name, name)

    def _coupon(self, name: str, shop: Shop, values: dict[str, Any]) -> str:
        """By id, or by a name that only one promotion of the minute's event has."""
        at = values.get("at")
        books = [b for b in shop.rulebooks if at is None or b.valid.holds(at)] or shop.rulebooks
        every = [p for book in books for p in book]
        meant = [p.id for p in every if name in (p.id, p.name)] or [
            p.id for p in every if name in p.name and p.needs_claim
        ]
        if len(meant) != 1:
            names = "、".join(f"{p.name}（{p.id}）" for p in every if p.needs_claim)
            which = "有几个都像" if meant else "活动里没有"
            self._wrong("优惠券", f"{name!r} {which}：可以写 {names}")
            return name
        return meant[0]

    def _pieces(self, skus: list[str], pieces: Sequence[int]) -> dict[str, int]:
        if pieces and len(pieces) != len(skus):
            self._wrong("数量", f"写了 {len(pieces)} 个，商品有 {len(skus)} 种：要一一对应")
        elif len(set(skus)) != len(skus):
            self._wrong("商品", "同一个商品写了两次：请写一次，数量写在「数量」")
        counted = pieces or (1,) * len(skus)
        return dict(zip(skus, counted, strict=False))

    def _together(self, values: dict[str, Any]) -> None:
        """Cells that do not go together."""
        action = values.get("action")
        priced = [c.heading for c in COLUMNS if c.field in _FIGURES and c.field in values]
        if priced and not values.get("basket") and "商品" not in self.row.cells:
            self._wrong("商品", f"写了「{priced[0]}」就要写是哪件商品")
        if priced and action not in (None, Action.ANSWER):
            self._wrong("期望动作", f"是「{action.value}」，就不该有「{priced[0]}」")
        if "stopped" in values and "draft" not in values:
            self._wrong("模型说", "写了「期望拦截」就要写模型说了什么")


_FIGURES = ("payable", "deposit", "final_payment", "lines")
