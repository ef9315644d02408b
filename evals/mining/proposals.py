"""The same change to the same script in several conversations is a proposal."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from knowledge.sources import source_files
from knowledge.types import Passage
from service.assist.ground.house import house_of
from service.assist.guard import Ledger, Severity, check, facts_of_text, sentences
from service.conversations.store import Reworded
from service.shops import Shop

from .changes import Change, bare, changes, clauses

_FOLDER = "scripts/"
MASK = "〔"
"""With which a masked phone or address begins."""

LEAST = 3
"""Conversations in which the same was changed before anybody is asked to look."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """``proposed`` is the script's new answer; empty where it cannot be changed, and ``why_not``
    says why: the clause is none of the script's own, or the guard would stop the new words."""

    script: Passage
    change: Change
    conversations: int
    proposed: str = ""
    why_not: str = ""


def proposals(
    reworded: Iterable[Reworded], scripts: Mapping[str, Passage], shop: Shop, least: int = LEAST
) -> list[Proposal]:
    """The most frequent first. ``scripts`` are by place. Two edits of one conversation are one."""
    found: dict[tuple[str, str, str, str], tuple[Change, set[str]]] = defaultdict(
        lambda: (Change("", "", ""), set())
    )
    for one in reworded:
        place = _place_of(one)
        if place not in scripts:
            continue
        for change in changes(one.suggestion["text"], one.sent):
            key = (place, bare(change.old), bare(change.new), change.after)
            found[key] = (change, found[key][1] | {one.conversation_id})
    made = [
        _proposed(scripts[place], change, len(talks), shop)
        for (place, *_), (change, talks) in found.items()
        if len(talks) >= least
    ]
    return sorted(
        made, key=lambda one: (-one.conversations, one.script.place.label(), one.change.new)
    )


def scripts_of(shop: Shop) -> dict[str, Passage]:
    """The scripts of the shop's folder by the place that a citation names."""
    files = (f for f in source_files(shop.folder) if f.document.startswith(_FOLDER))
    passages = (passage for f in files for passage in f.read().passages)
    return {passage.place.label(): passage for passage in passages}


def _place_of(one: Reworded) -> str:
    """Where the script of the suggestion stands; empty for a price, a draft or a manual."""
    citations = one.suggestion.get("citations") or []
    own = one.suggestion.get("kind") == "script" and len(citations) == 1
    return str(citations[0]["place"]) if own else ""


def _proposed(script: Passage, change: Change, conversations: int, shop: Shop) -> Proposal:
    new = applied(script.answer, change)
    if new is None:
        why = "话术里没有这一句（算出来的，或后来改过）：请人工看一下"
        return Proposal(script, change, conversations, why_not=why)
    if stopped := _stopped(change.new, shop):
        return Proposal(script, change, conversations, why_not=stopped)
    if MASK in change.new:
        why = "新说法里有买家自己的信息，不能写进话术"
        return Proposal(script, change, conversations, why_not=why)
    return Proposal(script, change, conversations, new)


def applied(text: str, change: Change) -> str | None:
    """The script with the change made to it; ``None`` where its clauses are not there."""
    own = clauses(text)
    plain = [bare(clause) for clause in own]
    old = [bare(clause) for clause in clauses(change.old)]
    if old:
        starts = [i for i in range(len(own)) if plain[i : i + len(old)] == old]
    else:
        starts = [i + 1 for i, clause in enumerate(plain) if clause == change.after]
        starts = starts if change.after else [0]
    if len(starts) != 1:
        return None
    (start,) = starts
    end = start + len(old)
    new = change.new if change.new.strip() else ""
    if new and end < len(own) and bare(new) == new.strip():
        new += "，"
    return "".join([*own[:start], new, *own[end:]])


def _stopped(said: str, shop: Shop) -> str:
    """What the guard's word rules have against the new words; figures are the suites' business."""
    ledger = Ledger.of(facts_of_text(said, "")) | Ledger.of(house=house_of(shop))
    for sentence in sentences(said):
        for flag in check(sentence, ledger).flags:
            if flag.severity is Severity.BLOCK and not flag.code.startswith(("number.", "claim.")):
                return f"守门员会拦下新说法：{flag.message}（{flag.rule}）"
    return ""
