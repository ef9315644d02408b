"""The documents and scripts of the release that answers, to name what is missing or has changed."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.types import Kind, Passage


@dataclass(frozen=True, slots=True)
class Shelf:
    """``documents`` are the files that can be found at all, ``scripts`` the place of each script by
    id, ``manuals`` the texts of manuals by file."""

    documents: frozenset[str] = frozenset()
    scripts: tuple[tuple[str, str], ...] = ()
    manuals: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, passages: Iterable[Passage]) -> "Shelf":
        every = list(passages)
        scripts = tuple((p.script_id, p.place.label()) for p in every if p.script_id)
        manuals = tuple((p.place.document, p.text) for p in every if p.kind is Kind.DOCUMENT)
        return cls(frozenset(p.place.document for p in every), scripts, manuals)

    @property
    def known(self) -> bool:
        return bool(self.documents)

    def place_of(self, source: str) -> str:
        """Where a script stands or the file of that name; empty if it is not there."""
        places = (place for script, place in self.scripts if script == source)
        files = (name for name in sorted(self.documents) if source in name)
        return next(places, "") or next(files, "")
