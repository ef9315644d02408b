"""When the desk is open."""

from datetime import datetime

import pytest

from service.shops.profile import Hours

DAY = Hours.model_validate({"from": "08:30", "to": "24:00"})
NIGHT = Hours.model_validate({"from": "18:00", "to": "02:00"})


def at(time: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-10T{time}:00+08:00")


@pytest.mark.parametrize(
    ("hours", "time", "open_"),
    [
        (DAY, "08:29", False),
        (DAY, "08:30", True),
        (DAY, "23:59", True),
        (DAY, "00:00", False),
        (NIGHT, "01:59", True),
        (NIGHT, "02:00", False),
        (NIGHT, "18:00", True),
        (Hours(), "00:00", True),
        (Hours(), "23:59", True),
    ],
)
def test_the_first_minute_is_within_and_the_last_is_not(
    hours: Hours, time: str, open_: bool
) -> None:
    assert hours.hold(at(time)) is open_


def test_the_next_opening_is_today_or_tomorrow() -> None:
    assert DAY.next_opening(at("03:00")) == at("08:30")
    late = Hours.model_validate({"from": "09:00", "to": "18:00"})
    assert f"{late.next_opening(at('20:00')):%d %H:%M}" == "11 09:00"
