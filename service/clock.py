"""The one clock, injected everywhere: validity, promises and records all ask it."""

from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from service.pricing import SHANGHAI

Clock = Callable[[], datetime]
"""Returns an aware time in the shop's zone."""


def system_clock() -> datetime:
    """Now, in Asia/Shanghai."""
    return datetime.now(SHANGHAI)


def running_clock(at: datetime) -> Clock:
    """A clock that is at ``at`` now and runs: what is measured needs time to pass, also in the
    demo."""
    began = monotonic()
    return lambda: at + timedelta(seconds=monotonic() - began)


def fixed_clock(at: datetime) -> Clock:
    """A clock that stands at one minute: the demo's answers do not expire with the calendar."""
    return lambda: at
