"""The service as it is, in a thread on loopback, with a scripted model behind it over HTTP."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from evals.model_server import BEHAVIOURS, Behaviour, Reply, ScriptedModel
from evals.model_server import Asked as ModelAsked
from service.app import create_app
from service.cli import DEMO_AT
from service.settings import Settings

SHOP = "demo"


@dataclass(slots=True)
class Switch:
    """The model's behaviour, changed between questions."""

    behaviour: Behaviour

    async def __call__(self, asked: ModelAsked, reply: Reply) -> None:
        await self.behaviour(asked, reply)


@dataclass(frozen=True, slots=True)
class Running:
    """``client`` speaks to the service; ``model`` remembers what it was sent."""

    client: httpx.Client
    model: ScriptedModel
    switch: "Switch"

    def ask(
        self, text: str, behaviour: str | Behaviour = "faithful", **body: Any
    ) -> dict[str, Any]:
        """The answer to a customer's message, the model behaving so."""
        self.model.reset()
        self.switch.behaviour = BEHAVIOURS[behaviour] if isinstance(behaviour, str) else behaviour
        turns = [{"role": "customer", "text": text}]
        response = self.client.post("/v1/suggestions", json={"shop": SHOP, "turns": turns, **body})
        response.raise_for_status()
        answer: dict[str, Any] = response.json()
        return answer

    def prompts(self) -> list[str]:
        """What the model was sent since the last ``ask``, one text a request."""
        return [
            "\n".join(str(part.get("content")) for part in received.body.get("messages", ()))
            for received in self.model.requests
        ]


def said(answer: dict[str, Any]) -> str:
    """All that an agent could send."""
    return "\n".join(suggestion["text"] for suggestion in answer["suggestions"])


@contextmanager
def running(home: Path, shops: Path) -> Iterator[Running]:
    switch = Switch(BEHAVIOURS["faithful"])
    with ScriptedModel(switch) as model:
        given: dict[str, Any] = {
            "home": home,
            "shops": shops,
            "demo": True,
            "clock_at": DEMO_AT,
            "OPENAI_API_KEY": "none",
            "OPENAI_BASE_URL": model.url,
            "model_breaker_failures": 1_000_000,  # a fault of one row is none of the next
        }
        server = uvicorn.Server(
            uvicorn.Config(create_app(Settings(**given)), port=0, log_level="warning")
        )
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            base = f"http://127.0.0.1:{_port(server, thread)}"
            with httpx.Client(base_url=base, timeout=30, trust_env=False) as client:
                yield Running(client, model, switch)
        finally:
            server.should_exit = True
            thread.join(timeout=20)


def _port(server: uvicorn.Server, thread: threading.Thread) -> int:
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the service did not start")
        time.sleep(0.01)
    port: int = server.servers[0].sockets[0].getsockname()[1]
    return port
