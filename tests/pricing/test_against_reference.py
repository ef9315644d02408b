"""The engine against the slow reference, on thousands of random carts.

A difference prints both figures and the smallest cart that shows it; replay it with
``from_json``. ``python -m evals.bench.pricing_reference`` runs the big number.
"""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.pricing.reference.carts import Case, cases, from_json, seeded
from tests.pricing.reference.compare import by_engine, by_reference, told

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


def test_a_seed_is_always_the_same_cart_and_survives_json() -> None:
    case = seeded(7)
    again = from_json(seeded(7).to_json())
    assert (again.cart, again.book) == (case.cart, case.book)
