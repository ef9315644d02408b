"""What happens at a shop's desk now."""

from datetime import datetime

from pydantic import BaseModel, Field


class AnsweredOut(BaseModel):
    """Of the messages of the window: ``counted`` have a reply at a known time or wait longer than
    the standard, ``within`` were replied to within it, ``untimed`` nobody knows when. ``share`` is
    within of counted, null where nothing counts."""

    standard_seconds: int
    share: float | None
    within: int
    counted: int
    untimed: int


class WaitingOut(BaseModel):
    """Now. Who waits for more than half an hour has left."""

    buyers: int
    longest_seconds: int


class SceneOut(BaseModel):
    """``id`` is empty where no scene was recognised."""

    id: str
    name: str
    count: int


class AdoptionOut(BaseModel):
    """Suggestions by what agents did with them; each counts once in each. ``taken`` were copied,
    inserted or sent."""

    displayed: int
    taken: int
    copied: int
    inserted: int
    edited: int
    sent: int
    liked: int
    rejected: int


class StoppedOut(BaseModel):
    """Sentences that the guard stopped, by code and by the rule it went by."""

    code: str
    rule: str
    count: int


class DegradedOut(BaseModel):
    reason: str
    count: int


class CostOut(BaseModel):
    """Of models in the window, yuan to the millionth; ``cap_used`` is the share of the day's cap,
    0 without one."""

    calls: int
    tokens: int
    yuan: str
    cap_used: float


class PointOut(BaseModel):
    """Conversations a minute that began in the piece from ``at`` on, in the last piece so far.
    Null where nobody knows: what is to come, or what the shop's traffic files do not tell."""

    at: datetime
    last_year: float | None
    forecast: float | None
    this_year: float | None


class CurvesOut(BaseModel):
    piece_minutes: int
    points: list[PointOut]
    has_last_year: bool
    has_forecast: bool


class TrafficFaultOut(BaseModel):
    """What is wrong in a traffic file; it gives no curve until it is mended."""

    file: str
    where: str
    remedy: str


class LiveOut(BaseModel):
    """The window from ``since`` to ``now``."""

    shop: str
    since: datetime
    now: datetime
    conversations: int = Field(description="That began.")
    messages: int = Field(description="Several before anybody replied are one.")
    handed_over: int
    answered: AnsweredOut
    waiting: WaitingOut
    scenes: list[SceneOut]
    adoption: AdoptionOut
    stopped: list[StoppedOut]
    degraded: list[DegradedOut]
    cost: CostOut
    curves: CurvesOut
    traffic_faults: list[TrafficFaultOut]
