"""The board's figures → what goes over HTTP."""

from collections.abc import Mapping
from datetime import datetime

from service.assist.understand.scenes import SCENES
from service.live.board import Cost, Waiting
from service.live.figures import Figures
from service.live.spans import Span, year_before
from service.live.times import milliseconds, minute_of
from service.shops.traffic import Kind, Traffic

from .live_schemas import (
    AdoptionOut,
    AnsweredOut,
    CostOut,
    CurvesOut,
    DegradedOut,
    PointOut,
    SceneOut,
    StoppedOut,
    TrafficFaultOut,
    WaitingOut,
)

_NAMES: Mapping[str, str] = {scene.id: scene.name for scene in SCENES}
_YUAN = 1_000_000
MOST = 20
"""Lines of a list; a supervisor looks rather than reads."""


def answered_out(figures: Figures, standard_seconds: int) -> AnsweredOut:
    counted = figures.counted
    return AnsweredOut(
        standard_seconds=standard_seconds,
        share=round(figures.within / counted, 4) if counted else None,
        within=figures.within,
        counted=counted,
        untimed=figures.untimed,
    )


def waiting_out(waiting: Waiting, span: Span) -> WaitingOut:
    since = waiting.since_ms
    longest = (milliseconds(span.now) - since) // 1000 if since is not None else 0
    return WaitingOut(buyers=waiting.buyers, longest_seconds=longest)


def scenes_out(figures: Figures) -> list[SceneOut]:
    """The most asked first; what belongs to none stands last."""
    known = [(id, count) for id, count in figures.scenes.most_common() if id]
    told = [SceneOut(id=id, name=_NAMES.get(id, id), count=count) for id, count in known]
    if other := figures.scenes[""]:
        told.append(SceneOut(id="", name="", count=other))
    return told


def adoption_out(figures: Figures) -> AdoptionOut:
    return AdoptionOut(**{name: figures.actions[name] for name in AdoptionOut.model_fields})


def stopped_out(figures: Figures) -> list[StoppedOut]:
    found = ((told.partition(" "), count) for told, count in figures.stops.most_common(MOST))
    return [StoppedOut(code=code, rule=rule, count=count) for (code, _, rule), count in found]


def degraded_out(figures: Figures) -> list[DegradedOut]:
    found = figures.degraded.most_common(MOST)
    return [DegradedOut(reason=reason, count=count) for reason, count in found]


def cost_out(cost: Cost, cap_used: float) -> CostOut:
    yuan = f"{cost.micros // _YUAN}.{cost.micros % _YUAN:06d}"
    return CostOut(calls=cost.calls, tokens=cost.tokens, yuan=yuan, cap_used=round(cap_used, 4))


def curves_out(span: Span, minutes: Mapping[int, Figures], traffic: Traffic) -> CurvesOut:
    return CurvesOut(
        piece_minutes=int(span.piece.total_seconds() // 60),
        points=[_point(span, number, minutes, traffic) for number in range(len(span.starts))],
        has_last_year="last_year" in traffic.curves,
        has_forecast="forecast" in traffic.curves,
    )


def faults_out(traffic: Traffic) -> list[TrafficFaultOut]:
    return [
        TrafficFaultOut(file=fault.file, where=fault.where, remedy=fault.remedy)
        for fault in traffic.faults[:MOST]
    ]


def _point(span: Span, number: int, minutes: Mapping[int, Figures], traffic: Traffic) -> PointOut:
    start = span.starts[number]
    end = start + span.piece
    per_minute = span.piece.total_seconds() / 60

    def told(kind: Kind) -> float | None:
        curve, since, until = traffic.curves.get(kind), year_before(start), year_before(end)
        if kind == "forecast":
            since, until = start, end
        if curve is None or since is None or until is None:
            return None
        expected = curve.within(since, until)
        return None if expected is None else round(expected / per_minute, 2)

    return PointOut(
        at=start,
        last_year=told("last_year"),
        forecast=told("forecast"),
        this_year=_began(start, min(end, span.now), minutes),
    )


def _began(start: datetime, end: datetime, minutes: Mapping[int, Figures]) -> float | None:
    """Conversations a minute, once a minute of it is over."""
    passed = (end - start).total_seconds() / 60
    if passed < 1:
        return None
    here = range(minute_of(start), minute_of(end) + 1)
    opened = sum(minutes[minute].opened for minute in here if minute in minutes)
    return round(opened / passed, 2)
