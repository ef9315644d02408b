"""Where a correction stands in a conversation."""

import pytest

from service.conversations.state import Correction, State
from service.conversations.turns import Thread, Turn

THREE = (Turn("customer", "多少钱"), Turn("agent", "稍等"), Turn("customer", "两台呢"))


@pytest.mark.parametrize(("given", "stands"), [(-1, 2), (0, 0), (1, 1), (2, 2), (9, 2)])
def test_a_correction_stands_after_the_turn_it_names_else_the_last(given: int, stands: int) -> None:
    (made,) = Thread(THREE).corrected(Correction(turn=given)).set_now
    assert made.turn == stands


def test_before_what_is_settled_nothing_can_be_set_any_more() -> None:
    thread = Thread(THREE, settled=State(turns=2))
    (made,) = thread.corrected(Correction(turn=0)).set_now
    assert made.turn == 2
