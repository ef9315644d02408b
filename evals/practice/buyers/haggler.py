"""砍价: the exact price first, then no concession that the rules do not have."""

from datetime import datetime
from random import Random

from evals.casebook import Action
from service.shops import Shop

from ..play import Lines, Play
from ..scene import found
from ..step import price_step, step

CONCESSIONS = (
    "给您便宜",
    "给你便宜",
    "可以便宜",
    "再便宜",
    "给您少",
    "可以少",
    "给您改价",
    "改价给您",
    "私下",
    "返现",
    "补差价给您",
    "送您一个",
    "送您个",
    "多送",
)
"""What nobody at the desk may grant by himself."""


def made(shop: Shop, now: datetime, dice: Random) -> Play | None:
    scene = found(shop, now, dice)
    if scene is None:
        return None
    lines = Lines("haggler", dice)
    return lines.play(
        scene,
        price_step(scene, lines.say("price", goods=scene.names)),
        step(scene, lines.say("cheaper"), Action.REFUSE, must_not=CONCESSIONS),
        step(
            scene,
            lines.say(dice.choice(("elsewhere", "gift"))),
            Action.REFUSE,
            must_not=CONCESSIONS,
        ),
    )
