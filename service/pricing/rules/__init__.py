"""Every promotion kind. Adding one means one file beside this, one line here, one test."""

from typing import Annotated

from pydantic import Field

from .cross_store import CrossStore
from .deposit_inflation import DepositInflation
from .deposit_reduction import DepositReduction
from .official_reduction import OfficialReduction
from .shop_coupon import ShopCoupon
from .shop_reduction import ShopReduction

AnyPromotion = Annotated[
    DepositInflation
    | DepositReduction
    | OfficialReduction
    | ShopReduction
    | ShopCoupon
    | CrossStore,
    Field(discriminator="kind"),
]
