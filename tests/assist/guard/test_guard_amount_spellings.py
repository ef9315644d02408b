"""However an amount is written, it is read back to the same fen."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.assist.guard import Fact, Ledger, Role, check, facts_of_text

DIGITS = "零一二三四五六七八九"
FORMAL = str.maketrans("一二三四五六七八九十百千万", "壹贰叁肆伍陆柒捌玖拾佰仟萬")
FULL_WIDTH = str.maketrans("0123456789.,¥", "０１２３４５６７８９．，￥")
amounts = st.integers(min_value=1, max_value=99_999_999)


def han(number: int) -> str:
    """1..99999999 as it is spelt: 2003 is 两千零三."""
    if number >= 10_000:
        head, rest = divmod(number, 10_000)
        gap = "零" if 0 < rest < 1000 else ""
        return f"{han(head)}万{gap}{han(rest) if rest else ''}"
    text, pending = "", False
    for size, scale in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if pending and text else "") + DIGITS[digit] + scale
            pending = False
        else:
            pending = True
    return text


def change(fen: int) -> str:
    """九毛五 behind 块, empty for a round amount."""
    jiao, rest = divmod(fen % 100, 10)
    return (f"{DIGITS[jiao]}毛" if jiao or rest else "") + (f"{DIGITS[rest]}分" if rest else "")


def spelt_in_full(fen: int) -> str:
    yuan = fen // 100
    return f"{han(yuan)}块{change(fen)}" if yuan else f"0.{fen:02d}元"


SPELLINGS: dict[str, Callable[[int], str]] = {
    "decimal": lambda fen: f"{fen // 100}.{fen % 100:02d}元",
    "currency sign": lambda fen: f"¥{fen // 100:,}.{fen % 100:02d}",
    "spaced sign": lambda fen: f"¥ {fen // 100}.{fen % 100:02d}",
    "full width": lambda fen: f"{fen // 100}.{fen % 100:02d}元".translate(FULL_WIDTH),
    "rmb": lambda fen: f"RMB {fen // 100}.{fen % 100:02d}",
    "characters": spelt_in_full,
    "formal characters": lambda fen: spelt_in_full(fen).translate(FORMAL),
    "spaced digits": lambda fen: " ".join(str(fen // 100)) + f".{fen % 100:02d}元",
    "zero width": lambda fen: "\u200b".join(f"{fen // 100}.{fen % 100:02d}元"),
    "thousands": lambda fen: f"{fen // 100000}.{fen % 100000:05d}k元",
    "ten thousands": lambda fen: f"{fen // 1000000}.{fen % 1000000:06d}万元",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(fen=amounts)
def test_an_amount_in_any_spelling_is_read_back_to_the_same_fen(spelling: str, fen: int) -> None:
    facts = facts_of_text(f"到手价{SPELLINGS[spelling](fen)}，", "测试")
    assert [(fact.role, fact.value) for fact in facts] == [(Role.PAYABLE, fen)]


@pytest.mark.parametrize("spelling", SPELLINGS)
@given(fen=amounts, delta=st.integers(min_value=1, max_value=1_000_000))
def test_an_amount_that_is_off_by_any_fen_is_stopped_in_any_spelling(
    spelling: str, fen: int, delta: int
) -> None:
    ledger = Ledger.of([Fact(Role.PAYABLE, fen, "元", "报价")])
    assert not check(f"到手价{SPELLINGS[spelling](fen)}哦。", ledger).blocked
    assert check(f"到手价{SPELLINGS[spelling](fen + delta)}哦。", ledger).blocked


@pytest.mark.parametrize(
    ("spelling", "fen"),
    [
        ("2299元", 229_900),
        ("2,299.00元", 229_900),
        ("2299块9", 229_990),
        ("2块5", 250),
        ("2块55", 255),
        ("5元5角", 550),
        ("九毛九", 99),
        ("二十九块九毛九", 2_999),
        ("两千二百九十九", 229_900),
        ("二千三", 230_000),
        ("两万三", 2_300_000),
        ("两千零三元", 200_300),
        ("两千三百块五", 230_050),
        ("2千3", 230_000),
        ("2.3k", 230_000),
        ("2.3千", 230_000),
        ("1.2万", 1_200_000),
        ("1万2", 1_200_000),
        ("1.2w元", 1_200_000),
        ("二二九九元", 229_900),
        ("２２９９", 229_900),
        ("①⑨⑨元", 19_900),
        ("𝟐𝟐𝟗𝟗元", 229_900),
        ("٢٢٩٩元", 229_900),
        ("22o0元", 220_000),
        ("廿五元", 2_500),
        ("俩千元", 200_000),
        ("兩千貳佰玖拾玖圓", 229_900),
        ("rmb2299", 229_900),
        ("2299人民币", 229_900),
        ("人民币2299", 229_900),
        ("2299大洋", 229_900),
        ("22\u202e99元", 229_900),
        ("2\u20de299元", 229_900),
    ],
)
def test_a_spelling_of_the_trade_is_read(spelling: str, fen: int) -> None:
    facts = facts_of_text(f"到手价{spelling}。", "测试")
    assert [(fact.role, fact.value) for fact in facts] == [(Role.PAYABLE, fen)]


@pytest.mark.parametrize(
    "text",
    [
        "这款KFR-35GW/JY和BCD-520WP、RO800都有货",
        "扫地机X2和吸尘器V8",
        "双11和618都有活动",
        "2026天猫双11开始啦",
        "拨打12315咨询",
        "88VIP会员专享",
        "十分抱歉，一般一定一起一下",
        "千万别急，万一有问题再说",
        "一点也不难，慢一点没关系",
        "1、先下单 2、再付款",
        "三包政策按说明书",
        "有两种方式",
    ],
)
def test_what_is_no_figure_is_not_read_as_one(text: str) -> None:
    ledger = Ledger.of((), names=("2026天猫双11",))
    assert not [flag for flag in check(text, ledger).flags if flag.code.startswith("number.")]
