"""Validity: half-open, and ends as people write them."""

from datetime import datetime, timedelta

import pytest

from service.pricing import SHANGHAI, BadTime, Window, parse_end, parse_start


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-14 23:59", "2026-11-15T00:00:00+08:00"),
        ("2026-11-14 23:59:59", "2026-11-15T00:00:00+08:00"),
        ("2026-11-14", "2026-11-15T00:00:00+08:00"),
        ("2026-11-14 24:00", "2026-11-15T00:00:00+08:00"),
        ("2026-11-10 18:00", "2026-11-10T18:00:00+08:00"),
        ("2026-11-10T18:00:00Z", "2026-11-10T18:00:00+00:00"),
    ],
)
def test_an_end_means_the_whole_minute_second_or_day(written: str, meant: str) -> None:
    assert parse_end(written) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("written", ["", "11月10日", "2026-02-30", "2026-11-10 25:00", "tomorrow"])
def test_a_time_that_cannot_be_read_says_how_to_write_it(written: str) -> None:
    with pytest.raises(BadTime):
        parse_start(written)


def test_a_window_holds_at_its_start_and_not_at_its_end() -> None:
    start = datetime(2026, 11, 10, 20, tzinfo=SHANGHAI)
    window = Window(start, start + timedelta(hours=1))
    assert window.holds(start)
    assert window.holds(window.end - timedelta(seconds=1))
    assert not window.holds(window.end)


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    at = datetime(2026, 11, 10, 20, tzinfo=SHANGHAI)
    with pytest.raises(BadTime, match="不晚于"):
        Window(at, at)


def test_an_end_at_midnight_is_told_as_24_of_the_day_that_ends() -> None:
    window = Window(parse_start("2026-11-10 20:00"), parse_end("2026-11-14 23:59"))
    assert window.spoken() == "11月10日20:00至11月14日24:00"
