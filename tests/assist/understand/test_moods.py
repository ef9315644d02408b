"""Anger is heard where it is said, and not in words that only look alike."""

import pytest

from service.assist.understand.moods import mood_of
from service.conversations.state import Mood


@pytest.mark.parametrize(
    "text",
    [
        "我妈用 哪个操作简单",
        "操心的命",
        "我妈的生日礼物",
        "给我妈的那台",
        "他妈妈用的",
        "滚刷要换吗",
        "滚动字幕怎么关",
        "垃圾桶多大",
        "太好了!!!",
    ],
)
def test_words_that_only_look_like_curses_are_no_anger(text: str) -> None:
    assert mood_of(text) is not Mood.ANGRY


@pytest.mark.parametrize(
    "text", ["滚", "给我滚吧", "操", "妈的", "他妈的什么东西", "垃圾店", "骗子"]
)
def test_curses_are_anger(text: str) -> None:
    assert mood_of(text) is Mood.ANGRY
