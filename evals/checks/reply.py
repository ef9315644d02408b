"""What a check is handed: the case, the shop, and the answer as the API gives it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from evals.casebook import Case
from service.pricing import Quote
from service.shops import Shop

from .calculator import quote_for
from .shelf import Shelf


@dataclass(frozen=True)
class Reply:
    """``shelf`` are the documents of the release that answers; an empty one knows nothing.
    ``withheld`` are drafts of which nothing left."""

    case: Case
    shop: Shop
    answer: dict[str, Any]
    shelf: Shelf = field(default_factory=Shelf)
    withheld: Sequence[dict[str, Any]] = ()

    @property
    def suggestions(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.answer["suggestions"]
        return found

    @property
    def texts(self) -> list[str]:
        """Every reply that could be sent."""
        return [suggestion["text"] for suggestion in self.suggestions]

    @property
    def first(self) -> dict[str, Any] | None:
        """What an agent sees first and a buyer is answered."""
        return self.suggestions[0] if self.suggestions else None

    @property
    def first_text(self) -> str:
        return self.texts[0] if self.texts else ""

    @property
    def state(self) -> dict[str, Any]:
        state: dict[str, Any] = self.answer["state"]
        return state

    @property
    def handoff(self) -> dict[str, Any] | None:
        handoff: dict[str, Any] | None = self.answer["handoff"]
        return handoff

    @property
    def codes(self) -> set[str]:
        """Everything the guard found in this answer."""
        every = (*self.suggestions, *self.withheld)
        return {flag["code"] for suggestion in every for flag in suggestion["flags"]}

    @cached_property
    def quote(self) -> Quote | None:
        """The calculator's, for what the case says is meant; never for what was understood."""
        return quote_for(self.case, self.shop)

    def cited(self) -> Sequence[dict[str, Any]]:
        """The sources of the first reply."""
        return self.first["citations"] if self.first else ()
