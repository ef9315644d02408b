"""The tables of conversations. What changes here needs a migration (``migrations/versions``)."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from service.storage.schema import METADATA, Moment

conversations = Table(
    "conversations",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("shop", String(64), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
)
turns = Table(
    "turns",
    METADATA,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("role", String(16), nullable=False),
    Column("text", Text, nullable=False),
)
threads = Table(
    "threads",
    METADATA,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("total", Integer, nullable=False),
    Column("name", String(40), nullable=False),
    Column("settled", JSON, nullable=False),
    Column("state", JSON, nullable=False),
)
corrections = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("turn", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("created_at", Moment, nullable=False),
)
suggestions = Table(
    "suggestions",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)
feedback = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("suggestion_id", ForeignKey("suggestions.id"), nullable=False, index=True),
    Column("event", String(16), nullable=False),
    Column("text", Text),
    Column("reason", String(64)),
    Column("created_at", Moment, nullable=False),
)
# Spent also by conversations that were never stored, because their reader left: no foreign key.
spendings = Table(
    "spendings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("shop", String(64), nullable=False),
    Column("conversation_id", String(80), nullable=False),
    Column("day", String(10), nullable=False),
    Column("model", String(200), nullable=False),
    Column("prompt", Integer, nullable=False),
    Column("cached", Integer, nullable=False),
    Column("completion", Integer, nullable=False),
    Column("estimated", Boolean, nullable=False),
    Column("micros", BigInteger, nullable=False),
    Column("created_at", Moment, nullable=False),
    Index("spendings_by_day", "shop", "day"),
    Index("spendings_by_conversation", "shop", "conversation_id"),
)
# Kept as long as a caller may repeat a request.
acknowledgements = Table(
    "acknowledgements",
    METADATA,
    Column("key", String(64), primary_key=True),
    Column("body", String(64), nullable=False),
    Column("answer", JSON, nullable=False),
    Column("conversation_id", String(40), nullable=False, server_default="", index=True),
    Column("created_at", Moment, nullable=False, index=True),
)
# Who wrote in a chat of ours: a customer by the shop's name for them, or whoever has the token.
visitors = Table(
    "visitors",
    METADATA,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("subject", String(120)),
    Column("token_digest", String(64)),
    Column("order", String(80)),
)
attendances = Table(
    "attendances",
    METADATA,
    Column("conversation_id", ForeignKey("conversations.id"), primary_key=True),
    Column("shop", String(64), nullable=False),
    Column("status", String(16), nullable=False),
    Column("agent", String(80)),
    Column("code", String(16), nullable=False),
    Column("group", String(80), nullable=False),
    Column("reason", Text, nullable=False),
    Column("summary", JSON, nullable=False),
    Column("queued_at", Float, nullable=False),
    Column("version", Integer, nullable=False),
    Index("attendances_by_status", "shop", "status"),
)
# What a chat's two sides see, in order; a page goes on from the last number it has.
happenings = Table(
    "happenings",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("name", String(16), nullable=False),
    Column("key", String(80)),
    Column("payload", JSON, nullable=False),
    Column("suggestion_id", String(40)),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("conversation_id", "key"),
    sqlite_autoincrement=True,
)
# What was told under rules that have changed since, until an agent puts it right or lets it be.
amendments = Table(
    "amendments",
    METADATA,
    Column("id", String(40), primary_key=True),
    Column("shop", String(64), nullable=False),
    Column("conversation_id", ForeignKey("conversations.id"), nullable=False, index=True),
    Column("suggestion_id", String(40), nullable=False),
    Column("rules", String(64), nullable=False),
    Column("told", String(20), nullable=False),
    Column("holds", String(20)),
    Column("goods", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("status", String(16), nullable=False),
    Column("agent", String(80)),
    Column("created_at", Moment, nullable=False),
    Column("settled_at", Moment),
    UniqueConstraint("suggestion_id", "rules"),
    Index("amendments_by_status", "shop", "status"),
)
# Up to which rules of a shop the answers that were given have been looked at.
rule_checks = Table(
    "rule_checks",
    METADATA,
    Column("shop", String(64), primary_key=True),
    Column("rules", String(64), nullable=False),
)
