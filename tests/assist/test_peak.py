"""Peak mode: in steps down with what is asked of the model, and back without flickering."""

import json
import logging

import pytest

from service.assist.peak import Level, Limits, Peak


class Watch:
    """A clock that is set by hand, in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def peak(watch: Watch) -> Peak:
    """Lean from 10 drafts under way or 30% failed; back after 20 s of calm."""
    return Peak(Limits(queue=(10, 20, 40), errors=(0.3, 0.6, 0.9)), watch)


@pytest.mark.parametrize(
    ("queue", "level"),
    [(9, Level.FULL), (10, Level.LEAN), (20, Level.CACHED), (39, Level.CACHED), (40, Level.SCRIPT)],
)
def test_the_queue_alone_decides_the_step_up_at_once(peak: Peak, queue: int, level: Level) -> None:
    peak.queue = queue
    assert peak.level() is level


def test_a_draft_under_way_is_counted_until_it_ends_however_it_ends(peak: Peak) -> None:
    def broken_off() -> None:
        with peak.drafting():
            assert peak.queue == 2
            raise ValueError("cut")

    with peak.drafting():
        with pytest.raises(ValueError, match="cut"):
            broken_off()
        assert peak.queue == 1
    assert peak.queue == 0


def test_back_is_one_step_at_a_time_and_only_after_calm(peak: Peak, watch: Watch) -> None:
    peak.queue = 40
    assert peak.level() is Level.SCRIPT
    peak.queue = 0
    seen = []
    for _ in range(8):
        seen.append(peak.level())
        watch.now += 10
    script, cached, lean, full = Level.SCRIPT, Level.CACHED, Level.LEAN, Level.FULL
    assert seen == [script, script, cached, cached, cached, lean, lean, lean]
    watch.now += 20
    assert peak.level() is full


def test_a_queue_just_below_the_limit_is_no_calm(peak: Peak, watch: Watch) -> None:
    peak.queue = 10
    assert peak.level() is Level.LEAN
    for _ in range(10):
        peak.queue = 8
        watch.now += 10
        assert peak.level() is Level.LEAN
    peak.queue = 6
    peak.level()
    watch.now += 20
    assert peak.level() is Level.FULL


def test_calm_that_is_interrupted_begins_anew(peak: Peak, watch: Watch) -> None:
    peak.queue = 10
    peak.level()
    peak.queue = 0
    peak.level()
    watch.now += 15
    peak.queue = 9
    peak.level()
    peak.queue = 0
    watch.now += 15
    assert peak.level() is Level.LEAN


def test_failed_drafts_bring_it_up_and_are_forgotten_after_the_window(
    peak: Peak, watch: Watch
) -> None:
    for number in range(20):
        peak.told(failed=number % 3 == 0)
    assert peak.level() is Level.LEAN
    watch.now += 31
    assert peak.error_rate == 0
    peak.level()
    watch.now += 20
    assert peak.level() is Level.FULL


def test_a_few_failures_are_too_little_to_tell(peak: Peak) -> None:
    for _ in range(19):
        peak.told(failed=True)
    assert peak.level() is Level.FULL


def test_spending_is_a_shops_own(peak: Peak) -> None:
    assert peak.level("rich", 0.1) is Level.FULL
    assert peak.level("poor", 0.85) is Level.LEAN
    assert peak.level("poor", 1.0) is Level.SCRIPT
    assert peak.level("rich", 0.1) is Level.FULL
    assert peak.level("poor", 0.0) is Level.FULL, "a new day"


def test_by_hand_nothing_else_counts(watch: Watch) -> None:
    fixed = Peak(Limits(), watch, Level.CACHED)
    fixed.queue = 10_000
    assert fixed.level("demo", 1.0) is Level.CACHED


def test_each_step_is_one_structured_line(
    peak: Peak, watch: Watch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    peak.queue = 20
    for _ in range(3):
        peak.level()
    peak.queue = 0
    peak.level()
    watch.now += 20
    peak.level("demo", 0.9)
    lines = [json.loads(record.message) for record in caplog.records]
    assert [(line["event"], line["from"], line["to"]) for line in lines] == [
        ("peak_mode", "full", "cached"),
        ("peak_mode", "cached", "lean"),
        ("peak_mode", "full", "lean"),
    ]
    assert lines[0]["queue"] == 20
    assert (lines[2]["shop"], lines[2]["spend"]) == ("demo", 0.9)
