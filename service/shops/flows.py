"""``flows/*.yaml``: the shop's service flows, read whole or not at all.

What is refused besides a field that is wrong: an item nobody knows, a step for a value that was
never asked for, a flow that grants more than the shop's authority, in its limit or in its words.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from service.pricing import yuan
from service.pricing.errors import BadMoney
from service.pricing.money import parse_yuan

from .errors import BadShopFolder, Fault
from .flow import Flow, Item, Step, amounts_in
from .profile import Authority
from .remedies import remedy
from .rulebooks import load_yaml

FOLDER = "flows"
ENDINGS = (".yaml", ".yml")
ITEMS = Path(__file__).with_name("flow_items.yaml")


class _Items(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    items: tuple[Item, ...]


@cache
def trade_items() -> Mapping[str, Item]:
    """What the trade's flows ask for, by id; comes with the product."""
    found = _Items.model_validate(load_yaml(ITEMS, ITEMS.name)).items
    return {item.id: item for item in found}


@dataclass(frozen=True, slots=True)
class Flows:
    """A shop's flows and their files by scene, and everything that they may ask for, by id."""

    by_scene: Mapping[str, Flow] = field(default_factory=dict)
    items: Mapping[str, Item] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def file_of(self, scene: str) -> str:
        """The file inside the shop folder that the scene's flow stands in; empty without one."""
        return self.files.get(scene, "")

    def get(self, scene: str | None) -> Flow | None:
        return self.by_scene.get(scene) if scene else None


NO_FLOWS = Flows()
"""A shop without any."""


def read_flows(folder: Path, authority: Authority) -> Flows:
    """The folder's flows. Raises ``BadShopFolder`` with every fault: file, step and field."""
    read: dict[str, Flow] = {}
    faults: list[Fault] = []
    for path in sorted((folder / FOLDER).glob("*")):
        if path.suffix in ENDINGS and not path.name.startswith((".", "~$")):
            name = f"{FOLDER}/{path.name}"
            try:
                read[name] = _read(path, name)
            except BadShopFolder as error:
                faults.extend(error.faults)
    if not read and not faults:
        return NO_FLOWS
    flows = {flow.scene: flow for flow in read.values()}
    items = dict(trade_items())
    for name, flow in read.items():
        faults.extend(_items_twice(name, flow, items))
        items |= {item.id: item for item in flow.items}
    faults.extend(_same_scenes(read))
    for name, flow in read.items():
        faults.extend(_unknown(name, flow, items))
        faults.extend(_too_much(name, flow, items, authority))
        faults.extend(_leads_nowhere(name, flow, flows))
    if faults:
        raise BadShopFolder(faults)
    return Flows(flows, items, {flow.scene: name for name, flow in read.items()})


def _read(path: Path, name: str) -> Flow:
    content = load_yaml(path, name)
    try:
        return Flow.model_validate(content)
    except ValidationError as error:
        raise BadShopFolder(
            [
                Fault(name, _where(content, problem["loc"]), remedy(problem))
                for problem in error.errors(include_url=False)
            ]
        ) from None


def _where(content: Any, path: Sequence[int | str]) -> str:
    """The path as a person finds it: ``steps 第 2 步 收集凭证 · ask.photos``."""
    if len(path) < 2 or not isinstance(path[1], int):
        return ".".join(map(str, path))
    entry = content[path[0]][path[1]]
    label = str(entry.get("name") or entry.get("when") or "") if isinstance(entry, dict) else ""
    unit = "步" if path[0] == "steps" else "条"
    place = f"{path[0]} 第 {path[1] + 1} {unit} {label}".rstrip()
    return " · ".join(filter(None, (place, ".".join(map(str, path[2:])))))


def _at(step: Step, flow: Flow, field_: str) -> str:
    return f"steps 第 {flow.steps.index(step) + 1} 步 {step.name} · {field_}"


def _items_twice(name: str, flow: Flow, known: Mapping[str, Item]) -> Iterator[Fault]:
    for item in flow.items:
        if item.id in known and known[item.id] != item:
            yield Fault(name, f"items {item.id}", "这个 id 已经有了：请换一个，或用已有的")


def _same_scenes(read: Mapping[str, Flow]) -> Iterator[Fault]:
    seen: dict[str, str] = {}
    for name, flow in read.items():
        if flow.scene in seen:
            yield Fault(name, "scene", f"{seen[flow.scene]} 已经是{flow.name}的流程：请留一个")
        seen[flow.scene] = name


def _unknown(name: str, flow: Flow, items: Mapping[str, Item]) -> Iterator[Fault]:
    """Items that nobody knows, and values that no earlier step asks for."""
    asked: set[str] = set()
    for step in flow.steps:
        for item, wanted in step.only.items():
            place = _at(step, flow, f"only.{item}")
            values = items[item].values if item in items else {}
            if item not in asked:
                yield Fault(name, place, f"前面的步骤没有问 {item}：请先在 needs 里问")
                continue
            for strange in (value for value in wanted if value not in values):
                known = "、".join(values) or "（无）"
                yield Fault(name, place, f"没有值 {strange}：可用 {known}")
        for item in step.needs:
            if item not in items:
                known = "、".join(items)
                yield Fault(name, _at(step, flow, "needs"), f"不认识 {item}：可用 {known}")
        asked.update(step.needs)


def _too_much(
    name: str, flow: Flow, items: Mapping[str, Item], authority: Authority
) -> Iterator[Fault]:
    """Grants beyond the shop's authority, and amounts in its words beyond the flow's grant."""
    if flow.grants is not None:
        limit: int = getattr(authority, flow.grants.kind)
        if flow.grants.at_most > limit:
            told = f"超过店铺授权：shop.yaml 的 authority.{flow.grants.kind} 是 {yuan(limit)} 元"
            yield Fault(name, "grants.at_most", told)
    texts = [(_at(step, flow, at), text) for step in flow.steps for at, text in step.texts]
    texts += [(f"items {item.id}", item.ask) for item in flow.items]
    for place, text in texts:
        for amount in amounts_in(text):
            if not _within(amount, flow.limit):
                told = f"话术里的金额 {amount} 元超出可答应的 {yuan(flow.limit)} 元：请去掉或改小"
                yield Fault(name, place, told)


def _within(amount: str, limit: int) -> bool:
    """Chinese numerals are none that could be compared."""
    try:
        return parse_yuan(amount) <= limit
    except (BadMoney, ValueError):
        return False


def _leads_nowhere(name: str, flow: Flow, flows: Mapping[str, Flow]) -> Iterator[Fault]:
    """``go`` to itself or to a flow that the shop has not."""
    for step in flow.steps:
        if step.go is not None and (step.go == flow.scene or step.go not in flows):
            yield Fault(name, _at(step, flow, "go"), f"没有别的流程 {step.go}：请核对，或补上文件")
