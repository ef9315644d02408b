"""Where the buyer stands with the deposit 定金: paid, not yet, missed."""

import re

from service.conversations.state import Deposit

_MISSED = re.compile(
    r"(?:错过|没赶上|忘(?:记|了)?|没来得及)了?(?:付|交)?(?:定金|订金|预售)|"
    r"^(?:那|就)?(?:错过|没赶上)了?[啊呀吧哦]?$|"
    r"(?:定金|订金)(?:我)?(?:已经|都)?(?:错过|没赶上|忘(?:了|记)?(?:付|交)|忘(?:了|记)|没来得及|过期)"
)
_UNPAID = re.compile(
    r"^(?:我)?还没付|(?:还|都|也)?(?:没|未)(?:有)?(?:付|交|拍|给)(?:过)?(?:定金|订金)|(?:定金|订金)(?:我)?(?:还|都)?(?:没|未)(?:有)?(?:付|交|拍|给)"
)
_PAID = re.compile(
    r"(?:定金|订金)\d*(?:元|块)?(?:我)?(?:已经|已|都|早就|昨天|前天|刚刚?)?(?:付了|付过|交了|交过|拍了|付完|给了|付款了|付好)|"
    r"(?:付|交|拍|给)(?:过|了|完|好)(?:\d+(?:元|块)?)?(?:的)?(?:定金|订金)|已付(?:定金|订金)|付定(?:金)?了"
)
_ASKS = re.compile(
    r"(?:定金|订金).{0,6}(?:付了|交了).{0,4}(?:能|可以|会|还)?(?:退|不退)|如果|要是|假如|万一|的话"
)


def deposit_words(text: str) -> Deposit | None:
    """What the normalised segment says of the deposit; ``None`` if nothing, or only "if"."""
    if _ASKS.search(text) and not _MISSED.search(text):
        return None
    for stands, pattern in ((Deposit.MISSED, _MISSED), (Deposit.UNPAID, _UNPAID)):
        if pattern.search(text):
            return stands
    return Deposit.PAID if _PAID.search(text) else None
