"""Every promotion kind. Adding one means one file beside this, one line here, one test.

Every kind has ``id``, ``name``, ``scope`` (all | skus | categories | shops, and except_…),
``from``, ``to``, ``group``, ``excludes``, ``stacks``, ``public``. Amounts are strings of yuan,
rates percentages off.
Layers run from the top of the table to its end; inside a layer, in the rulebook's order.

======================  ======================  =======================================  =======
kind                    term                    fields                                   source
======================  ======================  =======================================  =======
direct_reduction        直降, 尾款立减          off, official, adds_to_presale           A28
fixed_price             一口价, 秒杀价          price, official, adds_to_presale         A28
first_n                 前N件                   count, price, official, adds_to_presale
limited_discount        限时折扣                percent_off, official, adds_to_presale
deposit_inflation       定金膨胀 (100抵200)     deposit?, worth                          A1
deposit_reduction       付定立减                deposit, off                             A3
official_reduction      官方立减                percent_off                              A6 A29
shop_reduction          店铺满减, 每满减        threshold, off, every, cap?              A13
shop_ladder             阶梯满减                tiers [threshold, off], every            A13
amount_discount         满额折                  threshold, percent_off, cap?             A13
count_discount          满件折                  count, percent_off, cap?                 A13
nth_item                第N件X折, 第N件X元      nth, price | percent_off, repeat         A10
pick_for                N元任选M件              count, price
gift                    满赠                    threshold, gift, quantity
shop_coupon *           店铺券                  threshold, off                           A13
item_coupon *           商品券                  threshold, off                           A13
shop_red_packet *       店铺红包                threshold, off                           A13
discount_coupon *       折扣券                  threshold, percent_off, cap?             J7
cross_store             跨店满减, 津贴          threshold, off, from_balance             A15 A17
platform_reduction      平台满减                threshold, off, every, cap?              D2
platform_coupon *       平台券                  threshold, off                           J3
jing_coupon *           京券                    threshold, off                           J1
dong_coupon *           东券                    threshold, off | percent_off + cap       J1 J7
consumption_voucher *   消费券                  threshold, off
category_coupon *       品类券                  threshold, off
member_rate             88VIP, PLUS             membership, percent_off, cap?            A23 A24
red_packet *            现金红包                off? (else the balance)
coins                   淘金币                  per_yuan, max_percent, step
beans                   京豆                    per_yuan, max_percent, step              J12
prepaid                 购物金                  (the balance)
government_subsidy *    国补                    percent_off, cap, price_limit?           G1 G2
freight                 运费, 满包邮            fee, free_from?, measured_on
======================  ======================  =======================================  =======

``*`` counts only when its id is in ``Cart.claimed``; member_rate needs ``Cart.memberships``, assets
and 津贴 need ``Cart.balances``. Everything else is automatic and forced when met.
"""

from typing import Annotated

from pydantic import Field

from .amount_discount import AmountDiscount
from .beans import Beans
from .category_coupon import CategoryCoupon
from .coins import Coins
from .consumption_voucher import ConsumptionVoucher
from .count_discount import CountDiscount
from .cross_store import CrossStore
from .deposit_inflation import DepositInflation
from .deposit_reduction import DepositReduction
from .direct_reduction import DirectReduction
from .discount_coupon import DiscountCoupon
from .dong_coupon import DongCoupon
from .first_n import FirstN
from .fixed_price import FixedPrice
from .freight import Freight
from .gift import Gift
from .government_subsidy import GovernmentSubsidy
from .item_coupon import ItemCoupon
from .jing_coupon import JingCoupon
from .limited_discount import LimitedDiscount
from .member_rate import MemberRate
from .nth_item import NthItem
from .official_reduction import OfficialReduction
from .pick_for import PickFor
from .platform_coupon import PlatformCoupon
from .platform_reduction import PlatformReduction
from .prepaid import Prepaid
from .red_packet import RedPacket
from .shop_coupon import ShopCoupon
from .shop_ladder import ShopLadder
from .shop_red_packet import ShopRedPacket
from .shop_reduction import ShopReduction

AnyPromotion = Annotated[
    DirectReduction
    | FixedPrice
    | FirstN
    | LimitedDiscount
    | DepositInflation
    | DepositReduction
    | OfficialReduction
    | ShopReduction
    | ShopLadder
    | AmountDiscount
    | CountDiscount
    | NthItem
    | PickFor
    | Gift
    | ShopCoupon
    | ItemCoupon
    | ShopRedPacket
    | DiscountCoupon
    | CrossStore
    | PlatformReduction
    | PlatformCoupon
    | JingCoupon
    | DongCoupon
    | ConsumptionVoucher
    | CategoryCoupon
    | MemberRate
    | RedPacket
    | Coins
    | Beans
    | Prepaid
    | GovernmentSubsidy
    | Freight,
    Field(discriminator="kind"),
]
