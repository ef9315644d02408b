"""The shape every promotion kind has, and what a rule is handed and hands back.

A rule sees a ``Standing``: the lines in its scope with the prices reached so far. It returns a
``Saving`` or a ``Missed``; it changes nothing itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from .cart import Line
from .money import Fen
from .scope import Scope
from .window import Window, parse_end, parse_start


class Level(IntEnum):
    """The layers in the order they are applied."""

    ITEM = 1
    OFFICIAL = 2
    SHOP = 3
    COUPON = 4
    CROSS_STORE = 5


@dataclass(frozen=True, slots=True)
class Deal:
    """An item-level deal 单品优惠 for one unit: what it saves, and the deposit it takes (fen)."""

    saving: Fen
    deposit: Fen = 0


@dataclass(frozen=True, slots=True)
class Saving:
    """A promotion that applies: ``amount`` fen off ``base``; ``weights`` share it over the lines.

    ``times`` is how often a repeating threshold was reached.
    """

    amount: Fen
    base: Fen
    weights: tuple[Fen, ...]
    threshold: Fen | None = None
    times: int = 1


@dataclass(frozen=True, slots=True)
class Missed:
    """A promotion that does not apply, the reason, and how far below the threshold (fen)."""

    reason: str
    base: Fen = 0
    threshold: Fen | None = None
    missing: Fen | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The lines in scope: what each weighs (``bases``) when thresholds and shares are taken.

    In parallel mode a base is the line's price after its item deal; in progressive mode it is
    what is left of the line.
    """

    lines: tuple[Line, ...]
    bases: tuple[Fen, ...]

    @property
    def total(self) -> Fen:
        return sum(self.bases)


class Promotion(BaseModel):
    """What all kinds share. ``from``/``to`` default to the rulebook's own validity."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    level: ClassVar[Level]
    needs_claim: ClassVar[bool] = False
    """A coupon 券: only what the buyer holds counts."""

    kind: str
    id: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=80)
    scope: Scope
    start: datetime | None = Field(default=None, alias="from")
    end: datetime | None = Field(default=None, alias="to")

    @field_validator("start", mode="before")
    @classmethod
    def _read_start(cls, value: object) -> datetime | None:
        return None if value is None else parse_start(value)

    @field_validator("end", mode="before")
    @classmethod
    def _read_end(cls, value: object) -> datetime | None:
        return None if value is None else parse_end(value)

    def window(self, rulebook: Window) -> Window:
        """When it applies, half-open."""
        return Window(self.start or rulebook.start, self.end or rulebook.end)


class ItemPromotion(Promotion):
    """A deal on the unit price; one wins per unit."""

    level: ClassVar[Level] = Level.ITEM
    takes_deposit: ClassVar[bool] = False

    def deal(self, line: Line) -> Deal:
        """What one unit of ``line`` saves."""
        raise TypeError(f"{type(self).__name__} declares no deal")


class OrderPromotion(Promotion):
    """A saving on several lines together."""

    def saving(self, standing: Standing) -> Saving | Missed:
        """The saving over the lines in scope, or why there is none."""
        raise TypeError(f"{type(self).__name__} declares no saving")


def reached(standing: Standing, threshold: Fen, off: Fen, *, times: int = 1) -> Saving | Missed:
    """``times`` × ``off`` if the base reaches the threshold, else how much is missing."""
    base = standing.total
    if base < threshold or times == 0:
        return Missed("未满门槛", base, threshold, threshold - base)
    return Saving(off * times, base, standing.bases, threshold, times)


def ids(promotions: Sequence[Promotion]) -> list[str]:
    """The ids in order."""
    return [promotion.id for promotion in promotions]
