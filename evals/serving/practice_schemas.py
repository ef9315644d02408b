"""Practice as the console speaks of it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from .schemas import FailureOut, LineOut

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
Said = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]


class _In(BaseModel):
    model_config = ConfigDict(extra="forbid")

    shop: str = Field(min_length=1, max_length=64)


class BuyerOut(BaseModel):
    """A kind of buyer, and what it trains."""

    id: str
    name: str
    about: str


class BuyersOut(BaseModel):
    buyers: list[BuyerOut]


class PracticeIn(_In):
    """``trainee`` is not heard where a key says who it is; the same ``seed`` is the same buyer."""

    buyer: str = Field(min_length=1, max_length=40)
    trainee: Name = "练习"
    seed: int | None = Field(default=None, ge=0, lt=1_000_000)


class PracticeReply(_In):
    """``handed_over``: the trainee gives the buyer to a person; then ``text`` may be empty."""

    text: Said
    handed_over: bool = False


class JudgedOut(BaseModel):
    """One answer of the trainee's. ``seconds`` is how long the buyer waited."""

    asked: str
    said: str
    handed_over: bool
    seconds: float
    in_time: bool
    right: bool
    failures: list[FailureOut]
    passed: list[str] = Field(description="The names of the checks it passed.")


class PracticeOut(BaseModel):
    """``at`` is the minute the practice plays in; ``waiting_seconds`` since the buyer last wrote;
    ``patience`` how many answers that do not help it takes more. ``ended`` is empty while it goes
    on."""

    id: str
    buyer: str
    buyer_name: str
    trainee: str
    seed: int
    at: datetime
    lines: list[LineOut]
    answers: list[JudgedOut]
    waiting_seconds: float
    limit_seconds: int
    patience: int
    steps: int
    done: int
    ended: Literal["", "served", "left"]


class TraineeOut(BaseModel):
    """``served`` of ``practices`` ended well; of ``answers`` so many were ``right``, ``in_time``
    and ``dangerous`` (cost money or break a rule). ``seconds`` is the median."""

    trainee: str
    practices: int
    served: int
    answers: int
    right: int
    in_time: int
    dangerous: int
    seconds: float | None
    faults: list["FaultOut"]


class FaultOut(BaseModel):
    """A check, and how many answers failed it."""

    id: str
    name: str
    count: int


class TraineesOut(BaseModel):
    trainees: list[TraineeOut]
