"""From the bot to a person and back: one agent has a conversation, and the bot is silent then."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.api.chatting import SURE, Agent, Customer, new_id
from tests.fakes import running


@pytest.fixture
def waiting(http: httpx.Client) -> Customer:
    """A customer in the queue."""
    customer = Customer(http)
    customer.says(SURE)
    customer.says("转人工")
    return customer


@pytest.fixture
def wang(http: httpx.Client) -> Agent:
    return Agent(http, f"小王{new_id()[:6]}")


def test_the_bot_is_silent_while_a_person_has_the_conversation(
    waiting: Customer, wang: Agent
) -> None:
    assert wang.does("take", waiting.id).json()["status"] == "human"
    answer = waiting.says(SURE)
    assert answer["reply"] is None
    assert answer["attendance"] | {"group": ""} == {
        "status": "human",
        "ahead": None,
        "agent": wang.name,
        "group": "",
        "opens_at": None,
    }
    assert wang.does("reply", waiting.id, text="您好，我来帮您看").status_code == 204
    assert waiting.lines()[-2:] == [f"customer: {SURE}", "agent: 您好，我来帮您看"]


def test_given_back_the_bot_answers_with_all_that_was_said(waiting: Customer, wang: Agent) -> None:
    wang.does("take", waiting.id)
    waiting.says("我要两台")
    wang.does("reply", waiting.id, text="好的，两台")
    assert wang.does("return", waiting.id).json()["status"] == "bot"
    assert waiting.says("到手多少钱")["reply"]["price"]["payable"] == "4698.00"


def test_closed_and_written_to_again_the_bot_answers(waiting: Customer, wang: Agent) -> None:
    wang.does("take", waiting.id)
    assert wang.does("close", waiting.id).json()["status"] == "closed"
    assert waiting.id not in wang.inbox()
    assert waiting.says(SURE)["attendance"]["status"] == "bot"
    assert waiting.lines()[-1].startswith("bot: ")


def test_of_many_agents_at_once_one_has_the_conversation_and_the_others_are_told_who(
    waiting: Customer, http: httpx.Client
) -> None:
    agents = [Agent(http, f"客服{number}") for number in range(8)]
    with ThreadPoolExecutor(len(agents)) as pool:
        answers = list(pool.map(lambda agent: agent.does("take", waiting.id), agents))
    [winner] = [a.name for a, answer in zip(agents, answers, strict=True) if answer.is_success]
    others = [answer.json() for answer in answers if not answer.is_success]
    assert len(others) == len(agents) - 1
    assert {(told["code"], told["detail"]) for told in others} == {
        ("taken", f"{winner} 已经接待了这位顾客")
    }


def test_taking_twice_is_taking_once(waiting: Customer, wang: Agent) -> None:
    assert [wang.does("take", waiting.id).status_code for _ in range(2)] == [200, 200]


@pytest.mark.parametrize("what", ["reply", "return", "close"])
def test_who_has_not_taken_a_conversation_does_nothing_in_it(
    waiting: Customer, wang: Agent, http: httpx.Client, what: str
) -> None:
    more = {"text": "您好"} if what == "reply" else {}
    assert wang.does(what, waiting.id, **more).json()["code"] == "not_taken"
    Agent(http, "别人").does("take", waiting.id)
    assert wang.does(what, waiting.id, **more).json()["code"] == "taken"


def test_each_inbox_has_what_waits_and_ones_own(
    waiting: Customer, wang: Agent, http: httpx.Client
) -> None:
    li = Agent(http, "小李")
    line = wang.inbox()[waiting.id]
    assert (line["status"], line["last_role"], line["channel"]) == ("waiting", "bot", "chat")
    assert line["waiting_seconds"] >= 0
    wang.does("take", waiting.id)
    assert wang.inbox()[waiting.id]["status"] == "human"
    assert waiting.id not in li.inbox()


def test_who_waits_longest_stands_first(http: httpx.Client, wang: Agent) -> None:
    customers = [Customer(http) for _ in range(3)]
    for customer in customers:
        customer.says("转人工")
    places = [id_ for id_ in wang.inbox() if id_ in {c.id for c in customers}]
    assert places == [customer.id for customer in customers]


def test_while_one_waits_the_bot_still_answers_what_it_is_sure_of_and_nothing_else(
    waiting: Customer,
) -> None:
    assert waiting.says("今天股票怎么样")["reply"] is None
    sure = waiting.says("尾款什么时候付")
    assert "11月10日20:00" in sure["reply"]["text"]
    assert sure["attendance"]["status"] == "waiting"


def test_a_supervisor_may_take_a_conversation_of_the_bots(http: httpx.Client, wang: Agent) -> None:
    customer = Customer(http)
    customer.says(SURE)
    assert wang.does("take", customer.id).json()["status"] == "human"
    assert customer.says("两台呢")["reply"] is None


def test_who_has_a_person_does_not_lose_them_by_asking_again(
    waiting: Customer, wang: Agent
) -> None:
    wang.does("take", waiting.id)
    assert waiting.post(f"/{waiting.id}/handoff", {}).json()["status"] == "human"
    assert waiting.post(f"/{waiting.id}/message", {"text": "在吗"}).json()["status"] == "human"


def test_suggestions_for_a_chat_are_made_of_what_is_stored(
    waiting: Customer, wang: Agent, http: httpx.Client
) -> None:
    wang.does("take", waiting.id)
    waiting.says("两台呢")
    asked = {"shop": "demo", "conversation_id": waiting.id, "turns": []}
    answer = http.post("/v1/suggestions", json=asked).json()
    assert answer["suggestions"][0]["quote"]["payable"] == "4698.00"
    assert waiting.lines()[-1] == "customer: 两台呢"


def test_an_agent_reads_what_was_said_behind_a_number(
    waiting: Customer, wang: Agent, http: httpx.Client
) -> None:
    path = f"/v1/conversations/{waiting.id}/messages"
    first = http.get(path, params={"shop": "demo"}).json()
    assert [m["role"] for m in first["messages"]] == ["customer", "bot", "customer", "bot"]
    waiting.says("在吗")
    more = http.get(path, params={"shop": "demo", "after": first["number"]}).json()
    assert more["messages"][0]["text"] == "在吗"


def test_a_conversation_of_a_workbench_waits_beside_the_others_and_can_be_taken_back(
    http: httpx.Client, wang: Agent
) -> None:
    turns = [{"role": "customer", "text": "我要投诉"}]
    told = http.post("/v1/suggestions", json={"shop": "demo", "turns": turns}).json()
    id_ = told["conversation_id"]
    handoff = {key: told["handoff"][key] for key in ("code", "to", "reason", "summary")}
    path = f"/v1/conversations/{id_}/handoff"
    assert http.post(path, json={"shop": "demo"} | handoff).json()["status"] == "waiting"
    line = wang.inbox()[id_]
    assert (line["channel"], line["group"]) == ("workbench", "售后专员组")
    assert line["summary"] == told["handoff"]["summary"]
    back = http.request("DELETE", path, params={"shop": "demo"})
    assert back.json()["status"] == "bot"
    assert id_ not in wang.inbox()


def test_the_inbox_is_told_whole_and_again_when_somebody_comes(
    http: httpx.Client, wang: Agent
) -> None:
    asked = {"shop": "demo", "agent": wang.name}
    with http.stream("GET", "/v1/conversations/events", params=asked) as stream:
        told = stream.iter_text()
        assert next(told).startswith("event: inbox\n")
        customer = Customer(http)
        customer.says("转人工")
        assert any(customer.id in text for text in told)


def test_the_board_counts_what_the_bot_and_what_a_person_answered(tmp_path: Path) -> None:
    with running(tmp_path) as address, httpx.Client(base_url=address, timeout=30) as http:
        Customer(http).says(SURE)
        customer, agent = Customer(http), Agent(http, "小王")
        customer.says("我要投诉你们")
        shop = {"shop": "demo", "window": "hour"}
        told = http.get("/v1/live", params=shop).json()
        assert (told["conversations"], told["handed_over"]) == (2, 1)
        assert (told["answered"]["within"], told["waiting"]["buyers"]) == (1, 1)
        agent.does("take", customer.id)
        agent.does("reply", customer.id, text="您好，我来处理")
        told = http.get("/v1/live", params=shop | {"window": "shift"}).json()
        assert (told["answered"]["within"], told["waiting"]["buyers"]) == (2, 0)


def test_a_reply_sent_twice_is_there_once(waiting: Customer, wang: Agent) -> None:
    wang.does("take", waiting.id)
    again = {"text": "您好，在的", "message_id": new_id()}
    assert [wang.does("reply", waiting.id, **again).status_code for _ in range(2)] == [204, 204]
    assert waiting.lines().count("agent: 您好，在的") == 1
    other = wang.does("reply", waiting.id, **again | {"text": "别的"})
    assert other.json()["code"] == "message_conflict"
