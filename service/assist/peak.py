"""Peak mode 高峰模式: in steps less and less is asked of the model, and back again.

full     all of it
lean     no optional stage: no reading by the model, no tools, one candidate; a draft that was
         written for the very same question is used again
cached   only such drafts, else the script
script   scripts only

Up at once, as far as queue, errors or spending ask for. Down one step at a time, and only after
the signals have stayed well below for a while, so that the mode does not flicker. Spending is a
shop's own; queue and errors are everybody's.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum

from service.journal import note

_log = logging.getLogger(__name__)
_WELL_BELOW = 0.7
"""A signal counts for going down when it is under this part of what brought us up."""


class Level(IntEnum):
    FULL = 0
    LEAN = 1
    CACHED = 2
    SCRIPT = 3

    @property
    def label(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Limits:
    """Where lean, cached and script begin. ``queue`` is drafts under way; ``errors`` the share of
    failed drafts in the window, if there were at least ``enough``; ``spend`` the used share of a
    shop's daily cap."""

    queue: tuple[float, float, float] = (64, 128, 256)
    errors: tuple[float, float, float] = (0.3, 0.6, 0.9)
    spend: tuple[float, float, float] = (0.8, 0.95, 1.0)
    enough: int = 20
    window_seconds: float = 30.0
    hold_seconds: float = 20.0


class Peak:
    """``clock`` is monotonic, in seconds; ``fixed`` is the level by setting, ``None`` automatic."""

    def __init__(
        self, limits: Limits, clock: Callable[[], float], fixed: Level | None = None
    ) -> None:
        self._limits = limits
        self._clock = clock
        self._fixed = fixed
        self._level = Level.FULL
        self._calm_since: float | None = None
        self._outcomes: deque[tuple[float, bool]] = deque(maxlen=10_000)
        self._by_spend: dict[str, Level] = {}
        self.queue = 0

    @contextmanager
    def drafting(self) -> Iterator[None]:
        """While a draft is under way."""
        self.queue += 1
        try:
            yield
        finally:
            self.queue -= 1

    def told(self, *, failed: bool) -> None:
        """How a draft ended, as far as it speaks about the model's endpoint."""
        self._outcomes.append((self._clock(), failed))

    @property
    def error_rate(self) -> float:
        """Of the window; 0 where there was too little to tell."""
        old = self._clock() - self._limits.window_seconds
        while self._outcomes and self._outcomes[0][0] < old:
            self._outcomes.popleft()
        if len(self._outcomes) < self._limits.enough:
            return 0.0
        return sum(failed for _, failed in self._outcomes) / len(self._outcomes)

    def level(self, shop: str = "", spend: float = 0.0) -> Level:
        """The step for the shop now, of whose daily cap ``spend`` is used."""
        if self._fixed is not None:
            return self._fixed
        self._adjust()
        own = _reached(spend, self._limits.spend)
        before = self._by_spend.get(shop, Level.FULL)
        if own is not before:
            self._by_spend[shop] = own
            _step(before, own, shop=shop, spend=round(spend, 3))
        return max(self._level, own)

    def _adjust(self) -> None:
        wanted = self._wanted(1.0)
        if wanted > self._level:
            self._go(wanted)
        elif self._level > Level.FULL and self._wanted(_WELL_BELOW) < self._level:
            now = self._clock()
            self._calm_since = now if self._calm_since is None else self._calm_since
            if now - self._calm_since >= self._limits.hold_seconds:
                self._go(Level(self._level - 1))
        else:
            self._calm_since = None

    def _wanted(self, part: float) -> Level:
        """What the signals ask for when the limits are ``part`` of what they are."""
        queue = _reached(self.queue / part, self._limits.queue)
        return max(queue, _reached(self.error_rate / part, self._limits.errors))

    def _go(self, to: Level) -> None:
        _step(self._level, to, queue=self.queue, error_rate=round(self.error_rate, 3))
        self._level = to
        self._calm_since = None


def _reached(signal: float, limits: tuple[float, float, float]) -> Level:
    return Level(sum(signal >= limit for limit in limits))


def _step(before: Level, after: Level, **facts: object) -> None:
    """One line, up or down; a warning, so that it is seen without further settings."""
    note(_log, "peak_mode", logging.WARNING, **{"from": before.label, "to": after.label}, **facts)
