"""The one clock, injected everywhere: validity, promises and records all ask it."""

from collections.abc import Callable
from datetime import datetime

from service.pricing import SHANGHAI

Clock = Callable[[], datetime]
"""Returns an aware time in the shop's zone."""


def system_clock() -> datetime:
    """Now, in Asia/Shanghai."""
    return datetime.now(SHANGHAI)


def fixed_clock(at: datetime) -> Clock:
    """A clock that stands at one minute: the demo's answers do not expire with the calendar."""
    return lambda: at
