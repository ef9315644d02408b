"""The choices of a checkout: the cheapest for the buyer, or everything as a page would use it.

``choice: use_everything``: layer by layer, inside a layer in the rulebook's order, each instrument
that still may be used and takes something. One that takes nothing bars no other.
"""

from .checkout import Checkout
from .choosing import Choice, best
from .layers import Walk


def choices(checkout: Checkout, *, keep: int = 1, patience: int | None = None) -> list[Choice]:
    """The ``keep`` best, the best first; as a page would there is one. Raises as ``best`` does."""
    if checkout.policy.choice == "use_everything":
        return [as_a_page_would(checkout)]
    return best(checkout, keep=keep, patience=patience)


def as_a_page_would(checkout: Checkout) -> Choice:
    """Everything that may be used, each at its turn."""
    state, chosen, barred = Walk(checkout), 0, 0
    for index, candidate in enumerate(checkout.candidates):
        after = state.copy()
        if barred >> index & 1 or not after.take(candidate):
            continue
        state, chosen = after, chosen | 1 << index
        barred |= checkout.clashes[index]
    priced = state.end()
    used = tuple(sorted(a.candidate.position for a in priced.applied if a.saving))
    return Choice(checkout, chosen, priced, (priced.payable, len(used), used))
