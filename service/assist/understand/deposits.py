"""Where the buyer stands with the deposit 定金: paid, not yet, missed.

Said of the deposit are a verb of paying and what makes it past, denied or too late; their order is
free: 定金我昨天付的, 上周就交过定金, 没来得及付定金.
"""

import re

from service.conversations.state import Deposit

_NAMED = re.compile(r"定金|订金|预付款|付定|交定|预售")
_PAY = r"(?:付|交|给|拍|打|转|缴|支付)"
_TOO_LATE = re.compile(
    rf"错过|没赶(?:上|着)|赶不上|忘(?:记|了)?{_PAY}|忘(?:了|记)|没来得及|来不及{_PAY}|过期|{_PAY}不了了|没{_PAY}上|过了没{_PAY}|截止了没"
)
_MISSED_ALONE = re.compile(r"^(?:那|就|我|啊|哎|唉|哎呀)*(?:错过|没赶上)了?[啊呀吧哦]?$")
_PAID_ALONE = re.compile(
    r"(?:我|那|好|嗯)*(?:已经|刚刚?|都|早就|昨天)?(?:(?:付|交)(?:了|过了|好了|好啦|完了|过|啦|好)(?:啊|的|哈|呀)?)+"
)
_NOT_PAID = re.compile(rf"(?:没有?|未|还没有?|不)(?:想)?{_PAY}|没(?=定金|订金)")
_NOT_PAID_ALONE = re.compile(r"^(?:我)?还没付")
_DONE = re.compile(
    rf"{_PAY}(?:款)?(?:了|过|完|好|掉|清|过了|完了)|"
    rf"(?:已经?|早|都|刚刚?|昨天|昨晚|前天|前几天|之前|上周|上个?月|那天|今天|今早|当时|就|\d+[号日月]|月[初中底]|把定金|把订金)+(?:就|都|已经?)*{_PAY}(?!$|吗|多少|不|得|的话)|"
    rf"(?:已经?|早|刚刚?|就)(?:就|都)?{_PAY}$|{_PAY}(?:过|了|的)?\d*(?:元|块)?(?:钱)?(?:的)?(?:定金|订金)(?:了|的)|"
    rf"(?:我|昨天|前天|前几天|昨晚|之前|上周|双1[12]|\d+号|月[初中底])(?:就)?{_PAY}的(?:定金|订金)?|{_PAY}了?\d+(?:元|块)?(?:的)?定金"
)
_ONLY_IF = re.compile(
    r"(?:定金|订金).{0,6}(?:付了|交了).{0,4}(?:能|可以|会|还)?(?:退|不退)|如果|要是|假如|万一|的话"
)
_HYPOTHETICAL = re.compile(r"如果|要是|假如|万一|的话")
_FINAL = re.compile(r"尾款.{0,4}(?:忘|错过)|忘.{0,3}尾款")
_IS_IT_NOT = re.compile(r"不是.{0,6}(?:付|交)")
_DID = re.compile(r"(?:付|交|给)(?:了|过|完|好)")
_ASKS_HOW = re.compile(
    r"(?:怎么|咋|哪里|在哪|什么时候|几号|几点|多少|能不能|可以|能|要|还来得及|先)(?:\S{0,3})(?:付|交)(?!了|过|完|好)"
)


def deposit_words(text: str, *, spoken_of: bool = False) -> Deposit | None:
    """What the normalised segment says of the deposit; ``None`` if nothing, or only "if".
    ``spoken_of``: the talk has been of the deposit, so that 付了 is said of it."""
    if spoken_of and _PAID_ALONE.fullmatch(text):
        return Deposit.PAID
    if _MISSED_ALONE.search(text):
        return Deposit.MISSED
    if _NOT_PAID_ALONE.search(text):
        return Deposit.UNPAID
    if not _NAMED.search(text):
        return None
    if _TOO_LATE.search(text) and not _FINAL.search(text):
        return None if _HYPOTHETICAL.search(text) else Deposit.MISSED
    if _ONLY_IF.search(text) and not _NOT_PAID.search(text):
        return None
    if _NOT_PAID.search(text) and not _IS_IT_NOT.search(text):
        return Deposit.UNPAID
    if _ASKS_HOW.search(text) and not _DID.search(text):
        return None
    return Deposit.PAID if _DONE.search(text) else None
