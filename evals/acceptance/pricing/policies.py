"""Which of the calculator's policies a case asks for: by its own fields, never its id or figures.

A platform's defaults stand unless a rule here fires; the table shows what was named and why.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.pricing.platforms import PLATFORMS
from service.pricing.policies import Policies

from .case import Case
from .setup import platform_of


@dataclass(frozen=True, slots=True)
class Rule:
    """``names`` policies where it applies, none where the rulebook is marked instead; ``why`` is
    shown beside them."""

    applies: Callable[[Case], bool]
    names: Mapping[str, Any]
    why: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The policies that differ from the platform's defaults, and what asked for each."""

    policies: Policies
    named: Mapping[str, Any]
    why: tuple[str, ...]


MODES = ("parallel", "progressive", "recompute", "n/a")
CHOICES = (None, "one", "best", "all", "everything")
STAGES = ("", "final", "final_payment", "deposit")
"""What these fields may say; another word leaves the platform's default, and the table tells it."""


def _says(*words: str) -> Callable[[Case], bool]:
    """One of the words stands in the prose, not denied by 不."""
    said = re.compile("|".join(rf"(?<!不){re.escape(word)}" for word in words))
    return lambda case: said.search(case.words) is not None


def _taobao(case: Case) -> bool:
    return platform_of(case) in ("tmall", "taobao")


def _stage(case: Case) -> str:
    presale = case.given.get("presale")
    return str(presale.get("coupon_stage", "")) if isinstance(presale, Mapping) else ""


def _progressive(case: Case) -> bool:
    """Written so, or open and known of the platform and year."""
    if case.threshold_mode in ("parallel", "progressive"):
        return case.threshold_mode == "progressive"
    return "有赞" in case.platform or (_taobao(case) and (case.year or 9999) <= 2016)


def _old_allowance(case: Case) -> bool:
    """津贴 and 88VIP券 of 2018–19 [A12]."""
    old = re.compile(r"(shopping_)?allowance|(88vip|vip88)_coupon")
    allowance = any(old.fullmatch(str(entry.get("type"))) for entry in case.promotions)
    return allowance and _taobao(case) and case.year in (2018, 2019)


def _chooses(case: Case) -> bool:
    """The case says that one of several is used."""
    mutex = any(entry.get("mutex") for entry in case.promotions)
    return mutex or case.given.get("choose") is not None


RULES: Sequence[Rule] = (
    Rule(lambda c: c.threshold_mode == "parallel", {"thresholds": "parallel"}, "案例写明平行"),
    Rule(_progressive, {"thresholds": "progressive"}, "案例、平台或年份是递进式"),
    Rule(
        lambda c: (_progressive(c) or _old_allowance(c)) and not _chooses(c),
        {"choice": "use_everything"},
        "案例按页面次序逐项使用，没有让买家挑",
    ),
    Rule(
        lambda c: c.given.get("choose") in ("all", "everything"),
        {"choice": "use_everything"},
        "案例写明全部使用",
    ),
    Rule(
        lambda c: (
            bool(c.given.get("presale")) and any(p.get("level") == "item" for p in c.promotions)
        ),
        {},
        "单品优惠标为尾款立减，与预售叠加",
    ),
    Rule(lambda c: _stage(c) == "deposit", {"coupon_on_deposit": True}, "旧版在定金阶段用券"),
    Rule(
        lambda c: (
            "deposit_worth" in (c.given.get("presale") or {})
            and any(word in c.platform for word in ("SaaS", "小程序"))
        ),
        {"presale_base": "whole_worth"},
        "商城系统的门槛减整个抵用额",
    ),
    Rule(
        _old_allowance,
        {"over_discount": "void"},
        "2018–19年津贴减到0则整单不可用",
    ),
    Rule(
        lambda c: c.threshold_mode == "recompute" or _says("重算", "重新计算")(c),
        {"refund": "recomputed"},
        "案例按重算口径退款",
    ),
    Rule(
        lambda c: c.arithmetic_ok and _says("末项", "末行", "最后一项", "最后一件", "尾差")(c),
        {"odd_fen": "last_line"},
        "案例的零头给最后一项",
    ),
    Rule(_says("逐件取整", "每件四舍五入"), {"rate_rounding": "unit"}, "案例逐件取整"),
    Rule(_says("整单取整", "整单四舍五入"), {"rate_rounding": "order"}, "案例整单取整"),
)


def _strange(case: Case) -> Iterator[str]:
    """What of the case changes nothing here, told beside its policies."""
    yield from (f"{word!r} 不认识，按默认" for word in _strange_words(case))
    if case.strange:
        yield f"案例有不认识的字段，没有用上：{'、'.join(case.strange)}"
    if case.currency not in ("CNY", "RMB", "元"):
        yield f"币种 {case.currency}：只核对数字"


def _strange_words(case: Case) -> Iterator[str]:
    if case.threshold_mode not in MODES:
        yield case.threshold_mode
    if case.given.get("choose") not in CHOICES:
        yield str(case.given["choose"])
    if _stage(case) not in STAGES:
        yield _stage(case)


def asked_by(case: Case) -> Asked:
    """The policies the case's fields ask for."""
    default = PLATFORMS[platform_of(case)].policies.model_dump()
    named: dict[str, Any] = {}
    why = list(_strange(case))
    for rule in RULES:
        new = not rule.names or any(default[key] != word for key, word in rule.names.items())
        if new and rule.applies(case):
            named |= rule.names
            why.append(rule.why)
    return Asked(Policies(**named), named, tuple(why))
