"""The sample shop's script library: complete, and none of it stopped by the shop's own gate."""

import csv
from collections import Counter
from datetime import datetime

import pytest

from knowledge.times import start_time
from service.assist.draft.slots import closed, filled
from service.assist.ground import ground, ledger_of, retelling
from service.assist.guard import check, sentences
from service.assist.understand import Lexicon, build_lexicon, understand
from service.conversations.turns import Turn
from service.shops import Shop
from tests.conftest import DEMO
from tests.fakes import Shelf

SCENES = (
    "商品咨询 活动咨询 预售与定金 优惠券 尾款 修改订单 催发货 缺货 签收异常 错发漏发 7天无理由 "
    "质量退货 仅退款 退货退款 换货 维修 价保 发票 赠品 拒收 投诉安抚 敏感问题"
)


def rows() -> list[dict[str, str]]:
    """Every row of the library's sources."""
    found: list[dict[str, str]] = []
    for path in sorted((DEMO / "sources" / "scripts").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as source:
            found.extend(csv.DictReader(source))
    return found


@pytest.fixture(scope="module")
def lexicon(shop: Shop) -> Lexicon:
    return build_lexicon(shop)


def test_the_library_covers_the_scenes_of_a_promotion_desk() -> None:
    counted = Counter(row["场景"] for row in rows())
    assert sum(counted.values()) >= 200
    for scene in SCENES.split():
        assert counted[scene] >= 3, scene


def test_every_row_has_three_similar_questions_and_no_question_stands_twice() -> None:
    asked: Counter[str] = Counter()
    for row in rows():
        similar = row["相似问题"].split("｜")
        assert len(similar) >= 3, row["话术编号"]
        asked.update([row["问题"], *similar])
    assert [question for question, times in asked.items() if times > 1] == []


def test_no_script_is_stopped_by_the_gate_when_its_slots_are_filled(
    shop: Shop, lexicon: Lexicon, in_deposit_phase: datetime
) -> None:
    stopped: list[str] = []
    left_open = 0
    for row in rows():
        at = start_time(row["生效时间"]) if row["生效时间"] else in_deposit_phase
        sku = row["适用商品"].split("｜")[0] or "HF-KFR35-JY"
        state = understand([Turn("customer", "满2000减150的券")], shop, lexicon, sku)
        evidence = ground(state, shop, Shelf(), at)
        text = filled(row["回复"], evidence)
        if text is None:
            left_open += 1
            continue
        ledger = ledger_of(evidence) | retelling([(closed(row["回复"]), row["话术编号"])])
        for sentence in sentences(text):
            if check(sentence, ledger).blocked:
                stopped.append(f"{row['话术编号']}: {sentence}")
    assert stopped == []
    assert left_open <= 3  # a slot that this basket cannot fill, e.g. a coupon of no event
