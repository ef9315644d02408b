"""Who attends to a conversation, and what may follow upon what."""

from dataclasses import replace

import pytest

from service.conversations.attendance import (
    NO_BRIEF,
    Attendance,
    Attended,
    Brief,
    asked,
    cancelled,
    closed,
    given_back,
    left,
    taken,
)
from service.conversations.errors import NotTaken, Taken

BRIEF = Brief("human", "人工客服组", "买家要求人工服务", ())
BOT = Attendance("c_1", Attended.BOT, None, NO_BRIEF, 0.0, 1)
WAITING = asked(BOT, BRIEF, 10.0)
LEFT = left(BOT, BRIEF, 10.0)
HUMAN = taken(WAITING, "小王")
CLOSED = closed(HUMAN, "小王")


def test_who_asks_again_keeps_the_place() -> None:
    assert asked(WAITING, BRIEF, 99.0) == WAITING
    assert asked(HUMAN, BRIEF, 99.0) == HUMAN


def test_who_leaves_a_message_while_waiting_keeps_the_place_for_it() -> None:
    assert left(WAITING, BRIEF, 99.0).queued_at == 10.0
    assert left(HUMAN, BRIEF, 99.0) == HUMAN


def test_after_a_closed_one_a_new_place_is_taken() -> None:
    again = asked(CLOSED, BRIEF, 50.0)
    assert (again.status, again.queued_at, again.agent) == (Attended.WAITING, 50.0, None)


@pytest.mark.parametrize("before", [BOT, WAITING, LEFT, CLOSED])
def test_any_conversation_that_nobody_has_can_be_taken(before: Attendance) -> None:
    now = taken(before, "小王")
    assert (now.status, now.agent) == (Attended.HUMAN, "小王")


def test_what_another_has_cannot_be_taken_given_back_or_closed() -> None:
    for rule in (taken, given_back, closed):
        with pytest.raises(Taken, match="小王"):
            rule(HUMAN, "小李")


@pytest.mark.parametrize("before", [BOT, WAITING, LEFT])
def test_what_nobody_has_taken_cannot_be_given_back_or_closed(before: Attendance) -> None:
    for rule in (given_back, closed):
        with pytest.raises(NotTaken):
            rule(before, "小王")


def test_cancelling_leaves_the_queue_and_nothing_else() -> None:
    assert cancelled(WAITING).status is cancelled(LEFT).status is Attended.BOT
    for before in (BOT, HUMAN, CLOSED):
        assert cancelled(before) == before


def test_given_back_and_closed_nobody_has_it() -> None:
    assert given_back(HUMAN, "小王") == replace(WAITING, status=Attended.BOT)
    assert CLOSED.agent is None
