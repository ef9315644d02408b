"""Which fact a wording may state.

=========================== =====================================================
said as                     a fact of the role
=========================== =====================================================
原价, 日常价                LIST_PRICE
单价, 每台, 一台            UNIT_PRICE or LIST_PRICE; bare 元/只 a fee as well
活动价, 现价                UNIT_PRICE or PAYABLE
到手, 实付, 合计            PAYABLE
还需付, 剩余                FINAL_PAYMENT or PAYABLE
付, 只要                    PAYABLE, UNIT_PRICE, DEPOSIT, FINAL_PAYMENT, OTHER_AMOUNT
价格, 售价                  LIST_PRICE, UNIT_PRICE, PAYABLE
定金 · 尾款 · 减/省 · 满 · 抵   DEPOSIT · FINAL_PAYMENT · SAVING · THRESHOLD · WORTH
安装费, 运费, 差            OTHER_AMOUNT
立减完, 减完                SUBTOTAL or PAYABLE
分到, 分摊后                SHARE or OTHER_AMOUNT
nothing clear               any amount but SUBTOTAL, SHARE and what is not reached yet
=========================== =====================================================

The words are in ``data/roles.yaml``. Besides the role, the scope must agree where facts tell it:

- said of one piece (每台定金100): a fact in ``元/件`` where the role has one; 每台到手 is never the
  order's total, unless the quote is for one piece (a count of 1 台);
- said of the order (定金200): no fact in ``元/件``, except list and unit prices, which are such;
- a promotion's term (满300减50): as a term, or as a coupon's value; never as a total.
"""

from ..facts import COUPONS, EACH, MORE, NEXT, ON_THE_WAY, TERM, Fact, Role
from ..ledger import Ledger
from ..reading import Mention

_BY_NATURE_EACH = frozenset({Role.LIST_PRICE, Role.UNIT_PRICE})


def accepts(mention: Mention, fact: Fact, ledger: Ledger) -> bool:
    """Whether the wording of the mention may state this fact; their values are equal already."""
    if mention.ahead and fact.role is Role.THRESHOLD:
        return Role.THRESHOLD in mention.accepts or not mention.accepts
    if fact.unit == NEXT:
        return False
    if not mention.accepts:
        return mention.summed or fact.role not in ON_THE_WAY
    if fact.role not in mention.accepts:
        return False
    if fact.role is Role.SHARE and mention.role is Role.SAVING and fact.unit == EACH:
        return mention.each
    if fact.unit == MORE:
        return mention.more
    if mention.term or fact.unit == TERM:
        return _fits_as_a_term(mention, fact, ledger)
    return _fits_in_number(mention, fact, ledger)


def _fits_as_a_term(mention: Mention, fact: Fact, ledger: Ledger) -> bool:
    if not mention.term:  # 满300 alone names the threshold
        coupon = mention.coupon and fact.role is Role.SAVING
        worth = fact.role is Role.WORTH and mention.role is Role.WORTH
        return coupon or worth or (fact.role is Role.THRESHOLD and mention.role is Role.THRESHOLD)
    # 定金200抵400 may be the order's own figures; 满300减1100 never is.
    if fact.unit == TERM or mention.role is not Role.SAVING:
        return True
    return not any(other.unit == TERM for other in ledger.in_role(Role.SAVING))


def _fits_in_number(mention: Mention, fact: Fact, ledger: Ledger) -> bool:
    """One piece or the whole order."""
    each = fact.unit == EACH
    if _is_for_one_piece(ledger):
        return True
    if mention.total and not mention.each and each:
        return not any(other.unit != EACH for other in ledger.in_role(fact.role))
    if each is mention.each:
        return True
    if mention.each:
        strict = fact.role in (Role.PAYABLE, Role.SAVING)
        return not strict and not any(other.unit == EACH for other in ledger.in_role(fact.role))
    if fact.role in _BY_NATURE_EACH:
        return True
    return all(other.unit == EACH for other in ledger.in_role(fact.role))


def _is_for_one_piece(ledger: Ledger) -> bool:
    pieces = [fact.value for fact in ledger.in_role(Role.PIECES) if fact.unit != COUPONS]
    return bool(pieces) and all(count == 1 for count in pieces)
