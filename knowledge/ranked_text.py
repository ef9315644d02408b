"""What of a passage is searched: its title, which counts more, and its body."""

from collections.abc import Sequence

from knowledge.synonyms import Synonyms
from knowledge.tokens import tokens
from knowledge.types import Kind, Passage

# Measured on public script sets: a title counted several times found 2 to 9 points more; three to
# six times are all alike within a shop, more than three is better over many shops.
TITLE_TIMES = 4


def title(passage: Passage) -> str:
    """A script's questions; a document's nearest heading."""
    if passage.kind is Kind.SCRIPT:
        return "\n".join((passage.question, *passage.similar))
    return passage.place.headings[-1] if passage.place.headings else ""


def body(passage: Passage) -> str:
    """A script's answer and scene; a document's text under the path of its headings."""
    if passage.kind is Kind.SCRIPT:
        return f"{passage.answer}\n{passage.scene}"
    return "\n".join((*passage.place.headings[:-1], passage.text))


def words_of(passage: Passage, synonyms: Synonyms) -> Sequence[str]:
    """The passage's words for the word lane, a group of synonyms counting as a word."""
    heading, rest = title(passage), body(passage)
    named = [*tokens(heading), *synonyms.found_in(heading)]
    return [*named * TITLE_TIMES, *tokens(rest), *synonyms.found_in(rest)]


def embedded_text(passage: Passage) -> str:
    """The passage's text for the vector lane."""
    return f"{title(passage)}\n{body(passage)}".strip()
