"""Roles: what a number of money means, read from the words around it within its clause."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from ..facts import Role
from ..tables import table
from .mentions import Kind, Mention
from .quantities import CENTS, is_han

_BARRIER = re.compile(r"[，。;!?\n()【】\[\]+=、/|→]|但是?|不过|可是")
_FILLER = re.compile(r"[是为要有了¥:只需就共仅才即均的]*")
_EACH_BEFORE = re.compile(
    r"(?<![第加再和])(?:平均)?(?:每(?!个(?:账号|订单|人|用户|月))|单|一|(?<!\d)1)[台件个套只部](?!数)|各(?:自|付了?|要|是)?(?:¥)?$"
)
_EACH_AFTER = re.compile(r"(?:/|每|一|1)?(?<=[/每一1])[台件个套只部](?!数|人)")
_ALL_BEFORE = re.compile(
    r"(?:合计|总共|一共|共计|总计|加起来|拢共|统共|总价|总额)[是为:要]?(?:¥|rmb)?$"
    r"|(?<![第\d.])(?:[2-9]|\d{2,3}|[两三四五六七八九十])[台件套只部]的?(?:商品)?(?:原价|日常价|页面价|标价)"
    r"(?:是|为|:|合计|一共|共)?(?:¥|rmb)?$"
)
_MORE = re.compile(r"(?:再|多|还能?|又能?)(?:能|可以?)?(?:减|省|抵|优惠|便宜)(?:掉|了)?(?:¥|rmb)?$")
_AHEAD = re.compile(r"(?:离|距|距离|凑到|凑够|凑满|到|够到?|达到)(?:下一档|满)?(?:¥)?$")
_SIGN_BEFORE = re.compile(r"(?:[-+=×→]|变成?)(?:¥)?$")
_SIGN_AFTER = re.compile(r"(?:元|块)?(?:[-+=×→]|变|离|距|就?是(?:您)?分)")
_TOPIC = re.compile(r"(?:呢|是|为|的话|这边|这块|方面|哦|啊|嘛|哈)?[，:(]$")
_NO_TOPIC = re.compile(r"(?:不参加|不享受|不能用|不用|没有|无需|不付|不要)[^，。;!?]{0,8}$")
"""不参加官方立减，三套是897元: what follows is no saving."""
_IS_YOUR = re.compile(
    r"[，,]?(?:这|那)?(?:个|就|也|便|即)?(?:是|为)(?:您|你|咱们?)?(?:的|要付的|需要付的|需付的|最终的?|最后的?){0,2}"
)
_OF_ONE = frozenset({Role.UNIT_PRICE, Role.LIST_PRICE, Role.OTHER_AMOUNT})
_SUM = ("合计", "总共", "一共", "共计", "总计", "加起来", "拢共", "统共", "共")


_SUMS = re.compile(r"(?:合计|总共|一共|共计|总计|加起来|共|总价)[是为:]?(?:¥)?$")
_BY_THE_PIECE = re.compile(r"[定订]金(?:是|都|要)?按件")
_ACTUAL = re.compile(r"(?:实付|实际付的?|分摊后?|摊到)(?:是|为|:)?(?:¥)?$")


# 优惠1, 方案2 are numbering; 减5, 定金9 are amounts.
_OF_MONEY = re.compile(
    r"(?:到手价?|实付|合计|[定订]金|尾款|原价|日常价|单价|满|[减抵省返降付]|优惠了|便宜了?)[是为:]?$"
)


@dataclass(frozen=True, slots=True)
class RoleWord:
    """``role`` is ``None`` for a word that only hides the shorter words inside it."""

    word: str
    role: Role | None
    accepts: frozenset[Role]
    weak: bool
    start: int = 0
    end: int = 0


def with_roles(text: str, mentions: list[Mention]) -> list[Mention]:
    """The mentions with their roles; only money has one that depends on the words."""
    words = list(_words(text))
    respectively = _respectively(text, words, mentions)
    found: list[Mention] = []
    floor = 0
    for index, mention in enumerate(mentions):
        if mention.kind not in (Kind.AMOUNT, Kind.BARE):
            found.append(mention)
            continue
        floor = max(floor, _barrier(text, floor, mention.start))
        word, taken = _role_word(text, words, mention, floor)
        word = (
            respectively.get(index)
            or _after_a_threshold(text, found, mention)
            or _left_after(text, found, mention)
            or word
        )
        told = _in_role(mention, word, _is_each(text, floor, mention))
        told = replace(
            told,
            total=_is_total(text, floor, mention),
            more=_MORE.search(text, floor, mention.start) is not None,
            ahead=_AHEAD.search(text, 0, mention.start) is not None,
            summed=_is_summed(text, mention),
            coupon=_OF_A_COUPON.search(text, 0, mention.start) is not None,
        )
        told = _before_what_is_taken_off(text, _of_each(text, found, told, word), word)
        if _BECOMES.match(text, mention.end) or _CHAIN_BEGINS.match(text, mention.end):
            told = replace(told, role=None, accepts=frozenset())
        if _says_something(text, told):  # else the 一 of 定金一共398 would part 定金 from 398
            found.append(told)
            floor = max(mention.end, taken)
    return found


def _says_something(text: str, mention: Mention) -> bool:
    """A bare 3 or 二十 is only a figure where the words around it make it an amount."""
    if mention.kind is not Kind.BARE:
        return True
    if mention.unit == CENTS:
        return bool(mention.accepts)
    if mention.value is None:
        return bool(mention.accepts) and mention.end - mention.start > 1
    least = 100 if is_han(text[mention.start : mention.end]) else 10
    if mention.value >= least:
        return True
    if mention.value >= 10:
        return bool(mention.accepts)
    said = _OF_MONEY.search(text, max(0, mention.start - 6), mention.start)
    return said is not None and not is_han(text[mention.start : mention.end])


def _words(text: str) -> Iterator[RoleWord]:
    pattern, known = _before()
    for match in pattern.finditer(text):
        word = known[match[0]]
        if word.role is not None:
            yield replace(word, start=match.start(), end=match.end())


def _barrier(text: str, floor: int, end: int) -> int:
    return max((match.end() for match in _BARRIER.finditer(text, floor, end)), default=floor)


def _role_word(
    text: str, words: list[RoleWord], mention: Mention, floor: int
) -> tuple[RoleWord | None, int]:
    """The word that says the role, and the end of what it used behind the number."""
    before = [word for word in words if floor <= word.start and word.end <= mention.start]
    before = before or _topic(text, words, floor)
    strong = [word for word in before if not word.weak]
    after = _after_word(text, mention.end)
    if strong and _sums_up(before, strong[-1]):
        return before[-1], 0
    if strong and after is not None and after.role is Role.DEPOSIT and strong[-1].word in _OFF:
        return after, after.end
    if strong and (after is None or _FILLER.fullmatch(text, strong[-1].end, mention.start)):
        return strong[-1], 0
    if after is not None:
        return after, after.end
    nearest = strong or before
    return (nearest[-1] if nearest else None), 0


def _topic(text: str, words: list[RoleWord], floor: int) -> list[RoleWord]:
    """到手价呢，4698元: a clause that ends with a role word is about the next one."""
    clause = [word for word in words if word.end < floor and not word.weak]
    if clause and _NO_TOPIC.search(text, 0, clause[-1].start):
        return []
    if clause and _TOPIC.fullmatch(text, clause[-1].end, floor):
        return clause[-1:]
    return []


def _sums_up(before: list[RoleWord], strong: RoleWord) -> bool:
    """定金加尾款一共4698: a sum of both is the whole price."""
    last = before[-1]
    if last.word not in _SUM or last.start < strong.end or strong.role is not Role.FINAL_PAYMENT:
        return False
    return any(word.role is Role.DEPOSIT and word.end <= strong.start for word in before)


def _after_a_threshold(text: str, found: list[Mention], mention: Mention) -> RoleWord | None:
    """满300-50: what follows a threshold and a dash is the saving."""
    last = found[-1] if found else None
    if last is None or last.role is not Role.THRESHOLD:
        return None
    if text[last.end : mention.start] not in ("-", "元-", "-¥"):
        return None
    return RoleWord("减", Role.SAVING, frozenset({Role.SAVING}), weak=False)


_OF_A_COUPON = re.compile(
    r"券(?:就|还|再|可以?|能|也|又|直接|都|会|才)*(?:减|省|抵|优惠)(?:掉|了)?(?:¥)?$"
)
_CHAIN_BEGINS = re.compile(r"(?:元|块)?[-+×][\d.元+×-]+=")
_OFF = frozenset({"减掉", "减去", "减", "再减", "抵扣"})
"""减掉200定金: what is taken off is the deposit."""

_BECOMES = re.compile(r"(?:元|块)?(?:→|变成?|离|距)")
_SUBTOTAL = RoleWord("减完", Role.SUBTOTAL, frozenset({Role.SUBTOTAL, Role.PAYABLE}), weak=False)
_LEFT = re.compile(
    r"(?:元|块)?的?(?:(?:店铺|优惠|厨房)?(?:小电)?券)?[，,]?(?:就?是|就|为|剩下?|还剩|变成?|后是?|以后是?|之后是?|完是?)(?:¥)?"
)
_PARTLY = re.compile(r"分摊|摊|退(?!换|货|出)")
_PAID_LATER = re.compile(
    r"减[^，。；]*[，,；;]?.*?(?:到手|应付|实付|合计|最后|=)|[，,](?:到手|应付|实付)"
)
_EACH_TOLD = re.compile(r"各付?|每[台件套份]|按件|一台")


def _left_after(text: str, found: list[Mention], mention: Mention) -> RoleWord | None:
    """减定金膨胀200是5598: what is left after a saving, on the way or at the end."""
    last = found[-1] if found else None
    if last is None or last.role not in (Role.SAVING, Role.WORTH) or last.value is None:
        return None
    bigger = mention.value is not None and mention.value > last.value
    return _SUBTOTAL if bigger and _LEFT.fullmatch(text, last.end, mention.start) else None


def _of_each(text: str, found: list[Mention], mention: Mention, word: RoleWord | None) -> Mention:
    """定金各付了100元，共200元: the sum of what was told of each."""
    last = next((one for one in reversed(found) if one.money), None)
    weak = word is not None and word.weak and mention.role is Role.PAYABLE
    if not weak or not _SUMS.search(text, 0, mention.start):
        return mention
    before = text[: mention.start]
    if last is None or last.role not in (Role.DEPOSIT, Role.FINAL_PAYMENT, Role.SAVING):
        match = _BY_THE_PIECE.search(before)
        role = Role.DEPOSIT if match else None
    else:
        begin = max(0, last.start - 8)
        parted = last.role is Role.SAVING and _several_savings(found)
        role = (
            last.role if last.each or parted or _EACH_TOLD.search(text, begin, last.start) else None
        )
    return replace(mention, accepts=mention.accepts | {role}) if role else mention


def _several_savings(found: list[Mention]) -> bool:
    return sum(one.role is Role.SAVING for one in found) > 1


def _before_what_is_taken_off(text: str, mention: Mention, word: RoleWord | None) -> Mention:
    """合计828元，券减40元，到手688元: the list prices together; 分摊, 退: a line's part is told."""
    weak = word is not None and word.weak and mention.role is Role.PAYABLE
    summed = weak and _SUMS.search(text, 0, mention.start)
    if summed and _PAID_LATER.search(text, mention.end):
        mention = replace(mention, accepts=mention.accepts | {Role.LIST_PRICE})
    if mention.role is Role.SAVING:
        return replace(mention, accepts=mention.accepts | {Role.SHARE})
    partly = mention.role in (None, Role.UNIT_PRICE) or _ACTUAL.search(text, 0, mention.start)
    if partly and _PARTLY.search(text):
        accepts = mention.accepts and mention.accepts | {Role.SHARE}
        return replace(mention, accepts=accepts, summed=True)
    return mention


def _respectively(text: str, words: list[RoleWord], mentions: list[Mention]) -> dict[int, RoleWord]:
    """定金和尾款分别是200元和4498元: words and numbers pair off in order."""
    split = text.find("分别")
    if split < 0:
        return {}
    start = _barrier(text.replace("、", "和"), 0, split)
    end = next(
        (match.start() for match in re.compile(r"[。;!?\n]").finditer(text, split)), len(text)
    )
    said = [word for word in words if start <= word.start < split and not word.weak]
    numbers = [
        index
        for index, mention in enumerate(mentions)
        if split < mention.start < end and mention.kind in (Kind.AMOUNT, Kind.BARE)
    ]
    return dict(zip(numbers, said, strict=True)) if len(numbers) == len(said) > 1 else {}


def _is_each(text: str, floor: int, mention: Mention) -> bool:
    if _EACH_AFTER.match(text, mention.end):
        return True
    return _EACH_BEFORE.search(text, floor, mention.start) is not None


def _is_total(text: str, floor: int, mention: Mention) -> bool:
    """原价一共, 日常价合计, 两台原价: of all pieces together."""
    return _ALL_BEFORE.search(text, floor, mention.start) is not None


def _is_summed(text: str, mention: Mention) -> bool:
    """A term or the result of 699-112.81-33.84, or one that is told as a share: 33.84是分到的券."""
    return bool(_SIGN_BEFORE.search(text, 0, mention.start) or _SIGN_AFTER.match(text, mention.end))


def _in_role(mention: Mention, word: RoleWord | None, each: bool) -> Mention:
    role, accepts = (word.role, word.accepts) if word else (None, frozenset[Role]())
    if each and role is None:
        role, accepts = Role.UNIT_PRICE, _OF_ONE
    return replace(mention, role=role, accepts=accepts, each=each)


def _after_word(text: str, end: int) -> RoleWord | None:
    """尾款 in 4498元尾款, and in 4498元，就是您的尾款."""
    pattern, known = _after()
    match = pattern.match(text, end)
    if match is None and (said := _IS_YOUR.match(text, end)):
        match = _before()[0].match(text, said.end())
        known = _before()[1]
    if match is None or known[match[0]].role is None:
        return None
    return replace(known[match[0]], start=match.start(), end=match.end())


@cache
def _before() -> tuple[re.Pattern[str], dict[str, RoleWord]]:
    return _dictionary("before")


@cache
def _after() -> tuple[re.Pattern[str], dict[str, RoleWord]]:
    return _dictionary("after")


def _dictionary(side: str) -> tuple[re.Pattern[str], dict[str, RoleWord]]:
    """A pattern of all words on this side of a number, the longest first, and their roles."""
    known: dict[str, RoleWord] = {}
    for entry in table("roles.yaml"):
        role = None if entry["role"] == "none" else Role(entry["role"])
        accepts = frozenset(Role(name) for name in entry.get("accepts", ()))
        for word in entry.get(side, ()):
            known[word] = RoleWord(word, role, accepts, entry.get("weak", False))
    return re.compile("|".join(sorted(known, key=len, reverse=True))), known
