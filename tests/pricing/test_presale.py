"""定金: what a deposit is worth, what is due when, and what thresholds are measured on."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from service.pricing import Cart, Line, NoPrice, Rulebook, When, explanation, price

AIR_CONDITIONER = Line("HF-KFR35-JY", 289900, 2, "空调", "静悦空调")
CABINET = Line("HF-KFR72-ZX", 649900, 1, "空调", "尊享柜机")


def cart(at: datetime, *lines: Line, claimed: frozenset[str] = frozenset()) -> Cart:
    return Cart(lines or (AIR_CONDITIONER,), at, claimed)


def test_定金100抵200_is_gross_so_two_save_200_and_the_deposit_counts_into_the_total(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    quote = price(cart(in_deposit_phase), double11)
    # 2 × 2899 = 5798; inflation 2 × (200 − 100) = 200 → 5598; 跨店 18 × 50 = 900 → 4698
    assert (quote.list_price, quote.payable) == (579800, 469800)
    assert (quote.deposit, quote.final_payment) == (20000, 449800)
    assert [step.saving for step in quote.steps] == [20000, 90000]


def test_付定立减_comes_on_top_of_the_deposit(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    quote = price(cart(in_deposit_phase, CABINET), double11)
    # 6499 − 500 = 5999; 跨店 19 × 50 = 950 → 5049; deposit 200, final 4849
    assert (quote.payable, quote.deposit, quote.final_payment) == (504900, 20000, 484900)


def test_a_named_coupon_is_taken_from_the_final_payment_only(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    quote = price(cart(in_deposit_phase, claimed=frozenset({"D11-COUPON-2000"})), double11)
    assert (quote.payable, quote.deposit, quote.final_payment) == (454800, 20000, 434800)


def test_a_coupon_nobody_claimed_is_never_assumed(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    quote = price(cart(in_deposit_phase), double11)
    unused = {u.promotion_id: u.reason for u in quote.unused}
    assert unused["D11-COUPON-2000"] == "领到才有"


def test_a_coupon_for_another_category_does_not_appear(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    quote = price(cart(in_deposit_phase), double11)
    assert "D11-COUPON-KITCHEN" not in {u.promotion_id for u in quote.unused}


def test_what_is_due_when_comes_from_the_phases(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    deposit, final = price(cart(in_deposit_phase), double11).schedule
    assert (deposit.what, final.what) == (When.DEPOSIT, When.FINAL_PAYMENT)
    assert final.window is not None
    assert final.window.spoken() == "11月10日20:00至11月14日24:00"


@pytest.mark.parametrize(
    ("quantity", "payable"), [(1, 234900), (2, 469800), (3, 704700), (7, 1634300)]
)
def test_deposit_and_inflation_scale_with_the_quantity(
    double11: Rulebook, in_deposit_phase: datetime, quantity: int, payable: int
) -> None:
    line = replace(AIR_CONDITIONER, quantity=quantity)
    quote = price(cart(in_deposit_phase, line), double11)
    # U = 2899 − 100 = 2799; S = 2799·q; 跨店 floor(S/300)·50
    reached = 279900 * quantity // 30000 * 5000
    assert quote.payable == 279900 * quantity - reached == payable
    assert quote.deposit == 10000 * quantity


def test_after_the_deposit_phase_the_item_is_sold_without_its_presale(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    late = datetime(2026, 11, 10, 18, 0, tzinfo=in_deposit_phase.tzinfo)
    quote = price(cart(late), double11)
    assert quote.deposit == 0
    assert quote.payable == 579800 - 19 * 5000


def test_a_second_before_the_deposit_phase_ends_the_presale_still_holds(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    late = datetime(2026, 11, 10, 18, 0, tzinfo=in_deposit_phase.tzinfo) - timedelta(seconds=1)
    assert price(cart(late), double11).deposit == 20000


def test_who_paid_the_deposit_keeps_the_presale_in_the_final_phase(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    final = datetime(2026, 11, 11, 9, 0, tzinfo=in_deposit_phase.tzinfo)
    paid = replace(cart(final), deposit_paid=frozenset({"HF-KFR35-JY"}))
    assert price(paid, double11).final_payment == 449800


def test_outside_every_event_the_list_price_stands(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    quote = price(cart(datetime(2026, 11, 20, 9, 0, tzinfo=in_deposit_phase.tzinfo)), double11)
    assert quote.payable == 579800
    assert quote.steps == ()


def test_a_final_phase_that_is_over_promises_no_price(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    phases = tuple(phase for phase in double11.phases if phase.kind != "final_payment")
    assert len(phases) == 2
    book = double11.model_copy(update={"phases": phases})
    with pytest.raises(NoPrice, match="尾款支付时间已过"):
        price(cart(in_deposit_phase), book)


def test_the_explanation_states_total_deposit_and_final_payment_with_their_window(
    double11: Rulebook, in_deposit_phase: datetime
) -> None:
    text = explanation(price(cart(in_deposit_phase), double11))
    assert "到手合计4698元" in text
    assert "定金200元" in text
    assert "尾款4498元（11月10日20:00至11月14日24:00）" in text
    assert text.endswith("最终以结算页为准。")
