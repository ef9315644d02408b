"""The rules, one file each and one line here. A rule reads a sentence and says what it found.

To add one: write a file, add its line, test it. A shop's own words need no code: they stand in its
``compliance.yaml`` and come with the ledger.
"""

from collections.abc import Callable, Iterable

from ..ledger import Ledger
from ..reading import Reading
from ..verdict import Flag
from .adlaw import adlaw
from .arithmetic import arithmetic
from .crossed import crossed
from .dearer import dearer
from .events import events
from .foreign import foreign
from .guarantees import guarantees
from .house_words import house_words
from .insults import insults
from .leaks import leaks
from .near_names import near_names
from .numbers import numbers
from .obedience import obedience
from .offplatform import offplatform
from .per_unit import per_unit
from .permits import permits
from .promises import promises
from .scopes import scopes
from .secrets import secrets
from .sheet import sheet
from .stacking import stacking
from .vague import vague

Rule = Callable[[Reading, Ledger], Iterable[Flag]]
"""A pure function of one read sentence and the ledger; deterministic, without I/O of its own."""

RULES: tuple[Rule, ...] = (
    numbers,
    arithmetic,
    dearer,
    sheet,
    events,
    near_names,
    stacking,
    scopes,
    crossed,
    per_unit,
    vague,
    adlaw,
    guarantees,
    offplatform,
    promises,
    permits,
    leaks,
    secrets,
    foreign,
    obedience,
    insults,
    house_words,
)
