"""Drafts that were written before, for the very same question under the very same rules.

The key holds everything a draft rests on: the shop, its rules, the version of its knowledge, the
prompt, the model, the messages word for word, the day, and the stretch of time in which no rule
of the shop begins or ends. What is taken out passes the guard again, against the ledger of now.
"""

import hashlib
from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from service.assist.ground import Evidence
from service.pricing import SHANGHAI, Window
from service.shops import Shop

from .messages import Message
from .prompts import Prompt


class KeptDrafts:
    """At most ``most`` texts, each for ``seconds``; ``clock`` is monotonic."""

    def __init__(self, *, seconds: float, most: int, clock: Callable[[], float]) -> None:
        self._seconds = seconds
        self._most = most
        self._clock = clock
        self._texts: OrderedDict[str, tuple[float, str]] = OrderedDict()
        self._rules: dict[str, tuple[Shop, str, list[datetime]]] = {}

    def find(self, key: str) -> str | None:
        until, text = self._texts.get(key, (0.0, ""))
        return text if self._clock() < until else None

    def keep(self, key: str, text: str) -> None:
        """The latest stays longest."""
        self._texts[key] = (self._clock() + self._seconds, text)
        self._texts.move_to_end(key)
        while len(self._texts) > self._most:
            self._texts.popitem(last=False)

    def key(
        self, evidence: Evidence, prompt: Prompt, model: str, messages: Sequence[Message]
    ) -> str:
        """What a draft rests on, as one word."""
        version, edges = self._rules_of(evidence.shop)
        at = evidence.at.astimezone(SHANGHAI)
        parts = [
            evidence.shop.id,
            version,
            evidence.version,
            prompt.label,
            prompt.fingerprint,
            model,
            at.date().isoformat(),
            str(bisect_right(edges, at)),
            str(bisect_right(edges, evidence.priced_at)),
            *(f"{message.role}\0{message.content}" for message in messages),
        ]
        return hashlib.sha256("\1".join(parts).encode("utf-8", "replace")).hexdigest()

    def _rules_of(self, shop: Shop) -> tuple[str, list[datetime]]:
        """The version of a shop's rules, and every moment at which one begins or ends."""
        kept = self._rules.get(shop.id)
        if kept is None or kept[0] is not shop:
            edges = sorted({edge for w in _windows(shop) for edge in (w.start, w.end)})
            kept = (shop, _version(shop), edges)
            self._rules[shop.id] = kept
        return kept[1], kept[2]


def _version(shop: Shop) -> str:
    texts = [book.model_dump_json() for book in shop.rulebooks]
    texts += [repr(product) for product in shop.catalogue]
    texts += [shop.profile.model_dump_json(), shop.compliance.model_dump_json()]
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def _windows(shop: Shop) -> Iterator[Window]:
    for book in shop.rulebooks:
        yield book.valid
        yield from (phase.window for phase in book.phases)
        yield from (promotion.window(book.valid) for promotion in book)
