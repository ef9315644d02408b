"""A step of a buyer: what is said, and what a good answer to it is."""

from dataclasses import dataclass
from typing import Any

from evals.casebook import Action, Case, Said

from .scene import Scene

LONGEST = 200
"""Characters a buyer reads on a phone."""


@dataclass(frozen=True, slots=True)
class Step:
    """``says`` is the buyer's line; ``case`` is held against the answer by the evals' checks."""

    says: str
    case: Case


def step(scene: Scene, says: str, action: Action = Action.ANSWER, /, **wanted: Any) -> Step:
    """``wanted`` are fields of ``Case``. The goods are those of the scene."""
    case = Case(
        id="练习",
        shop=scene.shop.id,
        turns=(Said(role="customer", text=says),),
        at=scene.at,
        action=action,
        **{"basket": scene.basket, "longest": LONGEST, **wanted},
    )
    return Step(says, case)


def price_step(scene: Scene, says: str) -> Step:
    """The whole price must be told: payable, and deposit and final payment where there are any."""
    quote = scene.quote
    figures = {"payable": quote.payable}
    if quote.deposit:
        figures |= {"deposit": quote.deposit, "final_payment": quote.final_payment}
    return step(scene, says, Action.ANSWER, **figures)
