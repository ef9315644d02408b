"""Whatever is sent: no crash, no other conversation's state, the same state however it is folded,
what an agent set stays, and a turn costs the same however long the conversation is."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evals.dialogues.cases import Dialogue
from evals.dialogues.loading import FOLDER, all_dialogues, files_in, load
from service.assist.assistant import Assistant
from service.assist.events import Event, Finished
from service.assist.remembered import Remembered
from service.assist.understand import Lexicon, Reader, beginning, build_lexicon, understand
from service.conversations.records import state_from, state_to
from service.conversations.state import Correction, State
from service.conversations.store import Store
from service.conversations.turns import KEPT, Role, Thread, Turn, digest
from service.pricing import SHANGHAI
from service.shops import Shop
from tests.fakes import Shelf

AT = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)
FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
HOSTILE = (
    "",
    " ",
    "\x00\x01",
    "\ud800",
    "静悦\u200b1.5匹\u202e两台\ufeff多少钱",
    "e\u0301" * 40,
    "👨‍👩‍👧‍👦" * 30,
    "２" * 200,
    "一二三四五六七八九十百千万亿" * 20,
    "静悦1.5匹99999999999999999999台多少钱",
    "满" * 300,
    "满0减0的券，满999999999999减999999999999",
    "13月45号25点99分买多少",
    "((((((((((*+?[a-z]{9999}",
    "{product}{payable}%s%n../../etc",
    "<script>alert(1)</script>",
    "不是不是不是不是两台三台四台",
    "ﷺ" * 50,
    "𝟏𝟐台静悦𝟏.𝟓匹",
    "٣台静悦1.5匹多少",
    "静悦½匹²台",
)
SAID = tuple(
    text
    for _, dialogue in all_dialogues(load(files_in([FOLDER])))
    for turn in dialogue.turns
    for text in turn.customer or (turn.agent or "",)
)
DIALOGUES: tuple[Dialogue, ...] = tuple(d for _, d in all_dialogues(load(files_in([FOLDER]))))
ROLES: tuple[Role, ...] = ("customer", "customer", "customer", "agent", "bot")
TEXTS = st.one_of(st.sampled_from(SAID), st.sampled_from(HOSTILE), st.text(max_size=60))
TURNS = st.builds(Turn, st.sampled_from(ROLES), TEXTS)
CONVERSATIONS = st.lists(TURNS, min_size=1, max_size=12)


@pytest.fixture(scope="module")
def lexicon(shop: Shop) -> Lexicon:
    return build_lexicon(shop)


@pytest.fixture(scope="module")
def reader(shop: Shop, lexicon: Lexicon) -> Reader:
    return Reader(shop, lexicon, AT)


def turns_of(dialogue: Dialogue) -> list[Turn]:
    """The dialogue as it is sent, each customer's turn answered."""
    turns: list[Turn] = []
    for turn in dialogue.turns:
        turns.extend(Turn("customer", text) for text in turn.customer or ())
        turns.append(Turn("agent", turn.agent or "好的"))
    return turns


@st.composite
def spoiled(draw: st.DrawFn) -> list[Turn]:
    """A real conversation shuffled, cut short, said twice, or mixed with hostile text."""
    turns = turns_of(draw(st.sampled_from(DIALOGUES)))
    order = draw(st.permutations(range(len(turns)))) if draw(st.booleans()) else range(len(turns))
    mixed = [turns[index] for index in order][: draw(st.integers(1, len(turns)))]
    doubled = [turn for turn in mixed for _ in range(draw(st.integers(1, 2)))]
    cut = [replace(t, text=t.text[: draw(st.integers(0, len(t.text)))]) for t in doubled[:2]]
    hostile = [Turn("customer", draw(st.sampled_from(HOSTILE)))] if draw(st.booleans()) else []
    return [*cut, *hostile, *doubled[2:]]


ANY = st.one_of(spoiled(), CONVERSATIONS)


def sound(state: State, shop: Shop) -> None:
    """What holds of every state."""
    assert state_from(json.loads(json.dumps(state_to(state)))) == state
    skus = [item.sku for item in state.basket]
    assert len(skus) == len(set(skus))
    for item in state.basket:
        assert shop.catalogue.get(item.sku)
        assert item.quantity > 0
        assert item.turn < state.turns
    known = {promotion.id for book in shop.rulebooks for promotion in book}
    assert {coupon.promotion_id for coupon in state.coupons} <= known


@FEW
@given(ANY)
def test_whatever_is_sent_is_read_into_a_sound_state(
    shop: Shop, reader: Reader, turns: list[Turn]
) -> None:
    folded = reader.fold(turns, State())
    assert folded.state.turns == len(turns)
    sound(folded.state, shop)
    sound(folded.settled, shop)


@FEW
@given(ANY)
def test_whatever_is_sent_is_answered(shop: Shop, turns: list[Turn]) -> None:
    asked = [*turns, Turn("customer", "一共多少钱")]
    events = asyncio.run(answered(Assistant(Shelf()), shop, asked))
    assert isinstance(events[-1], Finished)


async def answered(assistant: Assistant, shop: Shop, turns: Sequence[Turn]) -> list[Event]:
    return [event async for event in assistant.answer(shop, Thread(tuple(turns)), AT)]


@FEW
@given(ANY, st.integers(0, 12))
def test_turn_by_turn_and_in_one_go_come_to_the_same(
    reader: Reader, turns: list[Turn], corrected: int
) -> None:
    set_by_hand = (Correction(corrected, basket=(("HF-WB23", 3),)),)
    settled = State()
    state = settled
    for number in range(1, len(turns) + 1):
        folded = reader.fold(turns[settled.turns : number], settled, set_by_hand)
        settled, state = folded.settled, folded.state
    assert state == reader.fold(turns, State(), set_by_hand).state


@FEW
@given(ANY, ANY, st.lists(st.booleans(), max_size=40))
def test_two_conversations_at_once_know_nothing_of_each_other(
    shop: Shop, one: list[Turn], other: list[Turn], schedule: list[bool]
) -> None:
    together = Assistant(Shelf())
    sent = {True: one, False: other}
    done = {True: 0, False: 0}
    last: dict[bool, State] = {}
    for due in [*schedule, *[True] * len(one), *[False] * len(other)]:
        if done[due] < len(sent[due]):
            done[due] += 1
            thread = Thread(tuple(sent[due][: done[due]]))
            last[due] = together.read(shop, thread, AT).state
    for due, turns in sent.items():
        alone = Assistant(Shelf()).read(shop, Thread(tuple(turns)), AT).state
        assert last[due] == alone


IDLE = (
    "好的",
    "谢谢",
    "噪音大吗",
    "什么时候发货",
    "能开发票吗",
    "嗯嗯",
    "在吗",
    "质保几年",
    "多少钱",
)


@FEW
@given(ANY, st.lists(st.sampled_from(IDLE), min_size=1, max_size=6))
def test_what_an_agent_set_stays_until_the_buyer_says_otherwise(
    reader: Reader, turns: list[Turn], after: list[str]
) -> None:
    whole = [*turns, Turn("agent", "好的")]
    set_by_hand = Correction(
        len(whole) - 1,
        basket=(("HF-WB23", 3),),
        coupons=("D11-COUPON-KITCHEN",),
        order="20261105",
    )
    for text in after:
        whole += [Turn("customer", text), Turn("agent", "好的")]
    state = reader.fold(whole, State(), (set_by_hand,)).state
    assert [(item.sku, item.quantity) for item in state.basket] == [("HF-WB23", 3)]
    assert [coupon.promotion_id for coupon in state.coupons] == ["D11-COUPON-KITCHEN"]
    assert state.order
    assert state.order.value == "20261105"


def test_a_buyer_who_says_otherwise_is_heard_after_a_correction(
    shop: Shop, lexicon: Lexicon
) -> None:
    turns = [Turn("customer", "微波炉多少钱"), Turn("agent", "好的"), Turn("customer", "烤箱两台")]
    set_by_hand = (Correction(1, basket=(("HF-WB23", 3),)),)
    state = understand(turns, shop, lexicon, at=AT, corrections=set_by_hand)
    assert ("HF-KX38", 2) in [(item.sku, item.quantity) for item in state.basket]


LONG = tuple(turn for dialogue in DIALOGUES[:40] for turn in turns_of(dialogue))


async def test_turn_300_of_a_stored_conversation_reads_no_more_than_turn_3(
    shop: Shop, tmp_path: Path
) -> None:
    store = await Store.open(f"sqlite+aiosqlite:///{tmp_path / 'long.sqlite'}")
    assistant = Assistant(Shelf())
    fetched, folded = [], []
    try:
        for number in range(150):
            thread = await store.thread(shop.id, "c_long") if number else Thread()
            fetched.append(len(thread.turns))
            said = LONG[2 * number % len(LONG)].text
            sent = [Turn("agent", "好的")] if number else []
            thread = thread.going_on([*sent, Turn("customer", said)])
            folded.append(len(thread.unread))
            read = assistant.read(shop, thread, AT)
            await store.record(shop.id, "c_long", thread, read.settled, read.state, [], AT)
    finally:
        await store.close()
    assert thread.total == 299
    # the answer and the new burst
    assert set(folded[1:]) == {2}
    assert max(fetched) <= KEPT + 2


def test_turn_300_of_a_conversation_sent_whole_is_folded_from_where_it_was(
    reader: Reader,
) -> None:
    remembered, page = Remembered(), beginning()
    folded = []
    turns: list[Turn] = []
    for number in range(150):
        turns.append(Turn("customer", LONG[2 * number % len(LONG)].text))
        thread = remembered.begun("demo", Thread(tuple(turns)), page)
        folded.append(len(thread.unread))
        read = reader.fold(thread.unread, thread.settled)
        remembered.keep("demo", thread, page, read.settled)
        turns.append(Turn("agent", "好的"))
    assert set(folded[2:]) == {3}


def test_a_state_grows_with_what_it_holds_and_not_with_the_turns(reader: Reader) -> None:
    once = [t for dialogue in DIALOGUES[:8] for t in turns_of(dialogue)]
    sizes = []
    settled = State()
    turns: list[Turn] = []
    while len(turns) < 900:
        turns += once
        settled = reader.fold(turns[settled.turns :], settled).state
        sizes.append(len(json.dumps(state_to(settled))))
    assert max(sizes) <= sizes[0] * 3 // 2


def test_equal_words_in_another_conversation_or_role_have_another_name() -> None:
    said = Turn("customer", "多少钱")
    assert digest([said]) == digest([Turn("customer", "多少钱", AT)])
    assert digest([said]) != digest([Turn("bot", "多少钱")])
    assert digest([said, said]) != digest([Turn("customer", "多少钱多少钱")])
    assert digest([said], digest([said])) == digest([said, said])


def test_both_of_one_thing_that_an_agent_named_never_stands_in_the_basket_twice(
    shop: Shop, reader: Reader
) -> None:
    turns = [Turn("agent", "静悦1.5匹两台多少钱"), Turn("customer", "两个一起买呢")]
    sound(reader.fold(turns, State()).state, shop)
