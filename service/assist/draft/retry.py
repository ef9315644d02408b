"""When to try the model again, and after how long."""

import math
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from .errors import ModelError, ModelRefused


@dataclass(frozen=True, slots=True)
class Retry:
    """At most ``attempts`` calls, with growing pauses between them.

    ``jitter`` gives a number from 0 to 1; without it, every replica that was refused at the same
    moment would be back at the same moment.
    """

    attempts: int
    first_pause_seconds: float = 0.2
    jitter: Callable[[], float] = random.random

    def pause(self, attempt: int, error: ModelError) -> float | None:
        """Seconds to wait after the failed ``attempt`` (from 1); None: no further attempt.

        A Retry-After is waited for in full, and a little longer.
        """
        if not error.transient or attempt >= self.attempts:
            return None
        pause: float = self.first_pause_seconds * 2 ** (attempt - 1) * (0.5 + self.jitter() / 2)
        if isinstance(error, ModelRefused) and error.retry_after_seconds is not None:
            pause += error.retry_after_seconds
        return pause


def retry_after_seconds(headers: Mapping[str, str]) -> float | None:
    """What Retry-After asks for, in seconds from the answer; None when it says nothing usable.

    A date is compared with the answer's own Date, so that the two clocks need not agree.
    """
    value = headers.get("retry-after", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        seconds = _seconds_between(headers.get("date", ""), value)
    return max(seconds, 0.0) if math.isfinite(seconds) else None


def _seconds_between(start: str, end: str) -> float:
    try:
        return (parsedate_to_datetime(end) - parsedate_to_datetime(start)).total_seconds()
    except (ValueError, TypeError):
        return math.nan
