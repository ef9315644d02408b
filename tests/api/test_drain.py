"""SIGTERM: what is being answered is answered, nobody new is let in, the process ends by itself."""

import signal
import threading
from pathlib import Path

import httpx
import pytest

from evals.model_server import ScriptedModel

from .chatting import Customer
from .process import process

ASKED = {
    "shop": "demo",
    "turns": [{"role": "customer", "text": "静悦1.5匹空调到手多少钱"}],
}


def test_an_open_stream_is_told_to_its_end_and_nobody_new_is_let_in(tmp_path: Path) -> None:
    with (
        ScriptedModel("slow_first_token") as model,
        process(
            tmp_path / "home",
            OPENAI_BASE_URL=model.url,
            GOALIE_MODEL_DEADLINE_SECONDS="4",
            GOALIE_MODEL_FIRST_TOKEN_SECONDS="3",
        ) as service,
    ):
        told, exits = "", []
        headers = {"accept": "text/event-stream"}
        where = f"{service.address}/v1/suggestions"
        stopping = threading.Thread(target=lambda: exits.append(service.stop(signal.SIGTERM)))
        with httpx.stream("POST", where, json=ASKED, headers=headers, timeout=30) as answer:
            for piece in answer.iter_text():
                told += piece
                if "event: suggestion" in told and not stopping.ident:
                    stopping.start()
        assert told.split("\n\n")[-2].startswith("event: done")
        stopping.join(timeout=30)
        assert exits == [-signal.SIGTERM]  # as a shell and systemd expect of one that was told to
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"{service.address}/healthz")


def test_a_page_that_listens_is_let_go_and_keeps_nobody_waiting(tmp_path: Path) -> None:
    with process(tmp_path / "home") as service, httpx.Client(base_url=service.address) as http:
        customer = Customer(http)
        customer.says("在吗")
        stopping = threading.Thread(target=lambda: service.stop(signal.SIGTERM))
        where = f"/v1/chat/{customer.id}/events"
        listening = {"params": {"shop": "demo"}, "headers": customer.headers, "timeout": 30}
        with http.stream("GET", where, **listening) as events:  # type: ignore[arg-type]
            for piece in events.iter_text():  # cut in the middle it would raise
                if "event: attendance" in piece:
                    stopping.start()
        stopping.join(timeout=30)
        assert not stopping.is_alive()
