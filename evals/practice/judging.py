"""A trainee's answer, held against the checks that judge the bot."""

import re
from typing import Any

from evals.casebook import Action, Case
from evals.checks import BY_ID, Reply
from evals.checks.calculator import amounts_in
from evals.checks.shelf import Shelf
from evals.running.record import Verdict
from service.shops import Shop

PRACTISED = (
    "wrong_amount",
    "wrong_term",
    "untold_price",
    "guesses",
    "no_handoff",
    "wrong_way",
    "forgets",
    "says_forbidden",
    "breaks_rules",
    "drags_on",
    "wrong_tone",
)
"""Those about what is said; the others ask what software understood and cited."""

_ASKS = re.compile(r"[?？]|哪|什么型号|几匹|多大")


def judged(
    case: Case, shop: Shop, shelf: Shelf, said: str, *, handed_over: bool
) -> tuple[Verdict, ...]:
    """Every practised check that applies, in the registry's order."""
    reply = Reply(case, shop, _answer(case, shop, said, handed_over=handed_over), shelf)
    verdicts = []
    for id in PRACTISED:
        check = BY_ID[id]
        if check.applies(reply):
            faults = list(dict.fromkeys(check.faults(reply)))
            verdicts.append(Verdict(check=id, passed=not faults, reason="；".join(faults)))
    return tuple(verdicts)


def _answer(case: Case, shop: Shop, said: str, *, handed_over: bool) -> dict[str, Any]:
    """As ``POST /v1/suggestions`` would give it, so that the checks know no difference."""
    asks = case.action is Action.ASK and _ASKS.search(said) is not None
    guessed = asks and bool(amounts_in(said, shop, case.at))
    suggestion: dict[str, Any] = {
        "text": said,
        "kind": "ask" if asks and not guessed else "script",
        "quote": None,
        "citations": [],
        "flags": [],
    }
    handoff = {"code": "human", "reason": "转给了专人"} if handed_over else None
    return {"suggestions": [suggestion] if said else [], "handoff": handoff, "state": {}}
