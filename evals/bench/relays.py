"""Two relays of a chat completion in one process, to be measured side by side.

``POST /raw`` hands on the bytes of the model's stream as they come: a bare proxy. ``POST /door``
reads them through the service's door to the model and sends each piece of text on, unchecked.

    python -m evals.bench.relays MODEL_URL PORT
"""

import json
import sys
from collections.abc import AsyncGenerator
from contextlib import aclosing

import httpx2
import uvicorn
from pydantic import SecretStr
from starlette.types import Receive, Scope, Send

from service.assist.draft.messages import Message
from service.assist.draft.model import OpenAIModel

HEAD = [(b"content-type", b"text/event-stream; charset=utf-8")]


class Relays:
    """The ASGI application."""

    def __init__(self, model_url: str) -> None:
        self._url = f"{model_url}/chat/completions"
        self._client = httpx2.AsyncClient(timeout=None)
        self._door = OpenAIModel(
            base_url=model_url,
            api_key=SecretStr("none"),
            name="paced",
            first_token_seconds=30,
            max_tokens=1_000,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "POST":
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        asked = json.loads((await receive())["body"])
        chunks = self._raw(asked) if scope["path"] == "/raw" else self._read(asked)
        await send({"type": "http.response.start", "status": 200, "headers": HEAD})
        async with aclosing(chunks) as pieces:
            async for piece in pieces:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _raw(self, asked: dict[str, object]) -> AsyncGenerator[bytes, None]:
        async with self._client.stream("POST", self._url, json=asked) as answer:
            async for data in answer.aiter_raw():
                yield data

    async def _read(self, asked: dict[str, object]) -> AsyncGenerator[bytes, None]:
        given = asked["messages"]
        assert isinstance(given, list)  # noqa: S101 - the bench's own request
        messages = [Message(part["role"], part["content"]) for part in given]
        async with aclosing(self._door.stream(messages, deadline=60)) as pieces:
            async for piece in pieces:
                yield f"data: {json.dumps(piece, ensure_ascii=False)}\n\n".encode()


if __name__ == "__main__":
    uvicorn.run(Relays(sys.argv[1]), port=int(sys.argv[2]), log_level="error", lifespan="off")
