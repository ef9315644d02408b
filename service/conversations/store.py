"""Conversations on disk: turns, suggestions with their evidence, feedback.

SQLAlchemy over SQLite (WAL) or whatever URL is given. One transaction a message: nothing is half
written. Every query is scoped by shop.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
    insert,
    select,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from .errors import ConversationConflict, UnknownConversation, UnknownSuggestion
from .turns import Role, Turn

METADATA = MetaData()
conversations = Table(
    "conversations",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("shop", String(64), nullable=False, index=True),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
turns = Table(
    "turns",
    METADATA,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String(16), nullable=False),
    Column("text", Text, nullable=False),
)
suggestions = Table(
    "suggestions",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
feedback = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("suggestion_id", ForeignKey("suggestions.id"), nullable=False, index=True),
    Column("event", String(16), nullable=False),
    Column("text", Text),
    Column("reason", String(64)),
    Column("created_at", DateTime(timezone=True), nullable=False),
)


class Store:
    """Open with ``await Store.open(url)``; close with ``await store.close()``."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @classmethod
    async def open(cls, url: str) -> "Store":
        engine = create_async_engine(
            url, json_serializer=lambda value: json.dumps(value, ensure_ascii=False)
        )
        if engine.dialect.name == "sqlite":
            event.listen(engine.sync_engine, "connect", _durable_sqlite)
        async with engine.begin() as connection:
            await connection.run_sync(METADATA.create_all)
        return cls(engine)

    async def close(self) -> None:
        await self._engine.dispose()

    async def turns(self, shop: str, conversation_id: str) -> tuple[Turn, ...]:
        """The stored turns in order. Raises ``UnknownConversation``, also for another shop's."""
        owner = select(conversations.c.shop).where(conversations.c.id == conversation_id)
        rows = select(turns.c.role, turns.c.text).where(turns.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            if (await connection.execute(owner)).scalar_one_or_none() != shop:
                raise UnknownConversation("没有这个会话：请核对 conversation_id，或不带它重新开始")
            found = await connection.execute(rows.order_by(turns.c.position))
            return tuple(_turn(row.role, row.text) for row in found)

    async def record(
        self,
        shop: str,
        conversation_id: str,
        told: Sequence[Turn],
        payloads: Sequence[dict[str, Any]],
        at: datetime,
    ) -> None:
        """The turns not yet stored and the suggestions made for them, in one transaction.

        Raises ``ConversationConflict`` if another request stored turns meanwhile.
        """
        try:
            await self._record(shop, conversation_id, told, payloads, at)
        except IntegrityError as error:
            raise ConversationConflict("会话刚刚被另一个请求更新：请重新发送") from error

    async def _record(
        self,
        shop: str,
        conversation_id: str,
        told: Sequence[Turn],
        payloads: Sequence[dict[str, Any]],
        at: datetime,
    ) -> None:
        async with self._engine.begin() as connection:
            counted = select(turns.c.position).where(turns.c.conversation_id == conversation_id)
            stored = len((await connection.execute(counted)).all())
            known = select(conversations.c.id).where(conversations.c.id == conversation_id)
            if (await connection.execute(known)).first() is None:
                row = {"id": conversation_id, "shop": shop, "created_at": at}
                await connection.execute(insert(conversations).values(row))
            fresh = [
                {
                    "conversation_id": conversation_id,
                    "position": position,
                    "role": turn.role,
                    "text": turn.text,
                }
                for position, turn in enumerate(told)
                if position >= stored
            ]
            made = [
                {
                    "id": payload["id"],
                    "conversation_id": conversation_id,
                    "position": len(told),
                    "payload": payload,
                    "created_at": at,
                }
                for payload in payloads
            ]
            if fresh:
                await connection.execute(insert(turns), fresh)
            if made:
                await connection.execute(insert(suggestions), made)

    async def add_feedback(
        self, suggestion_id: str, event: str, text: str | None, reason: str | None, at: datetime
    ) -> None:
        """What the agent did with a suggestion. Raises ``UnknownSuggestion``."""
        known = select(suggestions.c.id).where(suggestions.c.id == suggestion_id)
        row = {"suggestion_id": suggestion_id, "event": event, "text": text, "reason": reason}
        async with self._engine.begin() as connection:
            if (await connection.execute(known)).first() is None:
                raise UnknownSuggestion("没有这条建议：请核对建议的 id")
            await connection.execute(insert(feedback).values(row | {"created_at": at}))


def _turn(role: Role, text: str) -> Turn:
    return Turn(role, text)


def _durable_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
