"""No longer than the case or the shop's voice allows."""

from collections.abc import Iterator

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.texts)


def faults(reply: Reply) -> Iterator[str]:
    voice = reply.shop.profile.voice.max_characters
    if reply.case.longest is not None and len(reply.first_text) > reply.case.longest:
        yield f"{len(reply.first_text)} 字，用例最多 {reply.case.longest} 字"
    for text in reply.texts:
        if len(text) > voice:
            yield f"{len(text)} 字，店铺最多 {voice} 字（shop.yaml）：「{text[:30]}…」"


CHECK = applies, faults
