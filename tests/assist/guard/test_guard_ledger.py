"""The ledger: how facts are composed, found again, and told apart by role, subject and scope."""

from datetime import datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction

import pytest

from service.assist.guard import Fact, Ledger, Moment, Role, check, facts_of_text

SHANGHAI = timezone(timedelta(hours=8))


def fact(role: Role, yuan: int, unit: str = "元", subject: str = "") -> Fact:
    return Fact(role, yuan * 100, unit, "测试", subject)


def codes(reply: str, ledger: Ledger) -> list[str]:
    return [flag.code for flag in check(reply, ledger).flags]


def test_two_ledgers_together_hold_the_facts_of_both() -> None:
    price = Ledger.of([fact(Role.PAYABLE, 4698)], names=["静悦1.5匹"])
    manual = Ledger.of(facts_of_text("整机保修6年。", "说明书"), texts=["整机保修6年。"])
    both = price | manual
    assert not codes("静悦1.5匹到手4698元，保修6年。", both)
    assert both.names == {"静悦1.5匹"}
    assert codes("到手4698元，保修6年。", price) == ["number.unknown"]


def test_what_a_customer_wrote_is_no_evidence() -> None:
    asked = "我看到别人3999元买的，是吗？"
    ledger = Ledger.of([fact(Role.PAYABLE, 4698)])
    assert asked
    assert "number.unknown" in codes("是的，3999元。", ledger)


@pytest.mark.parametrize(
    "passage",
    [
        "满2000元减150元的店铺券每人限领1张。",
        "加长铜管每米90元，打孔费80元。",
        "上门检测费约50元，以网点报价为准。",
        "7天无理由，15天价保，整机保修6年。",
        "内机噪音18-38dB(A)，适用面积16-22㎡。",
        "定金支付时间10月20日20:00至11月10日18:00。",
        "客服在线时间8:30-24:00，周一至周日。",
        "第2件半价，第3件5折。",
        "官方立减12%，88VIP再享95折。",
        "退款1-3个工作日到账。",
        "11.10至11.14付尾款。",
        "一台一年用电约300度。",
        "纯废水比3:1，通量800G。",
        "每台到手2349元。",
        "只要99元起。",
        "大概两三天能修好。",
        "买二送一，限前100名。",
    ],
)
def test_retelling_a_trusted_passage_passes_the_number_gate(passage: str) -> None:
    ledger = Ledger.of(facts_of_text(passage, "说明书"))
    assert not [code for code in codes(passage, ledger) if code != "adlaw.inducement"]


def test_a_passage_gives_roles_as_it_is_worded() -> None:
    found = facts_of_text("满2000减150，运费20元，定金100抵200。", "规则", "D11")
    assert [(item.role, item.value, item.unit, item.subject) for item in found] == [
        (Role.THRESHOLD, 200_000, "元/条", "D11"),
        (Role.SAVING, 15_000, "元/条", "D11"),
        (Role.OTHER_AMOUNT, 2_000, "元", "D11"),
        (Role.DEPOSIT, 10_000, "元/条", "D11"),
        (Role.WORTH, 20_000, "元/条", "D11"),
    ]


def test_an_amount_of_a_passage_is_no_price() -> None:
    ledger = Ledger.of([fact(Role.PAYABLE, 4698), *facts_of_text("安装费200元。", "收费表")])
    assert not codes("安装费200元。", ledger)
    assert codes("到手200元。", ledger) == ["number.wrong_role"]


def test_units_of_one_dimension_are_converted() -> None:
    ledger = Ledger.of(
        [
            Fact(Role.MEASURE, Decimal("59.5"), "cm", "目录"),
            Fact(Role.MEASURE, 24, "个月", "说明书"),
            Fact(Role.MEASURE, Fraction(3, 2), "kg", "目录"),
        ]
    )
    assert not codes("宽595毫米，保修两年，重3斤。", ledger)
    assert codes("宽60厘米。", ledger) == ["number.unknown"]


def test_the_terms_of_one_promotion_do_not_mix_with_anothers() -> None:
    terms = [
        *facts_of_text("满2000减150", "规则", "COUPON-2000"),
        *facts_of_text("满1000减60", "规则", "COUPON-1000"),
    ]
    ledger = Ledger.of(terms)
    assert not codes("店铺券满2000减150，还有满1000减60的。", ledger)
    assert codes("店铺券满2000减60。", ledger) == ["number.wrong_pair"]


def test_the_terms_of_a_promotion_are_no_total_of_the_order() -> None:
    order = [fact(Role.SAVING, 900), *facts_of_text("每满300减50", "规则", "CROSS")]
    ledger = Ledger.of(order)
    assert not codes("每满300减50，一共省900元。", ledger)
    assert codes("一共省50元。", ledger) == ["number.wrong_role"]
    assert codes("每满300减900。", ledger) == ["number.wrong_role"]


def test_a_coupons_value_may_be_told_without_its_threshold() -> None:
    ledger = Ledger.of(facts_of_text("满2000减150", "规则", "COUPON"))
    assert not codes("可以先领150元店铺券。", ledger)
    assert codes("减150元。", ledger) == ["number.wrong_role"]


def test_a_total_is_not_said_of_one_piece() -> None:
    both = [fact(Role.DEPOSIT, 200), fact(Role.DEPOSIT, 100, "元/件"), fact(Role.PAYABLE, 4698)]
    ledger = Ledger.of([*both, Fact(Role.PIECES, 2, "台", "报价")])
    assert not codes("每台定金100元，两台定金200元。", ledger)
    assert codes("每台定金200元。", ledger) == ["number.wrong_role"]
    assert codes("定金100元。", ledger) == ["number.wrong_role"]
    assert codes("一台到手4698元。", ledger) == ["number.wrong_role"]


def test_for_a_single_piece_the_total_is_the_price_of_one() -> None:
    ledger = Ledger.of([fact(Role.PAYABLE, 2349), Fact(Role.PIECES, 1, "台", "报价")])
    assert not codes("一台到手2349元。", ledger)


def test_a_figure_of_another_product_is_stopped() -> None:
    prices = [
        fact(Role.LIST_PRICE, 4599, "元/件", "WH"),
        fact(Role.LIST_PRICE, 4699, "元/件", "GY"),
    ]
    ledger = Ledger.of(
        prices, products={"鲜域白色": ["WH"], "鲜域灰色": ["GY"], "鲜域": ["WH", "GY"]}
    )
    assert not codes("鲜域白色原价4599元，鲜域灰色原价4699元。", ledger)
    assert not codes("鲜域有4599元和4699元两种。", ledger)
    assert codes("鲜域白色原价4699元，鲜域灰色原价4599元。", ledger) == ["number.wrong_subject"] * 2


def test_a_saving_of_another_promotion_is_stopped() -> None:
    savings = [
        fact(Role.SAVING, 900, subject="CROSS"),
        fact(Role.SAVING, 150, subject="COUPON"),
        fact(Role.SAVING, 1050),
    ]
    names = {"跨店每满300减50": ["CROSS"], "店铺券满2000减150": ["COUPON"]}
    ledger = Ledger.of(savings, promotions=names)
    assert not codes("跨店每满300减50减900元，店铺券满2000减150减150元，一共省1050元。", ledger)
    assert codes("跨店每满300减50减150元。", ledger) == ["number.wrong_subject"]


def test_a_name_with_digits_is_no_figure_but_a_price_that_looks_like_one_is() -> None:
    ledger = Ledger.of([fact(Role.PAYABLE, 2999)], names=["扫地机X2", "618", "V8"])
    assert not codes("618大促扫地机X2到手2999元，V8另算。", ledger)
    assert codes("到手618元。", ledger) == ["number.unknown"]
    assert codes("扫地机X23台到手2999元。", ledger) == ["number.unknown"]


def test_a_stated_moment_needs_every_part_to_be_known() -> None:
    hours = [Fact(Role.TIME, Moment(hour=8, minute=30), "from", "店铺档案")]
    ledger = Ledger.of(hours)
    assert not codes("早上8点半开始接待。", ledger)
    assert codes("早上9点开始接待。", ledger) == ["number.unknown"]
    assert codes("11月10日8:30开始接待。", ledger) == ["number.unknown"]


def test_an_edge_is_told_as_the_side_it_is_and_of_its_phase() -> None:
    end = datetime(2026, 11, 10, 18, tzinfo=SHANGHAI)
    ledger = Ledger.of([Fact(Role.TIME, end, "to", "规则", "deposit")])
    assert not codes("定金11月10日18:00截止。", ledger)
    assert codes("11月10日18:00开始付定金。", ledger) == ["number.wrong_role"]
    assert codes("尾款11月10日18:00截止。", ledger) == ["number.wrong_role"]


def test_the_minute_of_the_conversation_may_be_told() -> None:
    now = datetime(2026, 10, 25, 10, tzinfo=SHANGHAI)
    ledger = Ledger.of([Fact(Role.TIME, now, "now", "时钟")])
    assert not codes("按10月25日10:00的活动计算。", ledger)
    assert codes("10月25日10:00截止。", ledger) == ["number.wrong_role"]


def test_the_saving_of_the_order_and_of_one_promotion_are_not_mixed() -> None:
    savings = [fact(Role.SAVING, 900, subject="CROSS"), fact(Role.SAVING, 1100)]
    ledger = Ledger.of(savings, promotions={"跨店每满300减50": ["CROSS"]})
    assert not codes("跨店满减一共减900元，总共省1100元。", ledger)
    assert not codes("跨店每满300减50，减900元。", ledger)
    assert codes("一共省900元。", ledger) == ["number.wrong_subject"]
    assert codes("跨店每满300减50，减1100元。", ledger) == ["number.wrong_subject"]
