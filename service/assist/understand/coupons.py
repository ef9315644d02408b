"""What the buyer says they hold or want used: "满2000减150的券", "150那张", "厨房券", "88会员",
"50块红包", "不用券"."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from .numbers import NUMBER, whole
from .wallet import Coupon, Wallet

_BOTH = re.compile(rf"满?({NUMBER})(?:元|块)?(?:减|-|立减)({NUMBER})(?!\d)")
_ONE = re.compile(
    rf"(?:满|减|抵)?({NUMBER})(?:元|块钱?)?(?:的)?(?:那张|那个)?(?:店铺|优惠|大额|小额)?券"
)
_THAT = re.compile(
    rf"(?:满|减|抵)?({NUMBER})(?:元|块钱?)?(?:的)?(?:那张|这张|那个(?!月)|这个)|"
    rf"(?:那张|这张|那个|这个|张|券(?:用|换)?(?:回|成)?)(?:是)?(?:满|减|抵)?({NUMBER})(?:元|块钱?)?(?:的|元|$)|"
    rf"(?:用|叠|领|拿|换)(?:上|了|成|回|到)?(?:张|那个)?(?:满|减)?({NUMBER})(?:元|块钱?)?的|^(?:再)?减({NUMBER})$|"
    rf"(?:那张|这张)(?:满|减)({NUMBER})"
)
"""By one figure of a coupon the rulebook has: 150那张, 那个150的, 用满1000的."""
_LARGER = re.compile(
    r"(?:大(?:额|的)?|面额大的?)那?(?:张|个)?(?:优惠|店铺)?券|券.{0,3}大的那张|大的那张|(?:那|这)张大的"
)
_SMALLER = re.compile(
    r"(?:小(?:额|的)?|面额小的?)(?:那)?(?:张|个)?(?:优惠|店铺)?券|小的那张|(?:那|这)张小的"
)
_SAYS_COUPON = re.compile(r"券|那张|这张")
_NO_COUPON = re.compile(
    r"(?:不|没|别|先不|都不|不想|不打算|无|未)(?:使)?(?:用|领|要|算|有|叠|加|带|拿|抢|抢到|领到)(?:到|上|任何)?(?:那张|这张|这些|店铺|优惠|大额)*券|"
    r"(?:去掉|去除|取消|扣掉|拿掉|撤掉|除掉)(?:使用|用)?(?:那张|这张)?(?:店铺|优惠)*券|没券|"
    r"券.{0,3}(?:不用|不要|不使用|去掉|不算|取消|算了|别算|别用|作废|拿掉|(?:没|未)(?:领|抢|拿)到?|过期|失效|用不了(?!吗|的)|不能用了)(?!吗|怎么|咋)|"
    r"^(?:那)?(?:都|一张都)不用(?:呢|了|的话)?$"
)
_CHANGES = re.compile(r"换|改(?:成|用)|用|多少|到手|券呢$")
_SWAPS = re.compile(r"换|改(?:成|用)|只(?:用|叠|要|拿)|就用|还用|还是用|单用|光用|还是用|用回")
_FOR_IT = re.compile(r"换(?:成|用)?(?:这|那)?张|换(?:成)?用")
_BESIDE = re.compile(r"也|还有|都|叠|同时|跟|和")
_NOT_GOT = re.compile(
    r"(?:没|未)(?:有)?(?:领|抢|拿)到?|领不到|抢不到|过期|失效|用不了|(?:不|别)(?:用|要|算)(?!.{0,2}[吗么])|去掉|取消"
)
_AGAIN = re.compile(
    r"^(?:那)?还是用(?:上|吧|了)|"
    r"(?:还是|再|又|重新)(?:把)?(?:用|算|加|叠)(?:上|回)?.{0,4}券|券.{0,3}(?:还是|再|重新)?(?:用|加|算)(?:上|回)"
)
_SEVERAL = re.compile(r"[两几]张|哪些|什么券|啥券|券.{0,3}(?:一起|叠)")
"""Coupons in general: no choice between them is open."""

_SAYING = re.compile(r"[，。；！ ]+")
_SPEAKS_OF = re.compile(rf"券|那张|{NUMBER}(?:减|-){NUMBER}")
_CAN_IT_NOT = re.compile(r"(?:能不能|可不可以|用不用|要不要|是不是)")
_BARE = re.compile(rf"(?:满|减|抵)?({NUMBER})(?:元|块)?(?:减\d+)?(?:的|那个)?(?:吧|呢|啊)?$")
_HAVE_YOU = re.compile(r"有没有|有无")
_WITH_COUPON = re.compile(r"不用券.{0,2}(?:吗|么)")
_UNPRICED = re.compile(
    r"88 ?vip|88会员|plus会员|会员价|国补|国家补贴|政府补贴|以旧换新|"
    r"红包|淘金币|京豆|购物金|消费券|津贴|满赠"
)
_EVERY = re.compile(r"(?:每满|跨店)")
_AMOUNT_BEFORE = rf"({NUMBER})(?:元|块钱?|个|的)*(?:的)?"
_AMOUNT_AFTER = rf"(?:还|里|余额)?(?:有|剩)?({NUMBER})(?:元|块)?"
_NOT_HELD = re.compile(r"(?:不是|没有?|没开|没办|非|不算|不用)(?:开通?|办)?$")


_ONE_OF_THEM = re.compile(
    r"^(?P<verb>(?:那|就|还是|要不|算了|我|先)*(?:用|换|选|要)?(?:成|回)?)(?P<side>[大小])的(?P<end>吧|呢|好了?|那个)?$"
)


def of_coupons(text: str) -> str:
    """In a talk of coupons 就用大的 is the larger coupon, and no goods."""
    match = _ONE_OF_THEM.match(text)
    return f"换用{match['side']}的那张券{match['end'] or ''}" if match else text


@dataclass(frozen=True, slots=True)
class CouponWords:
    """``named`` are promotion ids, ``among`` those of a mention that fits several, ``unknown`` what
    no rulebook has; ``none``: without a coupon."""

    named: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    none: bool = False
    unpriced: tuple[str, ...] = ()
    """Discounts the customer spoke of that no rulebook of the shop covers."""

    among: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    """Coupons of the named ones' kind, where the customer changes from one to another."""

    memberships: tuple[str, ...] = ()
    not_members: tuple[str, ...] = ()
    again: bool = False
    """The coupons that were laid aside are to be used after all."""

    balances: tuple[tuple[str, int], ...] = ()
    """(promotion id, fen or pieces)."""


def coupon_words(
    text: str,
    wallet: Wallet,
    held: Collection[str] = (),
    asked: Collection[str] = (),
    goods: Collection[str] = (),
) -> CouponWords:
    """The instruments of the normalised ``text``. "每满300减50" is 跨店满减 and not a coupon.

    ``held`` are the coupons spoken of before: 小的那张 is of their kind. ``asked`` are those the
    customer was asked to choose from: 满2000的 is an answer. ``goods`` are the SKUs they buy:
    小额券 is the smallest of those that cover any of them.
    """
    text = text.replace("卷", "券").replace("劵", "券")
    named, unknown = _by_figures(text, wallet)
    among: tuple[str, ...] = ()
    if not named and not unknown and asked and (match := _BARE.fullmatch(text)):
        among = _with_figure(wallet, match[1], asked)
        named, among = (among, ()) if len(among) == 1 else ((), among)
    elif not named and not unknown:
        found = _by_one_figure(text, wallet)
        if not found and not _SEVERAL.search(text) and _SAYS_COUPON.search(text):
            found = _by_size(text, wallet, held, goods) or _by_name(text, wallet)
        named, among = (found, ()) if len(found) == 1 else ((), found)
    lost = tuple(name for name in named if name in _lost(text, wallet, named))
    named = tuple(name for name in named if name not in lost)
    members, not_members = _memberships(text, wallet)
    balances = _balances(text, wallet)
    known = {*members, *not_members, *(word for word, _, _ in balances)}
    unpriced = (word for word in _UNPRICED.findall(text) if not _covered(word, known, wallet))
    return CouponWords(
        named,
        unknown,
        not lost
        and bool(_NO_COUPON.search(_HAVE_YOU.sub("", text)))
        and not _WITH_COUPON.search(text),
        tuple(dict.fromkeys(unpriced)),
        among,
        lost or _replaced(text, wallet, named),
        tuple(dict.fromkeys(wallet.memberships[word] for word in members)),
        tuple(dict.fromkeys(wallet.memberships[word] for word in not_members)),
        bool(_AGAIN.search(text)),
        tuple((promotion_id, amount) for _, promotion_id, amount in balances),
    )


def _lost(text: str, wallet: Wallet, named: tuple[str, ...]) -> set[str]:
    """Those of ``named`` that are not held or not wanted: in one saying, or right after it."""
    sayings = _SAYING.split(_CAN_IT_NOT.sub("", text))
    lost: set[str] = set()
    for at, saying in enumerate(sayings):
        if not _SPEAKS_OF.search(saying) or _SWAPS.search(saying):
            continue
        behind = sayings[at + 1] if at + 1 < len(sayings) else ""
        if _NOT_GOT.search(saying) or _NOT_GOT.match(behind):
            own = _by_figures(saying, wallet)[0] or _by_one_figure(saying, wallet)
            lost |= set(own or _by_name(saying, wallet)) & set(named)
    return lost


def _replaced(text: str, wallet: Wallet, named: tuple[str, ...]) -> tuple[str, ...]:
    kinds = {wallet.families.get(name, "") for name in named} - {""}
    beside = _BESIDE.search(text) and not _FOR_IT.search(text)
    if not kinds or not _CHANGES.search(text) or beside:
        return ()
    if _SWAPS.search(text):
        return tuple(wallet.families)
    return tuple(name for name, kind in wallet.families.items() if kind in kinds)


def _covered(word: str, known: set[str], wallet: Wallet) -> bool:
    return word in known or word in wallet.memberships


def _by_figures(text: str, wallet: Wallet) -> tuple[tuple[str, ...], tuple[str, ...]]:
    named: list[str] = []
    unknown: list[str] = []
    for match in _BOTH.finditer(text):
        if _EVERY.search(text[max(0, match.start() - 4) : match.start() + 2]):
            continue
        threshold, off = whole(match[1]), whole(match[2])
        if threshold is None or off is None or off >= threshold:
            continue
        fitting = [
            c.promotion_id
            for c in wallet.coupons
            if (c.threshold, c.off) == (threshold * 100, off * 100)
        ]
        if fitting:
            named += fitting
        elif "券" in text:
            unknown.append(f"满{threshold}减{off}")
    return tuple(dict.fromkeys(named)), tuple(unknown)


def _by_one_figure(text: str, wallet: Wallet) -> tuple[str, ...]:
    """150的券, 满2000那张: what is taken off, else the threshold."""
    for match in (*_ONE.finditer(text), *_THAT.finditer(text)):
        figure = whole(next(group for group in match.groups() if group))
        off = [c for c in wallet.coupons if figure and c.off == figure * 100]
        found = off or [c for c in wallet.coupons if figure and c.threshold == figure * 100]
        if found:
            return _ids(found)
    return ()


def _by_size(
    text: str, wallet: Wallet, held: Collection[str], goods: Collection[str]
) -> tuple[str, ...]:
    """大额券, 小的那张: of the kind that is held, or of all that cover the goods."""
    kinds = {wallet.families[name] for name in held if name in wallet.families}
    worth = [
        coupon
        for coupon in wallet.coupons
        if coupon.off is not None
        and (not kinds or wallet.families.get(coupon.promotion_id) in kinds)
        and (not goods or coupon.covers & set(goods))
    ]
    if worth and _LARGER.search(text):
        most = max(coupon.off or 0 for coupon in worth)
        return _ids([coupon for coupon in worth if coupon.off == most])
    if worth and _SMALLER.search(text):
        least = min(coupon.off or 0 for coupon in worth)
        return _ids([coupon for coupon in worth if coupon.off == least])
    return ()


def _with_figure(wallet: Wallet, figure: str, among: Collection[str]) -> tuple[str, ...]:
    fen = (whole(figure) or 0) * 100
    return tuple(
        coupon.promotion_id
        for coupon in wallet.coupons
        if coupon.promotion_id in among and fen in (coupon.threshold, coupon.off)
    )


def _by_name(text: str, wallet: Wallet) -> tuple[str, ...]:
    found = sorted(wallet.named.found(text), key=lambda entry: -len(entry[1]))
    return found[0][2] if found else ()


def _ids(coupons: list[Coupon]) -> tuple[str, ...]:
    return tuple(coupon.promotion_id for coupon in coupons)


def _memberships(text: str, wallet: Wallet) -> tuple[list[str], list[str]]:
    held: list[str] = []
    not_held: list[str] = []
    for word in sorted(wallet.memberships, key=len, reverse=True):
        at = text.find(word)
        if at >= 0:
            (not_held if _NOT_HELD.search(text[:at]) else held).append(word)
    return held, not_held


def _balances(text: str, wallet: Wallet) -> list[tuple[str, str, int]]:
    """(word, promotion id, amount) of 50块红包, 红包还有50, 2000京豆."""
    return [
        (word, promotion_id, amount)
        for word, promotion_id in wallet.balances.items()
        for amount in _amounts(text, word)
    ]


def _amounts(text: str, word: str) -> Iterator[int]:
    match = re.search(rf"{_AMOUNT_BEFORE}{word}", text) or re.search(
        rf"{word}{_AMOUNT_AFTER}", text
    )
    if match and (figure := whole(match[1])):
        pieces = word in ("京豆", "淘金币", "金币")
        yield figure if pieces else figure * 100
