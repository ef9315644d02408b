"""The facts that a burst asks for, question by question, the event's before the products'."""

from datetime import datetime

from service.conversations.state import State
from service.pricing import Rulebook
from service.shops import Shop

from .advice import advice
from .asked import Burst
from .codes import code_facts
from .events import event_facts
from .fees import fees
from .known import Known
from .products import product_facts
from .sheet import Tables


def facts_of(
    state: State,
    shop: Shop,
    tables: Tables,
    at: datetime,
    priced_at: datetime,
    rulebook: Rulebook | None,
) -> tuple[Known, ...]:
    """Everything that is known exactly; empty where nothing was asked that the tables hold.

    Documents are read as they hold ``at``, the rulebook as it holds at ``priced_at``.
    """
    burst = Burst(state, shop, at, priced_at)
    found: list[Known] = []
    for question in state.questions:
        known = (
            [*event_facts(burst, question, rulebook)]
            or [*fees(burst, question, tables)]
            or [*code_facts(burst, question, tables)]
            or [*product_facts(burst, question, tables)]
            or [*advice(burst, question, tables)]
        )
        found.extend(known)
    return tuple(found)
