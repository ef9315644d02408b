"""The calculator over HTTP. Money is a decimal string in yuan; a JSON number is refused."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, WithJsonSchema

from service.pricing import Rulebook
from service.shops.after_sale import ProtectionForm, RefundForm
from service.shops.carts import CartForm
from service.shops.changes import WhatIfForm

from .quote_schemas import QuoteOut

InlineRulebook = Annotated[
    Rulebook,
    WithJsonSchema({"type": "object", "description": "A rulebook, as in promotions/*.yaml."}),
]


class _Rules(BaseModel):
    """The shop's rulebook at the minute ``at``, or one given inline.

    Without ``shop`` every line needs its ``price``.
    """

    shop: str | None = Field(default=None, min_length=1, max_length=64)
    rulebook: InlineRulebook | None = None
    at: AwareDatetime | None = Field(
        default=None, description="The minute asked about, or of the order; the clock if left out."
    )
    final_at: AwareDatetime | None = Field(
        default=None, description="When a presale's final payment will be made."
    )


class QuoteRequest(_Rules, CartForm):
    """A cart, and the rules it is priced by."""


class WhatIfRequest(_Rules, WhatIfForm):
    """A kept basket, and what is supposed to change, in order."""


class RefundRequest(_Rules, RefundForm):
    """An order, and what comes back of it."""

    returned_at: AwareDatetime | None = None


class ProtectionRequest(_Rules, ProtectionForm):
    """An order, and what one SKU of it costs now: by the shop's rulebook, or ``rulebook_now``."""

    now_at: AwareDatetime | None = None
    rulebook_now: InlineRulebook | None = None


class WhatIfOut(BaseModel):
    """``difference`` is what the change adds to the price, negative where it saves; ``gained`` and
    ``lost`` are ids of promotions that apply only after or only before it."""

    before: QuoteOut
    after: QuoteOut
    difference: str
    gained: list[str]
    lost: list[str]


class SplitOut(BaseModel):
    """Several orders that cost less than one."""

    orders: list[QuoteOut]
    payable: str
    saves: str


class AlternativesOut(BaseModel):
    """``second_best`` uses other promotions, ``costs_more`` than the best by so much, for the
    ``reason`` told; ``split`` is a cheaper way in several orders, and ``split_note`` says why none
    was looked for."""

    best: QuoteOut
    second_best: QuoteOut | None
    costs_more: str | None
    reason: str
    split: SplitOut | None
    split_note: str | None


class RefundedLineOut(BaseModel):
    """``assets``: by promotion id, the share of 红包, 金币, 京豆, 购物金 on these units."""

    sku: str
    units: int
    cash: str
    assets: dict[str, str]


class RefundOut(BaseModel):
    """``rule``: *shares*, *recomputed* or *deposit*; ``other_cash`` is the figure under the other
    rule where it differs; ``promised`` is false where nobody knows which one the platform uses."""

    cash: str
    lines: list[RefundedLineOut]
    rule: str
    full: bool
    back: list[str]
    notes: list[str]
    other_cash: str | None
    promised: bool
    disclaimer: str
    order: QuoteOut


class ProtectionOut(BaseModel):
    """``then`` and ``now`` are for the units kept."""

    compensation: str
    sku: str
    units: int
    then: str
    now: str
    already_returned: str
    rule: str
    notes: list[str]
    disclaimer: str
    order: QuoteOut
