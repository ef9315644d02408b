"""Wrong replies that people made by hand, beside the true ones they were made from."""

from datetime import timedelta

import pytest

from evals.drafts.cases import BEGINNING, Case, World
from service.assist.cases import Cases
from service.assist.ground import Told, retelling
from service.assist.guard import Severity, sentences
from tests.conftest import DEMO

FINAL = BEGINNING.replace(day=10)
DOUBLE12 = BEGINNING.replace(month=12, day=10)
FOR_2000 = "用满2000减150的券"
PASSAGES = (
    Told("双12店铺券满2000减100、满800减40，一单一张。官方立减12%。", "双12活动说明.md · 券"),
    Told("每单送两套挂钩，限购3套。", "发货说明.md"),
    Told("巡洁X2吸力8000Pa；巡洁X1吸力5000Pa。", "大家电规格对照表.xlsx"),
    Told("清水箱0.8L，污水箱0.7L。脱水噪音70dB(A)，洗涤噪音52dB(A)。", "说明书.md"),
    Told("收费项目：砖墙孔；价格：40元。", "收费表.md"),
    Told("收费项目：混凝土墙孔；价格：80元。", "收费表.md"),
)


@pytest.fixture(scope="module")
def world() -> World:
    return World(DEMO)


def case_of(world: World, said: str) -> Case:
    """``said``: SKUs joined with +, times pieces, the coupon and the event's minute."""
    goods, coupon, when = said.split("|")
    skus, _, pieces = goods.partition("×")
    at = {"11": BEGINNING, "尾": FINAL, "12": DOUBLE12}[when]
    found = world.case(skus.split("+"), int(pieces or 1), FOR_2000 if coupon else "", "", at)
    assert found is not None
    return found


def leaves(world: World, said: str, text: str) -> bool:
    case = case_of(world, said)
    cases = Cases(case.evidence, case.ledger | retelling(PASSAGES))
    return not any(
        flag.severity is Severity.BLOCK
        for sentence in sentences(text)
        for flag in cases.flags(sentence)
    )


ONE = "HF-KFR35-JY||11"
TWO = "HF-KFR35-JY×2|券|11"
BOTH = "HF-BCD260+HF-KFR51-ZX|券|尾"
PAIR = "HF-XQG10-B+HF-GYJ9|券|尾"


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        # A passage counts something else.
        (ONE, "两套到手2349元。"),
        (ONE, "静悦空调两套一共2349元。"),
        # Another event's coupon, reduction, name and times.
        (ONE, "店铺券满2000减100，领了就能用。"),
        (ONE, "现在是双2活动，到手2349元。"),
        (ONE, "年货节到手2349元。"),
        (ONE, "双11官方立减450元，到手2349元。"),
        (ONE, "双12跨店每满300减50。"),
        (ONE, "双12到手2349元。"),
        (ONE, "双12活动11月14日23:59结束。"),
        # The saving of another kind of reduction.
        (ONE, "店铺券减100。"),
        (ONE, "券减450元，到手2349元。"),
        (ONE, "跨店满减减100元。"),
        (ONE, "定金膨胀减450元，到手2349元。"),
        # Two figures of two coupons.
        (ONE, "满2000减40。"),
        # A coupon that the price is without.
        (BOTH, "用满1000减60到手6148元，一单只能用一张店铺券。"),
        (BOTH, "一单拍只能用一张店铺券，用满1000减60到手6148元。"),
        (BOTH, "用60那张，到手6148元。"),
        (BOTH, "用厨房券到手6148元。"),
        (BOTH, "两张券一起用到手6148元。"),
        # A figure of another product, attribute or item.
        ("HF-RV-X2||11", "X2吸力5000Pa。"),
        ("HF-WD-D5||11", "清水箱0.7L，污水箱0.8L。"),
        ("HF-XQG10-HX||11", "脱水52分贝。"),
        (ONE, "混凝土墙孔40元一个。"),
        # A subtotal for the price, after another reduction, a share for another line's.
        (TWO, "到手5598元。"),
        (PAIR, "退烘干机退1951.30元。"),
        (PAIR, "烘干机到手3496.70元。"),
        # A difference in the other direction.
        (TWO, "两台用券比不用券多150元。"),
        (TWO, "不用券比用券便宜150元。"),
        # What is not reached yet.
        (TWO, "满6000减50。"),
        (ONE, "还有四周才付尾款。"),
    ],
)
def test_what_people_got_past_the_gate_does_not_leave(world: World, said: str, wrong: str) -> None:
    assert not leaves(world, said, wrong)


@pytest.mark.parametrize(
    ("said", "true"),
    [
        (ONE, "静悦空调一台到手2349元，每满300减50减了450元。"),
        (ONE, "双12店铺券满2000减100，官方立减12%。"),
        (ONE, "定金膨胀减100元，跨店满减减450元。"),
        (BOTH, "用满2000减150到手6148元，一单只能用一张店铺券。"),
        (BOTH, "两张券不能一起用。"),
        ("HF-RV-X2||11", "X2吸力8000Pa。"),
        ("HF-WD-D5||11", "清水箱0.8L，污水箱0.7L。"),
        ("HF-XQG10-HX||11", "脱水70分贝，洗涤52分贝。"),
        (ONE, "混凝土墙孔80元一个，砖墙孔40元一个。"),
        (TWO, "先减定金膨胀200是5598，再用券减150是5448，跨店满减减900，最后4548元。"),
        (PAIR, "单退烘干机退3496.70元，分摊后滚筒1951.30元。"),
        (TWO, "两台不用券比用券贵150元。"),
        (TWO, "不用券是4698元，用了券4548元，差150元。"),
        (TWO, "定金各付100元，共200元。"),
        (ONE, "机器四周都要通风。"),
    ],
)
def test_the_true_ones_beside_them_leave(world: World, said: str, true: str) -> None:
    assert leaves(world, said, true)


def test_the_time_left_to_an_edge_is_told_to_the_minute(world: World) -> None:
    at = BEGINNING.replace(month=11, day=10, hour=17, minute=20)
    case = world.case(["HF-KFR35-JY"], 1, "", "", at)
    assert case is not None
    assert at + timedelta(minutes=40) == at.replace(hour=18, minute=0)
    assert not Cases(case.evidence, case.ledger).flags("定金18:00截止，还有40分钟。")
    assert Cases(case.evidence, case.ledger).flags("定金18:00截止，还有50分钟。")
