"""States of conversations that are sent whole each time, so that none is folded twice.

Only a memory: whatever is forgotten is folded again and comes out the same.
"""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.conversations.state import State
from service.conversations.turns import Thread, Turn, digest

MAX_REMEMBERED = 4_096


class Remembered:
    """Settled states by what was said up to them, the least used forgotten first."""

    def __init__(self, most: int = MAX_REMEMBERED) -> None:
        self._most = most
        self._states: OrderedDict[tuple[str, str, str], State] = OrderedDict()

    def begun(self, shop: str, thread: Thread, beginning: State) -> Thread:
        """The thread of a conversation that is not stored, as far on as it is remembered."""
        context = _context(beginning)
        for name in reversed(list(_names(thread.turns))):
            found = self._states.get((shop, context, name))
            if found is not None:
                self._states.move_to_end((shop, context, name))
                return replace(thread, settled=found)
        return replace(thread, settled=beginning)

    def keep(self, shop: str, thread: Thread, beginning: State, settled: State) -> None:
        """Remembers what ``thread`` was settled to; only whole threads have a name to keep it."""
        if thread.first or not settled.turns:
            return
        key = (shop, _context(beginning), digest(thread.turns[: settled.turns]))
        self._states[key] = settled
        self._states.move_to_end(key)
        if len(self._states) > self._most:
            self._states.popitem(last=False)


def _context(beginning: State) -> str:
    return beginning.basket[0].sku if beginning.basket else ""


def _names(turns: Sequence[Turn]) -> Iterator[str]:
    """The digest of what was said before each burst."""
    name, before = "", "customer"
    for turn in turns:
        if turn.role == "customer" and before != "customer":
            yield name
        name, before = digest([turn], name), turn.role
