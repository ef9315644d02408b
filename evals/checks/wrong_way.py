"""Answered, refused or left alone: what the case says is due."""

import re
from collections.abc import Iterator

from evals.casebook import Action

from .reply import Reply

_REFUSES = re.compile(
    r"不能|不可以|无法|没法|没有?[^，。]{0,12}权限|没有?办法|不支持|不提供|不接受|做不[了到]|给不了|"
    r"暂不|不方?便|不好评价|不会|不做|不承诺|不评价|不比较|没有这|没有[^，。]{0,8}(?:功效|返现)|抱歉"
)


def applies(reply: Reply) -> bool:
    return reply.case.action not in (Action.ASK, Action.HANDOFF)


def faults(reply: Reply) -> Iterator[str]:
    action, handoff = reply.case.action, reply.handoff
    shown = reply.first_text or "没有回复"
    if action is Action.ANSWER and handoff is not None:
        yield f"应该回答，转了人工（{handoff['reason']}）"
    elif action is Action.ANSWER and (reply.first is None or reply.first["kind"] == "ask"):
        yield f"应该回答，回的是「{shown}」"
    elif action is Action.NOTHING and (reply.suggestions or handoff):
        yield f"不用回，却回了「{shown}」"
    elif action is Action.REFUSE and not _refused(reply):
        yield f"应该拒答，回的是「{shown}」"


def _refused(reply: Reply) -> bool:
    """Nothing is granted: a person decides, or the reply says that it cannot be done."""
    if reply.handoff is not None:
        return reply.handoff["code"] in ("unsure", "price")
    return _REFUSES.search(reply.first_text) is not None


CHECK = applies, faults
