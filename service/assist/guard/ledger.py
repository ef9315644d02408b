"""The ledger: every figure that a reply may state, indexed the way the number gate asks."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from fractions import Fraction
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TypeVar

from .events import Events
from .facts import AMOUNT_ROLES, FOLD, NOW, ORDER, PERCENT, TO, Fact, Role
from .house import NOBODY, House
from .moments import Moment, Spelling, spellings
from .offers import Offers
from .reading.fold import fold
from .reading.units import canonical
from .sheets import Sheets

T = TypeVar("T")
_NONE: Mapping[str, Collection[str]] = MappingProxyType({})

SECRET_RUN = 14
"""So many letters of a secret text in a row give it away,"""

MONEY = "money"
"""The dimension of amounts."""

LEAST_SECRET = 9
"""and so many if they are all that a sentence says."""

Pairs = frozenset[tuple[str, str]]
"""(name, SKU or promotion id); several pairs where a name is ambiguous."""


class _Index:
    """Built on the first question, and once: facts that many ledgers share have one index."""

    def __init__(self, facts: tuple[Fact, ...], secrets: frozenset[str]) -> None:
        self._facts = facts
        self._secrets = secrets

    @cached_property
    def amounts(self) -> dict[Fraction, list[Fact]]:
        found: dict[Fraction, list[Fact]] = {}
        for fact in self._facts:
            if fact.role in AMOUNT_ROLES and not isinstance(fact.value, datetime | Moment):
                found.setdefault(Fraction(fact.value), []).append(fact)
        return found

    @cached_property
    def quantities(self) -> dict[tuple[Role, Fraction, str], list[Fact]]:
        """Counts, measures and rates by value in their dimension's base unit."""
        found: dict[tuple[Role, Fraction, str], list[Fact]] = {}
        for fact in self._facts:
            if fact.role in AMOUNT_ROLES or isinstance(fact.value, datetime | Moment):
                continue
            value, dimension = canonical(Fraction(fact.value), fact.unit)
            found.setdefault((fact.role, value, dimension), []).append(fact)
        return found

    @cached_property
    def ordered(self) -> frozenset[str]:
        skus = {fact.subject for fact in self._facts if fact.role is Role.PIECES}
        return frozenset(skus - {ORDER, ""})

    @cached_property
    def named(self) -> dict[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self._facts:
            if fact.role in AMOUNT_ROLES and fact.name and not fact.event:
                found.setdefault(MONEY, []).append(fact)
            elif fact.role is Role.MEASURE and fact.name:
                dimension = canonical(Fraction(0), fact.unit)[1]
                found.setdefault(dimension, []).append(fact)
        return found

    @cached_property
    def dimensions(self) -> frozenset[str]:
        return frozenset(dimension for _, _, dimension in self.quantities)

    @cached_property
    def bare(self) -> frozenset[Fraction]:
        """Values that a figure without a unit may have: money in yuan, counts, measures, years."""
        values = {amount / 100 for amount in self.amounts}
        for fact in self._facts:
            if isinstance(fact.value, datetime | Moment):
                values.add(Fraction(fact.value.year or 0))
            elif fact.role in (Role.COUNT, Role.PIECES, Role.MEASURE):
                values.add(Fraction(fact.value))
        return frozenset(values)

    @cached_property
    def edges(self) -> dict[Spelling, list[Fact]]:
        """Every way to write a time, and the facts it is a time of: promotions share windows."""
        found: dict[Spelling, list[Fact]] = {}
        for fact in self._facts:
            ways: Iterable[Spelling] = ()
            if isinstance(fact.value, Moment):
                ways = (Spelling(fact.value),)
            elif isinstance(fact.value, datetime):
                ways = spellings(fact.value, start=fact.unit != TO, end=fact.unit in ("", TO))
            for spelling in ways:
                found.setdefault(spelling, []).append(fact)
        return found

    @cached_property
    def secret(self) -> tuple[str, ...]:
        """The letters of texts that must never be said, forwards and backwards."""
        told = [letters(text) for text in self._secrets]
        return (*told, *(text[::-1] for text in told))

    @cached_property
    def secret_runs(self) -> frozenset[str]:
        return frozenset(run for text in self.secret for run in _runs(text))

    @cached_property
    def now(self) -> datetime | None:
        values = (fact.value for fact in self._facts if fact.unit == NOW)
        return next((value for value in values if isinstance(value, datetime)), None)


@dataclass(frozen=True, slots=True)
class Ledger:
    """Immutable; put together from facts, and from ledgers with ``|``.

    ``names`` are titles, aliases, SKUs, events, coupon names: their digits are no figures.
    ``products`` and ``promotions`` pair a name with the subject of facts that it means: what is
    said after that name must hold for it. ``texts`` are trusted wordings (approved scripts, cited
    policies), folded: a promise that stands in one is authorised. ``secrets`` are texts no run of
    which may be said (the model's instructions); ``house`` is what the shop itself adds.
    ``reductions`` pair a kind of ``data/reductions.yaml`` with the promotions of it; ``events`` are
    all of the shop's, ``event`` the id of the one that prices are for. The customer's own words
    belong into none of these but ``said``: the measures of their rooms (dimension, in its base
    unit), which may be repeated as theirs. ``meant`` are the SKUs that the words were read to
    speak of, whatever is named beside them; empty where that is not known. ``sheets`` are the
    catalogue's rows, ``offers`` the rulebook's reductions that hold.
    """

    facts: tuple[Fact, ...] = ()
    names: frozenset[str] = frozenset()
    products: Pairs = frozenset()
    promotions: Pairs = frozenset()
    texts: frozenset[str] = frozenset()
    secrets: frozenset[str] = frozenset()
    house: House = NOBODY
    reductions: Pairs = frozenset()
    events: Events = ()
    event: str = ""
    said: frozenset[tuple[str, Fraction]] = frozenset()
    meant: frozenset[str] = frozenset()
    sheets: Sheets = ()
    offers: Offers = ()
    _indexes: tuple[_Index, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        own = (_Index(self.facts, self.secrets),) if self.facts or self.secrets else ()
        object.__setattr__(self, "_indexes", own)

    @classmethod
    def of(
        cls,
        facts: Iterable[Fact] = (),
        names: Iterable[str] = (),
        products: Mapping[str, Collection[str]] = _NONE,
        promotions: Mapping[str, Collection[str]] = _NONE,
        texts: Iterable[str] = (),
        secrets: Iterable[str] = (),
        house: House = NOBODY,
        reductions: Mapping[str, Collection[str]] = _NONE,
        events: Events = (),
        event: str = "",
        said: Iterable[tuple[str, Fraction]] = (),
        sheets: Sheets = (),
        offers: Offers = (),
    ) -> "Ledger":
        """``products`` maps each name to the SKUs it may mean, ``promotions`` to promotion ids;
        their names need not be given again in ``names``."""
        return cls(
            tuple(facts),
            frozenset(names) | frozenset(products) | frozenset(promotions),
            _pairs(products),
            _pairs(promotions),
            frozenset(fold(text).text for text in texts),
            frozenset(secrets),
            house,
            _pairs(reductions),
            events,
            event,
            frozenset(said),
            sheets=sheets,
            offers=offers,
        )

    def __or__(self, other: "Ledger") -> "Ledger":
        both = Ledger(
            self.facts + other.facts,
            _union(self.names, other.names),
            _union(self.products, other.products),
            _union(self.promotions, other.promotions),
            _union(self.texts, other.texts),
            _union(self.secrets, other.secrets),
            other.house if self.house is NOBODY else self.house,
            _union(self.reductions, other.reductions),
            self.events or other.events,
            self.event or other.event,
            _union(self.said, other.said),
            _union(self.meant, other.meant),
            self.sheets or other.sheets,
            self.offers or other.offers,
        )
        object.__setattr__(both, "_indexes", self._indexes + other._indexes)
        return both

    def gives_away(self, said: str, before: str) -> bool:
        """Whether a sentence says a secret text: as a whole, or in a run of it that may begin in
        ``before``. Of both the letters alone are given."""
        if not self.secrets:
            return False
        runs = list(_runs(before[-(SECRET_RUN - 1) :] + said))
        for index in self._indexes:
            if len(said) >= LEAST_SECRET and any(said in text for text in index.secret):
                return True
            if any(run in index.secret_runs for run in runs):
                return True
        return False

    def meant_by(self, name: str) -> frozenset[str]:
        """The SKUs that a product's folded name may mean."""
        return meanings(self.products).get(name, frozenset())

    def amounts(self, fen: Fraction) -> list[Fact]:
        """The facts of that many fen, in whatever role."""
        return [fact for index in self._indexes for fact in index.amounts.get(fen, ())]

    @property
    def ordered(self) -> frozenset[str]:
        """The SKUs of the order."""
        return frozenset().union(*(index.ordered for index in self._indexes))

    def in_role(self, role: Role) -> list[Fact]:
        return [fact for fact in self.facts if fact.role is role]

    def quantities(self, role: Role, value: Fraction, unit: str) -> list[Fact]:
        """Counts, measures or rates equal to ``value`` in ``unit``, unit words converted; a count
        without a unit fits every unit."""
        base, dimension = canonical(value, unit)
        found = self._equal_to(role, base, dimension)
        if role is Role.COUNT:
            found = [*self._equal_to(Role.PIECES, base, dimension), *found]
        if not found and unit == FOLD:  # 立减12% may be told as 八八折
            return self._equal_to(role, 1 - value, PERCENT)
        return found or self._equal_to(role, value, "")

    def _equal_to(self, role: Role, value: Fraction, dimension: str) -> list[Fact]:
        key = role, value, dimension
        return [fact for index in self._indexes for fact in index.quantities.get(key, ())]

    def named_in(self, dimension: str) -> list[Fact]:
        """The measures of a dimension (or the ``MONEY``) whose names in their texts are known."""
        return [fact for index in self._indexes for fact in index.named.get(dimension, ())]

    def knows(self, unit: str) -> bool:
        """Whether any count or measure of the ledger has this unit or one of its dimension."""
        dimension = canonical(Fraction(0), unit)[1]
        return any(dimension in index.dimensions for index in self._indexes)

    def holds_bare(self, number: Fraction) -> bool:
        """Whether a number without a unit is one of money, of a count, of a measure or a year."""
        return any(number in index.bare for index in self._indexes)

    @property
    def now(self) -> datetime | None:
        """The minute of the conversation."""
        return next((index.now for index in self._indexes if index.now is not None), None)

    def times(self, moment: Moment) -> list[Fact]:
        """The times that ``moment`` may be a spelling of; a relative day needs a known now."""
        found = [
            fact
            for index in self._indexes
            for spelling, facts in index.edges.items()
            if spelling.fits(moment)
            for fact in facts
        ]
        if found or moment.relative is None:
            return found
        resolved = self._resolve(moment)
        return self.times(resolved) if resolved else []

    def _resolve(self, moment: Moment) -> Moment | None:
        if self.now is None:
            return None
        day = self.now + timedelta(days=moment.relative or 0)
        return Moment(
            day.year, day.month, day.day, day.isoweekday(), *(_clock(moment)), relative=None
        )


@lru_cache(maxsize=64)
def meanings(pairs: Pairs) -> dict[str, frozenset[str]]:
    """What each name means, by the folded name; kept for the pairs of a shop's version."""
    found: dict[str, frozenset[str]] = {}
    for name, subject in pairs:
        folded = fold(name).text.strip()
        found[folded] = found.get(folded, frozenset()) | {subject}
    return found


def letters(text: str) -> str:
    """A text without what is between its letters and digits."""
    return "".join(character for character in fold(text).text if character.isalnum())


def _runs(text: str) -> Iterator[str]:
    return (text[at : at + SECRET_RUN] for at in range(len(text) - SECRET_RUN + 1))


def _union(one: frozenset[T], other: frozenset[T]) -> frozenset[T]:
    """The very same set where nothing is added: what is cached for it stays found."""
    return one if not other else other if not one else one | other


def _clock(moment: Moment) -> tuple[int | None, int | None, int | None]:
    return moment.hour, moment.minute, moment.second


def _pairs(meanings: Mapping[str, Collection[str]]) -> Pairs:
    return frozenset((name, subject) for name, meant in meanings.items() for subject in meant)
