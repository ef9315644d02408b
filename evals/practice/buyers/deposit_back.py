"""退定金: what the rules pay back, as the calculator tells it; no favours."""

from datetime import datetime
from random import Random

from evals.casebook import Action
from service.pricing import Cart, Line, yuan
from service.pricing.refund import Order, refund
from service.shops import Shop

from ..play import Lines, Play
from ..scene import Scene, found
from ..step import step

NOT_BACK = ("不退", "不能退", "不予退", "退不了", "不支持退", "无法退", "没法退")
FAVOURS = ("给您退定金", "可以退定金", "帮您退定金", "破例", "后台给您退", "后台退给您", "通融一次")


def made(shop: Shop, now: datetime, dice: Random) -> Play | None:
    scene = found(shop, now, dice, fits=lambda s: bool(s.quote.deposit), phase="deposit")
    if scene is None:
        return None
    lines = Lines("deposit_back", dice)
    asks, begs = lines.say("back", goods=scene.names), lines.say("really")
    if back := _paid_back(scene):
        figure = (yuan(back).removesuffix(".00"),)
        return lines.play(scene, step(scene, asks, must=(figure,)))
    return lines.play(
        scene,
        step(scene, asks, Action.REFUSE, must=(NOT_BACK,), must_not=FAVOURS),
        step(scene, begs, Action.REFUSE, must_not=FAVOURS),
    )


def _paid_back(scene: Scene) -> int:
    """Fen of the deposit that come back when the buyer changes their mind."""
    (one,) = scene.goods
    lines = (Line(one.sku, one.list_price, 1, one.category, one.short),)
    order = Order(
        Cart(lines, scene.at), scene.quote, scene.shop.rulebook_at(scene.at), final_paid=False
    )
    return refund(order, scene.basket, scene.at).cash
