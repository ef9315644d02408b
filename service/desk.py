"""The running parts, built once by ``create_app`` and handed to the routes."""

from dataclasses import dataclass

from knowledge.index import Knowledge
from knowledge.jobs import Jobs
from service.access.audit import Audit
from service.access.keys import Keys
from service.access.rates import Rates
from service.assist.assistant import Assistant
from service.assist.peak import Peak
from service.assist.purse import Purse
from service.clock import Clock
from service.conversations.repeats import Turnstile
from service.conversations.store import Store
from service.metrics import Metrics
from service.settings import Settings
from service.shops import Shops


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything a request may need."""

    settings: Settings
    clock: Clock
    shops: Shops
    knowledge: Knowledge
    jobs: Jobs
    store: Store
    metrics: Metrics
    turnstile: Turnstile
    keys: Keys
    audit: Audit
    rates: Rates
    assistant: Assistant
    purse: Purse
    peak: Peak
    model: str | None
    """The model's name, ``None`` where scripts answer alone."""
