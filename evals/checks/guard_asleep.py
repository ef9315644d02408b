"""What the scripted model says in this case is found by the guard, under the codes expected."""

from collections.abc import Iterator

from .reply import Reply


def applies(reply: Reply) -> bool:
    return bool(reply.case.stopped)


def faults(reply: Reply) -> Iterator[str]:
    for code in reply.case.stopped:
        if not any(found == code or found.startswith(f"{code}.") for found in reply.codes):
            found = "、".join(sorted(reply.codes)) or "什么也没发现"
            yield f"应该拦下 {code}，实际 {found}：模型说「{reply.case.draft}」"


CHECK = applies, faults
