"""No reply that could be sent says what must not be said."""

from collections.abc import Iterator

from service.assist.guard import fold

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.case.must_not)


def faults(reply: Reply) -> Iterator[str]:
    for text in reply.texts:
        plain = "".join(fold(text).text.split())
        for word in reply.case.must_not:
            if "".join(fold(word).text.split()) in plain:
                yield f"说了「{word}」：「{text}」"


CHECK = applies, faults
