"""The calculator over HTTP. Money is a decimal string in yuan; a JSON number is refused."""

from typing import Annotated

from pydantic import AwareDatetime, BaseModel, Field, WithJsonSchema

from service.pricing import Rulebook
from service.shops.carts import CartForm

from .schemas import QuoteOut

InlineRulebook = Annotated[
    Rulebook,
    WithJsonSchema({"type": "object", "description": "A rulebook, as in promotions/*.yaml."}),
]


class QuoteRequest(CartForm):
    """A cart, and the rules: the shop's rulebook at the minute ``at``, or one given inline.

    Without ``shop`` every line needs its ``price``.
    """

    shop: str | None = Field(default=None, min_length=1, max_length=64)
    rulebook: InlineRulebook | None = None
    at: AwareDatetime | None = Field(
        default=None, description="The minute asked about; the clock if left out."
    )
    final_at: AwareDatetime | None = Field(
        default=None, description="When a presale's final payment will be made."
    )


class ChargeOut(BaseModel):
    """运费; "0.00" where the goods reach ``free_from``."""

    promotion_id: str
    name: str
    amount: str
    free_from: str | None


class GiftOut(BaseModel):
    """满赠: what comes with the order."""

    promotion_id: str
    name: str
    gift: str
    quantity: int


class TopUpOut(BaseModel):
    """凑单: this much more in its scope would save ``saves`` more."""

    promotion_id: str
    name: str
    missing: str | None
    missing_units: int | None
    saves: str


class ReadingOut(BaseModel):
    """Another reading of an open rule, and the total under it."""

    policy: str
    value: str
    text: str
    payable: str


class PricedOut(QuoteOut):
    """The whole quote."""

    rulebook: str
    goods: str
    freight: str
    charges: list[ChargeOut]
    gifts: list[GiftOut]
    top_ups: list[TopUpOut]
    readings: list[ReadingOut]
    confidence: str
