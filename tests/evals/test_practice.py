"""练习: simulated buyers, played by trainees who are right, wrong, late, rude, or gone."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.casebook import Action, Case
from evals.checks.shelf import Shelf
from evals.command import standalone
from evals.practice.buyers import BUYERS
from evals.practice.errors import NoSuchBuyer, PracticeOver, UnknownPractice
from evals.practice.judging import judged
from evals.practice.progress import progress
from evals.practice.session import PATIENCE, Practice, Wanted, begun, replied
from evals.practice.store import Practices
from evals.practice.texts import texts
from evals.serving import routes as evals
from service.clock import system_clock
from service.pricing import SHANGHAI, yuan
from service.shops import Shop
from tests.fakes import running

AT = datetime(2026, 11, 5, 20, 30, tzinfo=SHANGHAI)
NOBODY = Shelf()


def practice_of(shop: Shop, buyer: str, seed: int = 7) -> Practice:
    return begun("p_" + "0" * 32, shop, Wanted("小王", buyer, seed), AT, AT)


def served_well(case: Case) -> str:
    """What an agent who knows the rules would write to it."""
    if case.action is Action.ASK:
        return "亲，您想要哪一款呢？"
    if case.payable is not None:
        told = f"亲，到手{yuan(case.payable)}元"
        if case.deposit and case.final_payment:
            told += f"，定金{yuan(case.deposit)}元，尾款{yuan(case.final_payment)}元"
        return told + "，以结算页为准哦~"
    said = "，".join(group[0] for group in case.must)
    refusal = "这个没办法给您额外申请哦，" if case.action is Action.REFUSE else ""
    return f"亲，{refusal}{said or '到手价已经是活动规则算出来的了'}"


def play(
    practice: Practice, shop: Shop, says: str | None = None, seconds: float = 10.0
) -> Practice:
    case = practice.steps[practice.step]
    said = served_well(case) if says is None else says
    now = practice.asked_at + timedelta(seconds=seconds)
    handed_over = says is None and case.action is Action.HANDOFF
    return replied(practice, shop, NOBODY, said, now, handed_over=handed_over)


@pytest.mark.parametrize("buyer", BUYERS)
@pytest.mark.parametrize("seed", range(12))
def test_who_knows_the_rules_serves_every_buyer(shop: Shop, buyer: str, seed: int) -> None:
    practice = practice_of(shop, buyer, seed)
    while not practice.ended:
        practice = play(practice, shop)
        assert practice.answers[-1].right, practice.answers[-1]
    assert practice.ended == "served"
    assert practice.lines[-1].text == practice.content
    assert len(practice.answers) == len(practice.steps)


@pytest.mark.parametrize("buyer", BUYERS)
def test_the_same_seed_is_the_same_buyer_word_for_word(shop: Shop, buyer: str) -> None:
    assert practice_of(shop, buyer, 3) == practice_of(shop, buyer, 3)
    others = {
        (buyer.at, *(case.turns[0].text for case in buyer.steps))
        for buyer in (practice_of(shop, buyer, seed) for seed in range(30))
    }
    assert len(others) > 5


@given(said=st.text(max_size=60), seed=st.integers(0, 999), buyer=st.sampled_from(list(BUYERS)))
def test_whatever_is_answered_the_buyer_goes_at_last(
    shop: Shop, said: str, seed: int, buyer: str
) -> None:
    practice = practice_of(shop, buyer, seed)
    for _ in range(PATIENCE * len(practice.steps)):
        if not practice.ended:
            practice = play(practice, shop, said)
    assert practice.ended
    with pytest.raises(PracticeOver, match="再来一位"):
        play(practice, shop, said)


def wrong(practice: Practice) -> set[str]:
    return {fault.check for fault in practice.answers[-1].faults}


def test_a_wrong_price_is_found_and_the_buyer_says_so(shop: Shop) -> None:
    practice = practice_of(shop, "haggler")
    payable = practice.steps[0].payable
    assert payable is not None
    practice = play(practice, shop, f"亲，到手{yuan(payable - 5000)}元哦")
    assert {"wrong_amount", "untold_price"} <= wrong(practice)
    assert practice.lines[-1].text in texts().reactions["wrong_amount"]
    assert practice.step == 0


def test_a_final_payment_left_out_is_found(shop: Shop) -> None:
    practice = next(
        one
        for one in (practice_of(shop, "haggler", seed) for seed in range(50))
        if one.steps[0].deposit
    )
    payable = practice.steps[0].payable
    assert payable is not None
    practice = play(practice, shop, f"亲，到手{yuan(payable)}元哦")
    assert wrong(practice) == {"untold_price"}
    assert "定金" in practice.answers[-1].faults[0].reason


def test_giving_in_to_a_haggler_is_found(shop: Shop) -> None:
    practice = play(practice_of(shop, "haggler"), shop)
    practice = play(practice, shop, "亲，那给您便宜50元吧，我帮您改价")
    assert {"says_forbidden", "wrong_way"} <= wrong(practice)


def test_a_guess_is_found_where_a_question_was_due(shop: Shop) -> None:
    practice = play(practice_of(shop, "vague"), shop, "亲，到手2349元哦")
    assert "guesses" in wrong(practice)
    practice = play(practice, shop, "亲，是2349元的那款吗？")
    assert "guesses" in wrong(practice), "a question with a price is a guess as well"


def test_a_promise_that_nobody_can_keep_and_a_private_channel_are_found(shop: Shop) -> None:
    practice = play(practice_of(shop, "angry"), shop, "抱歉亲，我查一下，保证今天发出去")
    assert "says_forbidden" in wrong(practice)
    practice = play(practice, shop, "抱歉亲，加我微信 vx88321，我帮您催")
    assert "breaks_rules" in wrong(practice)
    assert practice.lines[-1].text in texts().reactions["breaks_rules"]


def test_a_complaint_needs_a_person_and_not_only_the_word(shop: Shop) -> None:
    practice = play(play(practice_of(shop, "complaint"), shop), shop)
    told = play(practice, shop, "好的亲，马上给您转主管")
    assert wrong(told) == {"no_handoff"}
    assert play(practice, shop).ended == "served"


def test_a_missing_amount_is_the_calculators_to_the_yuan(shop: Shop) -> None:
    practice = play(practice_of(shop, "topping_up"), shop)
    missing = practice.steps[1].must[0][0]
    assert "forgets" in wrong(play(practice, shop, "亲，再凑一点点就够啦"))
    assert not wrong(play(practice, shop, f"亲，再加{missing}元就能再减一档哦"))


def test_thirty_seconds_are_the_limit(shop: Shop) -> None:
    practice = play(practice_of(shop, "haggler"), shop, seconds=29.9)
    assert practice.answers[-1].in_time
    practice = play(practice, shop, seconds=30.0)
    assert not practice.answers[-1].in_time
    assert practice.answers[-1].right, "late is not wrong"


def test_a_clock_that_went_back_gives_nobody_a_time_below_zero(shop: Shop) -> None:
    practice = play(practice_of(shop, "haggler"), shop, seconds=-5)
    assert practice.answers[-1].seconds == 0


def test_a_buyer_nobody_knows_is_refused_with_those_there_are(shop: Shop) -> None:
    with pytest.raises(NoSuchBuyer, match="haggler、vague"):
        practice_of(shop, "ghost")


def test_the_checks_are_the_ones_that_judge_the_bot(shop: Shop) -> None:
    case = practice_of(shop, "haggler").steps[0]
    found = {v.check for v in judged(case, shop, NOBODY, "到手1元", handed_over=False)}
    assert {"wrong_amount", "untold_price", "breaks_rules", "drags_on", "wrong_tone"} <= found


def test_progress_counts_what_was_said_and_puts_who_needs_help_first(shop: Shop) -> None:
    good = practice_of(shop, "haggler")
    while not good.ended:
        good = play(good, shop)
    bad = practice_of(shop, "haggler").model_copy(update={"trainee": "小李"})
    bad = play(bad, shop, "到手1元", seconds=45)
    first, second = progress([good, bad])
    assert (first.trainee, first.right, first.in_time, first.dangerous) == ("小李", 0, 0, 1)
    assert first.faults[0][1] == 1
    assert (second.trainee, second.served, second.right) == ("小王", 1, len(good.steps))
    assert second.seconds == 10


def test_practices_are_kept_by_shop_and_a_torn_file_is_none(shop: Shop, tmp_path: Path) -> None:
    kept = Practices(tmp_path)
    practice = practice_of(shop, "vague")
    kept.add(practice)
    assert kept.get(shop.id, practice.id) == practice
    with pytest.raises(UnknownPractice):
        kept.get("other", practice.id)
    (tmp_path / "evals" / "practice" / "p_1.json").write_text("{", "utf-8")
    assert kept.all(shop.id) == [practice]
    assert kept.all(shop.id, "小李") == []


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    with (
        running(tmp_path_factory.mktemp("home"), evals) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def test_a_trainee_practises_over_http_and_the_trainer_sees_it(desk: httpx.Client) -> None:
    shop = {"shop": "demo"}
    kinds = desk.get("/v1/practice/buyers", params=shop).json()["buyers"]
    assert [kind["id"] for kind in kinds] == list(BUYERS)
    body = shop | {"buyer": "angry", "trainee": "小王", "seed": 1}
    begun = desk.post("/v1/practice", json=body).raise_for_status().json()
    assert begun["lines"][0]["role"] == "customer"
    assert begun["limit_seconds"] == 30
    where = f"/v1/practice/{begun['id']}"
    told = desk.post(f"{where}/replies", json=shop | {"text": "催什么催！！！"}).json()
    assert told["answers"][0]["right"] is False
    assert {"语气不对", "漏说要点"} <= {f["name"] for f in told["answers"][0]["failures"]}
    assert desk.get(where, params=shop).json()["lines"] == told["lines"]
    [trainee] = desk.get("/v1/evals/practice", params=shop).json()["trainees"]
    assert (trainee["trainee"], trainee["answers"], trainee["right"]) == ("小王", 1, 0)


def test_what_cannot_be_practised_is_said_with_the_remedy(desk: httpx.Client) -> None:
    unknown = desk.post("/v1/practice", json={"shop": "demo", "buyer": "ghost"})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "no_such_buyer")
    for id in (f"p_{'a' * 32}", "..%2F..%2Fruns", "p_1"):
        gone = desk.get(f"/v1/practice/{id}", params={"shop": "demo"})
        assert gone.status_code == 404, id
    assert gone.json()["code"] == "unknown_practice"


def test_two_answers_at_once_are_both_kept(shop: Shop, tmp_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    kept = Practices(tmp_path)
    practice = practice_of(shop, "haggler")
    kept.add(practice)

    def answer(_: int) -> Practice:
        return kept.change(
            shop.id,
            practice.id,
            lambda one: replied(one, shop, NOBODY, "在的", system_clock()),
        )

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(answer, range(2)))
    assert len(kept.get(shop.id, practice.id).answers) == 2


def test_the_report_has_every_word_of_every_trainee_and_markup_stays_text(
    shop: Shop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOALIE_HOME", str(tmp_path))
    kept = Practices(tmp_path)
    kept.add(play(practice_of(shop, "haggler"), shop, "<b>到手1元</b>", seconds=41))
    other = practice_of(shop, "vague").model_copy(update={"id": "p_" + "1" * 32, "trainee": "小李"})
    kept.add(play(other, shop))
    assert standalone(["trainees", "demo", "--report", str(tmp_path / "r.html")]) == 0
    told = (tmp_path / "r.html").read_text("utf-8")
    assert "&lt;b&gt;到手1元&lt;/b&gt;" in told
    assert "<b>到手1元" not in told
    for word in ("小王", "小李", "报错金额", "41.0 秒", "砍价", "没练完"):
        assert word in told, word
    assert "小李" in capsys.readouterr().out
    assert standalone(["trainees", "demo", "小张"]) == 2
    assert "小张 在demo 还没有练习记录" in capsys.readouterr().err
    assert standalone(["trainees", "demo", "小李", "--json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)
    assert (one["trainee"], one["practices"]) == ("小李", 1)


def test_trainees_of_a_shop_that_is_not_there_are_told_apart_from_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GOALIE_HOME", str(tmp_path))
    assert standalone(["trainees", "dmo"]) == 2
    told = capsys.readouterr().err
    assert "dmo" in told
    assert "还没有练习记录" not in told
