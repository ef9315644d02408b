"""The first reply says what must be said; of several ways to say it one is enough."""

from collections.abc import Iterator

from service.assist.guard import fold

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.case.must)


def faults(reply: Reply) -> Iterator[str]:
    text = _plain(reply.first_text)
    for group in reply.case.must:
        if not any(_plain(word) in text for word in group):
            yield f"没有说「{'」或「'.join(group)}」：{_said(reply)}"


def _said(reply: Reply) -> str:
    """What was said instead and where it stands, so that a wrong script is found at once."""
    places = "、".join(dict.fromkeys(c["place"] for c in reply.cited()))
    return f"回的是「{reply.first_text or '没有回复'}」" + (f"，依据 {places}" if places else "")


def _plain(text: str) -> str:
    """Full-width forms and spaces make no difference."""
    return "".join(fold(text).text.split())


CHECK = applies, faults
