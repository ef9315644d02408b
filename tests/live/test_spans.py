"""How far a supervisor looks back and ahead."""

from datetime import datetime, timedelta

import pytest

from service.live.spans import Window, span_of, year_before

NOW = datetime.fromisoformat("2026-11-05T20:37:12+08:00")


@pytest.mark.parametrize(
    ("window", "first", "end", "pieces"),
    [
        ("hour", "2026-11-05T19:35:00+08:00", "2026-11-05T21:05:00+08:00", 18),
        ("shift", "2026-11-05T16:30:00+08:00", "2026-11-05T21:30:00+08:00", 30),
        ("day", "2026-11-05T00:00:00+08:00", "2026-11-06T00:00:00+08:00", 48),
    ],
)
def test_a_window_is_made_of_whole_pieces_around_now(
    window: Window, first: str, end: str, pieces: int
) -> None:
    span = span_of(window, NOW)
    assert (span.first.isoformat(), span.end.isoformat()) == (first, end)
    assert len(span.starts) == pieces
    assert sum(start <= NOW < start + span.piece for start in span.starts) == 1


def test_the_last_hour_reaches_over_midnight() -> None:
    span = span_of("hour", datetime.fromisoformat("2026-11-11T00:07:00+08:00"))
    assert span.first == datetime.fromisoformat("2026-11-10T23:05:00+08:00")
    assert all(
        b - a == timedelta(minutes=5) for a, b in zip(span.starts, span.starts[1:], strict=False)
    )


def test_the_29th_of_february_has_no_year_before() -> None:
    assert year_before(datetime.fromisoformat("2028-02-29T12:00:00+08:00")) is None
    assert year_before(NOW) == datetime.fromisoformat("2025-11-05T20:37:12+08:00")
