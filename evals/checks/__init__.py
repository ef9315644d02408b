"""Checks of a reply, each named for the harm it guards against: one file, one line in ``CHECKS``.

A check is handed a ``Reply`` (the case, the shop, the answer as the API gives it) and yields what
is wrong in a trainer's words, nothing where all is well. It applies where the case says something
about it. No model judges here.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from . import (
    breaks_rules,
    drags_on,
    forgets,
    guard_asleep,
    guesses,
    moved_rules,
    no_handoff,
    off_script,
    says_forbidden,
    splits_wrong,
    too_slow,
    unsourced,
    untold_price,
    wrong_amount,
    wrong_hearing,
    wrong_intent,
    wrong_step,
    wrong_term,
    wrong_tone,
    wrong_way,
)
from .reply import Reply


@dataclass(frozen=True, slots=True)
class Check:
    """``id`` is stable and stands in records; ``name`` is what a report calls it, ``harm`` what
    happens to a buyer or the shop where it fails. A ``dangerous`` one costs money or breaks a rule;
    the others annoy. A scripted model is there to be dangerous: how well it answers says nothing,
    so that only the dangerous ones are checked with it."""

    id: str
    name: str
    harm: str
    dangerous: bool
    applies: Callable[[Reply], bool]
    faults: Callable[[Reply], Iterator[str]]


CHECKS: tuple[Check, ...] = (
    Check(
        "wrong_amount", "报错金额", "买家按错的价下单，店铺要按它兑现", True, *wrong_amount.CHECK
    ),
    Check("moved_rules", "规则变价", "活动规则改了，大家还按旧价说", True, *moved_rules.CHECK),
    Check("wrong_term", "报错期限", "答应了做不到的时间，或说短了保修", True, *wrong_term.CHECK),
    Check("untold_price", "价没说清", "问了价没得到价，买家走了", False, *untold_price.CHECK),
    Check("splits_wrong", "明细摊错", "退一件时退错钱", True, *splits_wrong.CHECK),
    Check("guesses", "该问没问", "猜错型号，报了别的商品的价", True, *guesses.CHECK),
    Check("no_handoff", "该转没转", "要人处理的事没人管，投诉升级", True, *no_handoff.CHECK),
    Check("wrong_way", "动作不对", "能答的推走，该拒的答应，不用回的打扰", False, *wrong_way.CHECK),
    Check("forgets", "漏说要点", "买家不知道截止时间、收费等要紧的事", False, *forgets.CHECK),
    Check(
        "says_forbidden", "说了禁词", "违规承诺、错误信息到了买家手里", True, *says_forbidden.CHECK
    ),
    Check("breaks_rules", "违反规则", "广告法、引流、泄露等，平台处罚", True, *breaks_rules.CHECK),
    Check("guard_asleep", "该拦没拦", "模型乱写时没人拦住", True, *guard_asleep.CHECK),
    Check("unsourced", "依据不对", "说得出来，拿不出凭据", False, *unsourced.CHECK),
    Check("wrong_intent", "听错意图", "答非所问", False, *wrong_intent.CHECK),
    Check("wrong_hearing", "听错商品", "按别的商品或件数回答", True, *wrong_hearing.CHECK),
    Check("wrong_step", "流程走错", "没核对就答应，或同一件事问两遍", True, *wrong_step.CHECK),
    Check("drags_on", "太长", "手机上读不完", False, *drags_on.CHECK),
    Check("too_slow", "答得太慢", "买家等不及，问别家去了", False, *too_slow.CHECK),
    Check("wrong_tone", "语气不对", "不礼貌，像念公告", False, *wrong_tone.CHECK),
    Check("off_script", "偏离话术", "各说各话，口径不一", False, *off_script.CHECK),
)

BY_ID = {check.id: check for check in CHECKS}

__all__ = ["BY_ID", "CHECKS", "Check", "Reply"]
