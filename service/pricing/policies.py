"""Where sources leave the rule open: named choices, each with its readings.

A platform's defaults are in ``platforms.py``; a rulebook may name a policy to override them. Cases
that follow another reading (legacy apps, recomputed refunds, the odd fen on the last line …) are
reproduced by naming that policy, never by changing a default.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Thresholds = Literal["parallel", "progressive"]


class Policies(BaseModel):
    """Overrides; ``None`` means the platform's default.

    - ``thresholds`` 门槛: *parallel*, every layer tests the price after item deals;
      *progressive*, each layer tests what is left.
    - ``over_discount``: *stop*, a line stops at its floor and the rest is lost (since 2020-08);
      *void*, an instrument that brings a line to its floor or under is not usable on the whole
      order (2018–19), judged at its own turn; *one_fen*, like *stop*, and an order at 0 is sold
      at 0.01.
    - ``cross_base``: what 跨店满减 is measured on in parallel mode: *after_item_deals* (since
      2021), *after_coupons* (a shop's coupons lower it), *after_red_packets* (only 店铺红包 lower
      it [A15]).
    - ``merchant_coupons``: *one_per_shop* (商品券 of different items stand together),
      *one_per_order*, or *by_overlap* (they clash where their scopes overlap).
    - ``shop_excludes_platform``: any shop activity excludes platform 满减; the better wins.
    - ``presale_base``: thresholds of a presale line use the price less the *net* gain (deposit
      included), or less its *whole_worth* 抵用额.
    - ``member_base``: *final_payment* (the deposit gets no rate) or *whole*.
    - ``coupon_on_deposit``: a coupon may eat the deposit too (legacy apps).
    - ``share_weights``: fixed amounts are shared by the line's *price* after item deals, or by its
      *final_payment* (that price less the deposit; merged presale orders on 京东 [J4]).
    - ``rate_rounding``: once a *line*, per *unit*, or once an *order*.
    - ``rate_base``: a percentage is taken of the *threshold* base, or of what is *left*.
    - ``odd_fen``: the leftover fen go to the *largest_remainder* or to the *last_line*.
    - ``subsidy_base``: 国补 on the price *after_assets* or *before_assets*.
    - ``choice``: the *cheapest* for the buyer, or *use_everything* as a page would: in
      the rulebook's order each instrument that still may be used.
    - ``refund``: from the stored *shares*, or *recomputed* on what is kept.
    - ``price_protection``: the formula of *tmall*, *jd* or *pinduoduo*.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    thresholds: Thresholds | None = None
    over_discount: Literal["stop", "void", "one_fen"] | None = None
    cross_base: Literal["after_item_deals", "after_coupons", "after_red_packets"] | None = None
    merchant_coupons: Literal["one_per_shop", "one_per_order", "by_overlap"] | None = None
    shop_excludes_platform: bool | None = None
    presale_base: Literal["net", "whole_worth"] | None = None
    member_base: Literal["final_payment", "whole"] | None = None
    coupon_on_deposit: bool | None = None
    share_weights: Literal["price", "final_payment"] | None = None
    rate_rounding: Literal["line", "unit", "order"] | None = None
    rate_base: Literal["threshold", "left"] | None = None
    odd_fen: Literal["largest_remainder", "last_line"] | None = None
    subsidy_base: Literal["after_assets", "before_assets"] | None = None
    choice: Literal["cheapest", "use_everything"] | None = None
    refund: Literal["shares", "recomputed"] | None = None
    price_protection: Literal["tmall", "jd", "pinduoduo"] | None = None

    def over(self, default: "Policies") -> "Policies":
        """These where they are named, else the default's."""
        return default.model_copy(update=self.model_dump(exclude_none=True))
