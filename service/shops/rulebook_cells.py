"""How one cell of an Excel rulebook is read into a rulebook's field, and written back."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from knowledge.loaders.sheets import Cell

_SEPARATORS = re.compile(r"[、,，;；\n]+")
_FOLD = re.compile(r"([0-9]{1,2}(?:\.[0-9]{1,2})?)\s*折", re.ASCII)
_PERCENT = re.compile(r"(?:立?减)?\s*([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*[%％]", re.ASCII)
_TIER = re.compile(r"满?([0-9.]+)\s*[-减]\s*([0-9.]+)", re.ASCII)
_YES, _NO = ("是", "true", "TRUE", "√"), ("否", "false", "FALSE")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a value in a cell. ``read`` raises ``ValueError`` with the remedy."""

    read: Callable[[str], Any]
    write: Callable[[Any], str]


def text_of(cell: Cell) -> str:
    """The cell as the reader means it: ``2026-11-14 23:59``, a bare date without a time."""
    if not isinstance(cell, datetime):
        return cell.strip() if isinstance(cell, str) else cell.isoformat()
    # Excel stores times as fractions of a day: 23:59 may come back a microsecond short.
    whole = (cell + timedelta(milliseconds=500)).replace(microsecond=0)
    return whole.isoformat(sep=" ", timespec="seconds").removesuffix(":00")


def _read_money(text: str) -> str:
    return text.removeprefix("¥").removeprefix("￥").removesuffix("元").strip()


def _read_number(text: str) -> str:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"{text[:20]!r} 不是整数：请写成 2")
    return text


def _read_flag(text: str) -> bool:
    if text in _YES or text in _NO:
        return text in _YES
    raise ValueError(f"{text[:20]!r} 读不懂：请写“是”或“否”")


def _read_rate(text: str) -> str:
    """``12%`` is 12% off; ``8.8折`` and ``88折`` are 12% off: percent off as a string."""
    percent, fold = _PERCENT.fullmatch(text), _FOLD.fullmatch(text)
    if percent:
        return percent[1]
    if not fold or fold[1] == "10":  # nobody can tell 10折 from 1折 or 10%
        raise ValueError(f"{text[:20]!r} 读不懂：减 12% 写 12%，打 8.8 折写 8.8折")
    paid = Decimal(fold[1]) * (1 if Decimal(fold[1]) >= 10 else 10)
    return format((100 - paid).normalize(), "f")


def _write_rate(percent: Any) -> str:
    return f"{format(Decimal(percent).normalize(), 'f')}%"


def _read_tiers(text: str) -> list[dict[str, str]]:
    tiers = []
    for part in filter(None, (part.strip() for part in _SEPARATORS.split(text))):
        match = _TIER.fullmatch(part)
        if match is None:
            raise ValueError(f"阶梯 {part[:20]!r} 读不懂：请写成 300-30；600-40")
        tiers.append({"threshold": match[1], "off": match[2]})
    return tiers


def _write_tiers(tiers: Any) -> str:
    return "；".join(f"{tier['threshold']}-{tier['off']}" for tier in tiers)


BASES = {"单品优惠后": "after_item_deals", "券后": "left", "随平台": "default"}
"""What 满包邮 is measured on, in the words of the sheet."""


def _read_base(text: str) -> str:
    if text not in BASES and text not in BASES.values():
        raise ValueError(f"{text[:20]!r} 读不懂：请写{'、'.join(BASES)}")
    return BASES.get(text, text)


def _write_base(base: Any) -> str:
    return next((word for word, known in BASES.items() if known == base), str(base))


def _read_names(text: str) -> list[str]:
    return [name for name in (part.strip() for part in _SEPARATORS.split(text)) if name]


TEXT = Form(str, str)
MONEY = Form(_read_money, str)
NUMBER = Form(_read_number, str)
FLAG = Form(_read_flag, lambda flag: "是" if flag else "否")
RATE = Form(_read_rate, _write_rate)
NAMES = Form(_read_names, lambda names: "、".join(sorted(names)))
BASE = Form(_read_base, _write_base)
TIERS = Form(_read_tiers, _write_tiers)
