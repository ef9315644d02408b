"""A bare 抵用额: 定金膨胀 whose deposit nobody told.

The total is not promised. The final payment is P − worth, and exact as long as nothing turns on the
deposit; but thresholds and rates look at the price with the deposit included, so it is worked out
for several deposits, from a fen to the whole worth, and given where they all lead to the same.
"""

from .cart import Cart
from .deciding import decide
from .errors import NoPrice
from .money import Fen, spoken
from .promotion import Promotion
from .rulebook import Rulebook
from .rules.deposit_inflation import DepositInflation
from .setting import set_up

PARTS = 8
"""The worth is tried in this many steps."""


def no_total(cart: Cart, rulebook: Rulebook) -> NoPrice:
    """The refusal, with the final payment where it is exact. Raises ``NoPrice`` as pricing does."""
    finals = [_final_payment(cart, _with_deposits(rulebook, part)) for part in range(PARTS + 1)]
    least, most = min(finals), max(finals)
    if least == most:
        return NoPrice(
            f"定金数额没有给出：尾款{spoken(least)}元，到手合计不能承诺，请补上定金",
            figures={"final_payment": least},
        )
    return NoPrice(
        f"定金数额没有给出，门槛和折扣要连定金一起算：尾款可能是{spoken(least)}元，"
        f"也可能是{spoken(most)}元，都不能承诺，请补上定金"
    )


def _final_payment(cart: Cart, rulebook: Rulebook) -> Fen:
    choice, setting = decide(set_up(cart, rulebook))
    left = choice.priced.left
    deposit = sum(min(row.deposit, has) for row, has in zip(setting.rows, left, strict=True))
    return choice.priced.payable - deposit


def _with_deposits(rulebook: Rulebook, part: int) -> Rulebook:
    """Every deposit that is missing at so many parts of its worth, at least a fen."""
    promotions = tuple(_with_deposit(promotion, part) for promotion in rulebook)
    return rulebook.model_copy(update={"promotions": promotions})


def _with_deposit(promotion: Promotion, part: int) -> Promotion:
    if not isinstance(promotion, DepositInflation) or promotion.deposit is not None:
        return promotion
    deposit = max(1, promotion.worth * part // PARTS)
    return promotion.model_copy(update={"deposit": deposit})
