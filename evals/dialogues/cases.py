"""A dialogue and what is expected of it. The format is in the package's docstring."""

from datetime import datetime
from hashlib import blake2b
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from service.conversations.state import Deposit, Intent, Mood, Stage
from service.pricing import SHANGHAI, parse_start

DEFAULT_AT = datetime(2026, 11, 10, 20, 30, tzinfo=SHANGHAI)
CUSTOMER, AGENT = "customer", "agent"


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _minute(value: Any) -> Any:
    return parse_start(value) if isinstance(value, str) else value


def _asked(value: Any) -> Any:
    return {value: []} if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]
Minute = Annotated[datetime, BeforeValidator(_minute)]
Pieces = dict[str, Annotated[int, Field(ge=1)]]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Figures(_Part):
    """Yuan with two places. Empty where ``fill`` has not been run yet."""

    payable: str = ""
    deposit: str = ""
    final_payment: str = ""
    at: Minute | None = None


class Expect(_Part):
    """What has to be so after a turn; ``None`` is not checked."""

    intents: tuple[Intent, ...] | None = None
    basket: Pieces | None = None
    coupons: tuple[str, ...] | None = None
    memberships: tuple[str, ...] | None = None
    quote: Figures | None = None
    returning: Pieces | None = None
    refund: str | None = None
    both: dict[str, str] | None = None
    asks: Annotated[dict[str, tuple[str, ...]], BeforeValidator(_asked)] | None = None
    deposit: Deposit | None = None
    moment: Minute | None = None
    event: str | None = None
    stage: Stage | None = None
    scene: str | None = None
    mood: Mood | None = None
    order: str | None = None
    handoff: Literal["complaint", "human", "price", "unsure"] | None = None
    answer: Literal["none"] | None = None
    says: Texts | None = None
    never_says: Texts | None = None

    @model_validator(mode="after")
    def _whole(self) -> "Expect":
        if not self.model_fields_set:
            raise ValueError("expect 是空的：请写上这一轮应该听懂什么，或去掉 expect")
        if self.refund is not None and not self.returning:
            raise ValueError("有 refund 就要写 returning：退的是哪几件")
        if self.asks is not None and (len(self.asks) != 1 or not self.asks.keys() <= _ASKS):
            raise ValueError(f"asks 只写一项：{'、'.join(sorted(_ASKS))}")
        return self


_ASKS = {"product", "coupon", "quantity", "order"}


class DialogueTurn(_Part):
    """Messages of one side; ``expect`` after a customer's."""

    customer: Texts | None = None
    agent: str | None = None
    at: Minute | None = None
    expect: Expect | None = None

    @model_validator(mode="after")
    def _one_side(self) -> "DialogueTurn":
        if (self.customer is None) == (self.agent is None):
            raise ValueError("一轮要么是 customer，要么是 agent")
        if self.customer is not None and not self.customer:
            raise ValueError("customer 没有内容")
        if self.agent is not None and self.expect is not None:
            raise ValueError("expect 只写在 customer 后面")
        return self


class Tags(_Part):
    """Of the whole dialogue; in the trade's words."""

    scene: str = ""
    stage: str = ""
    event: str = ""
    kind: Texts = ()

    def named(self) -> tuple[str, ...]:
        own = {"scene": self.scene, "stage": self.stage, "event": self.event}
        kinds = tuple(f"kind={kind}" for kind in self.kind)
        return tuple(f"{key}={value}" for key, value in own.items() if value) + kinds


class Dialogue(_Part):
    """A conversation from its first message."""

    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    tags: Tags = Tags()
    at: Minute = DEFAULT_AT
    sku: str | None = None
    turns: tuple[DialogueTurn, ...]

    @model_validator(mode="after")
    def _begins(self) -> "Dialogue":
        if not any(turn.expect for turn in self.turns):
            raise ValueError("没有一轮写了 expect")
        return self

    @property
    def half(self) -> str:
        """``a`` may be read while improving, ``b`` is only counted; by the id, so none moves."""
        return "ab"[blake2b(self.id.encode(), digest_size=1).digest()[0] % 2]


class Suite(_Part):
    """One file."""

    shop: str
    dialogues: Annotated[tuple[Dialogue, ...], Field(min_length=1)]
