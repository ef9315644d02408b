"""Who may ask what: every route of the document, for nobody, for another shop, for every role."""

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from evals.serving import routes as evals
from service.access.keys import Keys
from service.access.roles import Role
from service.clock import system_clock
from service.settings import Settings
from service.storage.database import Database
from tests.conftest import DEMO
from tests.fakes import running
from tests.knowledge.shopfiles import script, write_scripts

ANYBODY = {"/healthz", "/readyz", "/v1/embedding"}
OWN_TOKEN = {"/metrics"}
CUSTOMERS = ["chat"]
"""Not by key: ``test_chat_doors`` knocks there."""

CANARY = "亲，它叫阿黄雀儿哦"

CART = {"lines": [{"sku": "HF-KFR35-JY", "quantity": 1}]}
TURNS = {"turns": [{"role": "customer", "text": "在吗"}]}
BODIES: dict[str, dict[str, Any]] = {
    "post /v1/suggestions": TURNS,
    "post /v1/conversations/{conversation_id}/handoff": {},
    "post /v1/conversations/{conversation_id}/take": {"agent": "小王"},
    "post /v1/conversations/{conversation_id}/return": {"agent": "小王"},
    "post /v1/conversations/{conversation_id}/close": {"agent": "小王"},
    "post /v1/conversations/{conversation_id}/reply": {"agent": "小王", "text": "在的"},
    "post /v1/suggestions/{suggestion_id}/feedback": {"event": "copied"},
    "post /v1/amendments/{amendment_id}": {"agent": "小王", "done": "sent"},
    "post /v1/chat/completions": {"messages": [{"role": "user", "content": "在吗"}]},
    "post /v1/quotes": CART,
    "post /v1/quotes/alternatives": CART,
    "post /v1/quotes/what-if": CART | {"changes": [{"kind": "remove", "sku": "HF-KFR35-JY"}]},
    "post /v1/quotes/refund": CART | {"returning": {"HF-KFR35-JY": 1}},
    "post /v1/quotes/price-protection": CART | {"sku": "HF-KFR35-JY"},
    "post /v1/knowledge/jobs": {"dry_run": True},
    "post /v1/knowledge/jobs/{job}/cancel": {},
    "post /v1/knowledge/jobs/{job}/resume": {},
    "post /v1/knowledge/roll-back": {},
    "post /v1/practice": {"buyer": "haggler"},
    "post /v1/practice/{practice_id}/replies": {"text": "在的"},
    "post /v1/customers/forget": {"customer": "buyer-7"},
    "post /v1/knowledge/versions/{version}/activate": {},
}
"""The smallest body of each route that has one; ``shop`` is put in."""


class Desks:
    """A service of two shops that asks for keys."""

    def __init__(self, address: str, keys: dict[tuple[str, Role], str]) -> None:
        self.keys = keys
        self._address = address
        with self.client() as anybody:
            document = anybody.get("/openapi.json").json()
        self.routes = [
            (method, path, operation)
            for path, methods in document["paths"].items()
            for method, operation in methods.items()
            if path not in ANYBODY | OWN_TOKEN and operation.get("tags") != CUSTOMERS
        ]

    def client(self, shop: str = "", role: Role = Role.ADMIN) -> httpx.Client:
        """One who holds the shop's key of that role; without a shop one who has none."""
        key = self.keys.get((shop, role))
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return httpx.Client(base_url=self._address, headers=headers, timeout=30)

    def ask(
        self, client: httpx.Client, route: tuple[str, str, dict[str, Any]], shop: str
    ) -> httpx.Response:
        """The route's smallest request about a shop."""
        method, path, operation = route
        where = (
            path.replace("{shop}", shop).replace("{folder}", "manuals").replace("{name}", "a.md")
        )
        where = where.replace("{", "").replace("}", "")
        named = {entry["name"] for entry in operation.get("parameters", ())}
        given = {"shop": shop, "q": "空调", "agent": "小王"}
        query = {name: value for name, value in given.items() if name in named}
        if path.endswith("/events"):  # goes on for as long as somebody listens
            return self._begun(client, where, query)
        if method == "put":
            return client.put(where, params=query, content=b"# a")
        body = BODIES.get(f"{method} {path}")
        if "requestBody" in operation:
            assert body is not None, f"{method} {path}: add its smallest body to BODIES"
        if path == "/v1/chat/completions":
            body = {**TURNS, **BODIES[f"{method} {path}"], "model": f"goalie/{shop}"}
            body.pop("turns")
        elif body is not None and not path.endswith("/feedback"):
            body = body | {"shop": shop}
        return client.request(method, where, params=query, json=body)

    def _begun(self, client: httpx.Client, where: str, query: dict[str, str]) -> httpx.Response:
        with client.stream("GET", where, params=query) as response:
            if not response.is_success:
                response.read()
            return response


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    folder, home = tmp_path_factory.mktemp("shops"), tmp_path_factory.mktemp("home")
    for shop in ("demo", "other"):
        shutil.copytree(DEMO, folder / shop)
        told = (folder / shop / "shop.yaml").read_text(encoding="utf-8")
        (folder / shop / "shop.yaml").write_text(told.replace("id: demo", f"id: {shop}"))
    write_scripts(
        folder / "other" / "scripts" / "canary.xlsx", script("C-1", "店里的金丝雀叫什么", CANARY)
    )
    settings = {"demo": False, "shops": folder}
    given = asyncio.run(_keys(Settings(home=home).database))
    with running(home, evals, **settings) as address:
        yield Desks(address, given)


async def _keys(url: str) -> dict[tuple[str, Role], str]:
    database = await Database.open(url)
    keys = Keys(database, system_clock)
    made = {
        (shop, role): await keys.add(shop, role, f"{shop} {role}")
        for shop in ("demo", "other")
        for role in Role
    }
    await database.close()
    return made


def test_without_a_key_nothing_is_answered(desks: Desks) -> None:
    with desks.client() as stranger:
        for route in desks.routes:
            refused = desks.ask(stranger, route, "demo")
            assert (refused.status_code, refused.json()["code"]) == (401, "not_recognised"), route
            assert refused.headers["www-authenticate"] == "Bearer"


def test_another_shop_looks_as_if_there_were_none(desks: Desks) -> None:
    about_no_shop = {"/v1/models", "/v1/rulebooks/template"}
    with desks.client("other") as neighbour:
        for route in desks.routes:
            if route[1] in about_no_shop:
                continue
            refused = desks.ask(neighbour, route, "demo")
            assert refused.status_code == 404, (route, refused.text)
            told = refused.json()
            told = told.get("error", told)  # as OpenAI's clients know it
            assert told["code"] in ("unknown_shop", "model_not_found", "unknown_suggestion"), route
            assert "demo" not in told.get("detail", "").partition("：")[2], (
                "who else is served is told"
            )


def test_another_shops_conversation_and_suggestion_cannot_be_touched(desks: Desks) -> None:
    asked = {"shop": "demo", "turns": [{"role": "customer", "text": "静悦1.5匹到手多少钱"}]}
    with desks.client("demo", Role.AGENT) as agent:
        told = agent.post("/v1/suggestions", json=asked).json()
    suggestion, conversation = told["suggestions"][0]["id"], told["conversation_id"]
    with desks.client("other") as neighbour:
        voted = neighbour.post(f"/v1/suggestions/{suggestion}/feedback", json={"event": "copied"})
        assert voted.json()["code"] == "unknown_suggestion"
        for shop in ("demo", "other"):
            kept = neighbour.get(f"/v1/conversations/{conversation}", params={"shop": shop})
            assert kept.status_code == 404
        going_on = {"shop": "other", "conversation_id": conversation, **TURNS}
        assert neighbour.post("/v1/suggestions", json=going_on).status_code == 404


def test_another_shops_kept_answer_is_not_given_away_by_its_idempotency_key(desks: Desks) -> None:
    asked = {"shop": "demo", "turns": [{"role": "customer", "text": "静悦1.5匹到手多少钱"}]}
    known = {"Idempotency-Key": "guessed-1"}
    with desks.client("demo", Role.AGENT) as agent:
        assert agent.post("/v1/suggestions", json=asked, headers=known).status_code == 200
    with desks.client("other") as neighbour:
        for accept in ("application/json", "text/event-stream"):
            headers = known | {"Accept": accept}
            refused = neighbour.post("/v1/suggestions", json=asked, headers=headers)
            assert refused.json()["code"] == "unknown_shop"


def test_the_models_that_are_listed_are_the_callers_own(desks: Desks) -> None:
    with desks.client("other", Role.AGENT) as connector:
        listed = connector.get("/v1/models").json()["data"]
    assert [model["id"] for model in listed] == ["goalie/other"]


@pytest.mark.parametrize(
    ("role", "refused"),
    [
        (Role.AGENT, {"knowledge", "rulebooks", "usage", "live", "access", "evals"}),
        (Role.TRAINER, {"usage", "live", "access"}),
        (Role.SUPERVISOR, {"access"}),
        (Role.ADMIN, set()),
    ],
)
def test_a_role_is_let_into_its_own_rooms_and_no_others(
    desks: Desks, role: Role, refused: set[str]
) -> None:
    with desks.client("demo", role) as caller:
        for route in desks.routes:
            answer = desks.ask(caller, route, "demo")
            managed = "access" in route[2].get("tags", ())
            room = "access" if managed else route[1].split("/")[2]
            assert (answer.status_code == 403) is (room in refused), (route, answer.text)
            assert answer.status_code not in (401, 500)


def test_what_changes_knowledge_stands_in_the_audit_log_with_the_name(desks: Desks) -> None:
    with desks.client("demo", Role.TRAINER) as trainer:
        trainer.post(
            "/v1/knowledge/jobs",
            json={"shop": "demo", "dry_run": True},
            headers={"X-Request-ID": "audited-1"},
        )
        trainer.get("/v1/knowledge/jobs", params={"shop": "demo"})
    with desks.client("demo") as admin:
        deeds = admin.get("/v1/audit", params={"shop": "demo"}).json()["deeds"]
    [deed] = [deed for deed in deeds if deed["request"] == "audited-1"]
    assert (deed["name"], deed["action"]) == ("demo trainer", "POST /v1/knowledge/jobs")
    assert not [deed for deed in deeds if deed["action"].startswith("GET")]


def test_who_holds_a_key_cannot_say_that_they_are_another(desks: Desks) -> None:
    with desks.client("demo", Role.TRAINER) as trainer:
        body = {"shop": "demo", "dry_run": True, "by": "王主管"}
        job = trainer.post("/v1/knowledge/jobs", json=body).json()
    assert job["by"] == "demo trainer"


def test_a_neighbours_script_is_never_told(desks: Desks) -> None:
    question = "店里的金丝雀叫什么"
    words = [question, CANARY, "金丝雀", "静悦多少钱", "叫什么名字", "你们店里有什么"]
    with desks.client("other", Role.AGENT) as owner:
        turns = [{"role": "customer", "text": question}]
        told = owner.post("/v1/suggestions", json={"shop": "other", "turns": turns}).text
        assert CANARY in told, "the canary does not sing in its own shop"
    with desks.client("demo", Role.AGENT) as agent:
        for text in words:
            asked = {"shop": "demo", "turns": [{"role": "customer", "text": text}]}
            told = agent.post("/v1/suggestions", json=asked).json()["suggestions"]
            assert CANARY not in str([suggestion["text"] for suggestion in told]), text


def test_more_requests_than_the_rate_are_told_when_to_come_again(tmp_path: Path) -> None:
    given = asyncio.run(_keys(Settings(home=tmp_path).database))
    headers = {"Authorization": f"Bearer {given['demo', Role.AGENT]}"}
    with (
        running(tmp_path, demo=False, rate_per_minute=4) as address,
        httpx.Client(base_url=address, headers=headers, timeout=30) as client,
    ):
        answers = [client.get("/v1/shops/demo") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert 1 <= int(answers[2].headers["retry-after"]) <= 15
        assert client.get("/healthz").status_code == 200


def test_an_agent_takes_and_keeps_conversations_under_the_name_of_the_key(desks: Desks) -> None:
    asked = {"shop": "demo", "turns": [{"role": "customer", "text": "静悦1.5匹到手多少钱"}]}
    with desks.client("demo", Role.AGENT) as wang:
        conversation = wang.post("/v1/suggestions", json=asked).json()["conversation_id"]
        where = f"/v1/conversations/{conversation}"
        wang.post(f"{where}/handoff", json={"shop": "demo", "reason": "要人工", "code": "human"})
        taken = wang.post(f"{where}/take", json={"shop": "demo", "agent": "小李"})
        assert taken.json()["agent"] == "demo agent"
        assert wang.get("/v1/shops/demo").json()["you"] == "demo agent"
    with desks.client("demo", Role.TRAINER) as other:
        told = other.post(f"{where}/close", json={"shop": "demo", "agent": "demo agent"})
        assert told.status_code == 409
        assert "demo agent" in told.json()["detail"]
