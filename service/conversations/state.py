"""What a conversation has come to: folded from its turns, inspectable, explainable."""

from dataclasses import dataclass
from enum import StrEnum


class Intent(StrEnum):
    """What the customer's last burst is after."""

    PRICE = "price"
    QUESTION = "question"
    COMPLAINT = "complaint"
    HUMAN = "human"


@dataclass(frozen=True, slots=True)
class Item:
    """A product in the basket; ``turn`` is the index of the turn that named it."""

    sku: str
    quantity: int
    turn: int


@dataclass(frozen=True, slots=True)
class NamedCoupon:
    """A coupon the customer spoke of; ``turn`` as above."""

    promotion_id: str
    turn: int


@dataclass(frozen=True, slots=True)
class State:
    """The basket and everything said about it.

    ``choices`` are the SKUs a mention could mean when it was ambiguous; ``unknown_coupons`` are
    coupons in the customer's words that the rulebook does not have, ``unpriced`` other discounts
    that no rulebook covers; ``event`` is the rulebook asked about, empty for the one under way;
    ``question`` is the last burst with the product put in where it was left out, for drafting;
    ``text`` is that burst, ``previous`` the one before.
    """

    intent: Intent = Intent.QUESTION
    basket: tuple[Item, ...] = ()
    choices: tuple[str, ...] = ()
    coupons: tuple[NamedCoupon, ...] = ()
    unknown_coupons: tuple[str, ...] = ()
    unpriced: tuple[str, ...] = ()
    deposit_paid: bool = False
    event: str = ""
    question: str = ""
    text: str = ""
    previous: str = ""
    escalation: str = ""
    quoted: bool = False
