"""When the model is tried again, and after how long."""

import pytest

from service.assist.draft.errors import ModelCut, ModelError, ModelRefused, ModelUnreachable
from service.assist.draft.retry import Retry, retry_after_seconds

RETRY = Retry(attempts=3, first_pause_seconds=0.2, jitter=lambda: 1.0)


def test_pauses_grow() -> None:
    refused = ModelRefused(500)
    assert [RETRY.pause(attempt, refused) for attempt in (1, 2)] == [0.2, 0.4]


def test_replicas_do_not_come_back_at_the_same_moment() -> None:
    early = Retry(attempts=3, jitter=lambda: 0.0).pause(1, ModelUnreachable())
    late = Retry(attempts=3, jitter=lambda: 1.0).pause(1, ModelUnreachable())
    assert early is not None
    assert late is not None
    assert 0 < early < late


def test_there_is_a_last_attempt() -> None:
    assert RETRY.pause(3, ModelRefused(500)) is None


@pytest.mark.parametrize("error", [ModelCut(), ModelRefused(400), ModelRefused(401)])
def test_what_would_fail_again_is_not_tried_again(error: ModelError) -> None:
    assert RETRY.pause(1, error) is None


def test_retry_after_is_waited_for_in_full() -> None:
    assert RETRY.pause(1, ModelRefused(429, 1.5)) == 1.7


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("2", 2.0),
        ("0.5", 0.5),
        ("-3", 0.0),
        ("Wed, 11 Nov 2026 12:00:07 GMT", 7.0),
        ("Wed, 11 Nov 2026 11:00:00 GMT", 0.0),
        ("soon", None),
        ("nan", None),
        ("inf", None),
        ("", None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(value: str, seconds: float | None) -> None:
    headers = {"retry-after": value, "date": "Wed, 11 Nov 2026 12:00:00 GMT"}
    assert retry_after_seconds(headers) == seconds


def test_a_date_says_nothing_when_the_answer_has_none_of_its_own() -> None:
    assert retry_after_seconds({"retry-after": "Wed, 11 Nov 2026 12:00:07 GMT"}) is None
