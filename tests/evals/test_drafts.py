"""True drafts of the sample shop leave, and no draft made wrong does; some thousands of them."""

import random

import pytest

from evals.drafts import Measured, World, measure
from evals.drafts.drafting import drafts
from evals.drafts.mutations import MUTATIONS
from evals.drafts.spellings import han, spelt
from tests.conftest import DEMO

WRONG = 3_000


@pytest.fixture(scope="module")
def found() -> Measured:
    return measure(DEMO, WRONG, seed=20_261_105)


def test_no_wrong_draft_leaves(found: Measured) -> None:
    assert found.wrong.total() >= WRONG
    assert found.escaped == []


def test_every_way_to_be_wrong_was_tried(found: Measured) -> None:
    assert set(found.wrong) == set(MUTATIONS)


def test_under_one_percent_of_the_true_drafts_are_stopped(found: Measured) -> None:
    assert found.true.total() > 1_000
    assert len(found.held) < 0.01 * found.true.total(), found.held


def test_a_mutation_never_leaves_a_draft_as_it_was() -> None:
    rng, world = random.Random(1), World(DEMO)  # noqa: S311
    for _, draft in zip(range(60), drafts(world, rng), strict=False):
        for mutation in MUTATIONS.values():
            mutated = mutation(draft, world, rng)
            assert mutated is None or mutated.text != draft.text


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        (4698, "四千六百九十八"),
        (200, "二百"),
        (1005, "一千零五"),
        (12, "十二"),
        (20_030, "二万零三十"),
    ],
)
def test_an_amount_in_chinese_numerals(number: int, spoken: str) -> None:
    assert han(number) == spoken


def test_spellings_differ_from_one_another() -> None:
    rng = random.Random(3)  # noqa: S311
    assert len({spelt(4698, rng) for _ in range(200)}) > 15
