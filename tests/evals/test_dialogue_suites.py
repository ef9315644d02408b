"""Suites of dialogues: what is read, what is refused and where, which figures are expected."""

from pathlib import Path

import pytest

from evals.dialogues.cases import Dialogue, Figures, Suite
from evals.dialogues.errors import BadSuite
from evals.dialogues.expected import figures_of
from evals.dialogues.fill import fill
from evals.dialogues.loading import FOLDER, all_dialogues, check, files_in, load
from service.shops import Shop

GOOD = """\
# 一句注释
shop: demo
dialogues:
  - id: two-aircons
    tags: {event: 双11, kind: [price, burst]}
    at: "2026-11-05 20:30"
    turns:
      - customer: [在吗, 静悦1.5匹两台多少]
        expect: {basket: {HF-KFR35-JY: 2}, quote: {}}  # 预售
      - agent: 亲，稍等
      - customer: 退一台退多少
        expect: {basket: {HF-KFR35-JY: 2}, returning: {HF-KFR35-JY: 1}, refund: ""}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "prices.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_a_burst_and_a_single_message_are_both_a_customers_turn(file: Path) -> None:
    ((_, dialogue),) = all_dialogues(load([file]))
    assert [turn.customer for turn in dialogue.turns] == [
        ("在吗", "静悦1.5匹两台多少"),
        None,
        ("退一台退多少",),
    ]


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ("basket: {HF-KFR35-JY: 2}, quote", "baskets: {HF-KFR35-JY: 2}, quote", "第 1 轮"),
        ("HF-KFR35-JY: 2}, quote", "HF-KFR35-JY: 0}, quote", "第 1 轮"),
        ("- agent: 亲，稍等", "- seller: 亲，稍等", "第 2 轮"),
        ("agent: 亲，稍等", "agent: 亲，稍等\n        customer: 好", "第 2 轮"),
        ("returning: {HF-KFR35-JY: 1}, ", "", "第 3 轮"),
        ('at: "2026-11-05 20:30"', "at: 双11那天", "two-aircons"),
        ("two-aircons", "Two Aircons", "id"),
        ("shop: demo", "shops: demo", "shop"),
        ("customer: [在吗, ", "customer: [[在吗, ", "行"),
    ],
)
def test_what_cannot_be_read_is_named_by_file_dialogue_and_turn(
    file: Path, written: str, instead: str, told: str
) -> None:
    file.write_text(GOOD.replace(written, instead, 1), encoding="utf-8")
    with pytest.raises(BadSuite) as refused:
        load([file])
    assert "prices.yaml" in refused.value.faults[0]
    assert told in refused.value.faults[0]


def test_a_dialogue_may_not_stand_in_two_files(file: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.yaml"
    again.write_text(GOOD, encoding="utf-8")
    with pytest.raises(BadSuite, match="two-aircons"):
        load([file, again])


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("basket: {HF-NONE: 1}", "HF-NONE"),
        ("coupons: [D11-NONE]", "D11-NONE"),
        ("asks: {product: [HF-NONE]}", "HF-NONE"),
        ("event: d10-2026", "d10-2026"),
        ("scene: shopping", "shopping"),
    ],
)
def test_a_product_promotion_or_scene_nobody_knows_is_refused(
    file: Path, shop: Shop, key: str, told: str
) -> None:
    file.write_text(GOOD.replace("basket: {HF-KFR35-JY: 2}, quote: {}", key), encoding="utf-8")
    with pytest.raises(BadSuite, match=f"two-aircons 第 1 轮 .*{told}"):
        check(load([file]), {"demo": shop})


def test_figures_are_the_expected_baskets_and_written_in_place_once(file: Path, shop: Shop) -> None:
    (loaded,) = load([file])
    assert fill(file, loaded.suite, shop)
    written = file.read_text(encoding="utf-8")
    # 2899×2 − 100×2 = 5598; 18 × 50 off; of the deposits 200 are paid before
    figures = 'quote: {payable: "4698.00", deposit: "200.00", final_payment: "4498.00"}}  # 预售'
    assert figures in written
    assert 'refund: "2349.00"' in written
    assert written.startswith("# 一句注释\n")
    (loaded,) = load([file])
    assert not fill(file, loaded.suite, shop)
    assert file.read_text(encoding="utf-8") == written


def dialogue(*expects: dict[str, object]) -> Dialogue:
    turns = [{"customer": "多少钱", "expect": expect} for expect in expects]
    suite = Suite.model_validate({"shop": "demo", "dialogues": [{"id": "one", "turns": turns}]})
    return suite.dialogues[0]


def test_a_coupon_named_before_is_held_until_it_is_taken_away(shop: Shop) -> None:
    held = dialogue(
        {"basket": {"HF-BCD606": 1}, "coupons": ["D11-COUPON-2000"], "quote": {}},
        {"basket": {"HF-BCD606": 2}, "quote": {}},
        {"basket": {"HF-BCD606": 1}, "coupons": [], "quote": {}},
    )
    quotes = [worked.quote for worked in figures_of(held, shop)]
    # 3799 − 12×50 − 150; 7598 − 25×50 − 150; 3799 − 12×50
    assert [quote and quote.payable for quote in quotes] == ["3049.00", "6198.00", "3199.00"]


def test_another_event_and_another_minute_have_their_own_figures(shop: Shop) -> None:
    asked = dialogue(
        {"basket": {"HF-BCD606": 1}, "event": "d12-2026", "quote": {}},
        {"basket": {"HF-BCD606": 1}, "quote": {"at": "2026-11-18 10:00"}},
    )
    quotes = [worked.quote or Figures() for worked in figures_of(asked, shop)]
    assert [quote.payable for quote in quotes] == ["3343.12", "3799.00"]


def test_the_suites_are_whole_and_their_figures_are_the_calculators(shop: Shop) -> None:
    loaded = load(files_in([FOLDER]))
    check(loaded, {"demo": shop})
    dialogues = [dialogue for _, dialogue in all_dialogues(loaded)]
    assert len(dialogues) >= 120
    priced = 0
    for one in dialogues:
        turns = [turn for turn in one.turns if turn.customer]
        assert 3 <= len(turns) <= 10, one.id
        for turn, worked in zip(one.turns, figures_of(one, shop), strict=True):
            if turn.expect is None:
                continue
            assert turn.expect.quote == worked.quote, one.id
            assert turn.expect.refund == worked.refund, one.id
            assert turn.expect.both == worked.both, one.id
        priced += any(turn.expect and turn.expect.quote for turn in one.turns)
    assert priced >= 60


def test_both_halves_have_their_share_of_dialogues() -> None:
    halves = [dialogue.half for _, dialogue in all_dialogues(load(files_in([FOLDER])))]
    assert min(halves.count("a"), halves.count("b")) >= len(halves) * 0.4
