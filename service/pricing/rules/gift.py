"""满赠: a gift once the threshold is reached. It changes no figure; it is told with the quote.

A shop activity like the others: where another one applies in the same shop, the gift is not given
unless it ``stacks``.
"""

from typing import ClassVar, Literal

from pydantic import Field

from ..money import Fen, Yuan
from ..promotion import Level, Missed, OrderPromotion, Pile, Saving, Standing
from ..reaching import reached


class Gift(OrderPromotion):
    """``gift`` 赠品, ``quantity`` pieces, from ``threshold`` 门槛."""

    level: ClassVar[Level] = Level.SHOP

    kind: Literal["gift"] = "gift"
    threshold: Yuan
    gift: str = Field(min_length=1, max_length=80)
    quantity: int = Field(default=1, ge=1, le=999)

    def saving(self, standing: Standing) -> Saving | Missed:
        return reached(standing, self.threshold, 0)

    def over_orders(self, pile: Pile) -> Fen:
        return 0
