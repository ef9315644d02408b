"""One case of ``cases.json``, and reading its fields so that nothing in it is passed over."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from service.pricing.money import Fen

from ..errors import BadSet, NotOurs

MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Case:
    """``expected`` are the source's figures, ``exact`` those that replace or complete them where
    the source's own arithmetic is off or incomplete; ``strange`` are fields nobody reads."""

    id: str
    platform: str
    year: int | None
    threshold_mode: str
    paraphrase: str
    note: str
    given: Mapping[str, Any]
    expected: Mapping[str, Any]
    exact: Mapping[str, Any]
    arithmetic_ok: bool
    confidence: str
    currency: str = "CNY"
    strange: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What the source says in prose."""
        return f"{self.paraphrase} {self.note}"

    @property
    def promotions(self) -> list[Mapping[str, Any]]:
        found = self.given.get("promotions") or []
        return list(found)


class Fields:
    """A mapping whose every key must be read: ``done`` refuses what is left, by name."""

    def __init__(self, where: str, given: Any) -> None:
        if not isinstance(given, Mapping):
            raise NotOurs(f"{where} 不是一组字段")
        self.where = where
        self.left = {key: value for key, value in given.items() if value is not None}

    def take(self, key: str, default: Any = None) -> Any:
        return self.left.pop(key, default)

    def text(self, key: str, default: str = "") -> str:
        return str(self.take(key, default))

    def take_any(self, keys: Sequence[str], default: Any = None) -> Any:
        """The first of the keys that is there."""
        return self.take(next((key for key in keys if key in self.left), keys[0]), default)

    def rename(self, names: Mapping[str, str]) -> None:
        """Fields under another name for the same thing, where that is not given too."""
        for other, name in names.items():
            if other in self.left and name not in self.left:
                self.left[name] = self.left.pop(other)

    def whole_of(self, keys: Sequence[str], default: int) -> int:
        """Like ``whole``, under any of the keys."""
        return self.whole(next((key for key in keys if key in self.left), keys[0]), default)

    def whole(self, key: str, default: int) -> int:
        value = self.take(key, default)
        if type(value) is int or (isinstance(value, str) and value.isdigit()):
            return int(value)
        raise NotOurs(f"{self.where}.{key} 不是整数：{value!r}")

    def done(self) -> None:
        if self.left:
            raise NotOurs(f"{self.where} 有不认识的字段：{'、'.join(sorted(self.left))}")


def fen(text: Any) -> Fen:
    """A figure of the source as fen; it may be negative. Raises ``NotOurs``."""
    try:
        amount = Decimal(str(text)) * 100
    except InvalidOperation:
        raise NotOurs(f"数字 {text!r} 读不懂") from None
    if amount != amount.to_integral_value():
        raise NotOurs(f"金额 {text!r} 不是整分")
    return int(amount)


def read_cases(path: Path) -> list[Case]:
    """The file's cases. Raises ``BadSet``."""
    if path.stat().st_size > MAX_BYTES:
        raise BadSet(f"{path} 超过 {MAX_BYTES // 1_000_000} MB")
    try:
        # Numbers stay as written: no amount becomes a float on the way.
        content = json.loads(path.read_text(encoding="utf-8"), parse_float=str)
        return [_case(entry) for entry in content]
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError) as error:
        raise BadSet(f"{path} 读不懂：{type(error).__name__} {error}") from None


READ = frozenset(
    {
        *("id", "platform", "year", "currency", "paraphrase", "note", "threshold_mode", "input"),
        *("expected", "expected_exact", "source_arithmetic_ok", "confidence"),
        *("category", "source_url", "other_sources", "check", "origin"),
    }
)
"""The fields of a case; those of the last line say where it is from, and change no figure."""


def _year(value: Any) -> int | None:
    """The (first) year, e.g. of "2018-2019"."""
    found = re.search(r"20\d\d", str(value))
    return int(found[0]) if found else None


def _case(entry: Mapping[str, Any]) -> Case:
    return Case(
        id=entry["id"],
        platform=str(entry.get("platform") or ""),
        year=_year(entry.get("year")),
        threshold_mode=entry.get("threshold_mode") or "n/a",
        paraphrase=entry.get("paraphrase") or "",
        note=entry.get("note") or "",
        given=entry.get("input") or {},
        expected=_figures(entry.get("expected")),
        exact=_figures(entry.get("expected_exact")),
        arithmetic_ok=entry.get("source_arithmetic_ok") is not False,
        confidence=entry.get("confidence") or "",
        currency=entry.get("currency") or "CNY",
        strange=tuple(sorted(entry.keys() - READ)),
    )


def _figures(given: Mapping[str, Any] | None) -> dict[str, Any]:
    """What is expected; a figure left empty is none."""
    return {name: value for name, value in (given or {}).items() if value is not None}
