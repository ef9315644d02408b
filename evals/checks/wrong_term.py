"""Every deadline and duration of a reply (48小时内, 7天, 保修6年) stands in a manual, a rule, the
catalogue, or in what the trainer wrote: a script alone is no evidence for its own figures."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import lru_cache

from service.assist.guard import sentences
from service.assist.guard.reading import Kind, read
from service.assist.guard.reading.units import canonical

from .reply import Reply

Term = tuple[Fraction, str]
_OF_TIME = canonical(Fraction(1), "小时")[1]


def applies(reply: Reply) -> bool:
    """Where the manuals are known."""
    return bool(reply.texts) and bool(reply.shelf.manuals)


def faults(reply: Reply) -> Iterator[str]:
    backed = _backed(reply)
    for text in reply.texts:
        for sentence in sentences(text):
            for words, term in _told(sentence):
                if term not in backed:
                    places = "、".join(dict.fromkeys(c["place"] for c in reply.cited()))
                    yield (
                        f"「{words}」在手册、规则和商品表里都没有"
                        f"（原句：{sentence.strip()}）" + (f"，依据 {places}" if places else "")
                    )


def _backed(reply: Reply) -> frozenset[Term]:
    case, shop = reply.case, reply.shop
    written = [word for group in case.must for word in group]
    goods = [f"{key}{value}" for p in shop.catalogue for key, value in p.attributes.items()]
    manuals = (text for _, text in reply.shelf.manuals)
    return _terms_of((*manuals, *goods, *written, case.reference))


def _terms_of(texts: Iterable[str]) -> frozenset[Term]:
    return frozenset().union(*map(_terms_of_one, texts))


@lru_cache(maxsize=8_192)
def _terms_of_one(text: str) -> frozenset[Term]:
    return frozenset(term for sentence in sentences(text) for _, term in _told(sentence))


def _told(sentence: str) -> Iterator[tuple[str, Term]]:
    """72小时 is not backed by 3天 of something else: the unit counts as it is written."""
    reading = read(sentence)
    for mention in reading.mentions:
        if mention.value is None or mention.kind not in (Kind.MEASURE, Kind.COUNT):
            continue
        if canonical(mention.value, mention.unit)[1] == _OF_TIME:
            words = reading.original(mention.start, mention.end)[2]
            yield words, (mention.value, mention.unit)


CHECK = applies, faults
