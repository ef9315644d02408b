"""A customer and an agent as they use the service over HTTP."""

import re
from typing import Any
from uuid import uuid4

import httpx

Json = dict[str, Any]
SURE = "静悦1.5匹到手多少钱"
"""A question of the sample shop that the bot answers by itself."""
UNSURE = "今天股票怎么样"


class Customer:
    """One visitor of one shop; goes on with the conversation, anonymous or signed for."""

    def __init__(self, http: httpx.Client, token: str = "", shop: str = "demo") -> None:
        self.http = http
        self.shop = shop
        self.token = token
        self.id = ""

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"} if self.token else {}

    def post(self, path: str, body: Json) -> httpx.Response:
        whole = {"shop": self.shop} | body
        return self.http.post(f"/v1/chat{path}", json=whole, headers=self.headers)

    def says(self, text: str, **more: Any) -> Json:
        """The answer."""
        going_on = {"conversation_id": self.id} if self.id else {}
        response = self.post("", {"text": text} | going_on | more)
        assert response.status_code == 200, response.text
        answer: Json = response.json()
        self.id = answer["conversation_id"]
        self.token = answer["session"] or self.token
        return answer

    def events(
        self, after: int = 0, headers: dict[str, str] | None = None
    ) -> list[tuple[str, Json]]:
        """What has happened behind a number, as a page that comes back is told."""
        with self.http.stream(
            "GET",
            f"/v1/chat/{self.id}/events",
            params={"shop": self.shop, "after": after},
            headers=self.headers | (headers or {}),
        ) as response:
            assert response.status_code == 200, response.read()
            told: list[tuple[str, Json]] = []
            for chunk in response.iter_text():
                told += frames(chunk)
                if any(name == "attendance" for name, _ in told):
                    return told
        return told

    def lines(self) -> list[str]:
        """The conversation, as ``role: text``."""
        messages = [data["message"] for name, data in self.events() if name == "message"]
        return [f"{message['role']}: {message['text']}" for message in messages]


class Agent:
    """An agent of the desk."""

    def __init__(self, http: httpx.Client, name: str, shop: str = "demo") -> None:
        self.http = http
        self.name = name
        self.shop = shop

    def does(self, what: str, conversation_id: str, **more: Any) -> httpx.Response:
        body = {"shop": self.shop, "agent": self.name} | more
        return self.http.post(f"/v1/conversations/{conversation_id}/{what}", json=body)

    def inbox(self) -> Json:
        """Each conversation by its id."""
        asked = {"shop": self.shop, "agent": self.name}
        listed = self.http.get("/v1/conversations", params=asked).json()["conversations"]
        return {line["conversation_id"]: line for line in listed}


def frames(text: str) -> list[tuple[str, Json]]:
    import json

    found = re.findall(r"event: (\w+)\ndata: (.*)\n", text)
    return [(name, json.loads(data)) for name, data in found]


def new_id() -> str:
    return uuid4().hex
