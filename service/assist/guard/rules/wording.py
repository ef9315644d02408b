"""How facts are spoken: what a flag says, and the exact figure that may replace a wrong one."""

from collections.abc import Collection
from datetime import datetime, timedelta
from fractions import Fraction

from ..facts import FROM, ROLE_NAMES, Fact, Role
from ..ledger import Ledger
from ..moments import Moment
from ..reading import Kind, Mention


def yuan(fen: Fraction) -> str:
    """``4698元``, ``2299.90元``."""
    whole = fen / 100
    number = str(whole) if whole.denominator == 1 else f"{float(whole):.2f}"
    return f"{number}元"


def spoken_roles(roles: Collection[Role]) -> str:
    """原价、单价, in the order of ``Role``."""
    return "、".join(ROLE_NAMES[role] for role in Role if role in roles)


def right_figure(mention: Mention, ledger: Ledger) -> str | None:
    """The one figure the ledger has in this role; ``None`` if it has none or several."""
    if mention.kind is Kind.TIME:
        return _right_time(mention, ledger)
    if not mention.accepts or mention.each:
        return None
    facts = ledger.in_role(mention.role) if mention.role else []
    values = {
        Fraction(fact.value) for fact in facts if not isinstance(fact.value, datetime | Moment)
    }
    return yuan(values.pop()) if len(values) == 1 else None


def _right_time(mention: Mention, ledger: Ledger) -> str | None:
    facts = [
        fact
        for fact in ledger.in_role(Role.TIME)
        if (not mention.side or fact.unit == mention.side)
        and (not mention.phase or fact.subject == mention.phase)
    ]
    values = {_spoken_time(fact) for fact in facts}
    return values.pop() if len(values) == 1 else None


def _spoken_time(fact: Fact) -> str:
    if isinstance(fact.value, Moment):
        return fact.value.spoken()
    assert isinstance(fact.value, datetime)  # noqa: S101 - the only other kind of time
    at = fact.value
    if fact.unit != FROM and (at.hour, at.minute, at.second) == (0, 0, 0):
        at -= timedelta(minutes=1)
    return Moment.of(at).spoken()
