"""Answers kept under the caller's ``Idempotency-Key``, in the transaction that they acknowledge.

Who repeats a request because the line broke gets the same answer, and nothing is done twice: not
after a restart, not by another replica. ``Turnstile`` lets repetitions wait for the first, so that
no model is asked twice either.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from weakref import WeakValueDictionary

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from .errors import KeyReused
from .tables import acknowledgements


@dataclass(frozen=True, slots=True)
class Key:
    """``name`` tells callers, routes and their keys apart, ``body`` what was asked under it."""

    name: str
    body: str

    @classmethod
    def of(cls, caller: str, route: str, given: str, body: bytes) -> "Key":
        name = "\0".join((caller, route, given)).encode("utf-8", "surrogatepass")
        return cls(sha256(name).hexdigest(), sha256(body).hexdigest())


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """What is answered, to be kept with what it is about."""

    key: Key
    answer: dict[str, Any]
    conversation_id: str = ""


async def kept(connection: AsyncConnection, key: Key) -> dict[str, Any] | None:
    """The answer given before. Raises ``KeyReused`` where that was to another body."""
    query = select(acknowledgements.c.body, acknowledgements.c.answer)
    found = (await connection.execute(query.where(acknowledgements.c.key == key.name))).first()
    if found is None:
        return None
    if found.body != key.body:
        raise KeyReused("这个 Idempotency-Key 已经用在另一个请求上：新的请求请用新的键")
    answer: dict[str, Any] = found.answer
    return answer


async def keep(connection: AsyncConnection, made: Acknowledgement, at: datetime) -> None:
    """Raises ``IntegrityError`` when another replica was first."""
    row = {
        "key": made.key.name,
        "body": made.key.body,
        "answer": made.answer,
        "conversation_id": made.conversation_id,
        "created_at": at,
    }
    await connection.execute(insert(acknowledgements).values(row))


class Turnstile:
    """One at a time of those that hold the same key."""

    def __init__(self) -> None:
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def passing(self, key: Key | None) -> AsyncIterator[None]:
        """At once where there is no key."""
        if key is None:
            yield
            return
        lock = self._locks.setdefault(key.name, asyncio.Lock())
        async with lock:
            yield
