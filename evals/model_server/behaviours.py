"""Every behaviour by its name, which is also the name of a model that behaves so."""

from . import faults, speech, tools
from .protocol import Behaviour

BEHAVIOURS: dict[str, Behaviour] = {
    "faithful": speech.faithful,
    "sloppy": speech.sloppy,
    "adversarial": speech.adversarial,
    "asks_quote": tools.asks("quote", {}),
    "asks_search": tools.asks("search", {"query": "保修多久"}),
    "asks_for_ever": tools.asks_for_ever,
    "asks_badly_once": tools.asks_badly_once,
    "slow_first_token": faults.slow_first_token,
    "hangs": faults.hangs,
    "slow_tail": faults.slow_tail,
    "slow_goodbye": faults.slow_goodbye,
    "drip": faults.drip,
    "endless": faults.endless,
    "cut": faults.cut,
    "torn": faults.torn,
    "too_long": faults.too_long,
    "filtered": faults.filtered,
    "half_json": faults.half_json,
    "html": faults.html,
    "empty": faults.empty,
    "wrong_encoding": faults.wrong_encoding,
    "malformed_tool_call": faults.malformed_tool_call,
    "error_in_stream": faults.error_in_stream,
    "rate_limited": faults.refuses(429, retry_after="1"),
    "server_error": faults.refuses(500),
    "unauthorised": faults.refuses(401),
}


def behaviour(name: str) -> Behaviour:
    """The behaviour of that name; raises ValueError naming those there are."""
    if name not in BEHAVIOURS:
        raise ValueError(f"no behaviour {name!r}; there are {', '.join(sorted(BEHAVIOURS))}")
    return BEHAVIOURS[name]
