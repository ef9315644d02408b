"""What 它, 小的那个, 第二个 and 两个都要 mean, among the products in question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .lexicon import Lexicon
from .numbers import whole


class Way(StrEnum):
    """How a product is pointed at."""

    CHEAP = "cheap"
    DEAR = "dear"
    SMALL = "small"
    LARGE = "large"
    NTH = "nth"
    LAST = "last"
    OTHER = "other"
    FORMER = "former"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Reference:
    """``word`` of the text points at a product; ``nth`` counts from 1."""

    way: Way
    word: str
    nth: int = 0


_THING = r"(?:那|这)?(?:一)?(?:个|款|台|件|种|只)?"
_PATTERNS: tuple[tuple[Way, re.Pattern[str]], ...] = (
    (Way.CHEAP, re.compile(rf"(?:最|更|比较)?(?:便宜|低价|划算)点?的{_THING}|便宜那(?:个|款|台)")),
    (Way.DEAR, re.compile(rf"(?:最|更|比较)?贵点?的{_THING}|贵那(?:个|款|台)")),
    (
        Way.SMALL,
        re.compile(rf"(?<![\u5927])(?:最|更)?小一?点?(?:号|部|台|个)?的{_THING}|小那(?:个|款|台)"),
    ),
    (Way.LARGE, re.compile(rf"(?<!多)(?:最|更)?大一?点?(?:号)?的{_THING}|大那(?:个|款|台)")),
    (Way.NTH, re.compile(r"第(?P<nth>[一二三四五1-5])(?:个|款|台|种)")),
    (Way.NTH, re.compile(r"(?P<middle>中间)(?:那|的)(?:那)?(?:个|款|台)?")),
    (Way.NTH, re.compile(r"(?P<first>前面|前)(?:那|这)(?:个|款|台)|(?:那|这)?前者")),
    (Way.LAST, re.compile(r"最后(?:那|一)?(?:个|款|台)|后面?(?:那|这)(?:个|款|台)|后者")),
    (Way.OTHER, re.compile(r"另外?(?:那|一)?(?:个|款|台)|别的那(?:个|款|台)")),
    (
        Way.ALL,
        re.compile(
            r"[两俩二三四](?:个|款|台|样|件)?(?:都|一起|全|一块|一哈)|都要|全都?要|全部都?(?:要|买)|都买|都拿|都来"
        ),
    ),
    (
        Way.FORMER,
        re.compile(
            r"(?:刚才|刚刚|之前|前面|上面|开始|最初|原来)(?:(?:说|看|问|提|讲)(?:过|到)?的|的|(?:说|看|问)?(?:的)?(?:那|这)(?:个|款|台)?)"
        ),
    ),
)


def reference_in(text: str) -> Reference | None:
    """The first way in which the normalised text points at a product, the plainest first."""
    for way, pattern in _PATTERNS:
        if match := pattern.search(text):
            said = match.groupdict()
            nth = (
                1
                if said.get("first")
                else 2
                if said.get("middle")
                else whole(said.get("nth") or "") or int(way is Way.NTH)
            )
            return Reference(way, match[0], nth)
    return None


def meant(reference: Reference, among: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Which of ``among`` (in the order they were told) it is; empty if it fits none or not one."""
    if len(among) < 2 and reference.way is not Way.FORMER:
        return ()
    sizes = lexicon.sizes
    match reference.way:
        case Way.CHEAP | Way.DEAR:
            return _extreme(among, lexicon.prices, largest=reference.way is Way.DEAR)
        case Way.SMALL | Way.LARGE:
            if all(sku in sizes and sku in lexicon.kin[among[0]] for sku in among):
                return _extreme(among, sizes, largest=reference.way is Way.LARGE)
            return _called(among, _SIZE_WORDS[reference.way], lexicon)
        case Way.NTH:
            return tuple(among[reference.nth - 1 : reference.nth])
        case Way.LAST:
            return tuple(among[-1:])
        case Way.ALL:
            return tuple(dict.fromkeys(among))  # 两个一起, where one has been told twice
        case Way.OTHER | Way.FORMER:
            one = reference.way is Way.FORMER or len(among) == 2
            return tuple(among[:1]) if one else ()


_SIZE_WORDS = {Way.SMALL: re.compile("小|迷你"), Way.LARGE: re.compile("大")}


def _called(among: Sequence[str], word: re.Pattern[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Things of different kinds have no common measure: the one that is called so, if one is."""
    found = tuple(sku for sku in among if word.search(lexicon.spoken[sku]))
    return found if len(found) == 1 else ()


def _extreme(
    among: Sequence[str], measure: Mapping[str, Decimal] | Mapping[str, int], *, largest: bool
) -> tuple[str, ...]:
    best = max if largest else min
    extreme = best(Decimal(measure[sku]) for sku in among)
    return tuple(sku for sku in among if measure[sku] == extreme)
