"""The engine against the slow reference, on thousands of random carts.

A difference prints both figures and the smallest cart that shows it; replay it with
``from_json``. ``python -m evals.bench.pricing_reference`` runs the big number.
"""

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings

from tests.pricing.reference.after_sale import after_sale
from tests.pricing.reference.carts import Case, cases, from_json, seeded
from tests.pricing.reference.compare import by_engine, by_reference, told
from tests.pricing.reference.coverage import KINDS, POLICY_VALUES, Coverage
from tests.pricing.reference.splits import little, split_difference

BLOCK = 200


@pytest.mark.parametrize("block", range(10))
def test_engine_and_reference_agree_on_random_carts(block: int) -> None:
    for seed in range(block * BLOCK, (block + 1) * BLOCK):
        case = seeded(seed)
        if by_engine(case) != by_reference(case):
            pytest.fail(told(case))


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(cases)
def test_engine_and_reference_agree_on_carts_that_hypothesis_finds(case: Case) -> None:
    assert by_engine(case) == by_reference(case), case.to_json()


def test_engine_and_reference_agree_on_returns_in_random_orders_and_on_price_protection() -> None:
    for seed in range(150):
        dice = Random(seed)  # noqa: S311 - dice, no secret
        assert list(after_sale(seeded(seed), dice)) == [], seeded(seed).to_json()


def test_engine_and_reference_agree_on_the_best_split_of_small_carts() -> None:
    for seed in range(150):
        dice = Random(seed)  # noqa: S311 - dice, no secret
        case = little(seeded(seed), dice)
        assert split_difference(case) is None, case.to_json()


def test_the_random_carts_apply_every_kind_and_have_every_policy_on_every_platform() -> None:
    coverage = Coverage()
    for seed in range(10 * BLOCK):
        coverage.count(seeded(seed))
    assert {kind for kind in KINDS if not coverage.applied[kind]} == set()
    assert {value for value in POLICY_VALUES if not coverage.occurred[value]} == set()


def test_a_seed_is_always_the_same_cart_and_survives_json() -> None:
    case = seeded(7)
    again = from_json(seeded(7).to_json())
    assert (again.cart, again.book) == (case.cart, case.book)
