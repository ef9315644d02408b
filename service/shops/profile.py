"""``shop.yaml``: who the shop is, how it speaks, and what its agents may promise."""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from service.pricing.money import Yuan


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Voice(_Part):
    """口吻: how replies begin and end, and how long a chat message may be (characters)."""

    greeting: str = "亲"
    closing: str = ""
    max_characters: int = Field(default=220, ge=40, le=1000)


class Hours(_Part):
    """Opening hours of the desk, local time, ``HH:MM``."""

    start: str = Field(default="00:00", alias="from", pattern=r"^\d{2}:\d{2}$")
    end: str = Field(default="24:00", alias="to", pattern=r"^\d{2}:\d{2}$")

    def hold(self, at: datetime) -> bool:
        """Whether the desk is open; hours that end before they begin go on past midnight."""
        now = f"{at:%H:%M}"
        if self.start <= self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end

    def next_opening(self, at: datetime) -> datetime:
        """When the desk opens next, seen from a minute at which it is closed."""
        hour, minute = map(int, self.start.split(":"))
        today = at.replace(hour=hour, minute=minute, second=0, microsecond=0)
        return today if today > at else today + timedelta(days=1)


class Handoff(_Part):
    """To whom a conversation goes, by reason; ``first_response_seconds`` is the standard."""

    complaint: str = "人工客服组"
    price: str = "人工客服组"
    default: str = "人工客服组"
    first_response_seconds: int = Field(default=30, ge=1, le=3600)


class Authority(_Part):
    """What may be granted on the spot, in yuan. 0 is 0, not "unset"."""

    compensation: Yuan
    small_refund: Yuan
    extra_discount: Yuan


CommonQuestion = Annotated[str, Field(min_length=1, max_length=20)]


class Profile(_Part):
    """The whole of ``shop.yaml``."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,40}$")
    name: str = Field(min_length=1, max_length=60)
    platform: Literal["tmall", "taobao", "jd", "douyin", "pinduoduo", "kuaishou", "other"]
    timezone: Literal["Asia/Shanghai"] = "Asia/Shanghai"
    voice: Voice = Voice()
    hours: Hours = Field(default_factory=Hours)
    handoff: Handoff = Handoff()
    common_questions: tuple[CommonQuestion, ...] = Field(default=(), max_length=6)
    """What buyers ask most: offered in the chat, to be asked at a touch."""

    authority: Authority
