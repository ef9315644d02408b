"""Candidates while they are written: several in one call, each whole or not at all."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.assist.answer import Answering
from service.assist.events import Passed, Suggested
from service.assist.ground import ground
from service.assist.suggestion import Suggestion
from service.assist.understand import build_lexicon, understand
from service.assist.writing import Several, Writing
from service.conversations.turns import Turn
from service.shops import Shop
from tests.fakes import Shelf

SHORT = "亲，两台到手合计4698元。"
LONG = "亲，静悦空调 2件到手合计4698元，定金200元，尾款4498元。付定金后按时付尾款就行。"


@pytest.fixture(scope="module")
def answering(shop: Shop, in_deposit_phase: datetime) -> Answering:
    asked = [Turn("customer", "静悦1.5匹两台多少钱")]
    state = understand(asked, shop, build_lexicon(shop))
    made = Answering(ground(state, shop, Shelf(), in_deposit_phase), lambda: 0.0)
    made.scripted()
    return made


def several(answering: Answering, most: int) -> Several:
    said: list[str] = []
    return Several(lambda at: Writing(answering, str(at), "reply@2", None, said), most)


def final(written: Several, pieces: list[str], *, cut: bool = False) -> list[str]:
    """The texts of the candidates at the end."""
    events = [event for piece in pieces for event in written.piece(piece)]
    events += written.withdrawn() if cut else written.end()
    last: dict[str, Suggestion] = {}
    for event in events:
        if isinstance(event, Suggested):
            last[event.suggestion.id] = event.suggestion
    assert all(suggestion.final for suggestion in last.values())
    return [suggestion.text.strip() for suggestion in last.values() if suggestion.text]


@given(st.integers(1, 7))
def test_two_replies_of_one_call_are_two_candidates(answering: Answering, size: int) -> None:
    text = f"{SHORT}\n===\n{LONG}"
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert final(several(answering, 2), pieces) == [SHORT, LONG]


def test_a_second_reply_that_says_the_same_is_dropped(answering: Answering) -> None:
    again = SHORT.replace("亲，", "亲，您好，")
    assert final(several(answering, 2), [f"{SHORT}\n===\n{again}"]) == [SHORT]


def test_more_replies_than_were_asked_for_are_not_taken(answering: Answering) -> None:
    assert final(several(answering, 1), [f"{SHORT}\n===\n{LONG}\n===\n好的。"]) == [SHORT]


def test_what_was_whole_stays_when_the_call_breaks_off(answering: Answering) -> None:
    assert final(several(answering, 2), [f"{SHORT}\n===\n亲，静悦"], cut=True) == [SHORT]


def test_what_is_longer_than_a_chat_window_is_not_taken(answering: Answering) -> None:
    writing = Writing(answering, "direct", "reply@2", None, [])
    list(writing.piece(SHORT + "好的。" * 100))
    assert writing.full
    [ended] = [event for event in writing.end() if isinstance(event, Suggested)]
    assert len(ended.suggestion.text) <= 220
    assert ended.suggestion.flags[-1].code == "length.over"


def test_a_wrong_sentence_gives_way_to_the_scripts_own(answering: Answering) -> None:
    writing = Writing(answering, "direct", "reply@2", None, [])
    list(writing.piece("亲，已算上跨店每满300减50，满足15次，减700元。"))
    [ended] = [event for event in writing.end() if isinstance(event, Suggested)]
    assert "700" not in ended.suggestion.text
    assert ended.suggestion.flags


def deltas(answering: Answering, pieces: list[str]) -> tuple[list[str], Suggestion]:
    """What left while it was written, and the candidate at the end."""
    writing = Writing(answering, "direct", "reply@2", None, [])
    events = [event for piece in pieces for event in writing.piece(piece)]
    events += writing.end()
    last = events[-1]
    assert isinstance(last, Suggested)
    return [event.text for event in events if isinstance(event, Passed)], last.suggestion


def test_the_shops_greeting_leaves_before_its_sentence_is_whole(answering: Answering) -> None:
    writing = Writing(answering, "direct", "reply@2", None, [])
    assert list(writing.piece("亲")) == []
    [event] = writing.piece("，两台")
    assert isinstance(event, Passed)
    assert event.text == "亲，"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (SHORT, SHORT),
        ("亲，两台到手合计4598元。", "亲，静悦1.5匹 2件到手合计4698元"),
        ("亲亲，两台到手合计4698元。", "亲亲，两台到手合计4698元。"),
        ("您好，两台到手合计4698元。", "您好，两台到手合计4698元。"),
        ("亲，加我微信hefeng吧。两台到手合计4698元。", "亲，两台到手合计4698元。"),
        ("亲，加我微信hefeng吧。", ""),
    ],
)
def test_what_left_piece_by_piece_is_the_reply(
    answering: Answering, written: str, left: str
) -> None:
    told, suggestion = deltas(answering, list(written))
    assert suggestion.text.startswith(left)
    assert bool(suggestion.text) == bool(left)
    if suggestion.text:
        assert "".join(told) == suggestion.text


def test_a_sentence_that_never_ends_is_not_waited_for(answering: Answering) -> None:
    writing = Writing(answering, "direct", "reply@2", None, [])
    for _ in range(111):
        list(writing.piece("亲亲"))
    assert writing.full
    [ended] = [event for event in writing.end() if isinstance(event, Suggested)]
    assert ended.suggestion.text == ""
    assert [flag.code for flag in ended.suggestion.flags] == ["length.over"]
