"""A cell's text → a value, or ``ValueError`` in a trainer's words."""

import re
from collections.abc import Mapping
from datetime import datetime
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from service.conversations.state import Deposit, Intent
from service.pricing import parse_start, parse_yuan

from .case import Action, Said

_AND = re.compile(r"[；;\n]")
_COMMA = re.compile(r"[，、]|,(?!\d)")
_OR = re.compile(r"[｜|]")
_LISTED = re.compile(r"[、，,；;\n]")
_SPEAKER = re.compile(r"\s*(客户|买家|客服|客|服)\s*[:：]\s*(.*)", re.DOTALL)
_YUAN = re.compile(r"[¥￥]?\s*(\d[\d,]*(?:\.\d{1,2})?)\s*元?")

DEPOSITS: Mapping[str, Deposit] = {
    "未付": Deposit.UNPAID,
    "已付": Deposit.PAID,
    "错过": Deposit.MISSED,
}
INTENTS: Mapping[str, Intent] = {
    "问价": Intent.PRICE,
    "付款时间": Intent.SCHEDULE,
    "叠加": Intent.STACKING,
    "凑单": Intent.GAP,
    "比较": Intent.COMPARISON,
    "分单": Intent.SPLIT,
    "退款": Intent.REFUND,
    "价保": Intent.PROTECTION,
    "咨询": Intent.QUESTION,
    "投诉": Intent.COMPLAINT,
    "找人工": Intent.HUMAN,
    "寒暄": Intent.CHAT,
}
"""期望意图 as the trade says it."""

T = TypeVar("T")


def text(cell: str) -> str:
    return cell


def listed(cell: str) -> tuple[str, ...]:
    """Parts between 、 or ；."""
    return tuple(part.strip() for part in _LISTED.split(cell) if part.strip())


def groups(cell: str) -> tuple[tuple[str, ...], ...]:
    """甲；乙｜丙: 甲, and either 乙 or 丙. Raises as ``words`` does."""
    _told_apart(cell)
    parts = [tuple(w.strip() for w in _OR.split(part) if w.strip()) for part in _AND.split(cell)]
    return tuple(part for part in parts if part)


def words(cell: str) -> tuple[str, ...]:
    """甲；乙. Raises ``ValueError`` where only commas stand between: as one phrase 甲，乙 would
    hardly ever be found, and a check that forbids it would pass whatever is said."""
    _told_apart(cell)
    return tuple(part.strip() for part in _AND.split(cell) if part.strip())


def _told_apart(cell: str) -> None:
    if _AND.search(cell) or _OR.search(cell) or not _COMMA.search(cell.strip("，、, ")):
        return
    apart = "；".join(part.strip() for part in _COMMA.split(cell) if part.strip())
    raise ValueError(
        f"「{cell[:40]}」里只有逗号或顿号，分不清是几项：分开的写成 {apart[:60]}；"
        "本来就是一句话的，在后面加一个「；」"
    )


def turns(cell: str) -> tuple[Said, ...]:
    """One line a turn; a line that begins with nobody's name goes on with the one before. Where
    nobody is named at all, it is the buyer who writes."""
    said: list[Said] = []
    lines = [line for line in cell.splitlines() if line.strip()]
    if lines and not any(_SPEAKER.fullmatch(line) for line in lines):
        lines[0] = f"客：{lines[0].strip()}"
    for line in lines:
        match = _SPEAKER.fullmatch(line)
        if match:
            who = "agent" if match[1] in ("服", "客服") else "customer"
            said.append(Said(role=who, text=match[2].strip()))
        elif said:
            said[-1] = Said(role=said[-1].role, text=f"{said[-1].text}\n{line.strip()}".strip())
        else:
            raise ValueError("第一句要写明是谁说的：买家写「客：…」，客服写「服：…」，一行一句")
    if any(turn.role == "customer" and not turn.text for turn in said):
        raise ValueError("有一句「客：」后面是空的：请写上买家的话，或删掉这一行")
    if not said or said[-1].role != "customer":
        raise ValueError("最后一句要是买家说的（客：…），检查的是对这一句的回复")
    return tuple(said)


def moment(cell: str) -> datetime:
    try:
        return parse_start(cell)
    except ValueError:
        raise ValueError(f"看不懂时间 {cell[:20]!r}：请写成 2026-11-10 20:01") from None


def fen(cell: str) -> int:
    match = _YUAN.fullmatch(cell.strip())
    if not match:
        raise ValueError(f"看不懂金额 {cell[:20]!r}：请写成 2349 或 2349.00，一格一个金额")
    return parse_yuan(match[1].replace(",", ""))


def amounts(cell: str) -> tuple[int, ...]:
    return tuple(fen(part) for part in words(cell.replace("、", "；")))


def numbers(cell: str) -> tuple[int, ...]:
    return tuple(count(part) for part in listed(cell))


def count(cell: str) -> int:
    digits = cell.strip().removesuffix(".0")
    if not digits.isascii() or not digits.isdigit() or not 0 < int(digits) < 10_000:
        raise ValueError(f"要是大于 0 的整数，现在是 {cell[:20]!r}")
    return int(digits)


def action(cell: str) -> Action:
    return Action(one_of(cell, {each.value: each.value for each in Action}))


def deposit(cell: str) -> Deposit:
    return one_of(cell, DEPOSITS)


def intents(cell: str) -> tuple[Intent, ...]:
    return tuple(one_of(part, INTENTS) for part in listed(cell))


def priced_lines(cell: str) -> dict[str, int]:
    """静悦空调=2349；烘干机=3649: names are found in the catalogue later."""
    found: dict[str, int] = {}
    for part in words(cell):
        name, equals, amount = part.replace("＝", "=").rpartition("=")
        if not equals or not name.strip():
            raise ValueError(f"{part[:20]!r} 里没有「商品=金额」：请写成 静悦空调=2349")
        found[name.strip()] = fen(amount)
    return found


def one_of(cell: str, known: Mapping[str, T]) -> T:
    """The value of that word; a near miss is told which word is meant."""
    word = cell.strip()
    if word in known:
        return known[word]
    raise ValueError(unknown(word, [str(each) for each in known]))


def unknown(word: str, known: list[str]) -> str:
    near = nearest(word, known)
    hint = f"是不是「{near}」？" if near else ""
    return f"不认识 {word[:20]!r}：{hint}可以写 {'、'.join(map(str, known))}"


def nearest(word: str, known: list[str]) -> str:
    if isinstance(word, StrEnum):
        word = word.value
    return next(iter(get_close_matches(word, known, 1, 0.5)), "")
