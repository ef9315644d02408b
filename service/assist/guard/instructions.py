"""Text that speaks to a model instead of the shop's people: it is data, and never followed."""

import re
from functools import cache, lru_cache

from .reading.fold import fold
from .tables import table


@lru_cache(maxsize=4096)
def instructs(text: str) -> bool:
    """Whether a customer's message, a document's passage or a note gives a model orders.

    Wrong guesses cost little: such a message is answered from scripts, such a passage is not
    quoted; nobody is refused.
    """
    return _pattern().search(fold(text).text) is not None


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(table("instructions.yaml")["patterns"]), re.MULTILINE)
