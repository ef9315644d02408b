"""凑单: what is missing to the next step, to the fen."""

from datetime import datetime
from random import Random

from service.pricing import yuan
from service.shops import Shop

from ..play import Lines, Play
from ..scene import Scene, found
from ..step import price_step, step

PIECES = 2


def made(shop: Shop, now: datetime, dice: Random) -> Play | None:
    scene = found(shop, now, dice, PIECES, fits=lambda scene: bool(_missing(scene)))
    if scene is None:
        return None
    lines = Lines("topping_up", dice)
    missing = tuple(yuan(fen).removesuffix(".00") for fen in _missing(scene))
    return lines.play(
        scene,
        price_step(scene, lines.say("price", goods=scene.names)),
        step(scene, lines.say("missing"), must=(missing,)),
    )


def _missing(scene: Scene) -> list[int]:
    """Fen to each promotion's next step: the buyer does not say which, one of them will do."""
    return [top_up.missing for top_up in scene.quote.top_ups if top_up.missing]
