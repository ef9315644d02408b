"""Generated drafts: one figure changed, two roles swapped, characters hidden inside."""

from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from service.assist.guard import Fact, Ledger, Role, check, sentences

SHANGHAI = timezone(timedelta(hours=8))
ROLES = {
    "list": Role.LIST_PRICE,
    "payable": Role.PAYABLE,
    "deposit": Role.DEPOSIT,
    "final": Role.FINAL_PAYMENT,
    "saving": Role.SAVING,
}
TEMPLATES = [
    "到手价{payable}元，定金{deposit}元，尾款{final}元，一共省{saving}元，原价{list}元。",
    "原价¥{list}，优惠后¥{payable}，其中定金¥{deposit}、尾款¥{final}，优惠¥{saving}。",
    "先付定金{deposit}，再付尾款{final}，合计{payable}，比日常价{list}便宜{saving}。",
    "{deposit}元定金，{final}元尾款，{payable}元到手，{saving}元优惠，平时卖{list}元。",
    "定金{deposit}尾款{final}到手{payable}立减{saving}原价{list}",
    "日常价{list}块，减{saving}块，实付{payable}块；预付{deposit}块，尾款{final}块。",
]
HIDDEN = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202d", "\u2066", "\ufe0f"]
figures = st.lists(
    st.integers(min_value=10, max_value=20_000), min_size=5, max_size=5, unique=True
).map(lambda values: dict(zip(ROLES, values, strict=True)))


def ledger_of(values: dict[str, int]) -> Ledger:
    return Ledger.of(Fact(ROLES[name], yuan * 100, "元", "报价") for name, yuan in values.items())


def blocked(text: str, ledger: Ledger) -> bool:
    return any(check(sentence, ledger).blocked for sentence in sentences(text))


@given(template=st.sampled_from(TEMPLATES), values=figures)
def test_the_right_figures_pass_in_every_template(template: str, values: dict[str, int]) -> None:
    assert not blocked(template.format(**values), ledger_of(values))


@given(
    template=st.sampled_from(TEMPLATES),
    values=figures,
    name=st.sampled_from(sorted(ROLES)),
    delta=st.integers(min_value=-9_999, max_value=9_999).filter(bool),
)
def test_one_changed_figure_is_stopped(
    template: str, values: dict[str, int], name: str, delta: int
) -> None:
    changed = values | {name: values[name] + delta}
    assume(changed[name] > 0)
    assert blocked(template.format(**changed), ledger_of(values))


@given(
    template=st.sampled_from(TEMPLATES),
    values=figures,
    names=st.permutations(sorted(ROLES)).map(lambda order: order[:2]),
)
def test_two_swapped_roles_are_stopped(
    template: str, values: dict[str, int], names: list[str]
) -> None:
    first, second = names
    swapped = values | {first: values[second], second: values[first]}
    assert blocked(template.format(**swapped), ledger_of(values))


@given(
    template=st.sampled_from(TEMPLATES),
    values=figures,
    hidden=st.lists(st.tuples(st.integers(0, 60), st.sampled_from(HIDDEN)), max_size=12),
    wrong=st.booleans(),
)
def test_invisible_characters_change_nothing(
    template: str, values: dict[str, int], hidden: list[tuple[int, str]], wrong: bool
) -> None:
    said = values | {"payable": values["payable"] + 1} if wrong else values
    text = template.format(**said)
    for place, character in hidden:
        text = text[:place] + character + text[place:]
    assert blocked(text, ledger_of(values)) is wrong


@given(
    day=st.integers(min_value=0, max_value=330),
    hour=st.integers(min_value=0, max_value=23),
    hours=st.integers(min_value=1, max_value=500),
    moved=st.integers(min_value=-48, max_value=48).filter(bool),
    late=st.booleans(),
)
def test_a_window_passes_as_it_is_and_no_edge_may_move(
    day: int, hour: int, hours: int, moved: int, late: bool
) -> None:
    begin = datetime(2026, 1, 1, hour, tzinfo=SHANGHAI) + timedelta(days=day)
    end = begin + timedelta(hours=hours)
    facts = [Fact(Role.TIME, begin, "from", "规则"), Fact(Role.TIME, end, "to", "规则")]
    ledger = Ledger.of(facts)
    said = "活动时间{:%m月%d日%H:%M}至{:%m月%d日%H:%M}。"
    assert not blocked(said.format(begin, end), ledger)
    step = timedelta(hours=moved)
    assume(begin + step != end and end + step != begin)
    edges = (begin, end + step) if late else (begin + step, end)
    assert blocked(said.format(*edges), ledger)


@pytest.mark.parametrize("ending", ["23:59", "24:00", "23:59:59", ""])
def test_an_end_at_midnight_is_written_as_the_day_before(ending: str) -> None:
    end = datetime(2026, 11, 15, tzinfo=SHANGHAI)
    ledger = Ledger.of([Fact(Role.TIME, end, "to", "规则")])
    assert not blocked(f"活动到11月14日{ending}。", ledger)


def test_the_bare_date_of_an_end_at_midnight_promises_a_day_too_many() -> None:
    end = datetime(2026, 11, 15, tzinfo=SHANGHAI)
    ledger = Ledger.of([Fact(Role.TIME, end, "to", "规则")])
    assert blocked("活动到11月15日。", ledger)


def test_tonight_is_a_date_where_the_ledger_knows_what_day_it_is() -> None:
    start = datetime(2026, 11, 10, 20, tzinfo=SHANGHAI)
    facts = [Fact(Role.TIME, start, "from", "规则")]
    today = Fact(Role.TIME, datetime(2026, 11, 10, 9, tzinfo=SHANGHAI), "now", "时钟")
    yesterday = Fact(Role.TIME, datetime(2026, 11, 9, 9, tzinfo=SHANGHAI), "now", "时钟")
    assert not blocked("今晚8点开始付尾款。", Ledger.of([*facts, today]))
    assert blocked("今晚8点开始付尾款。", Ledger.of([*facts, yesterday]))
    assert not blocked("明晚8点开始付尾款。", Ledger.of([*facts, yesterday]))


def test_618_after_价_is_a_price_and_no_event() -> None:
    """Once a list price of 618 was taken for the 618 sale, and the reply for a comparison."""
    values = {"list": 618, "payable": 500, "deposit": 100, "final": 400, "saving": 118}
    for template in TEMPLATES:
        assert not blocked(template.format(**values), ledger_of(values)), template
    assert blocked("比618便宜118元。", ledger_of(values))
