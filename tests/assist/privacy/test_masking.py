"""What a person can be found by never reaches a model; the agent sees it again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.assist.privacy import Vault, found_in

PARTICULARS = [
    ("手机", "13800138000"),
    ("手机", "138 0013 8000"),
    ("手机", "138-0013-8000"),
    ("手机", "1 3 8 0 0 1 3 8 0 0 0"),
    ("手机", "１３８００１３８０００"),
    ("手机", "一三八零零一三八零零零"),
    ("手机", "幺三八〇〇幺三八〇〇〇"),
    ("手机", "138​0013​8000"),
    ("手机", "+86 138 0013 8000"),
    ("手机", "0086 13800138000"),
    ("座机", "0571-88886666"),
    ("座机", "(010)12345678转802"),
    ("身份证", "11010519491231002X"),
    ("身份证", "110105 19491231 002X"),
    ("银行卡", "6222 0212 3456 7890 128"),
    ("银行卡", "4111111111111111"),
    ("邮箱", "zhang.san+1@example.com"),
    ("车牌", "京AD12345"),
    ("地址", "浙江省杭州市西湖区文三路100号2幢301室"),
    ("地址", "朝阳区建国路88号SOHO现代城B座1203"),
    ("地址", "上海市浦东新区张杨路500弄3号楼"),
]
SAID = [
    ("我的微信号是zhang_san88", "zhang_san88"),
    ("加我vx：abc12345", "abc12345"),
    ("QQ 903013545", "903013545"),
    ("收货人：欧阳娜娜，改一下", "欧阳娜娜"),
    ("张三 13800138000 麻烦登记", "张三"),
    ("身份证号110101199001011234", "110101199001011234"),
    ("护照号码E12345678", "E12345678"),
    ("邮编310000", "310000"),
    ("地址改成青山湖畔3幢", "青山湖畔3幢"),
]
HARMLESS = [
    "HF-KFR35-JY两台到手多少钱",
    "KFR-35GW/JY噪音大不大",
    "订单号1234567890123456789什么时候发货",
    "订单6222021234567890128到哪了",
    "单号440308199901101513",
    "2026-11-10 20:00 付尾款吗",
    "满2000减150和满300减50能一起用吗",
    "三楼没电梯送货上门吗",
    "我家小区能装吗，客厅20平",
    "京东和你们哪个便宜",
    "什么区别",
    "400-888-1234是你们的电话吗",
    "制冷量3530W，适用面积16-22㎡",
    "两千二百九十九能买吗",
    "送到六楼要加钱吗",
]


@pytest.mark.parametrize(("kind", "particular"), PARTICULARS)
def test_a_particular_is_masked_however_it_is_written(kind: str, particular: str) -> None:
    masked = Vault().masked(f"麻烦登记一下，{particular}，谢谢")
    assert masked == f"麻烦登记一下，〔{kind}1〕，谢谢"


@pytest.mark.parametrize(("text", "particular"), SAID)
def test_what_only_its_word_gives_away_is_masked(text: str, particular: str) -> None:
    assert particular not in Vault().masked(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_order_numbers_model_codes_and_prices_stay(text: str) -> None:
    assert Vault().masked(text) == text


def test_the_agent_sees_again_what_the_model_retold() -> None:
    vault = Vault()
    masked = vault.masked("电话13800138000，地址杭州市西湖区文三路100号")
    assert "138" not in masked
    assert "文三路" not in masked
    assert vault.restored("手机〔手机1〕已登记") == "手机13800138000已登记"


def test_the_same_number_twice_is_one_mark_and_another_is_another() -> None:
    vault = Vault()
    assert (
        vault.masked("13800138000、138 0013 8000、13900139000") == "〔手机1〕、〔手机1〕、〔手机2〕"
    )


def test_a_mark_that_the_customer_wrote_is_not_restored() -> None:
    vault = Vault()
    vault.masked("13800138000")
    assert vault.masked("〔手机1〕是谁的") == "（手机1）是谁的"


def test_another_conversations_vault_restores_nothing() -> None:
    Vault().masked("13800138000")
    assert Vault().restored("〔手机1〕") == "〔手机1〕"


@given(st.text(max_size=200))
def test_any_text_can_be_masked_and_what_is_found_lies_inside_it(text: str) -> None:
    for found in found_in(text):
        assert 0 <= found.start < found.end <= len(text)
    Vault().masked(text)


@given(
    number=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
    style=st.sampled_from(["{}", "0086{}", "+86 {}"]),
    digits=st.sampled_from(["0123456789", "０１２３４５６７８９", "零一二三四五六七八九"]),
    gap=st.sampled_from(["", " ", "-", "​"]),
)
def test_no_spelling_of_a_mobile_number_reaches_the_model(
    number: str, style: str, digits: str, gap: str
) -> None:
    spelt = gap.join(digits[int(digit)] for digit in number)
    assert spelt not in Vault().masked(f"我电话{style.format(spelt)}")
