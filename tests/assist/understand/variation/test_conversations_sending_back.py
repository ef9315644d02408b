"""Conversations that end with goods sent back: the basket is what was bought."""

import pytest

from ..conftest import Told
from .test_baskets import goods

CONVERSATIONS: tuple[tuple[tuple[str, ...], dict[str, int]], ...] = (
    (
        (
            "对开门冰箱加滚筒 打包价",
            "要是冰箱退了 退我多少钱",
        ),
        {"HF-BCD606": 1, "HF-XQG10-B": 1},
    ),
    (
        (
            "对开门冰箱加滚筒 打包价",
            "要是冰箱退了 退我多少钱",
            "洗衣机退呢",
        ),
        {"HF-BCD606": 1, "HF-XQG10-B": 1},
    ),
)


@pytest.mark.parametrize(("said", "expected"), CONVERSATIONS)
def test_what_was_bought_is_still_the_basket(
    told: Told, said: tuple[str, ...], expected: dict[str, int]
) -> None:
    assert goods(told(*said)) == expected
