"""One particular: its kind as an agent calls it (手机, 地址), and where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    kind: str
    start: int
    end: int
