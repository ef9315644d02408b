"""Names as hurried buyers type them: 静月空调, jingyue, 扫地机气人, 电饭保.

Only what no exact name covers is looked at, and what is found is ``INFERRED``: the reply states the
product, so the buyer sees what was understood. A name of two characters sounds like too many
ordinary words (净畅 and 经常, 鲜域 and 闲鱼): it needs a neighbour that agrees, or a price asked
right behind it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.conversations.state import Certainty

from . import sounds
from .lexicon import Lexicon, Skus
from .products import Kind, Mention

_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_LATIN = re.compile(r"[a-z]{4,}")
_PRICED = re.compile(
    r"(?:的|那个|这个|那款|这款|是|要)?(?:多少|几钱|咋卖|怎么卖|到手|什么价|啥价|[两一二三四五]台)"
)
_ORDINARY = frozenset(
    {"经常", "闲鱼", "咸鱼", "情愿", "境界", "鼓励", "静默", "倾向", "勤奋", "清单"}
)
_NEAR = 2
"""Characters between a short misspelt name and the neighbour that agrees."""

_SHORTEST_WITH_A_SLIP = 3


@dataclass(frozen=True)
class Misspelt:
    """The shop's Han names by sound and by length, and by their letters."""

    by_sound: Mapping[str, tuple[tuple[str, Skus, Kind], ...]]
    """First reading of the first character → names that may begin so."""

    by_letters: Mapping[str, tuple[Skus, Kind]]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Misspelt":
        by_sound: dict[str, list[tuple[str, Skus, Kind]]] = defaultdict(list)
        letters: dict[str, tuple[Skus, Kind]] = {}
        for kind, group in (
            (Kind.CATEGORY, lexicon.categories),
            (Kind.SERIES, lexicon.series),
            (Kind.NAME, lexicon.names),
        ):
            for word, skus in group.items():
                if not _HAN.fullmatch(word):
                    continue
                letters[sounds.spelled(word)] = (skus, kind)
                for reading in sorted(sounds.syllables(word)[0]):
                    by_sound[reading].append((word, skus, kind))
        for word, skus in lexicon.values.items():
            if _HAN.fullmatch(word):
                letters.setdefault(sounds.spelled(word), (skus, Kind.VALUE))
        longest = {
            reading: tuple(sorted(words, key=lambda entry: -len(entry[0])))
            for reading, words in by_sound.items()
        }
        return cls(longest, letters)

    def mentions(self, text: str, exact: Sequence[Mention]) -> list[Mention]:
        """What ``text`` seems to name beside the exact mentions. A whole name may cover an exact
        noun (静月空调 has 空调), never an exact name."""
        free = _blanked(text, [m for m in exact if m.kind in (Kind.NAME, Kind.DEPOSIT)])
        found: list[Mention] = []
        for run in _HAN.finditer(free):
            found += self._in_run(run[0], run.start(), text, exact)
        for run in _LATIN.finditer(free):
            if known := self.by_letters.get(run[0]):
                found.append(Mention(run.start(), run.end(), *known, Certainty.INFERRED))
        return found

    def _in_run(
        self, run: str, offset: int, text: str, exact: Sequence[Mention]
    ) -> Iterator[Mention]:
        heard = sounds.syllables(run)
        at = 0
        while at < len(run) - 1:
            taken = 0
            for length, known in self._slips(run, heard, at):
                typed = run[at : at + length]
                mention = Mention(offset + at, offset + at + length, *known, Certainty.INFERRED)
                if not _as_exact(mention, exact) and _credible(mention, typed, text, exact):
                    yield mention
                    taken = length
                    break
            at += taken or 1

    def _slips(
        self, run: str, heard: list[frozenset[str]], at: int
    ) -> Iterator[tuple[int, tuple[Skus, Kind]]]:
        """The names that the characters from ``at`` on are a slip of, the longest first, each with
        its length in them."""
        for reading in heard[at]:
            for word, skus, kind in self.by_sound.get(reading, ()):
                there = heard[at : at + len(word)]
                sounds_so = sounds.same_sound(there, sounds.syllables(word))
                if sounds_so or _one_slip(run[at : at + len(word)], word):
                    yield len(word), (skus, kind)


def _as_exact(mention: Mention, exact: Sequence[Mention]) -> bool:
    """Whether it only repeats, cuts or does not fully cover what was named exactly."""
    return any(
        mention.start < other.end
        and other.start < mention.end
        and (
            mention.end - mention.start <= other.end - other.start
            or other.start < mention.start
            or other.end > mention.end
        )
        for other in exact
    )


def _one_slip(typed: str, word: str) -> bool:
    """One character wrong, or two changed round, in a name of at least three."""
    if len(typed) != len(word) or len(word) < _SHORTEST_WITH_A_SLIP:
        return False
    wrong = [i for i, (a, b) in enumerate(zip(typed, word, strict=True)) if a != b]
    if len(wrong) == 1:
        # the first and last say most: 电饭锅 and 电饭煲 are two words, 洗衣机 and 洗地机 two things
        return len(word) > _SHORTEST_WITH_A_SLIP and wrong[0] not in (0, len(word) - 1)
    changed_round = len(wrong) == 2 and wrong[1] == wrong[0] + 1
    return changed_round and typed[wrong[0]] == word[wrong[1]] and typed[wrong[1]] == word[wrong[0]]


def _credible(mention: Mention, typed: str, text: str, exact: Sequence[Mention]) -> bool:
    if typed in _ORDINARY:
        return False
    if mention.end - mention.start > 2 and mention.kind is not Kind.SERIES:
        return True
    beside = any(
        other.skus & mention.skus
        and max(other.start - mention.end, mention.start - other.end) <= _NEAR
        for other in exact
    )
    return beside or bool(_PRICED.match(text, mention.end))


def _blanked(text: str, exact: Sequence[Mention]) -> str:
    for mention in exact:
        text = text[: mention.start] + "\n" * (mention.end - mention.start) + text[mention.end :]
    return text
