"""How long people wait with so many agents: Erlang C.

A. K. Erlang, "Solution of some Problems in the Theory of Probabilities of Significance in Automatic
Telephone Exchanges" (1917). Who holds several chats at once is as many servers; nobody hangs up, so
that what it tells is on the safe side.
"""

from math import ceil, exp


def waits(load: float, servers: int) -> float:
    """The probability that one who comes has to wait; ``load`` in erlangs. 1 where the servers
    cannot do it."""
    if load <= 0:
        return 0.0
    if load >= servers:
        return 1.0
    blocked = 1.0  # Erlang B, from no server on: stable however many there are
    for number in range(1, servers + 1):
        blocked = load * blocked / (number + load * blocked)
    busy = load / servers
    return blocked / (1 - busy * (1 - blocked))


def in_time(load: float, servers: int, seconds: float, handling: float) -> float:
    """The share that is answered within ``seconds``; ``handling`` is how long one takes."""
    if load >= servers:
        return 0.0 if load > 0 else 1.0
    return 1 - waits(load, servers) * exp(-(servers - load) * seconds / handling)


def people(
    an_hour: float, handling: float, at_once: int, seconds: float, share: float
) -> tuple[int, int]:
    """People for ``an_hour`` chats: by plain division, and so that ``share`` is answered within
    ``seconds``. The first is what the trade reckons with, the second what it takes."""
    load = an_hour * handling / 3600
    if load <= 0:
        return 0, 0
    plain = ceil(load / at_once - 1e-9)
    enough = max(plain, 1)
    while in_time(load, enough * at_once, seconds, handling) < share:
        enough += 1
    return plain, enough
