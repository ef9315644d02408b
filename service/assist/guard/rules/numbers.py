"""The number gate: every figure of a sentence must be in the ledger, in the same role.

Which wording may state which fact is ``compatible.py``; approximations of money are the vague
rule's business.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import product

from ..facts import EACH, FOLD, ROLE_NAMES, TERM, Fact, Role
from ..ledger import Ledger
from ..naming import names_a_product
from ..reading import Kind, Mention, Reading
from ..reading.units import canonical, units
from ..verdict import Flag, Severity
from .authority import within_authority
from .compatible import accepts
from .events import of_its_event, terms_hold
from .labels import called_so
from .measures import is_the_buyers, is_worked_out
from .pieces import is_one_piece, of_its_product, says_how_many
from .subjects import of_the_subject
from .wording import right_figure, spoken_roles, yuan

_NOT_GIVEN = re.compile(r"[^，。;!?]{0,14}(?:没有?权限|确认不了|给不了|做不了|没法给|无法给)")
"""八五折这边没有权限给: what a customer asked for is named and refused."""

_UNSTATED = ("number.unknown", "number.wrong_name")
_MISSING = re.compile(r"(?:门槛|那档|这档)?[，,]?(?:还|就|只)?(?:差|缺|少)(?:了)?(?:¥)?")
"""离3000差5元: what is missing is to that threshold."""

_SAVED_OFF = re.compile(r"(?:已经?|共|一共|总共|能|可以)?(?:省|便宜|优惠|少付?|低|降|减)(?:了|下)?")

SOURCE = (
    "数字须与报价、规则和商品资料一致"
    "（《明码标价和禁止价格欺诈规定》第十九条第五项、第二十条第二项）"
)


def numbers(reading: Reading, ledger: Ledger) -> Iterator[Flag]:
    """A flag for every figure that the ledger does not hold in the role it is said in."""
    before: list[Fact] = []
    last: Mention | None = None
    right: list[Mention] = []
    for mention in reading.mentions:
        code, facts = _judged(reading, mention, ledger)
        if facts and not (facts := of_its_event(reading, mention, facts, ledger)):
            code = "number.wrong_event"
        if facts and not (facts := called_so(reading, mention, facts, ledger)):
            code = "number.wrong_name"
        if not code and mention.paired and not terms_hold(reading, last, mention, ledger):
            code = "number.wrong_event"
        if not code and before and not _go_together(reading, last, before, mention, facts):
            code = "number.wrong_pair"
        if code in _UNSTATED and is_worked_out(reading, mention, right):
            code = ""
        if code:
            yield _flag(code, reading, mention, ledger)
        else:
            right.append(mention)
        before, last = facts, mention


def _judged(reading: Reading, mention: Mention, ledger: Ledger) -> tuple[str, list[Fact]]:
    """The code of what is wrong (empty if nothing is) and the facts that the figure may be."""
    if mention.kind is Kind.TIME:
        return _judged_time(reading, mention, ledger)
    if mention.kind in (Kind.COUNT, Kind.MEASURE, Kind.RATE):
        return _judged_quantity(reading, mention, ledger)
    if mention.fuzzy or mention.fen is None:
        return "", []
    if within_authority(reading, mention.start, mention.end, ledger):
        return "", []
    facts = ledger.amounts(mention.fen)
    if not facts:
        return ("" if _is_no_amount(mention, ledger) else "number.unknown"), []
    accepted = [fact for fact in facts if accepts(mention, fact, ledger)]
    if not accepted:
        return "number.wrong_role", []
    fitting = of_the_subject(reading, mention, accepted, ledger)
    return ("" if fitting else "number.wrong_subject"), fitting


def _go_together(
    reading: Reading, last: Mention | None, before: list[Fact], mention: Mention, facts: list[Fact]
) -> bool:
    """Two figures of one mechanism; 比原价2899元省1100: the price of what the saving is of."""
    if mention.paired:
        return _belong_together(before, facts)
    if (
        last is not None
        and last.ahead
        and _MISSING.fullmatch(reading.text, last.end, mention.start)
    ):
        return any(ours.subject == theirs.subject for ours in before for theirs in facts)
    if last is None or (last.role, mention.role) != (Role.LIST_PRICE, Role.SAVING):
        return True
    if not _SAVED_OFF.fullmatch(reading.text, last.end, mention.start):
        return True
    return any((ours.unit == EACH) is (theirs.unit == EACH) for ours in before for theirs in facts)


def _is_no_amount(mention: Mention, ledger: Ledger) -> bool:
    """A number without unit or role may also be a date (11.10), a year, or 18 of 18-38dB."""
    if mention.kind is not Kind.BARE or mention.accepts or mention.value is None:
        return False
    dated = mention.moment is not None and bool(ledger.times(mention.moment))
    return dated or ledger.holds_bare(mention.value)


def _judged_quantity(reading: Reading, mention: Mention, ledger: Ledger) -> tuple[str, list[Fact]]:
    role = Role(mention.kind.value)
    if mention.unit == FOLD and _NOT_GIVEN.match(reading.text, mention.end):
        return "", []
    if mention.value is None:
        return "number.unknown", []
    if _claims_nothing(reading, mention, ledger):
        return "", []
    facts = ledger.quantities(role, mention.value, mention.unit)
    if mention.limited:  # 库存只剩2台 is nothing that the order says
        facts = [fact for fact in facts if fact.role is not Role.PIECES]
    if facts:
        fitting = of_the_subject(reading, mention, facts, ledger)
        if mention.kind is Kind.COUNT:
            fitting = of_its_product(reading, mention, fitting, ledger)
        return ("" if fitting else "number.wrong_subject"), fitting
    if is_one_piece(mention) and not mention.limited and not ledger.knows(mention.unit):
        return "", []  # nothing was quoted that it could contradict
    known = units().get(mention.unit)
    idle = known and known.loose and not mention.limited and not ledger.knows(mention.unit)
    return ("" if idle else "number.unknown"), []


def _claims_nothing(reading: Reading, mention: Mention, ledger: Ledger) -> bool:
    """A count that counts nothing; a measure that is a product's name, the buyer's own, or what is
    left of a time; the next time that a threshold is met, which was met once less."""
    if mention.kind is Kind.MEASURE:
        named = names_a_product(reading.text, mention.start, mention.end, ledger.products)
        theirs = named or is_the_buyers(reading, mention, ledger)
        return theirs or _is_left(reading, mention, ledger)
    if mention.kind is not Kind.COUNT or mention.value is None:
        return False
    if mention.unit == "次" and _AHEAD.search(reading.text, 0, mention.start):
        return bool(ledger.quantities(Role.COUNT, mention.value - 1, mention.unit))
    return not says_how_many(reading, mention, ledger)


_AHEAD = re.compile(r"差\d+[元块]?[^。;!?]{0,4}(?:就|到|够|满)+第?$")
"""再差3元就满28次."""

_LEFT = re.compile(r"(?:还有|还剩|再等|再过|剩|等)(?:下)?(?:大概|约)?$")


def _is_left(reading: Reading, mention: Mention, ledger: Ledger) -> bool:
    """还有40分钟, 还有三天: as long as it is from now to an edge that the ledger has."""
    value, dimension = canonical(mention.value or Fraction(0), mention.unit)
    if dimension != "duration" or ledger.now is None:
        return False
    if not _LEFT.search(reading.text, 0, mention.start):
        return False
    return any(_apart(fact, ledger.now, value) for fact in ledger.in_role(Role.TIME))


def _apart(fact: Fact, now: datetime, hours: Fraction) -> bool:
    """To the minute; in days from date to date."""
    if not isinstance(fact.value, datetime) or fact.value <= now:
        return False
    minutes = (fact.value - now) // timedelta(minutes=1)
    days = (fact.value.date() - now.date()).days
    return minutes == hours * 60 or (hours >= 24 and days * 24 == hours)


def _judged_time(reading: Reading, mention: Mention, ledger: Ledger) -> tuple[str, list[Fact]]:
    facts = ledger.times(mention.moment) if mention.moment else []
    if _DENIED.search(reading.text, 0, mention.start):
        return ("number.wrong_role" if facts else ""), []
    if not facts:
        return "number.unknown", []
    if any(fact.event for fact in facts):  # the rulebook knows the side and the phase
        sure = mention.phase and mention.moment is not None and mention.moment.dated
        facts = [f for f in facts if f.event or (not sure and (f.unit or f.subject))]
    fitting = [
        fact
        for fact in facts
        if (not mention.side or fact.unit in ("", mention.side))
        and (not mention.phase or fact.subject in ("", mention.phase) or not _is_phase(fact))
    ]
    return ("" if fitting else "number.wrong_role"), fitting


_DENIED = re.compile(r"(?:不用|不必|不需要|无需|不是|并非)(?:等|等到|到)?$")
"""不用等到11号零点: no time but its denial, which is wrong of a true one."""


def _is_phase(fact: Fact) -> bool:
    return fact.subject in ("deposit", "final_payment")


def _belong_together(first: Iterable[Fact], second: Iterable[Fact]) -> bool:
    """满300减50: threshold and saving must be of one promotion, or both of the order."""
    return any(
        (ours.unit == TERM) is (theirs.unit == TERM)
        and (not ours.subject or not theirs.subject or ours.subject == theirs.subject)
        for ours, theirs in product(first, second)
    )


_MESSAGES = {
    "number.unknown": "「{span}」在报价、规则和引用资料里都查不到，不能这样说",
    "number.wrong_role": "「{span}」说成了{said}，资料里它是{known}",
    "number.wrong_subject": "「{span}」不是这个商品或活动的数",
    "number.wrong_event": "「{span}」不是所说的活动的数",
    "number.wrong_name": "「{span}」在资料里不是这一项的数",
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
