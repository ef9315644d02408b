"""What is kept between answers: never of another minute, another shop or other rules."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from service.assist.ground import ground, ledger_of
from service.assist.guard import Fact, Ledger, Role, check
from service.assist.understand import build_lexicon, understand
from service.conversations.turns import Turn
from service.pricing import Rulebook, Window
from service.shops import Shop
from tests.fakes import Shelf

DEPOSIT_TERMS = "静悦1.5匹定金100元抵200元。"
HOUR = timedelta(hours=1)


def ledger_at(shop: Shop, at: datetime) -> Ledger:
    state = understand([Turn("customer", "在吗")], shop, build_lexicon(shop), None)
    return ledger_of(ground(state, shop, Shelf(), at))


def codes(reply: str, ledger: Ledger) -> list[str]:
    return [flag.code for flag in check(reply, ledger).flags]


def test_terms_may_be_told_while_their_event_holds_whatever_was_answered_before(
    shop: Shop, in_deposit_phase: datetime
) -> None:
    between_the_events = in_deposit_phase + timedelta(days=20)
    for _ in range(2):
        assert not codes(DEPOSIT_TERMS, ledger_at(shop, in_deposit_phase))
        assert codes(DEPOSIT_TERMS, ledger_at(shop, between_the_events))


def test_a_rulebook_that_was_read_again_replaces_what_was_kept_of_it(
    shop: Shop, in_deposit_phase: datetime
) -> None:
    told = "11月10日20:00开始付尾款。"
    assert not codes(told, ledger_at(shop, in_deposit_phase))
    later = replace(shop, rulebook_files=_with_later_final_payment(shop))
    assert codes(told, ledger_at(later, in_deposit_phase)) == ["number.unknown"]
    assert not codes(told, ledger_at(shop, in_deposit_phase))


def _with_later_final_payment(shop: Shop) -> dict[str, Rulebook]:
    """The same promotions and ids; only the final payment begins an hour later."""
    changed: dict[str, Rulebook] = {}
    for file, book in shop.rulebook_files.items():
        phases = [
            phase.model_copy(update={"window": Window(phase.window.start + HOUR, phase.window.end)})
            if phase.kind == "final_payment"
            else phase
            for phase in book.phases
        ]
        changed[file] = book.model_copy(update={"phases": tuple(phases)})
    return changed


def test_a_sentence_read_for_one_shop_is_read_again_with_the_names_of_another() -> None:
    price = Fact(Role.PAYABLE, 80_000, "元", "测试")
    with_name = Ledger.of([price], names=["巡洁800"])
    without = Ledger.of([price])
    sentence = "巡洁800到手800元，库存3台。"
    alone = codes(sentence, without)
    assert codes(sentence, with_name) == ["number.unknown"]
    assert codes(sentence, without) == alone


def test_facts_put_together_answer_as_one_ledger_of_all_of_them() -> None:
    facts = [
        Fact(Role.PAYABLE, 469_800, "元", "报价"),
        Fact(Role.COUNT, 2, "台", "报价"),
        Fact(Role.MEASURE, 6, "年", "说明书"),
        Fact(Role.OTHER_AMOUNT, 469_800, "元", "话术"),
    ]
    whole = Ledger.of(facts)
    parts = Ledger.of(facts[:1]) | (Ledger.of(facts[1:3]) | Ledger.of(facts[3:]))
    assert parts.facts == whole.facts
    for fen in (469_800, 2):
        assert parts.amounts(Fraction(fen)) == whole.amounts(Fraction(fen))
    for role, value, unit in ((Role.COUNT, 2, "台"), (Role.MEASURE, 72, "个月")):
        asked = role, Fraction(value), unit
        assert parts.quantities(*asked) == whole.quantities(*asked) != []
    assert parts.knows("月")
    assert not parts.knows("元/次")
