"""How the scripted model's server fails, one function a fault.

A slow one is slower than any budget; it ends when the client leaves.
"""

import asyncio
import json

from .protocol import Asked, Behaviour, Reply
from .speech import retold

_FOR_EVER_SECONDS = 3600.0
_DRIP_SECONDS = 0.02
_BREATH_SECONDS = 0.001
_HALF_A_PRICE = "双11到手价 1"


def refuses(status: int, *, retry_after: str | None = None) -> Behaviour:
    """Answers with an error status, perhaps with a Retry-After."""

    async def refuse(asked: Asked, reply: Reply) -> None:
        error = {"message": "scripted refusal", "type": "scripted", "code": str(status)}
        headers = {} if retry_after is None else {"retry-after": retry_after}
        await reply.whole(status, json.dumps({"error": error}).encode(), headers=headers)

    return refuse


async def slow_first_token(asked: Asked, reply: Reply) -> None:
    """The head at once, then nothing."""
    await reply.raw(b": waiting\n\n")
    await asyncio.sleep(_FOR_EVER_SECONDS)


async def hangs(asked: Asked, reply: Reply) -> None:
    """Takes the request and never answers."""
    await asyncio.sleep(_FOR_EVER_SECONDS)


async def slow_tail(asked: Asked, reply: Reply) -> None:
    """Says everything and never finishes."""
    await reply.say(retold(asked))
    await asyncio.sleep(_FOR_EVER_SECONDS)


async def slow_goodbye(asked: Asked, reply: Reply) -> None:
    """Says everything, finishes, and keeps the connection open without an end mark."""
    await reply.say(retold(asked))
    await reply.event(reply.chunk({}, "stop"))
    await asyncio.sleep(_FOR_EVER_SECONDS)


async def drip(asked: Asked, reply: Reply) -> None:
    """A byte at a time: no single read takes long, the whole takes minutes."""
    while True:
        for byte in b"data: " + reply.chunk({"content": retold(asked)}) + b"\n\n":
            await reply.raw(bytes([byte]))
            await asyncio.sleep(_DRIP_SECONDS)


async def endless(asked: Asked, reply: Reply) -> None:
    """Never stops talking, much faster than anybody reads."""
    while True:
        await reply.say("亲亲" * 50)
        await asyncio.sleep(_BREATH_SECONDS)


async def cut(asked: Asked, reply: Reply) -> None:
    """Ends in the middle of a price, in good order on the wire: no finish reason."""
    await reply.say(_HALF_A_PRICE)
    await reply.end()


async def torn(asked: Asked, reply: Reply) -> None:
    """The connection breaks in the middle of a price."""
    await reply.raw(b"data: " + reply.chunk({"content": _HALF_A_PRICE}) + b"\n\n")


async def too_long(asked: Asked, reply: Reply) -> None:
    """Runs into max_tokens in the middle of a price."""
    await reply.say(_HALF_A_PRICE)
    await reply.finish("length")


async def filtered(asked: Asked, reply: Reply) -> None:
    """The provider's own filter stops it in the middle."""
    await reply.say(_HALF_A_PRICE)
    await reply.finish("content_filter")


async def half_json(asked: Asked, reply: Reply) -> None:
    """An event that breaks off inside its JSON."""
    await reply.say("亲，")
    await reply.event(reply.chunk({"content": "到手价"})[:-20])
    await reply.finish()


async def html(asked: Asked, reply: Reply) -> None:
    """A gateway's page, with status 200."""
    page = "<!DOCTYPE html>\n<html><body><h1>502 Bad Gateway</h1></body></html>\n"
    await reply.whole(200, page.encode(), "text/html; charset=utf-8")


async def empty(asked: Asked, reply: Reply) -> None:
    """Finishes without a word."""
    await reply.finish()


async def wrong_encoding(asked: Asked, reply: Reply) -> None:
    """Chinese in GBK where the protocol wants UTF-8."""
    chunk = reply.chunk({"content": "亲，到手价"})
    await reply.event(chunk.decode().encode("gbk"))
    await reply.finish()


async def malformed_tool_call(asked: Asked, reply: Reply) -> None:
    """Calls a tool, offered or not, with half its arguments."""
    await reply.call("quote", '{"items": [{"product": "HF-')
    await reply.finish()


async def error_in_stream(asked: Asked, reply: Reply) -> None:
    """Status 200, and then an error where the first text should be."""
    await reply.event(json.dumps({"error": {"message": "overloaded", "code": 503}}).encode())
    await reply.end()
