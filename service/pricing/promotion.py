"""The shape every promotion kind has, and what a rule is handed and hands back.

A rule sees a ``Standing``: the lines in its scope with the prices reached so far. It returns a
``Saving`` or a ``Missed``; it changes nothing itself.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import ClassVar

from pydantic import BaseModel, ConfigDict, Field, field_validator

from .cart import Cart, Line
from .money import BASIS, Fen
from .scope import Scope
from .window import Window, parse_end, parse_start


class Level(IntEnum):
    """The layers in the order they are applied; inside a layer, the rulebook's order."""

    ITEM = 1
    OFFICIAL = 2
    SHOP = 3
    COUPON = 4
    PLATFORM = 5
    CATEGORY = 6
    MEMBER = 7
    ASSET = 8
    SUBSIDY = 9
    FREIGHT = 10


@dataclass(frozen=True, slots=True)
class Deal:
    """An item-level deal 单品优惠 for one unit: what it saves, and the deposit it takes (fen).

    ``units`` is how many units of the line have it, ``None`` all of them. ``inflates``: the deposit
    counts for more than was paid. ``deposit_known`` is false for a bare 抵用额: then the final
    payment is exact and the total is not promised.
    """

    saving: Fen
    deposit: Fen = 0
    units: int | None = None
    inflates: bool = False
    deposit_known: bool = True


@dataclass(frozen=True, slots=True)
class Saving:
    """A promotion that applies: ``amount`` fen off ``base``; ``weights`` share it over the lines.

    ``times`` is how often a repeating threshold was reached; ``next_missing`` fen more in scope
    would save ``next_saves`` more (``None`` where nothing more can be reached).
    """

    amount: Fen
    base: Fen
    weights: tuple[int, ...]
    threshold: Fen | None = None
    times: int = 1
    next_missing: Fen | None = None
    next_saves: Fen | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A promotion that does not apply, the reason, and how far below the threshold: ``missing``
    fen or ``missing_units`` pieces; reaching it would save ``would_save``."""

    reason: str
    base: Fen = 0
    threshold: Fen | None = None
    missing: Fen | None = None
    missing_units: int | None = None
    would_save: Fen | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """``count`` units of a line at the same ``price``."""

    price: Fen
    count: int


@dataclass(frozen=True, slots=True)
class Standing:
    """The cart's lines as one promotion sees them; a line out of scope has base 0 and no run.

    ``bases`` is what thresholds and rates are measured on: in parallel mode the line's price after
    the item deal, in progressive mode what is left of it; from the member layer on, what is left
    above its deposit. ``weights`` share a fixed amount: the price after the item deal; from the
    member layer on, what is left above the deposit. ``rate_bases`` are given where rates are taken
    of something else than thresholds. ``runs`` are the units after the item deal, scaled down with
    the line in progressive mode (U × left ÷ gross, floored). ``goods`` is Σ bases before the first
    asset. ``balance`` is what the buyer holds of this promotion. ``rounding`` is where rates are
    rounded.
    """

    lines: tuple[Line, ...]
    bases: tuple[Fen, ...]
    weights: tuple[Fen, ...]
    rate_bases: tuple[Fen, ...] | None = None
    runs: tuple[tuple[Run, ...], ...] = ()
    goods: Fen = 0
    balance: int = 0
    rounding: str = "line"

    @property
    def total(self) -> Fen:
        return sum(self.bases)

    @property
    def count(self) -> int:
        """Units in scope."""
        return sum(run.count for runs in self.runs for run in runs)


@dataclass(frozen=True, slots=True)
class Pile:
    """The goods in a promotion's scope, still to be placed in one order or in several.

    ``runs`` are the units at the dearest price they may have there, the dearest first. ``exact``:
    that is their price in every order, and what thresholds and rates are measured on.
    """

    runs: tuple[Run, ...]
    exact: bool

    @property
    def total(self) -> Fen:
        return sum(run.price * run.count for run in self.runs)

    @property
    def units(self) -> int:
        return sum(run.count for run in self.runs)

    def every(self, threshold: Fen, off: Fen) -> Fen:
        """``off`` for each ``threshold`` that the pile could fill."""
        return self.total // threshold * off

    def rate_off(self, rate: int) -> Fen:
        """The most that ``rate`` ten-thousandths take off: each line of each order may be rounded
        up, where they are no whole fen."""
        down = self.total * rate // BASIS
        if self.exact and not any(run.price * rate % BASIS for run in self.runs):
            return down
        return down + self.units // 2 + 1


class Promotion(BaseModel):
    """What all kinds share.

    ``from``/``to`` default to the rulebook's own validity. Of the promotions of one ``group`` an
    order takes one; ``excludes`` names ids or kinds that it does not stand beside (an item deal
    that wins a unit bars the others, see ``deal_sets``); ``stacks`` lets it stand beside others of
    its layer where the platform's default is one. ``public``: anyone can get it, so that it counts
    for price protection 价保.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    level: ClassVar[Level]
    needs_claim: ClassVar[bool] = False
    """A coupon 券: only what the buyer holds counts."""

    by_units: ClassVar[bool] = False
    """It looks at units, not only at the amount in scope, and is handed ``Standing.runs``."""

    kind: str
    id: str = Field(min_length=1, max_length=64)
    name: str = Field(min_length=1, max_length=80)
    scope: Scope
    start: datetime | None = Field(default=None, alias="from")
    end: datetime | None = Field(default=None, alias="to")
    group: str = ""
    excludes: frozenset[str] = frozenset()
    stacks: bool = False
    public: bool = True

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

    @property
    def optional(self) -> bool:
        """Held by the buyer, so that using it is a choice; everything else is forced when met."""
        return self.needs_claim

    def withheld(self, cart: Cart) -> str:
        """Why this buyer cannot use it, empty if they can."""
        return "领到才有" if self.needs_claim and self.id not in cart.claimed else ""


class ItemPromotion(Promotion):
    """A deal on the unit price; one wins per unit: the largest saving, except that an ``official``
    campaign price goes before the shop's own if it saves at all [A28]."""

    level: ClassVar[Level] = Level.ITEM
    takes_deposit: ClassVar[bool] = False

    def deal(self, line: Line) -> Deal:
        """What one unit of ``line`` saves; a saving of 0 is no deal."""
        raise TypeError(f"{type(self).__name__} declares no deal")


class OwnDeal(ItemPromotion):
    """An item deal that takes no deposit. ``adds_to_presale`` 尾款立减: it comes on top of a
    presale instead of being replaced by it."""

    official: bool = False
    adds_to_presale: bool = False


class OrderPromotion(Promotion):
    """A saving on several lines together."""

    def saving(self, standing: Standing) -> Saving | Missed:
        """The saving over the lines in scope, or why there is none."""
        raise TypeError(f"{type(self).__name__} declares no saving")

    def over_orders(self, pile: Pile) -> Fen:
        """The most it saves, as an automatic promotion, over all the orders that the pile could be
        placed in; nothing is promised by it, so that more than the truth is allowed."""
        return pile.total
