"""The number gate: every figure of a sentence must be in the ledger, in the same role.

What a wording may mean decides which facts it may state:

=========================== =====================================================
said as                     a fact of the role
=========================== =====================================================
原价, 日常价                LIST_PRICE
单价, 每台, 一台            UNIT_PRICE or LIST_PRICE; with 到手 only UNIT_PRICE
                            (PAYABLE where the quote is for one piece)
活动价, 现价                UNIT_PRICE or PAYABLE
到手, 实付, 合计            PAYABLE
还需付, 剩余                FINAL_PAYMENT or PAYABLE
付, 只要                    PAYABLE, UNIT_PRICE, DEPOSIT, FINAL_PAYMENT, OTHER_AMOUNT
价格, 售价                  LIST_PRICE, UNIT_PRICE, PAYABLE
定金 · 尾款 · 减/省 · 满 · 抵   DEPOSIT · FINAL_PAYMENT · SAVING · THRESHOLD · WORTH
安装费, 运费, 差            OTHER_AMOUNT
nothing clear               any amount
=========================== =====================================================

The table itself is ``data/roles.yaml``. Approximations of money are the vague rule's business.
"""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from ..facts import EACH, ROLE_NAMES, Fact, Role
from ..ledger import Ledger
from ..reading import Kind, Mention, Reading
from ..reading.units import units
from ..verdict import Flag, Severity
from .wording import right_figure, spoken_roles, yuan

SOURCE = "数字须与报价、规则和商品资料一致（《明码标价和禁止价格欺诈规定》第十九条第五项、第二十条第二项）"
PIECE = "台"
"""A count in this unit says how many pieces the quote is for."""

_PAIRS = {(Role.THRESHOLD, Role.SAVING), (Role.DEPOSIT, Role.WORTH), (Role.DEPOSIT, Role.SAVING)}


def numbers(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every figure that the ledger does not hold in the role it is said in."""
    stated: list[tuple[Mention, list[Fact]]] = []
    for index, mention in enumerate(reading.mentions):
        pair = _is_in_a_pair(reading.mentions, index)
        code, facts = _judged(reading, mention, ledger, pair)
        if code:
            yield _flag(code, reading, mention, ledger)
        stated.append((mention, facts))
    for (first, of_first), (second, of_second) in pairwise(stated):
        if (first.role, second.role) in _PAIRS and not _belong_together(of_first, of_second):
            yield _flag("number.wrong_pair", reading, second, ledger)


def _is_in_a_pair(mentions: Sequence[Mention], index: int) -> bool:
    """定金100抵200, 满300减50: the two name a promotion, whatever the order's totals are."""
    neighbours = pairwise(mentions[max(0, index - 1) : index + 2])
    return any((first.role, second.role) in _PAIRS for first, second in neighbours)


def _judged(
    reading: Reading, mention: Mention, ledger: Ledger, pair: bool
) -> tuple[str, list[Fact]]:
    """The code of what is wrong (empty if nothing is) and the facts that the figure may be."""
    if mention.kind is Kind.TIME:
        return _judged_time(mention, ledger)
    if mention.kind in (Kind.COUNT, Kind.MEASURE, Kind.RATE):
        return _judged_quantity(mention, ledger)
    if mention.fuzzy or mention.fen is None:
        return "", []
    facts = ledger.amounts(mention.fen)
    if not facts:
        return ("" if _is_no_amount(mention, ledger) else "number.unknown"), []
    accepted = [fact for fact in facts if _accepts(mention, fact, ledger, pair)]
    if not accepted:
        return "number.wrong_role", []
    subjects = _subjects(reading, mention, ledger)
    of_subject = [f for f in accepted if not f.subject or not subjects or f.subject in subjects]
    return ("" if of_subject else "number.wrong_subject"), of_subject or accepted


def _is_no_amount(mention: Mention, ledger: Ledger) -> bool:
    """A number without unit or role may also be a date (11.10), a year, or 18 of 18-38dB."""
    if mention.kind is not Kind.BARE or mention.accepts or mention.value is None:
        return False
    dated = mention.moment is not None and bool(ledger.times(mention.moment))
    return dated or ledger.holds_bare(mention.value)


def _accepts(mention: Mention, fact: Fact, ledger: Ledger, pair: bool) -> bool:
    accepts = mention.accepts
    if not accepts:
        return True
    if mention.each and accepts == {Role.UNIT_PRICE} and _is_for_one_piece(ledger):
        accepts = accepts | {Role.PAYABLE}
    if fact.role not in accepts:
        return False
    if pair or fact.role in (Role.UNIT_PRICE, Role.LIST_PRICE):
        return True
    # 每台定金200 when 200 is the total, 定金100 when that is for one piece: where the ledger has
    # both, the wording decides.
    each = fact.unit == EACH
    others = {other.unit == EACH for other in ledger.in_role(fact.role)}
    return each is mention.each or len(others) == 1


def _is_for_one_piece(ledger: Ledger) -> bool:
    counts = [fact.value for fact in ledger.in_role(Role.COUNT) if fact.unit == PIECE]
    return bool(counts) and all(count == 1 for count in counts)


def _subjects(reading: Reading, mention: Mention, ledger: Ledger) -> frozenset[str]:
    """What the last product or promotion named before the figure may be; empty if unknown."""
    if not ledger.subjects:
        return frozenset()
    named = [hit for hit in reading.names if hit.end <= mention.start]
    if not named:
        return frozenset()
    return ledger.meanings(named[-1].name)


def _judged_quantity(mention: Mention, ledger: Ledger) -> tuple[str, list[Fact]]:
    role = Role(mention.kind.value)
    if mention.value is None:
        return "number.unknown", []
    facts = ledger.quantities(role, mention.value, mention.unit)
    known = units().get(mention.unit)
    if facts or (known and known.loose and not mention.limited and not ledger.knows(mention.unit)):
        return "", facts
    return "number.unknown", []


def _judged_time(mention: Mention, ledger: Ledger) -> tuple[str, list[Fact]]:
    facts = ledger.times(mention.moment) if mention.moment else []
    if not facts:
        return "number.unknown", []
    fitting = [
        fact
        for fact in facts
        if (not mention.side or fact.unit in ("", mention.side))
        and (not mention.phase or fact.subject in ("", mention.phase) or not _is_phase(fact))
    ]
    return ("" if fitting else "number.wrong_role"), fitting


def _is_phase(fact: Fact) -> bool:
    return fact.subject in ("deposit", "final_payment")


def _belong_together(first: Iterable[Fact], second: Iterable[Fact]) -> bool:
    """满300减50: threshold and saving must be of one promotion, where both are of any."""
    ours, theirs = {fact.subject for fact in first}, {fact.subject for fact in second}
    if not ours or not theirs or "" in ours | theirs:
        return True
    return bool(ours & theirs)


_MESSAGES = {
    "number.unknown": "「{span}」在报价、规则和引用资料里都查不到，不能这样说",
    "number.wrong_role": "「{span}」说成了{said}，资料里它是{known}",
    "number.wrong_subject": "「{span}」不是这个商品或活动的数",
    "number.wrong_pair": "「{span}」和前面的数不是同一个优惠的",
}


def _flag(code: str, reading: Reading, mention: Mention, ledger: Ledger) -> Flag:
    start, end, span = reading.original(mention.start, mention.end)
    said = ROLE_NAMES[mention.role] if mention.role else _said_of_time(mention)
    message = _MESSAGES[code].format(span=span, said=said, known=_known_as(mention, ledger))
    figure = right_figure(mention, ledger)
    return Flag(code, span, start, end, Severity.BLOCK, message, SOURCE, figure)


def _said_of_time(mention: Mention) -> str:
    phase = {"deposit": "付定金", "final_payment": "付尾款"}.get(mention.phase, "")
    return phase + {"from": "开始时间", "to": "截止时间"}.get(mention.side, "时间")


def _known_as(mention: Mention, ledger: Ledger) -> str:
    if mention.kind is Kind.TIME:
        return "别的时间"
    facts = ledger.amounts(mention.fen or Fraction(0))
    return spoken_roles({fact.role for fact in facts}) or yuan(mention.fen or Fraction(0))
