"""Which event the customer asks about: "双12买多少钱" is not asked about today's."""

import re
from datetime import datetime

from service.shops import Shop

_EVENT = re.compile(r"双\s?(?:十一|十二|1[12])|618|六一八|年货节|38节|三八节")
_SPELLED = {"双十一": "双11", "双十二": "双12", "六一八": "618", "三八节": "38节"}
_NOW = re.compile(r"现在|今天|目前|当前")


def asked_event(text: str, shop: Shop, before: str, at: datetime | None = None) -> str:
    """The id of the rulebook that the normalised ``text`` asks about; ``before`` where it names
    none or one that is over, empty where it says now or names several."""
    words = {_SPELLED.get(w, w) for w in (w.replace(" ", "") for w in _EVENT.findall(text))}
    named = [book.id for book in shop.rulebooks if any(word in book.event for word in words)]
    if _NOW.search(text) or len(words) > 1:
        return ""
    over = {book.id for book in shop.rulebooks if at is not None and book.valid.end <= at}
    return named[0] if named and named[0] not in over else before
