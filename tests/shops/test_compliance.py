"""A shop's own words and severities: data in its folder, checked when it is read."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from service.assist.ground.house import house_of
from service.assist.guard import Ledger, Severity, check
from service.shops import BadShopFolder, Shop
from service.shops.compliance import Compliance, read_compliance


def written(folder: Path, text: str) -> Compliance:
    (folder / "compliance.yaml").write_text(text, encoding="utf-8")
    return read_compliance(folder)


def codes(text: str, shop: Shop) -> dict[str, Severity]:
    ledger = Ledger.of(house=house_of(shop))
    return {flag.code: flag.severity for flag in check(text, ledger).flags}


def with_compliance(shop: Shop, folder: Path, text: str) -> Shop:
    return replace(shop, compliance=written(folder, text))


def test_a_shop_without_the_file_has_nothing_of_its_own(tmp_path: Path) -> None:
    assert read_compliance(tmp_path) == Compliance()


def test_the_sample_shop_speaks_of_no_other_brand(shop: Shop) -> None:
    assert codes("这个比格力的安静哦", shop)["shop.competitor"] is Severity.BLOCK
    assert codes("宝子，这就帮您看", shop) == {"shop.tone": Severity.INFO}


def test_disguised_spellings_of_a_shops_word_are_found(shop: Shop) -> None:
    assert "shop.competitor" in codes("格​力的也行", shop)


def test_a_shop_makes_a_finding_milder(shop: Shop, tmp_path: Path) -> None:
    text = "这款用了都说好，口碑有目共睹。"
    assert Severity.BLOCK in codes(text, shop).values()
    mild = with_compliance(shop, tmp_path, "severities: {adlaw.unproven: review}")
    assert set(codes(text, mild).values()) == {Severity.WARN}


def test_an_allowed_phrase_holds_no_finding(shop: Shop, tmp_path: Path) -> None:
    assert "adlaw.extreme" in codes("这款是行业第一品牌系列", shop)
    own = with_compliance(shop, tmp_path, "allowed: [行业第一品牌系列]")
    assert codes("这款是行业第一品牌系列", own) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("severities: {number.unknown: hint}", "只能是 block"),
        ("severities: {leak.secret: review}", "只能是 block"),
        ("severities: {adlaw.extreme: loud}", "severities.adlaw.extreme"),
        ("entries: [{code: shop.x, message: 不行, patterns: ['(']}]", "entries.0.patterns.0"),
        ("entries: [{code: shop.x, message: 不行}]", "至少要写一项"),
        ("wordz: []", "wordz"),
        ("entries: [", "第 1 行"),
    ],
)
def test_a_mistake_names_file_and_field(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadShopFolder) as raised:
        written(tmp_path, text)
    assert "compliance.yaml" in str(raised.value)
    assert told in str(raised.value)


@pytest.mark.parametrize("said", ["给您补15元差价。", "这边给您退20元运费。", "补您10元可以吗。"])
def test_what_lies_within_the_agents_authority_may_be_granted(shop: Shop, said: str) -> None:
    assert codes(said, shop) == {}


@pytest.mark.parametrize(
    "said",
    [
        "给您补25元差价。",
        "给您退20多元运费。",
        "赔您5元。",
        "再给您优惠10元。",
        "给您全额退款。",
        "到手15元。",
    ],
)
def test_what_lies_outside_it_may_not(shop: Shop, said: str) -> None:
    assert Severity.BLOCK in codes(said, shop).values()


def test_zero_authority_is_zero(shop: Shop, in_deposit_phase: datetime) -> None:
    assert shop.profile.authority.compensation == 0
    assert Severity.BLOCK in codes("补偿您1元。", shop).values()
