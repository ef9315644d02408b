"""A case: a conversation up to a buyer's message, and what the reply to it must be."""

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from service.conversations.state import Deposit, Intent


class Action(StrEnum):
    """期望动作, by what a trainer writes in the cell."""

    ANSWER = "回答"
    ASK = "反问"
    REFUSE = "拒答"
    HANDOFF = "转人工"
    NOTHING = "不用回"


FLOW_DONE = "完成"
"""步骤 of a flow of which everything was asked and said."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Said(_Part):
    """A line of the conversation; an ``agent`` line without text is the assistant's own reply."""

    role: Literal["customer", "agent"]
    text: str


class Case(_Part):
    """Money in fen; ``None`` and empty are not checked. ``basket`` are pieces by SKU, ``coupons``
    promotion ids. ``flow`` is a scene of the shop's flows, ``flow_step`` a step of it or
    ``FLOW_DONE``, ``flow_missing`` the names of what it still lacks. ``must`` is met when one of
    each group is said. ``draft`` is what the scripted model says in this case; ``stopped`` are
    codes that the guard must find in it. ``place`` is where the case stands, for people."""

    id: str
    shop: str
    turns: tuple[Said, ...]
    at: datetime
    action: Action
    tags: tuple[str, ...] = ()
    scene: str = ""
    event: str = ""
    page: str = ""
    basket: dict[str, int] = {}
    coupons: tuple[str, ...] = ()
    memberships: tuple[str, ...] = ()
    deposit_state: Deposit | None = None
    must: tuple[tuple[str, ...], ...] = ()
    must_not: tuple[str, ...] = ()
    payable: int | None = None
    deposit: int | None = None
    final_payment: int | None = None
    lines: dict[str, int] = {}
    allowed: tuple[int, ...] = ()
    sources: tuple[tuple[str, ...], ...] = ()
    intents: tuple[Intent, ...] = ()
    flow: str = ""
    flow_step: str = ""
    flow_missing: tuple[str, ...] = ()
    reference: str = ""
    longest: int | None = None
    draft: str = ""
    stopped: tuple[str, ...] = ()
    note: str = ""
    place: str = ""

    @property
    def priced(self) -> bool:
        """Whether a price is expected in the reply."""
        return any(x is not None for x in (self.payable, self.deposit, self.final_payment)) or bool(
            self.lines
        )

    @property
    def asked(self) -> str:
        """The buyer's last words."""
        return "，".join(said.text for said in self.last_burst)

    @property
    def last_burst(self) -> tuple[Said, ...]:
        """The messages that are answered as one."""
        burst: list[Said] = []
        for said in reversed(self.turns):
            if said.role != "customer":
                break
            burst.append(said)
        return tuple(reversed(burst))
