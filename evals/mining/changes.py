"""One edit, clause by clause: what was left out, what was put in, what was said otherwise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from service.assist.privacy import Vault

_CLAUSE = re.compile(r"[^，。！？；~\n,!?;]*[，。！？；~\n,!?;]+|[^，。！？；~\n,!?;]+")
_MARKS = re.compile(r"[，。！？；~\n,!?;\s]+$")


@dataclass(frozen=True, slots=True)
class Change:
    """``old`` clauses became ``new`` ones behind the clause ``after``. Without ``old`` something
    was put in, without ``new`` something left out."""

    old: str
    new: str
    after: str

    @property
    def kind(self) -> str:
        if not self.old:
            return "加上"
        if not self.new:
            return "删掉"
        same = _without_figures(self.old) == _without_figures(self.new)
        return "改数字" if same else "换说法"


def clauses(text: str) -> list[str]:
    """With their marks, so that joined they are the text again."""
    return _CLAUSE.findall(text)


def changes(suggested: str, sent: str) -> Iterator[Change]:
    """What a buyer wrote of themselves is masked; marks at a clause's end make no difference."""
    vault = Vault()
    before, after = (clauses(vault.masked(text)) for text in (suggested, sent))
    matcher = SequenceMatcher(
        None, [bare(clause) for clause in before], [bare(clause) for clause in after], False
    )
    for what, i1, i2, j1, j2 in matcher.get_opcodes():
        if what != "equal":
            behind = bare(before[i1 - 1]) if i1 else ""
            yield Change("".join(before[i1:i2]), "".join(after[j1:j2]), behind)


def bare(clause: str) -> str:
    return _MARKS.sub("", clause).strip()


def _without_figures(text: str) -> str:
    return re.sub(r"\d+(?:[.,:]\d+)*", "0", bare(text))
