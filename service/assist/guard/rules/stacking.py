"""Two coupons on one order: 两张券一起用 only where the quote uses two."""

import re
from collections.abc import Iterator

from ..facts import COUPONS, Role
from ..ledger import Ledger
from ..reading import Reading
from ..verdict import Flag, Severity
from .refusals import refused

SOURCE = "优惠能不能叠加以规则和报价为准"

_BOTH = re.compile(
    r"(?:两|2|二|三|几|多)张(?:店铺|优惠|品类)?券?(?:都|可以?|能|也|就|全)*(?:一起|同时|叠加?|叠着|一块儿?)(?:用|使用|减|抵|起来)?"
    r"|(?:店铺|优惠)?券(?:和|跟|与)(?:店铺|优惠|厨房)?券(?:都|可以?|能|也)*(?:一起|同时|叠加?)"
    r"|(?:两|2|二)张(?:店铺|优惠|品类)?券都(?:能|可以?)?(?:用|减|抵)(?!不|得?上?其中)"
)
_PARTED = re.compile(r"分(?:成|开)?(?:两|二|2)[单笔]|各用|分别")
_ASKED = re.compile(r"[吗么?]|能不能|可不可以")


def stacking(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every sentence that uses several coupons at once where no quote does."""
    if not ledger.reductions:
        return
    used = any(fact.unit == COUPONS for fact in ledger.in_role(Role.PIECES))
    for match in _BOTH.finditer(reading.text):
        if used or _PARTED.search(reading.text) or _ASKED.search(reading.text):
            continue
        if refused(reading.text, *match.span()):
            continue
        start, end, span = reading.original(*match.span())
        message = f"「{span}」：报价里没有同时用两张券"
        yield Flag("claim.stacking", span, start, end, Severity.BLOCK, message, SOURCE)
