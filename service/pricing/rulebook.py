"""A rulebook 活动规则: one event's phases and promotions, valid to the minute."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from .contradictions import contradictions, doubtful
from .platforms import PLATFORMS, Platform
from .policies import Policies, Thresholds
from .promotion import Promotion
from .rules import AnyPromotion
from .window import Window, parse_end, parse_start

MAX_PROMOTIONS = 500


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
    """One event. ``thresholds`` and ``policies`` override the platform's defaults (see
    ``policies.py``); left out, the platform decides, and where nobody knows both figures are given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = Field(min_length=1, max_length=64)
    event: str = Field(min_length=1, max_length=80)
    platform: Literal["tmall", "taobao", "jd", "douyin", "pinduoduo", "kuaishou", "other"]
    thresholds: Thresholds | None = None
    policies: Policies = Policies()
    source: str = Field(min_length=1)
    valid: ReadWindow
    phases: tuple[Phase, ...]
    promotions: tuple[AnyPromotion, ...] = Field(max_length=MAX_PROMOTIONS)

    def phase(self, kind: str) -> Phase | None:
        """The event's phase of this kind, ``None`` if it has none."""
        return next((phase for phase in self.phases if phase.kind == kind), None)

    def at(self, moment: datetime) -> tuple[Promotion, ...]:
        """The promotions that hold at the moment, in the rulebook's order."""
        return tuple(p for p in self.promotions if p.window(self.valid).holds(moment))

    @property
    def on(self) -> Platform:
        """The platform's data."""
        return PLATFORMS[self.platform]

    @property
    def policy(self) -> Policies:
        """Every policy in force; ``thresholds`` is ``None`` where nobody knows."""
        named = self.policies
        if self.thresholds is not None:
            named = named.model_copy(update={"thresholds": self.thresholds})
        return named.over(self.on.policies)

    @property
    def doubts(self) -> tuple[str, ...]:
        """What is priced as it stands but hardly meant; see ``contradictions.doubtful``."""
        return tuple(doubtful(self.promotions, self.valid))

    def __iter__(self) -> Iterator[Promotion]:  # type: ignore[override]
        return iter(self.promotions)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        named = self.policies.thresholds
        problems = list(contradictions(self.promotions, self.valid))
        if named and self.thresholds and named != self.thresholds:
            problems.append("thresholds 和 policies.thresholds 写得不一样：请只留一处")
        problems.extend(_no_phases(self))
        if problems:
            raise ValueError("；".join(problems))
        return self


def _no_phases(book: Rulebook) -> Iterator[str]:
    takes_deposit = [p.id for p in book.promotions if getattr(p, "takes_deposit", False)]
    if takes_deposit and not (book.phase("deposit") and book.phase("final_payment")):
        yield (
            f"{takes_deposit[0]} 是预售，但没有写付定金和付尾款的时间："
            "请补上这两个阶段（deposit、final_payment）"
        )
