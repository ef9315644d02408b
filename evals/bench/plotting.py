"""The bench as one page: each figure against its target, and what its bench printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from math import log10

from evals.reporting.page import STYLE
from service.clock import system_clock
from service.pricing import SHANGHAI

from .figures import Figure

WIDTH, HEIGHT, MIDDLE = 360, 18, 180
DECADES = 2
"""A bar reaches the edge at a hundred times the target, or a hundredth."""


@dataclass(frozen=True, slots=True)
class Measured:
    """``value`` is ``None`` where the bench did not tell it; ``printed`` is all it said."""

    figure: Figure
    value: float | None
    printed: str
    seconds: float

    @property
    def met(self) -> bool:
        return self.value is not None and self.figure.met(self.value)

    @property
    def told(self) -> str:
        return "–" if self.value is None else f"{self.value:g} {self.figure.unit}".strip()

    @property
    def target(self) -> str:
        sign = "≥" if self.figure.at_least else "≤"
        return f"{sign} {self.figure.limit:g} {self.figure.unit}".strip()


def page(measured: Sequence[Measured], *, quick: bool) -> str:
    at = system_clock().astimezone(SHANGHAI)
    rows = "".join(map(_row, measured))
    met = sum(one.met for one in measured)
    seen = dict.fromkeys((one.figure.bench.module, one.printed, one.seconds) for one in measured)
    printed = "".join(
        f"<details><summary>{escape(module)} <span class=soft>{seconds:.0f} s</span></summary>"
        f"<pre>{escape(told)}</pre></details>"
        for module, told, seconds in seen
    )
    return _PAGE.format(
        style=STYLE.read_text("utf-8"),
        at=_minute(at),
        kind="快速一遍，只看大概" if quick else "完整一遍",
        met=met,
        all=len(measured),
        rows=rows,
        printed=printed,
    )


def _row(one: Measured) -> str:
    mark = "good" if one.met else "bad"
    return (
        f"<tr><td>{escape(one.figure.name)}</td><td class='n {mark}'>{escape(one.told)}</td>"
        f"<td class=n>{escape(one.target)}</td><td>{_bar(one)}</td>"
        f"<td class=soft>{escape(one.figure.reference)}</td></tr>"
    )


def _bar(one: Measured) -> str:
    """From the target in the middle, to the right what is beyond it; the scale is logarithmic."""
    if one.value is None:
        return ""
    beyond = _decades(one.value, one.figure.limit) * (-1 if one.figure.at_least else 1)
    length = round(abs(beyond) / DECADES * MIDDLE)
    left = MIDDLE if beyond > 0 else MIDDLE - length
    color = "var(--good)" if one.met else "var(--bad)"
    return (
        f"<svg width={WIDTH} height={HEIGHT} role=img aria-label='{escape(one.told)}'>"
        f"<rect x={left} y=4 width={max(length, 1)} height=10 fill='{color}'/>"
        f"<line x1={MIDDLE} x2={MIDDLE} y1=0 y2={HEIGHT} stroke='currentColor'/></svg>"
    )


def _decades(value: float, limit: float) -> float:
    """Powers of ten from the limit to the value, at most ``DECADES`` either way."""
    if value == limit:
        return 0.0
    if value <= 0 or limit <= 0:
        return DECADES if value > limit else -DECADES
    return max(-DECADES, min(DECADES, log10(value / limit)))


def _minute(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


_PAGE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Goalie 的数字</title><style>{style}</style></head><body><main>
<h1>Goalie 的数字</h1>
<p class="soft">{at} · {kind} · {all} 项里 {met} 项达到目标。
竖线是目标，横条是离目标多远（对数，边缘是 100 倍）。</p>
<table><thead><tr><th>项</th><th class="n">测得</th><th class="n">目标</th><th>离目标</th>
<th>同一次里对照</th></tr></thead><tbody>{rows}</tbody></table>
<h2>各项的原样输出</h2>{printed}</main></body></html>
"""
