"""The state of a conversation as it goes over HTTP.

``turn`` is an index into the conversation, -1 the product page; ``certainty`` tells how a slot came
about. A slot is null where nothing was said of it.
"""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from service.conversations.state import Certainty, Deposit, Intent, Mood, Stage


class _Slot(BaseModel):
    turn: int
    certainty: Certainty


class TextSlotOut(_Slot):
    value: str


class SceneSlotOut(TextSlotOut):
    name: str


class DepositSlotOut(_Slot):
    value: Deposit


class StageSlotOut(_Slot):
    value: Stage


class MoodSlotOut(_Slot):
    value: Mood


class MomentSlotOut(_Slot):
    value: datetime


class ItemOut(_Slot):
    """A product in the basket; ``counted`` is how its quantity came about."""

    sku: str
    title: str
    quantity: int
    counted: Certainty


class HeldSlotOut(_Slot):
    """What the buyer holds; ``worth`` of a balance: "50.00元", "1000个"."""

    kind: Literal["coupon", "membership", "balance"]
    id: str
    name: str
    worth: str | None = None


class FlowItemOut(BaseModel):
    id: str
    name: str


class FlowOut(BaseModel):
    """Where the conversation stands in the service flow it follows. ``number`` counts the steps
    that apply from 1; ``step`` is null at the end. ``grant`` is what an agent may grant here, in
    yuan; ``due_at`` the deadline; ``to`` is who takes over now and ``why``."""

    scene: str
    name: str
    group: Literal["presale", "aftersale"]
    step: str | None
    number: int
    of: int
    known: list[FlowItemOut]
    missing: list[FlowItemOut]
    next: str = Field(description="What comes next in the shop's words; empty for nothing.")
    grant: str | None
    due_at: datetime | None
    to: str | None
    why: str
    turn: int


class AskedOut(BaseModel):
    """One question of the last burst; ``returning`` are units by SKU."""

    intent: Intent
    text: str
    skus: list[str]
    returning: dict[str, int]


class OpenQuestionOut(BaseModel):
    """What has to be asked back; ``names`` are those of ``choices``, in their order."""

    kind: Literal["product", "coupon", "quantity", "order"]
    choices: list[str]
    names: list[str]
    turn: int


class StateOut(BaseModel):
    """What was understood of the conversation so far."""

    intent: Intent
    questions: list[AskedOut]
    products: list[ItemOut]
    choices: list[str]
    open: OpenQuestionOut | None
    coupons: list[str]
    held: list[HeldSlotOut]
    no_coupons: bool
    unknown_coupons: list[str]
    unpriced: list[str]
    deposit_paid: bool
    deposit: DepositSlotOut | None
    moment: MomentSlotOut | None
    event: str = Field(description="The event asked about; empty for the one under way.")
    order: TextSlotOut | None
    stage: StageSlotOut | None
    scene: SceneSlotOut | None
    flow: FlowOut | None
    mood: MoodSlotOut | None
    told: list[TextSlotOut]
    question: str
