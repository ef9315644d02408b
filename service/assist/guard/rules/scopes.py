"""Which goods a reduction is for, and what it asks of the buyer.

Wrong are 净水器不参加立减 where it does, 厨房券买冰箱也能用 where it is not for 冰箱, 立减要先领取
where nobody need claim it, 满2000才有 where it has no threshold.
"""

import re
from collections.abc import Iterator

from ..ledger import Ledger
from ..naming import product_named
from ..offers import Offer
from ..reading import Reading
from ..verdict import Flag, Severity

SOURCE = "优惠给哪些商品、要不要领、有没有门槛，以规则文件为准"

_CLAUSE = re.compile(r"[^，。;!?\n]+")
_ASKS = re.compile(r"吗|能不能|是不是|可不可以|要不要|如果|要是|的话|只有")
_NOT = re.compile(r"不(?:能)?(?:参加|参与|享受|适用)|不能用|用不了|不可以用|没有?(?:参加|参与)")
_IS = re.compile(r"(?<![不没未])(?:参加|参与|享受|适用|能用|可以用|用得了|也能|都能)")
_CLAIM = re.compile(
    r"(?<!不)(?<!不用)(?<!无需)(?:要|得|需要?|必须)您?先?[^，。;!?]{0,10}(?:领取?|领券)"
)
_FROM = re.compile(r"(?<!没)(?<!没有)满\d+(?:元|块)?(?:才|起|以上才)")
_WORDS = re.compile(r"(?:官方)?立减|([一-鿿]{2})?(?:小电)?券")


def scopes(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every clause that gives a reduction other goods or terms than the rulebook."""
    if not ledger.offers:
        return
    for match in _CLAUSE.finditer(reading.folded.text):
        clause = match[0]
        named = _WORDS.search(clause)
        if named is None or _ASKS.search(clause):
            continue
        offers = _meant(named, ledger)
        rest = clause[: named.start()] + "|" + clause[named.end() :]
        if offers and (why := _wrong(rest, offers, ledger)):
            start, end, span = reading.original(*match.span())
            message = f"「{span}」：{why}"
            yield Flag("claim.scope", span, start, end, Severity.BLOCK, message, SOURCE)


def _meant(named: re.Match[str], ledger: Ledger) -> list[Offer]:
    """The offers that the words may mean: 立减 those of its kind, 厨房券 those so called."""
    if "立减" in named[0]:
        return [offer for offer in ledger.offers if "official" in offer.kinds]
    if named[1] is None:
        return []
    return [o for o in ledger.offers if "coupon" in o.kinds and named[1] in o.name]


def _wrong(clause: str, offers: list[Offer], ledger: Ledger) -> str:
    """Why the clause is wrong, empty if it is not."""
    if _CLAIM.search(clause) and not any(offer.claimed for offer in offers):
        return "规则里它不用领取"
    if _FROM.search(clause) and all(offer.free for offer in offers):
        return "规则里它没有门槛"
    goods = product_named(clause, ledger.products) or _of_category(clause, ledger)
    if not goods:
        return ""
    covered = [bool(goods & offer.skus) for offer in offers]
    if _NOT.search(clause):
        return "规则里这款商品参加" if all(covered) and _all_of(goods, offers) else ""
    if _IS.search(clause) and not any(covered):
        return "规则里这款商品不参加"
    return ""


def _of_category(clause: str, ledger: Ledger) -> frozenset[str]:
    return frozenset(sheet.sku for sheet in ledger.sheets if sheet.kind in clause)


def _all_of(goods: frozenset[str], offers: list[Offer]) -> bool:
    return all(goods <= offer.skus for offer in offers)
