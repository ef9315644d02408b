"""The report: one HTML file with the curve drawn in SVG; nothing is fetched, so it can be sent."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from .asking import Answer
from .figures import PRECISION, at_threshold, brier, curve, expected_error, reliability

LEFT, TOP, WIDE, HIGH = 56, 16, 640, 320
LOWEST = 0.8
"""The precision at the foot of the curve's picture."""

_PAGE = """<!doctype html>
<html lang="zh"><meta charset="utf-8"><title>有把握才回答</title>
<style>
body {{ font: 15px/1.6 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; }}
table {{ border-collapse: collapse; margin: 1rem 0; }}
td, th {{ padding: .2rem .8rem; border-bottom: 1px solid #ddd; text-align: right; }}
td.text, th.text {{ text-align: left; }}
svg {{ max-width: 100%; height: auto; }}
text {{ font: 12px system-ui, sans-serif; fill: #444; }}
</style>
<h1>有把握才回答</h1>
{body}
</html>
"""


def write(
    path: Path, halves: Sequence[tuple[str, Sequence[Answer]]], threshold: float, encoder: str
) -> None:
    """``halves`` are name and answers; the last one's wrong answers are listed."""
    measured = halves[-1][1]
    body = "\n".join(
        (
            f"<p>编码器 {escape(encoder)}；顾客机器人从把握 {threshold:.3f} 起自己回答，"
            "低于它转人工。横轴是回答了多少，纵轴是回答里有多少是对的。</p>",
            _picture(halves, threshold),
            _table(_summary(halves, threshold)),
            "<h2>把握准不准</h2><p>每一档里，平均把握和真正答对的比例应当一样。</p>",
            _reliability_picture(measured),
            _table(_bands(measured)),
            "<h2>答错而最有把握的</h2>",
            _table(_wrong(measured), text=5),
        )
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_PAGE.format(body=body), encoding="utf-8")


def _summary(halves: Sequence[tuple[str, Sequence[Answer]]], at: float) -> Iterable[Sequence[str]]:
    yield "", "问题", "知道的", "回答", "答对", "准确率", "95% 下限", "回答的占比", "ECE", "Brier"
    for name, answers in halves:
        selected = at_threshold(answers, at)
        yield (
            name,
            f"{selected.asked}",
            f"{selected.known}",
            f"{selected.answered}",
            f"{selected.right}",
            f"{selected.precision:.1%}",
            f"{selected.floor:.1%}",
            f"{selected.share:.1%}",
            f"{expected_error(answers):.3f}",
            f"{brier(answers):.3f}",
        )


def _bands(answers: Sequence[Answer]) -> Iterable[Sequence[str]]:
    yield "把握", "回答", "平均把握", "答对"
    for band in reliability(answers):
        span = f"{band.low:.2f}–{band.high:.2f}"
        yield span, f"{band.count}", f"{band.sure:.2f}", f"{band.right:.2f}"


def _wrong(answers: Sequence[Answer]) -> Iterable[Sequence[str]]:
    yield "问题", "商品", "应当", "却找到", "在", "把握"
    wrong = [answer for answer in answers if not answer.right and answer.passage is not None]
    for answer in sorted(wrong, key=lambda answer: -answer.confidence)[:40]:
        question, passage = answer.question, answer.passage
        if passage is None:
            continue
        yield (
            question.text,
            question.sku or "",
            "、".join(question.answers) or f"不知道（{question.kind}）",
            passage.question or passage.text[:40],
            passage.script_id or passage.place.label(),
            f"{answer.confidence:.3f}",
        )


def _table(rows: Iterable[Sequence[str]], text: int = 1) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        kinds = (' class="text"' if place < text else "" for place in range(len(cells)))
        pairs = zip(cells, kinds, strict=True)
        return "".join(f"<{tag}{kind}>{escape(cell)}</{tag}>" for cell, kind in pairs)

    head, *rest = rows
    body = "".join(f"<tr>{row(cells, 'td')}</tr>" for cells in rest)
    return f"<table><tr>{row(head, 'th')}</tr>{body}</table>"


_COLOURS = ("#9aa7b4", "#0b6b3a")


def _picture(halves: Sequence[tuple[str, Sequence[Answer]]], threshold: float) -> str:
    """Precision against the share answered, of each half; the target and the threshold marked."""
    parts = [_axes([LOWEST + i * 0.05 for i in range(5)], "回答的占比", "准确率", LOWEST)]
    target = _y(PRECISION, LOWEST)
    parts.append(
        f'<line x1="{LEFT}" x2="{LEFT + WIDE}" y1="{target:.1f}" y2="{target:.1f}" '
        'stroke="#c0392b" stroke-dasharray="4 3"/>'
        f'<text x="{LEFT + WIDE - 4}" y="{target + 14:.1f}" text-anchor="end">目标 99%</text>'
    )
    for place, (name, answers) in enumerate(halves):
        colour = _COLOURS[place % len(_COLOURS)]
        points = " ".join(
            f"{_x(share):.1f},{_y(precision, LOWEST):.1f}"
            for share, precision in curve(answers)
            if precision >= LOWEST
        )
        here = at_threshold(answers, threshold)
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'
            f'<circle cx="{_x(here.share):.1f}" cy="{_y(here.precision, LOWEST):.1f}" r="5" '
            f'fill="{colour}"/>'
            f'<text x="{LEFT + 12}" y="{TOP + HIGH - 30 + 16 * place}">'
            f'<tspan fill="{colour}">━ </tspan>{escape(name)}</text>'
        )
    return _svg(parts)


def _reliability_picture(answers: Sequence[Answer]) -> str:
    """Share right against mean confidence; the circles' areas follow the number of answers."""
    parts = [_axes([0.0, 0.25, 0.5, 0.75, 1.0], "把握", "答对", 0.0)]
    parts.append(
        f'<line x1="{_x(0)}" y1="{_y(0, 0):.1f}" x2="{_x(1)}" y2="{_y(1, 0):.1f}" '
        'stroke="#9aa7b4" stroke-dasharray="4 3"/>'
    )
    for band in reliability(answers):
        radius = 2 + band.count**0.5
        parts.append(
            f'<circle cx="{_x(band.sure):.1f}" cy="{_y(band.right, 0):.1f}" r="{radius:.1f}" '
            'fill="#0b6b3a" fill-opacity="0.7"/>'
        )
    return _svg(parts)


def _axes(levels: Sequence[float], across: str, up: str, lowest: float) -> str:
    lines = [
        f'<line x1="{LEFT}" x2="{LEFT + WIDE}" y1="{_y(level, lowest):.1f}" '
        f'y2="{_y(level, lowest):.1f}" stroke="#eee"/>'
        f'<text x="{LEFT - 6}" y="{_y(level, lowest) + 4:.1f}" text-anchor="end">{level:.0%}</text>'
        for level in levels
    ]
    lines.extend(
        f'<text x="{_x(share):.1f}" y="{TOP + HIGH + 18}" text-anchor="middle">{share:.0%}</text>'
        for share in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    )
    lines.append(
        f'<text x="{LEFT + WIDE}" y="{TOP + HIGH + 34}" text-anchor="end">{across}</text>'
        f'<text x="{LEFT}" y="{TOP - 4}">{up}</text>'
    )
    return "".join(lines)


def _svg(parts: Sequence[str]) -> str:
    size = f"{LEFT + WIDE + 16} {TOP + HIGH + 44}"
    return f'<svg viewBox="0 0 {size}" width="{LEFT + WIDE + 16}" role="img">{"".join(parts)}</svg>'


def _x(share: float) -> float:
    return LEFT + WIDE * share


def _y(level: float, lowest: float) -> float:
    return TOP + HIGH * (1 - (level - lowest) / (1 - lowest))
