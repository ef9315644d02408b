"""What of ``/v1/amendments`` goes over the wire."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class AmendmentOut(BaseModel):
    """A customer was ``told`` a price in yuan for ``goods`` that ``holds`` no longer; ``None``
    where none can be promised. ``text`` may be sent as it is."""

    id: str
    conversation_id: str
    goods: str
    told: str
    holds: str | None
    text: str
    status: Literal["open", "sent", "dropped"]
    agent: str | None
    created_at: datetime


class AmendmentsOut(BaseModel):
    amendments: list[AmendmentOut]


class SettledIn(BaseModel):
    """What the agent did about it."""

    model_config = ConfigDict(extra="forbid")

    shop: str = Field(min_length=1, max_length=64)
    agent: str = Field(
        min_length=1, max_length=40, description="Not heard where a key says who it is."
    )
    done: Literal["sent", "dropped"]
