"""What the last burst is after, by the trade's words."""

import re

from service.conversations.state import Intent

_COMPLAINT = re.compile(
    r"投诉|举报|12315|12305|消协|消费者协会|工商局|市监局|曝光|起诉|律师函|法院见|媒体|职业打假|欺诈消费者"
)
_HUMAN = re.compile(r"转人工|人工客服|找人工|要人工|真人|叫你们(?:经理|主管|领导)|^人工$")
_PRICE = re.compile(
    r"多少钱|到手|价格|几钱|咋卖|怎么卖|合计|总共|一共|总价|实付|要付多少|付多少|尾款(?:是)?多少|定金(?:是)?多少|"
    r"便宜多少|优惠多少|省多少|减多少|折后|券后|什么价|啥价|报个价|算一下|算下|再算|多钱|多少米"
)
AFTER_SALE = re.compile(r"退[^订]|退$|价格保护|价保|补差|差价|降价|赔|换货|维修")
"""Money that goes back is not the price of a basket: scripts answer, no purchase is priced."""

_PAY_TIME = re.compile(r"(?:尾款|定金).{0,6}(?:什么时候|啥时候|几号|几点|哪天|何时|时间|多久)")


def intent_of(text: str) -> tuple[Intent | None, str]:
    """The intent of the normalised ``text`` and the word that decided, ``(None, "")`` if none."""
    for intent, pattern in (
        (Intent.COMPLAINT, _COMPLAINT),
        (Intent.HUMAN, _HUMAN),
        (Intent.QUESTION, AFTER_SALE),
        (Intent.PRICE, _PRICE),
        (Intent.PRICE, _PAY_TIME),
    ):
        match = pattern.search(text)
        if match:
            return intent, match[0]
    return None, ""
