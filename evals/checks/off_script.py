"""The first reply says most of what the reference does, in whatever order."""

from collections.abc import Iterator

from service.assist.alike import share

from .reply import Reply

LEAST = 0.6
"""Share of the reference's pairs of characters that must stand in the reply."""


def applies(reply: Reply) -> bool:
    return bool(reply.case.reference)


def faults(reply: Reply) -> Iterator[str]:
    alike = share(reply.case.reference, reply.first_text)
    if alike < LEAST:
        yield (
            f"和参考话术只有 {alike:.0%} 相近（至少 {LEAST:.0%}）："
            f"回的是「{reply.first_text or '没有回复'}」"
        )


CHECK = applies, faults
