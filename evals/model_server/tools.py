"""What the scripted model does with tools: asks properly, badly, or for ever."""

import json
from collections.abc import Mapping
from typing import Any

from .protocol import Asked, Behaviour, Reply
from .speech import retold


def asks(name: str, arguments: Mapping[str, Any] | str, *, first: str = "") -> Behaviour:
    """Asks for a tool once, perhaps after a few words, and retells what it gave; without tools it
    retells what is in the prompt."""
    written = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)

    async def ask(asked: Asked, reply: Reply) -> None:
        if name in asked.tools and not asked.results:
            if first:
                await reply.say(first)
            await reply.call(name, written)
        else:
            await reply.say(retold(asked))
        await reply.finish()

    return ask


async def asks_for_ever(asked: Asked, reply: Reply) -> None:
    """Asks for the same quote again and again, whether it may or not."""
    await reply.call("quote", "{}")
    await reply.finish()


async def asks_badly_once(asked: Asked, reply: Reply) -> None:
    """Half the arguments first, then good ones, then the reply."""
    if "quote" in asked.tools and len(asked.results) < 2:
        await reply.call("quote", "{}" if asked.results else '{"items": [{"product": "HF-')
    else:
        await reply.say(retold(asked))
    await reply.finish()
