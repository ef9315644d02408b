"""What goes over HTTP. Money is a decimal string in yuan, times are ISO 8601 with offset."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from service.assist.guard import Severity
from service.conversations.state import Deposit

from .quote_schemas import QuoteOut
from .state_schemas import StateOut

MAX_TURNS = 400
MAX_TEXT = 4_000


def _plain(text: str) -> str:
    if "\x00" in text:
        raise ValueError("消息里有 NUL 字符，请去掉")
    if not text.strip():
        raise ValueError("消息是空的")
    return text


Text = Annotated[str, Field(max_length=MAX_TEXT), AfterValidator(_plain)]
Id = Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[A-Za-z0-9_-]+$")]


Mode = Annotated[
    Literal["full", "lean", "cached", "script"],
    Field(description="The step of the peak mode 高峰模式 that it was answered in."),
]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnIn(_Body):
    """One message of the conversation."""

    role: Literal["customer", "agent", "bot"]
    text: Text
    at: AwareDatetime | None = Field(
        default=None, description="When it was written; 明天 is counted from there."
    )


class CorrectionIn(_Body):
    """What an agent sets by hand: it holds until the customer says otherwise.

    ``basket`` gives pieces by SKU; what is left out stays as it was understood.
    """

    turn: int | None = Field(
        default=None, ge=0, description="The turn it was set after; the last one if left out."
    )

    basket: dict[str, Annotated[int, Field(ge=1, le=9_999)]] | None = Field(
        default=None, max_length=50
    )
    coupons: list[str] | None = Field(default=None, max_length=50)
    memberships: list[str] | None = Field(default=None, max_length=10)
    deposit: Deposit | None = None
    moment: AwareDatetime | None = None
    event: str | None = Field(default=None, max_length=64)
    order: str | None = Field(default=None, max_length=80)


class ContextIn(_Body):
    """What the workbench knows beside the text."""

    sku: str | None = Field(default=None, max_length=80)
    order: str | None = Field(default=None, max_length=80)
    customer: str | None = Field(default=None, max_length=80)
    correction: CorrectionIn | None = None


class SuggestionRequest(_Body):
    """The whole conversation, or only its new turns beside ``conversation_id``."""

    shop: str = Field(min_length=1, max_length=64)
    turns: list[TurnIn] = Field(default_factory=list, max_length=MAX_TURNS)
    conversation_id: Id | None = None
    at: AwareDatetime | None = Field(
        default=None, description="The minute asked about; the shop's clock if left out."
    )
    context: ContextIn | None = None


class CitationOut(BaseModel):
    """A source, with the time it holds (half-open)."""

    document: str
    place: str
    snippet: str
    valid_from: datetime | None
    valid_to: datetime | None
    version: str


class FlagOut(BaseModel):
    """What the guard found."""

    code: str
    span: str
    severity: Severity
    message: str
    rule: str = Field(description="Where it stands: the article of the law, the platform's rule.")
    replacement: str | None


class SuggestionOut(BaseModel):
    """One reply an agent can send."""

    id: str
    text: str
    kind: Literal["script", "generated", "price", "ask", "handoff"]
    confidence: Literal["high", "medium", "low"]
    citations: list[CitationOut]
    quote: QuoteOut | None
    flags: list[FlagOut]
    seconds: float
    final: bool
    unattended: bool = Field(description="Sure enough to reach a customer without an agent's eye.")
    angle: str = Field("", description="How a generated one differs: direct, short, explained …")
    prompt: str = Field("", description="The prompt, with its version, that it was written with.")


class HandoffOut(BaseModel):
    """A person takes over; ``unsure`` when nothing reliable was found."""

    code: Literal["complaint", "human", "price", "unsure"]
    to: str
    reason: str
    summary: list[str]
    message: str


class Answer(BaseModel):
    """The answer as one JSON document."""

    conversation_id: str
    suggestions: list[SuggestionOut]
    state: StateOut
    handoff: HandoffOut | None
    degraded: str | None
    seconds: float
    mode: Mode


class FeedbackIn(_Body):
    """What the agent did with a suggestion; ``edited`` with their own wording."""

    event: Literal["displayed", "copied", "inserted", "edited", "sent", "rejected", "liked"]
    text: Text | None = None
    reason: str | None = Field(default=None, max_length=64)


class ShopOut(BaseModel):
    """What a page needs to know of a shop."""

    id: str
    name: str
    platform: str
    now: datetime
    demo: bool
    model: str | None
    you: str = Field(description="The name of the caller's key; empty where access is open.")


class EmbeddingOut(BaseModel):
    """The origins of the workbenches that may show the sidebar and speak with it."""

    origins: list[str]


class ProductOut(BaseModel):
    """A product as an agent picks it."""

    sku: str
    title: str
    short: str
    list_price: str


class ProductsOut(BaseModel):
    products: list[ProductOut]


class HeldOut(BaseModel):
    """A coupon by the id of its promotion, or a membership by its name."""

    id: str
    name: str


class EventOut(BaseModel):
    """What a buyer can hold in an event; ``id`` is empty where none is under way."""

    id: str
    name: str
    coupons: list[HeldOut]
    memberships: list[HeldOut]


class HitOut(BaseModel):
    """A script or passage, as agents search them."""

    kind: Literal["script", "document"]
    question: str
    text: str
    score: float
    citation: CitationOut


class SearchOut(BaseModel):
    hits: list[HitOut]


class UsageOut(BaseModel):
    """What models have cost; money in yuan, to the millionth."""

    calls: int
    prompt_tokens: int
    cached_tokens: int = Field(description="Of the prompt's, those the endpoint had read before.")
    completion_tokens: int
    estimated_calls: int = Field(
        description="Calls whose endpoint gave no figures; their tokens are our estimate."
    )
    yuan: str


class ShopUsageOut(BaseModel):
    """A shop's day."""

    shop: str
    day: str
    usage: UsageOut
    models: dict[str, UsageOut]
    cap_used: float = Field(description="Share of the daily cap that is used; 0 without one.")


class ProblemOut(BaseModel):
    """RFC 9457; ``code`` is stable, ``detail`` Chinese and ``detail_en`` English: what to do."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    detail_en: str
