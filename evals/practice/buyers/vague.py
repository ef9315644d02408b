"""说不清: a category that several goods share. Ask which one, then price it."""

from datetime import datetime
from random import Random

from evals.casebook import Action
from service.shops import Shop

from ..play import Lines, Play
from ..scene import Scene, found
from ..step import price_step, step


def made(shop: Shop, now: datetime, dice: Random) -> Play | None:
    """A category of goods whose prices differ, by a name that buyers use for it."""
    scene = found(shop, now, dice, fits=_shared)
    if scene is None:
        return None
    lines = Lines("vague", dice)
    kind = scene.goods[0].category
    return lines.play(
        scene,
        step(scene, lines.say("price", kind=kind), Action.ASK),
        price_step(scene, lines.say("this_one", goods=scene.names)),
    )


def _shared(scene: Scene) -> bool:
    """空调, 冰箱: a word that stands in the title too, so that it is what buyers say."""
    (one,) = scene.goods
    same = [p for p in scene.shop.catalogue if p.category == one.category]
    named = all(one.category in product.title for product in same)
    return named and len({product.list_price for product in same}) > 1
