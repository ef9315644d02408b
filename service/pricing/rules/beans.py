"""京豆: 100 = 1元, at most 50% of the physical goods, in steps of 1000 [J12].

50% of the goods before assets, without the deposit, capped by what is left: 40, 红包 10 and 2000
beans pay 10 (20 in beans).
"""

from typing import ClassVar, Literal

from pydantic import Field

from ..money import BASIS, Percent
from ..promotion import Level
from .points import Points


class Beans(Points):
    """京豆: see ``Points``."""

    level: ClassVar[Level] = Level.ASSET

    kind: Literal["beans"] = "beans"
    max_percent: Percent = BASIS // 2
    step: int = Field(default=1_000, ge=1, le=1_000_000)
