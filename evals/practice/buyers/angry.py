"""生气: soothe first, say what is done, promise no hour that nobody can keep."""

from datetime import datetime
from random import Random

from service.shops import Shop

from ..play import Lines, Play
from ..scene import found
from ..step import step

SORRY = ("抱歉", "对不起", "不好意思", "理解", "让您久等", "久等", "辛苦您")
DOES = ("查", "核实", "催", "登记", "反馈", "跟进", "订单号", "转")
RASH = ("保证今天", "今天一定", "今天肯定", "一定今天", "肯定今天", "马上就发", "保证发")


def made(shop: Shop, now: datetime, dice: Random) -> Play | None:
    scene = found(shop, now, dice)
    if scene is None:
        return None
    lines = Lines("angry", dice)
    return lines.play(
        scene,
        step(scene, lines.say("late"), must=(SORRY, DOES), must_not=RASH),
        step(scene, lines.say("today"), must=(DOES,), must_not=RASH),
    )
