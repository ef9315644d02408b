"""How the buyer feels, by their words and marks: calm, in a hurry, unhappy, angry."""

import re

from service.conversations.state import Mood

_ANGRY = re.compile(
    r"垃圾(?!桶|袋|处理|分类)|骗(?:子|人|消费者)|恶心(?!想吐)|废物|坑(?:人|爹|货)|什么破|(?<![我她你爸咱])妈的|他妈(?!妈)|"
    r"操(?![作控心办场])|滚(?=[吧蛋开犊]|$|，)|去死|傻[逼比bB]|(?<![a-z])sb(?![a-z])|无语死|气死|太过分|黑店|奸商|"
    r"投诉你|举报你|忽悠|耍我|当我傻|差评|(?:什么|啥)态度|态度(?:太|真|这么)?差"
)
_UNHAPPY = re.compile(
    r"失望|无语|郁闷|不满意|太慢|太差|怎么(?:又|还|老)(?:没|不|是)|等(?:了)?(?:好几|这么|很)?(?:天|久)|还没(?:发|到|退)|"
    r"没人(?:回|理|管)|不(?:理|回)[人我]|乱收费|坑我|说话不算|当初说|明明(?:说|写)|怎么(?:能)?这样|放.{0,3}鸽子|白(?:等|跑)|请假等|坏了|破了|少了|发错|服了|呵呵"
)
_HURRIED = re.compile(
    r"急|快点|赶紧|马上|尽快|立刻|来不及|赶时间|速度|在不在|人呢|[?]{3,}|(?:快|就)要?(?:结束|截止|没了)|能快|催"
)


def mood_of(text: str) -> Mood | None:
    """The mood of a normalised burst; ``None`` if nothing in it tells."""
    for mood, pattern in (
        (Mood.ANGRY, _ANGRY),
        (Mood.UNHAPPY, _UNHAPPY),
        (Mood.HURRIED, _HURRIED),
    ):
        if pattern.search(text):
            return mood
    return None
