"""One conversation's particulars and what stands in their place."""

from .findings import found_in


class Vault:
    """Give it every text on its way to a model; the same particular gets the same mark.

    Its marks cannot be forged: a 〔 in a customer's own text becomes a （, so only what was masked
    here is restored.
    """

    def __init__(self) -> None:
        self._marks: dict[tuple[str, str], str] = {}
        self._counts: dict[str, int] = {}

    def masked(self, text: str) -> str:
        """The text with 〔手机1〕 in the place of what a person can be found by."""
        parts: list[str] = []
        end = 0
        for found in found_in(text):
            parts += [_plain(text[end : found.start])]
            parts += [self._mark(found.kind, text[found.start : found.end])]
            end = found.end
        return "".join((*parts, _plain(text[end:])))

    def restored(self, text: str) -> str:
        """The text as the agent sees it; marks nobody gave out stay as they are."""
        if "〔" not in text:
            return text
        for (_, particular), mark in self._marks.items():
            text = text.replace(mark, particular)
        return text

    def _mark(self, kind: str, particular: str) -> str:
        key = kind, "".join(particular.split())
        if key not in self._marks:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            self._marks[key] = f"〔{kind}{self._counts[kind]}〕"
        return self._marks[key]


def _plain(text: str) -> str:
    return text.replace("〔", "（").replace("〕", "）")
