"""The running parts, built once by ``create_app`` and handed to the routes."""

from dataclasses import dataclass, field
from typing import Any

from knowledge.index import Knowledge
from knowledge.jobs import Jobs
from service.access.audit import Audit
from service.access.keys import Keys
from service.access.rates import Rates
from service.assist.assistant import Assistant
from service.assist.peak import Peak
from service.assist.purse import Purse
from service.clock import Clock
from service.conversations.bell import Bell
from service.conversations.forgetting import Forgetting
from service.conversations.repeats import Turnstile
from service.conversations.store import Store
from service.live.forecasts import Forecasts
from service.live.shared import Shared
from service.metrics import Metrics
from service.rules import Rules
from service.settings import Settings
from service.shops import Shops

LIVE_SECONDS = 2.0
"""How long what one supervisor was told is told to another."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a request may need."""

    settings: Settings
    clock: Clock
    watch: Clock
    """Tells when things happen, for what is measured: also in the demo it runs."""
    shops: Shops
    knowledge: Knowledge
    rules: Rules
    jobs: Jobs
    store: Store
    metrics: Metrics
    turnstile: Turnstile
    forgetting: Forgetting
    keys: Keys
    audit: Audit
    rates: Rates
    assistant: Assistant
    purse: Purse
    peak: Peak
    model: str | None
    """The model's name, ``None`` where scripts answer alone."""

    wall: Clock
    """The machine's own clock: how long somebody has waited, or how old a token is, has nothing to
    do with the minute that prices are for."""

    forecasts: Forecasts = field(default_factory=Forecasts)
    seen: Shared[Any] = field(default_factory=lambda: Shared(LIVE_SECONDS))
    """What supervisors look at."""
    bell: Bell = field(default_factory=Bell)
