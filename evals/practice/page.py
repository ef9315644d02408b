"""The report of trainees: one HTML file without any other, to be read and sent."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from evals.checks import BY_ID
from evals.reporting.page import STYLE
from service.metrics import LIMIT_SECONDS
from service.pricing import SHANGHAI

from .progress import progress
from .session import Practice
from .texts import texts

_TEMPLATE = Path(__file__).parent / "page.html"


def page(shop: str, practices: Sequence[Practice], at: datetime) -> str:
    """Every trainee in a line, who needs help most first; then each practice, word for word."""
    from jinja2 import Environment

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {
        "check": lambda id: BY_ID[id].name,
        "buyer": texts().name_of,
        "minute": lambda at: at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M"),
    }
    return environment.from_string(_TEMPLATE.read_text("utf-8")).render(
        style=STYLE.read_text("utf-8"),
        shop=shop,
        at=at,
        limit=LIMIT_SECONDS,
        trainees=progress(practices),
        practices=practices,
    )
