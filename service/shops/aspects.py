"""参数的问法: which attributes of a product answer which words; the trade's and the shop's own.

The shop folder may hold an ``aspects.yaml`` like ``aspects.yaml`` beside this module: an aspect of
the same name is taken together with it, a new one is looked for first.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .errors import BadShopFolder, Fault
from .remedies import remedy
from .rulebooks import load_yaml

FILE = "aspects.yaml"
_GAP = ".{0,4}"
_TEXTS_HELD = 256


def _any_of(asked: Sequence[str]) -> re.Pattern[str]:
    ways = sorted(asked, key=len, reverse=True)
    return re.compile("|".join(re.escape(way).replace("…", _GAP) for way in ways))


class Aspect(BaseModel):
    """One thing that is asked of products; see the head of ``aspects.yaml`` for the fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    aspect: str = Field(min_length=1, max_length=20)
    asked: tuple[str, ...] = Field(min_length=1)
    names: tuple[str, ...] = Field(min_length=1)
    part: str = ""
    section: str = ""
    better: Literal["less", "more", ""] = ""
    fits: Literal["range", "room", "door", ""] = ""
    say: str = ""
    of_parts: bool = False
    most: int = Field(default=1, ge=1, le=6)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Any of the ways to ask, the longest first."""
        return _any_of(self.asked)

    def with_more(self, other: "Aspect") -> "Aspect":
        """What a shop adds to the trade's aspect."""
        both = {name: getattr(self, name) + getattr(other, name) for name in ("asked", "names")}
        own = self.model_dump() | {k: tuple(dict.fromkeys(v)) for k, v in both.items()}
        return Aspect(**own)  # a copy would keep the pattern of the fewer ways


class FeeWords(BaseModel):
    """收费的问法: ``asked`` as for an aspect, ``items`` are parts of the table's 收费项目; what is
    ``aside`` a question for a price only mentions."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asked: tuple[str, ...] = Field(min_length=1)
    items: tuple[str, ...] = Field(min_length=1)
    aside: bool = False

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _any_of(self.asked)


class Aspects(BaseModel):
    """All that can be asked. ``not_facts`` are words of trouble and of how-to, whose question no
    attribute answers; ``not_by_name`` are attributes whose name alone asks nothing; ``parts`` are
    parts of a product, of which only attributes named so tell anything."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    not_facts: tuple[str, ...] = ()
    not_by_name: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    fees: tuple[FeeWords, ...] = ()

    def fee_in(self, text: str) -> FeeWords | None:
        """The first that the text asks for."""
        return next((fee for fee in self.fees if fee.pattern.search(text)), None)

    def parts_in(self, text: str, but: Aspect) -> tuple[str, ...]:
        """The parts that the text names outside the aspect's own words."""
        rest = but.pattern.sub("□", text)
        return tuple(part for part in self.parts if part in rest)

    def asked_in(self, text: str) -> tuple[Aspect, ...]:
        """The aspects that the text asks for; words that one has taken are no other's."""
        return self._asked_in(text)

    @cached_property
    def _asked_in(self) -> Callable[[str], tuple[Aspect, ...]]:
        """Remembered: one message is looked at several times."""
        return lru_cache(maxsize=_TEXTS_HELD)(self._now_asked_in)

    @cached_property
    def _any(self) -> re.Pattern[str]:
        return _any_of([way for aspect in self.aspects for way in aspect.asked])

    def _now_asked_in(self, text: str) -> tuple[Aspect, ...]:
        found: list[Aspect] = []
        if not self._any.search(text) or self.trouble(text):
            return ()
        for aspect in self.aspects:
            if aspect.pattern.search(text):
                found.append(aspect)
                text = aspect.pattern.sub("□", text)
        return tuple(found)

    def trouble(self, text: str) -> bool:
        return any(word in text for word in self.not_facts)

    def with_more(self, own: "Aspects") -> "Aspects":
        known = {aspect.aspect: aspect for aspect in self.aspects}
        new = tuple(aspect for aspect in own.aspects if aspect.aspect not in known)
        more = {a.aspect: known[a.aspect].with_more(a) for a in own.aspects if a.aspect in known}
        return Aspects(
            not_facts=self.not_facts + own.not_facts,
            parts=self.parts + own.parts,
            not_by_name=self.not_by_name | own.not_by_name,
            fees=own.fees + self.fees,
            aspects=(*new, *(more.get(a.aspect, a) for a in self.aspects)),
        )


@cache
def trade_aspects() -> Aspects:
    """The list that comes with the product."""
    return Aspects.model_validate(load_yaml(Path(__file__).with_name(FILE), FILE))


def read_aspects(folder: Path) -> Aspects:
    """The trade's and the shop's own. Raises ``BadShopFolder``."""
    path = folder / FILE
    if not path.is_file():
        return trade_aspects()
    try:
        return trade_aspects().with_more(Aspects.model_validate(load_yaml(path, FILE)))
    except ValidationError as error:
        raise BadShopFolder(_faults(error)) from None


def _faults(error: ValidationError) -> Sequence[Fault]:
    return [
        Fault(FILE, ".".join(map(str, problem["loc"])), remedy(problem))
        for problem in error.errors(include_url=False)
    ]
