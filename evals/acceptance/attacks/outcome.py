"""What a trial found: how many rows, which were missed and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from .records import Row


@dataclass(frozen=True, slots=True)
class Miss:
    row: Row
    why: str


@dataclass(slots=True)
class Outcome:
    """``wanted`` is the share of rows that must go right; ``None`` where there is no target."""

    name: str
    how: str
    rows: Sequence[Row]
    wanted: float | None = 1.0
    misses: list[Miss] = field(default_factory=list)

    def miss(self, row: Row, why: str) -> None:
        self.misses.append(Miss(row, why))

    @property
    def right(self) -> int:
        return len(self.rows) - len({miss.row.id for miss in self.misses})

    def right_apart(self) -> tuple[int, int]:
        """Right ones, and all, of the half that is not looked at."""
        wrong = {miss.row.id for miss in self.misses}
        apart = [row for row in self.rows if row.apart]
        return sum(row.id not in wrong for row in apart), len(apart)

    @property
    def missed(self) -> bool:
        """Whether the target is missed."""
        return self.wanted is not None and self.right < self.wanted * len(self.rows)
