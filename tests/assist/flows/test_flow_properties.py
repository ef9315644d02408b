"""Whatever buyers say in whatever order: nothing known is asked, nothing missing is passed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from service.assist.flows import standing
from service.assist.understand import Lexicon
from service.conversations.turns import Turn
from service.shops import Shop

from .conftest import AT, ORDER, said

TELLS: dict[str, frozenset[str]] = {
    ORDER: frozenset({"order"}),
    "静悦1.5匹的": frozenset({"product"}),
    "[图片]": frozenset({"photos", "proof", "page", "tracking"}),
    "[视频]": frozenset({"video"}),
    "昨天签收的": frozenset({"signed", "received", "story"}),
    "没拆封": frozenset({"condition"}),
    "待发货": frozenset({"shipping"}),
    "就是不喜欢": frozenset({"reason"}),
    "申请提交好了": frozenset({"applied"}),
    "补我15元": frozenset({"money", "wish"}),
}
"""What a buyer says → everything it may tell."""

BEGINS = (
    "我想退货", "不制冷，要退货", "不喜欢，7天无理由能退吗", "怎么还不发货", "想改地址", "我要投诉",
    "快递显示签收我没收到", "能修吗", "想换货", "给我打点款补偿", "赠品没给我", "到了直接拒收行吗",
    "还没发货，退款", "漏电了", "申请平台介入", "退货运费给报销吗",
)  # fmt: skip
CHATTER = ("好的", "嗯", "???", "在吗", "照片要发吗", "运费谁出", "谢谢", "🙂", "快点")
LINES = st.lists(st.sampled_from([*TELLS, *BEGINS, *CHATTER]), min_size=1, max_size=9)
REPLIES = st.sampled_from(["words", "稍等我看看", ""])


@settings(max_examples=150)
@given(lines=LINES, reply=REPLIES)
def test_nothing_told_is_asked_and_no_step_is_passed_with_anything_missing(
    shop: Shop, lexicon: Lexicon, lines: list[str], reply: str
) -> None:
    turns: list[Turn] = []
    for line in lines:
        turns.append(Turn("customer", line))
        here = standing(said(turns, shop, lexicon), shop.flows, AT)
        if here is None:
            continue
        known = {item.id for item in here.known}
        asked = {item.id for item in here.missing}
        assert not known & asked
        every = [step for step in here.flow.steps if step.name]
        before = every[: every.index(here.step)] if here.step else every
        needed = {item for step in before for item in step.needs if not step.only}
        assert needed <= known
        could = {item for said_ in lines for item in TELLS.get(said_, frozenset())}
        begun = {"fault", "reason", "shipping", "condition", "wish", "change", "address", "gift"}
        assert known <= could | begun | {"arrived", "missing", "story", "safety", "received"}
        for item in here.missing:
            assert (here.step.ask.get(item.id, item.ask) if here.step else "") in here.words
        if reply:
            turns.append(Turn("agent", f"亲，{here.words}" if reply == "words" else reply))


@settings(max_examples=60)
@given(lines=LINES)
def test_the_order_in_which_things_are_told_does_not_matter(
    shop: Shop, lexicon: Lexicon, lines: list[str]
) -> None:
    """The same facts told forwards and backwards to the same flow leave the same missing."""
    told = [line for line in dict.fromkeys(lines) if line in TELLS]

    def after(facts: list[str]) -> tuple[set[str], str]:
        turns: list[Turn] = [Turn("customer", "静悦空调坏了不制冷，我要退货")]
        for line in facts:
            turns += [Turn("agent", "稍等"), Turn("customer", line)]
        here = standing(said(turns, shop, lexicon), shop.flows, AT)
        assert here is not None
        return {item.id for item in here.missing}, here.step.name if here.step else ""

    assert after(told) == after(told[::-1])


@settings(max_examples=60)
@given(lines=LINES, reply=REPLIES)
def test_a_conversation_read_at_once_stands_where_it_stood_turn_by_turn(
    shop: Shop, lexicon: Lexicon, lines: list[str], reply: str
) -> None:
    turns: list[Turn] = []
    state = None
    for line in lines:
        turns.append(Turn("customer", line))
        state = said(turns, shop, lexicon)
        turns.append(Turn("agent", reply or "嗯"))
    assert state is not None
    again = said(turns[:-1], shop, lexicon)
    assert (again.flow, again.given) == (state.flow, state.given)
