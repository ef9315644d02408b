"""A rulebook 活动规则: one event's phases and promotions, valid to the minute."""

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from .promotion import Promotion
from .rules import AnyPromotion
from .rules.cross_store import CrossStore
from .rules.official_reduction import OfficialReduction
from .window import Window, parse_end, parse_start


def _read_window(value: Any) -> Any:
    if isinstance(value, dict) and set(value) == {"from", "to"}:
        return Window(parse_start(value["from"]), parse_end(value["to"]))
    if isinstance(value, Window):
        return value
    raise ValueError("请写成 {from: 2026-10-20 20:00, to: 2026-11-14 23:59}")


ReadWindow = Annotated[Window, BeforeValidator(_read_window)]


class Phase(BaseModel):
    """A stage of the event: 付定金, 付尾款 or 现货."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["deposit", "final_payment", "sale"]
    name: str
    window: ReadWindow

    @model_validator(mode="before")
    @classmethod
    def _gather_window(cls, value: Any) -> Any:
        if isinstance(value, dict) and "window" not in value:
            rest = {key: item for key, item in value.items() if key not in ("from", "to")}
            return rest | {"window": {key: value[key] for key in ("from", "to") if key in value}}
        return value


class Rulebook(BaseModel):
    """One event. ``thresholds`` says what 门槛 is measured on: *parallel*, every layer tests the
    price after item deals; *progressive*, each layer tests what is left.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=64)
    event: str = Field(min_length=1, max_length=80)
    platform: Literal["tmall", "taobao", "jd", "douyin"]
    thresholds: Literal["parallel", "progressive"]
    source: str = Field(min_length=1)
    valid: ReadWindow
    phases: tuple[Phase, ...]
    promotions: tuple[AnyPromotion, ...]

    def phase(self, kind: str) -> Phase | None:
        """The event's phase of this kind, ``None`` if it has none."""
        return next((phase for phase in self.phases if phase.kind == kind), None)

    def at(self, moment: datetime) -> tuple[Promotion, ...]:
        """The promotions that hold at the moment, in the rulebook's order."""
        return tuple(p for p in self.promotions if p.window(self.valid).holds(moment))

    def __iter__(self) -> Iterator[Promotion]:  # type: ignore[override]
        return iter(self.promotions)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        problems = [*_duplicates(self), *_official_beside_cross_store(self), *_no_phases(self)]
        if problems:
            raise ValueError("；".join(problems))
        return self


def _duplicates(book: Rulebook) -> Iterator[str]:
    seen: set[str] = set()
    for promotion in book.promotions:
        if promotion.id in seen:
            yield f"编号 {promotion.id} 重复：每条优惠要有自己的编号"
        seen.add(promotion.id)


def _official_beside_cross_store(book: Rulebook) -> Iterator[str]:
    """官方立减 excludes 跨店满减 on one item [A29]; told by scope, before any cart is priced."""
    for one, other in combinations(book.promotions, 2):
        pair = {type(one), type(other)}
        if pair != {OfficialReduction, CrossStore}:
            continue
        overlap = one.scope.all or other.scope.all or one.scope.skus & other.scope.skus
        if overlap or one.scope.categories & other.scope.categories:
            yield f"{one.id} 与 {other.id}：官方立减和跨店满减不能用于同一商品，请改适用范围"


def _no_phases(book: Rulebook) -> Iterator[str]:
    takes_deposit = [p.id for p in book.promotions if getattr(p, "takes_deposit", False)]
    if takes_deposit and not (book.phase("deposit") and book.phase("final_payment")):
        yield f"{takes_deposit[0]} 是预售，但没有 deposit / final_payment 阶段：请补上 phases"
