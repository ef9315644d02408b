"""The first reply is there within the trade's 30 seconds."""

from collections.abc import Iterator

from service.metrics import LIMIT_SECONDS

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.suggestions)


def faults(reply: Reply) -> Iterator[str]:
    seconds = min(float(suggestion["seconds"]) for suggestion in reply.suggestions)
    if seconds >= LIMIT_SECONDS:
        yield f"第一条建议用了 {seconds:.1f} 秒，超过 {LIMIT_SECONDS} 秒"


CHECK = applies, faults
