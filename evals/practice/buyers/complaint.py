"""投诉: sorry, no blame, no money of one's own accord, and to somebody who may decide."""

from datetime import datetime
from random import Random

from evals.casebook import Action
from service.shops import Shop

from ..play import Lines, Play
from ..scene import found
from ..step import step

SORRY = ("抱歉", "对不起", "不好意思", "理解您", "给您添麻烦")
NEXT = ("照片", "视频", "图片", "订单号", "登记", "核实", "换", "退", "售后", "检测")
PAYING = ("赔您", "赔你", "我们赔", "给您赔", "补偿您", "返现", "微信转")
BLAME = ("您操作", "你操作", "是您自己", "是你自己", "不关我们")
NEVER = (*PAYING, *BLAME)
ONWARDS = ("转", "反馈", "申请")


def made(shop: Shop, now: datetime, dice: Random) -> Play | None:
    scene = found(shop, now, dice)
    if scene is None:
        return None
    lines = Lines("complaint", dice)
    broken = lines.say("broken", goods=scene.names)
    return lines.play(
        scene,
        step(scene, broken, must=(SORRY, NEXT), must_not=NEVER),
        step(scene, lines.say("pay"), must=((*NEXT, *ONWARDS),), must_not=NEVER),
        step(scene, lines.say("complain"), Action.HANDOFF, must_not=NEVER),
    )
