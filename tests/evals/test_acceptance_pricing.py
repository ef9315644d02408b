"""Acceptance on price cases: mapped by their words, never by their id; what is unknown is named."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from evals.acceptance.pricing.case import read_cases
from evals.acceptance.pricing.table import policy
from evals.acceptance.pricing.verdicts import Outcome, Verdict, judge


def item(sku: str, price: str, qty: int = 1, **more: Any) -> dict[str, Any]:
    return {"sku": sku, "unit_price": price, "qty": qty, **more}


def promotion(kind: str, level: str, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "level": level, **fields}


@pytest.fixture
def judged(tmp_path: Path) -> Any:
    """Judges one case given by its parts."""

    def run(
        items: list[dict[str, Any]],
        promotions: list[dict[str, Any]],
        expected: dict[str, Any],
        case: dict[str, Any] | None = None,
        **given: Any,
    ) -> Verdict:
        content = {
            "id": "ours-1",
            "platform": "天猫",
            "year": 2024,
            "threshold_mode": "n/a",
            "input": {"items": items, "promotions": promotions, **given},
            "expected": expected,
            "expected_exact": None,
            "source_arithmetic_ok": True,
            "note": "",
        }
        path = tmp_path / "cases.json"
        path.write_text(json.dumps([content | (case or {})]), encoding="utf-8")
        return judge(read_cases(path)[0])

    return run


def outcomes(verdict: Verdict) -> dict[str, Outcome]:
    return {figure.name: figure.outcome for figure in verdict.figures}


def test_a_presale_with_a_coupon_is_priced_by_its_words_alone(judged: Any) -> None:
    # 50抵120: final 300 − 120 − 30 = 150, base 300 − 70 = 230, total 200
    verdict = judged(
        [item("壶", "300.00")],
        [promotion("coupon", "shop", threshold="230.00", off="30.00")],
        {"threshold_base": "230.00", "final_payment": "150.00", "total_paid": "200.00"},
        presale={"deposit": "50.00", "deposit_worth": "120.00"},
    )
    assert verdict.good
    assert policy(verdict) == "默认"


def test_a_figure_that_is_not_ours_is_a_miss_with_both_figures(judged: Any) -> None:
    verdict = judged(
        [item("A", "100.00")],
        [promotion("coupon", "shop", threshold="50.00", off="8.00")],
        {"total_paid": "93.00"},
    )
    (figure,) = verdict.figures
    assert not verdict.good
    assert (figure.outcome, figure.expected, figure.ours) == (Outcome.MISS, "93.00", "92.00")


def test_an_unknown_type_is_refused_by_its_name_and_never_guessed(judged: Any) -> None:
    verdict = judged(
        [item("A", "100.00")],
        [promotion("karma_rebate", "soul", off="8.00")],
        {"total_paid": "92.00"},
    )
    assert not verdict.good
    assert "karma_rebate" in verdict.figures[0].reason


@pytest.mark.parametrize(
    ("promotions", "given", "word"),
    [
        ([promotion("coupon", "shop", off="5.00", colour="red")], {}, "colour"),
        ([promotion("coupon", "moon", off="5.00")], {}, "moon"),
        ([promotion("coupon", "shop", off="5.00", scope="Z")], {}, "Z"),
        ([], {"weather": "fine"}, "weather"),
        ([], {"presale": {"deposit": "5.00", "insured": True}}, "insured"),
    ],
)
def test_a_field_that_nobody_reads_is_refused_by_its_name(
    judged: Any, promotions: list[dict[str, Any]], given: dict[str, Any], word: str
) -> None:
    verdict = judged([item("A", "100.00")], promotions, {"total_paid": "95.00"}, **given)
    assert not verdict.good
    assert word in verdict.figures[0].reason


def test_a_figure_nobody_computes_is_named(judged: Any) -> None:
    verdict = judged([item("A", "100.00")], [], {"total_paid": "100.00", "mood": "5.00"})
    assert outcomes(verdict) == {"total_paid": Outcome.HIT, "mood": Outcome.MISS}
    assert "mood" in verdict.figures[1].reason


def test_a_progressive_case_names_its_policies_and_says_why(judged: Any) -> None:
    # 400 − 20 = 380 < 400: the second coupon no longer applies
    promotions = [
        promotion("coupon", "shop", threshold="300.00", off="20.00"),
        promotion("platform_voucher", "cross", threshold="400.00", off="50.00"),
    ]
    verdict = judged(
        [item("A", "400.00")],
        promotions,
        {"total_paid": "380.00"},
        {"threshold_mode": "progressive"},
    )
    assert verdict.good
    assert "thresholds=progressive" in policy(verdict)
    assert "choice=use_everything" in policy(verdict)
    parallel = judged([item("A", "400.00")], promotions, {"total_paid": "330.00"})
    assert parallel.good
    assert policy(parallel) == "默认"


def test_a_coupon_used_in_the_deposit_stage_asks_for_the_legacy_policy(judged: Any) -> None:
    verdict = judged(
        [item("A", "80.00")],
        [promotion("coupon", "platform", threshold="80.00", off="77.00")],
        {"deposit_paid": "3.00", "total_paid": "3.00"},
        {"platform": "京东", "year": 2018},
        presale={"deposit": "8.00", "coupon_stage": "deposit"},
    )
    assert verdict.good
    assert "coupon_on_deposit=true" in policy(verdict)


def test_where_the_sources_sum_is_off_the_exact_figure_counts_and_it_is_said(judged: Any) -> None:
    # 70 + 80, 10 off: B carries 5.33, so 74.67 comes back; the source cut the decimals
    verdict = judged(
        [item("A", "70.00"), item("B", "80.00")],
        [promotion("shop_full_off", "shop", threshold="150.00", off="10.00")],
        {"refund": "74.00"},
        {"expected_exact": {"refund": "74.67"}, "source_arithmetic_ok": False},
        refund=["B"],
    )
    (figure,) = verdict.figures
    assert figure.outcome is Outcome.HIT
    assert figure.expected == "74.67"
    assert "74.00" in figure.reason


def test_a_faulty_programs_figure_must_not_be_ours(judged: Any) -> None:
    promotions = [promotion("shop_full_off", "shop", threshold="50.00", off="5.00")]
    wrong = judged([item("A", "49.50")], promotions, {"buggy_total_paid": "44.50"})
    assert wrong.good
    ours = judged([item("A", "50.00")], promotions, {"buggy_total_paid": "45.00"})
    assert not ours.good


def test_a_difference_that_our_own_answer_tells_is_told_and_no_miss(judged: Any) -> None:
    # 10.04 × 3, 10% off: once a line 3.01, per unit 3 × 1.00: the quote names both
    verdict = judged(
        [item("A", "10.04", 3)],
        [promotion("official_off_pct", "item_post", rate="0.10")],
        {"total_paid": "27.12"},
    )
    (figure,) = verdict.figures
    assert (figure.outcome, figure.ours) == (Outcome.TOLD, "27.11")
    assert "27.12" in figure.reason
    assert verdict.good


def test_recomputed_refunds_and_returned_vouchers_follow_the_case(judged: Any) -> None:
    goods = [item("A", "60.00"), item("B", "50.00")]
    full = [promotion("shop_full_off", "shop", threshold="100.00", off="10.00")]
    mode = {"threshold_mode": "recompute"}
    # kept A alone costs 60: 100 − 60 = 40 comes back, by shares 45.45
    recomputed = judged(
        goods, full, {"refund": "40.00", "refund_proportional": "45.45"}, mode, refund=["B"]
    )
    assert recomputed.good
    packet = [promotion("shop_redpacket", "coupon", off="11.00")]
    part = judged(goods, packet, {"refund": "45.00", "voucher_returned": False}, refund={"B": 1})
    assert part.good
    whole = judged(goods, packet, {"refund": "99.00", "voucher_returned": True}, refund=["A", "B"])
    assert whole.good


def test_price_protection_reads_an_order_and_todays_offers(judged: Any) -> None:
    coupon = promotion("coupon", "shop", threshold="80.00", off="25.00")
    verdict = judged(
        [],
        [],
        {"compensation": "15.00"},
        order_unit_paid="90.00",
        now={"price": "100.00", "coupons": [coupon]},
    )
    assert verdict.good


def test_a_voucher_over_orders_and_a_total_with_freight_are_shared_to_the_fen(judged: Any) -> None:
    voucher = judged([], [], {"per_order": "3.33", "remainder": "0.01"}, orders=3, voucher="10.00")
    assert voucher.good
    goods = [item(sku, "20.00") for sku in "ABC"]
    shares = {"item_paid": {"A": "23.34", "B": "23.33", "C": "23.33"}}
    assert judged(goods, [], shares, freight="10.00", order_paid="70.00").good
    last = {"item_paid": {"A": "23.33", "B": "23.33", "C": "23.34"}}
    verdict = judged(
        goods, [], last, {"note": "零头用末项减法"}, freight="10.00", order_paid="70.00"
    )
    assert verdict.good
    assert "odd_fen=last_line" in policy(verdict)


def test_goods_of_different_tiers_never_pool(judged: Any) -> None:
    goods = [item("A", "150.00", tier="200-20"), item("B", "150.00", tier="300-40")]
    assert judged(goods, [], {"cross_store_off": "0.00", "total_paid": "300.00"}).good
    pooled = [item("A", "150.00", tier="200-20"), item("B", "150.00", tier="200-20")]
    assert judged(pooled, [], {"cross_store_off": "20.00", "total_paid": "280.00"}).good


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command, as make runs it."""
    command = [sys.executable, "-m", "evals.acceptance", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_command_lists_every_case_and_exits_by_the_target(tmp_path: Path) -> None:
    folder = tmp_path / "sets" / "pricing"
    folder.mkdir(parents=True)
    given = {"items": [item("A", "100.00")], "promotions": []}
    good = {"id": "ours-good", "platform": "天猫", "input": given}
    good |= {"expected": {"total_paid": "100.00"}}
    bad = good | {"id": "ours-bad", "expected": {"total_paid": "99.00"}}
    (folder / "cases.json").write_text(json.dumps([good]), encoding="utf-8")
    assert run("--sets", folder.parent).returncode == 0
    assert run("--sets", folder).returncode == 0
    (folder / "cases.json").write_text(json.dumps([good, bad]), encoding="utf-8")
    done = run("--sets", folder.parent, "--only", "pricing")
    assert done.returncode == 1
    assert "ours-good" in done.stdout
    assert "✗ ours-bad total_paid：应为 99.00，我们 100.00" in done.stdout


def test_a_part_that_is_unknown_or_not_there_says_so(tmp_path: Path) -> None:
    unknown = run("--sets", tmp_path, "--only", "astrology")
    assert (unknown.returncode, "astrology" in unknown.stdout) == (2, True)
    nothing = run("--sets", tmp_path)
    assert nothing.returncode == 2
    assert "没有 pricing/cases.json" in nothing.stdout
    (tmp_path / "cases.json").write_text("{", encoding="utf-8")
    broken = run("--sets", tmp_path)
    assert broken.returncode == 1
    assert "读不懂" in broken.stdout


def test_every_return_of_several_is_a_figure_and_together_they_are_the_whole(judged: Any) -> None:
    # 50 + 40 + 30 + 10 less 10: c pays 27.69, the rest 92.31
    verdict = judged(
        [item("a", "50.00"), item("b", "40.00"), item("c", "30.00"), item("d", "10.00")],
        [promotion("shop_full_off", "shop", threshold="100.00", off="10.00")],
        {"refunds": ["27.69", "92.31"], "refund_total": "120.00", "refund_c": "27.69"},
        refund_steps=[["c"], ["a", "b", "d"]],
    )
    assert verdict.good


def test_both_kinds_of_thresholds_and_a_split_are_figures(judged: Any) -> None:
    twice = [promotion("coupon", "shop", threshold="100.00", off="20.00")] * 2
    assert judged([item("a", "100.00", 2)], twice, {"total_paid_split": "160.00"}).good
    layers = [
        promotion("shop_full_off", "shop", threshold="400.00", off="50.00"),
        promotion("coupon", "shop", threshold="380.00", off="20.00"),
    ]
    both = {"total_paid_parallel": "330.00", "total_paid_progressive": "350.00"}
    assert judged([item("a", "400.00")], layers, both).good


def test_a_saving_is_that_of_the_type_the_case_names(judged: Any) -> None:
    coupons = [
        promotion("coupon", "shop", threshold="380.00", off="20.00"),
        promotion("category_coupon", "category", threshold="200.00", off="10.00"),
    ]
    found = {"coupon_off": "20.00", "category_coupon_off": "10.00", "coupon_usable": True}
    assert judged([item("a", "400.00")], coupons, found).good


@pytest.mark.parametrize(
    ("entry", "total"),
    [
        (promotion("fixed_price", "item", price="99.00"), "198.00"),
        (promotion("second_half", "shop"), "180.00"),
        (promotion("n_for_price", "shop", n=2, price="199.00"), "199.00"),
        (promotion("shop_count_rate", "shop", n=2, rate="8.5折"), "204.00"),
        (promotion("shop_full_tiers", "shop", tiers=[["100", "10"], ["200", "30"]]), "210.00"),
        (promotion("dong_coupon", "platform", threshold="200.00", off="30.00"), "210.00"),
        (promotion("88vip_coupon", "platform", min_spend="200.00", off="25.00"), "215.00"),
        (promotion("taojinbi", "asset", rate="0.03"), "232.80"),
        (promotion("shopping_gold", "asset", balance="50.00"), "190.00"),
        (promotion("deposit_inflation", "item", deposit="10.00", worth="30.00"), "200.00"),
        (promotion("national_subsidy", "government", rate="15%", cap="500"), "222.00"),
    ],
)
def test_the_words_of_other_sources_say_the_same_instruments(
    judged: Any, entry: dict[str, Any], total: str
) -> None:
    assert judged([item("a", "120.00", 2)], [entry], {"total_paid": total}).good


def test_京券_and_东券_of_a_case_do_not_stand_together(judged: Any) -> None:
    coupons = [
        promotion("jing_coupon", "platform", off="20.00"),
        promotion("jing_coupon", "platform", off="15.00"),
        promotion("dong_coupon", "platform", threshold="200.00", off="30.00"),
    ]
    assert judged(
        [item("a", "300.00")], coupons, {"total_paid": "265.00"}, {"platform": "京东"}
    ).good


def test_a_field_that_changes_no_figure_is_told(judged: Any) -> None:
    strange = {"surprise": "x", "currency": "USD"}
    verdict = judged([item("a", "100.00")], [], {"total_paid": "100.00"}, strange)
    assert verdict.good
    assert "surprise" in " ".join(verdict.asked.why)
    assert "USD" in " ".join(verdict.asked.why)


def test_points_without_a_number_are_refused_and_never_unlimited(judged: Any) -> None:
    verdict = judged([item("a", "100.00")], [promotion("beans", "asset")], {"total_paid": "50.00"})
    assert "没有写数量" in verdict.figures[0].reason


def test_a_case_may_expect_that_no_price_is_promised(judged: Any) -> None:
    official = promotion("official_off_pct", "item_post", rate="0.1")
    cross = promotion("cross_store", "cross", threshold="300.00", off="50.00", per_each=True)
    assert judged([item("a", "300.00")], [official, cross], {"refused": True}).good
    assert judged([item("a", "300.00")], [cross], {"refused": False}).good


def test_a_coupon_that_was_not_claimed_is_not_used(judged: Any) -> None:
    coupon = promotion("coupon", "shop", off="10.00", claimed=False)
    assert judged([item("a", "100.00")], [coupon], {"total_paid": "100.00"}).good


def test_beans_that_were_earned_and_spent_are_deducted_from_the_refund(judged: Any) -> None:
    given = {"refund": ["a"], "earned_spent": "1.50"}
    assert judged([item("a", "100.00")], [], {"refund": "98.50"}, **given).good
