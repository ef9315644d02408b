"""How many requests a caller may make: a bucket each, of this process, refilled steadily."""

from collections import OrderedDict

from .errors import TooMany

_CALLERS = 20_000


class Rates:
    """``per_minute`` on average, half a minute's worth at once; 0 is no limit."""

    def __init__(self, per_minute: int) -> None:
        self._per_second = per_minute / 60
        self._burst = max(1.0, per_minute / 2)
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, caller: str, now: float) -> None:
        """``now`` in seconds of a clock that never goes back. Raises ``TooMany``."""
        if not self._per_second:
            return
        left, since = self._buckets.pop(caller, (self._burst, now))
        left = min(self._burst, left + (now - since) * self._per_second)
        allowed = left >= 1
        self._buckets[caller] = left - allowed, now
        if len(self._buckets) > _CALLERS:
            self._buckets.popitem(last=False)
        if not allowed:
            seconds = (1 - left) / self._per_second
            raise TooMany(f"请求太多：请 {seconds:.0f} 秒后再试", seconds)
