"""The OpenAI protocol from the server's side: what was asked, and how to answer on the wire."""

import json
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.types import Send

_ID = "chatcmpl-scripted"
_NO_DATA = "（无）"
_PIECE = 2
_ARGUMENTS = 7


@dataclass(frozen=True, slots=True)
class Asked:
    """One request for a chat completion."""

    body: Mapping[str, Any]

    @property
    def model(self) -> str:
        return str(self.body.get("model", ""))

    @property
    def streaming(self) -> bool:
        return bool(self.body.get("stream"))

    @property
    def prompt(self) -> str:
        return "\n".join(str(part.get("content")) for part in self.body.get("messages", ()))

    @property
    def tools(self) -> tuple[str, ...]:
        """Names of the tools that may be called."""
        offered = self.body.get("tools") or () if self.body.get("tool_choice") != "none" else ()
        return tuple(str(tool.get("function", {}).get("name")) for tool in offered)

    @property
    def results(self) -> tuple[str, ...]:
        """What tools have given so far."""
        messages = self.body.get("messages", ())
        return tuple(str(m.get("content")) for m in messages if m.get("role") == "tool")

    def block(self, name: str) -> str:
        """The data block of that name in the prompt, empty when there is none."""
        found = re.findall(rf"<{name}>\n(.*?)\n</{name}>", self.prompt, re.DOTALL)
        text = found[-1].strip() if found else ""
        return "" if text == _NO_DATA else text


class Reply:
    """The answer on the wire; a behaviour says things with it, or breaks it off.

    A behaviour that returns without ``finish``, ``end`` or ``whole`` tears the connection.
    """

    def __init__(self, asked: Asked, send: Send, piece: int = _PIECE) -> None:
        self._asked = asked
        self._piece = piece
        self._send = send
        self._started = False
        self._said = ""
        self._calls: list[dict[str, Any]] = []

    async def call(self, name: str, arguments: str) -> None:
        """Asks for a tool; the arguments come in pieces when streaming, the name with the first."""
        index = len(self._calls)
        function = {"name": name, "arguments": arguments}
        self._calls.append({"id": f"call_{index}", "type": "function", "function": function})
        if not self._asked.streaming:
            return
        head = {"name": name, "arguments": ""}
        first = {"index": index, "id": f"call_{index}", "type": "function", "function": head}
        await self.event(self.chunk({"role": "assistant", "content": None, "tool_calls": [first]}))
        for at in range(0, len(arguments), _ARGUMENTS):
            part = {"index": index, "function": {"arguments": arguments[at : at + _ARGUMENTS]}}
            await self.event(self.chunk({"tool_calls": [part]}))

    async def say(self, text: str) -> None:
        """Text, in events of a few characters when streaming."""
        self._said += text
        if self._asked.streaming:
            for at in range(0, len(text), self._piece):
                await self.event(self.chunk({"content": text[at : at + self._piece]}))

    async def finish(self, reason: str = "") -> None:
        """A complete end: the finish reason, the usage where it was asked for, the end mark."""
        reason = reason or ("tool_calls" if self._calls else "stop")
        if not self._asked.streaming:
            return await self._completion(reason)
        await self.event(self.chunk({}, reason))
        if (self._asked.body.get("stream_options") or {}).get("include_usage"):
            usage = {**self._head("chat.completion.chunk"), "choices": [], "usage": self._usage()}
            await self.event(json.dumps(usage).encode())
        await self.event(b"[DONE]")
        return await self._body(b"", more=False)

    async def end(self) -> None:
        """The end of the stream, orderly on the wire, without a finish reason."""
        if not self._asked.streaming:
            return await self._completion(None)
        return await self._body(b"", more=False)

    async def whole(
        self,
        status: int,
        body: bytes,
        content_type: str = "application/json",
        headers: Mapping[str, str] | None = None,
    ) -> None:
        """Any answer in one piece."""
        await self._start(status, {"content-type": content_type, **(headers or {})})
        await self._body(body, more=False)

    async def event(self, data: bytes) -> None:
        """One event of the stream, whatever its bytes are."""
        await self.raw(b"data: " + data + b"\n\n")

    async def raw(self, data: bytes) -> None:
        """Bytes of the stream."""
        if not self._started:
            await self._start(200, {"content-type": "text/event-stream; charset=utf-8"})
        await self._body(data, more=True)

    def chunk(self, delta: Mapping[str, Any], finish_reason: str | None = None) -> bytes:
        """The JSON of an event that says ``delta``."""
        choice = {"index": 0, "delta": delta, "finish_reason": finish_reason}
        event = {**self._head("chat.completion.chunk"), "choices": [choice]}
        return json.dumps(event, ensure_ascii=False).encode()

    async def _completion(self, reason: str | None) -> None:
        message: dict[str, Any] = {"role": "assistant", "content": self._said or None}
        if self._calls:
            message["tool_calls"] = self._calls
        choice = {"index": 0, "message": message, "finish_reason": reason}
        answer = {
            **self._head("chat.completion"),
            "choices": [choice],
            "usage": self._usage(),
        }
        await self.whole(200, json.dumps(answer, ensure_ascii=False).encode())

    def _head(self, kind: str) -> dict[str, Any]:
        return {"id": _ID, "object": kind, "created": 0, "model": self._asked.model}

    def _usage(self) -> dict[str, int]:
        """Tokens, as if every character were one."""
        called = sum(len(call["function"]["arguments"]) for call in self._calls)
        asked, said = len(self._asked.prompt), len(self._said) + called
        return {
            "prompt_tokens": asked,
            "completion_tokens": said,
            "total_tokens": asked + said,
        }

    async def _start(self, status: int, headers: Mapping[str, str]) -> None:
        self._started = True
        pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
        await self._send({"type": "http.response.start", "status": status, "headers": pairs})

    async def _body(self, data: bytes, *, more: bool) -> None:
        await self._send({"type": "http.response.body", "body": data, "more_body": more})


Behaviour = Callable[[Asked, Reply], Awaitable[None]]
