"""What leaves of true and of wrong drafts, by kind."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from service.assist.cases import Cases
from service.assist.guard import Severity, sentences

from .cases import World
from .draft import Draft
from .drafting import drafts, respelt
from .mutations import MUTATIONS
from .number_check import number_check_passes


def stopped_by(text: str, draft: Draft) -> list[str]:
    """Code and span of everything that keeps the text back; empty if it leaves. What the draft
    rests on is the conversation's case; another case counts where the text names it."""
    cases = Cases(draft.evidence, draft.ledger)
    return [
        f"{flag.code}「{flag.span}」"
        for sentence in sentences(text)
        for flag in cases.flags(sentence)
        if flag.severity is Severity.BLOCK
    ]


def leaves(text: str, draft: Draft) -> bool:
    return not stopped_by(text, draft)


EACH = 4
"""Wrong drafts made of a true one, of the rarest kinds so far."""


@dataclass(slots=True)
class Measured:
    """``escaped`` are wrong texts that left, ``held`` true ones that did not, each with why;
    ``…_numbers`` how many it were with a plain check of numbers in the guard's place."""

    wrong: Counter[str] = field(default_factory=Counter)
    escaped: list[tuple[str, str, str]] = field(default_factory=list)
    true: Counter[str] = field(default_factory=Counter)
    held: list[tuple[str, str, str]] = field(default_factory=list)
    escaped_numbers: int = 0
    held_numbers: int = 0


def measure(folder: Path, wrong: int, seed: int = 1, kinds: Sequence[str] = ()) -> Measured:
    """So many wrong drafts, every kind of mutation alike, and the true ones they came from."""
    rng = random.Random(seed)  # noqa: S311 - the same drafts for the same seed
    world, found = World(folder), Measured()
    names = list(kinds or MUTATIONS)
    seen: set[str] = set()
    for draft in drafts(world, rng):
        if found.wrong.total() >= wrong:
            return found
        for true in (draft, respelt(draft, rng)):
            if true is None or true.text in seen:
                continue
            seen.add(true.text)
            found.true[true.kind] += 1
            found.held_numbers += not number_check_passes(true.text, true.ledger)
            if reasons := stopped_by(true.text, true):
                found.held.append((true.kind, true.text, "、".join(reasons)))
        made = 0
        for name in sorted(names, key=lambda name: (found.wrong[name], rng.random())):
            mutated = MUTATIONS[name](draft, world, rng) if made < EACH else None
            if mutated is None or mutated.text in seen or mutated.text == draft.text:
                continue
            made += 1
            seen.add(mutated.text)
            found.wrong[name] += 1
            found.escaped_numbers += number_check_passes(mutated.text, draft.ledger)
            if leaves(mutated.text, draft):
                found.escaped.append((name, mutated.text, mutated.why))
    return found
