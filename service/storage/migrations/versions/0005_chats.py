"""Chats with customers: whose they are, who attends to them, what happened in them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "visitors",
        _of_a_conversation(primary_key=True),
        sa.Column("subject", sa.String(120)),
        sa.Column("token_digest", sa.String(64)),
        sa.Column("order", sa.String(80)),
    )
    op.create_table(
        "attendances",
        _of_a_conversation(primary_key=True),
        sa.Column("shop", sa.String(64), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("agent", sa.String(80)),
        sa.Column("code", sa.String(16), nullable=False),
        sa.Column("group", sa.String(80), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("summary", sa.JSON, nullable=False),
        sa.Column("queued_at", sa.Float, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_index("attendances_by_status", "attendances", ["shop", "status"])
    op.create_table(
        "happenings",
        sa.Column("number", sa.Integer, primary_key=True),
        _of_a_conversation(),
        sa.Column("name", sa.String(16), nullable=False),
        sa.Column("key", sa.String(80)),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("suggestion_id", sa.String(40)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint("conversation_id", "key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_happenings_conversation_id", "happenings", ["conversation_id"])


def _of_a_conversation(*, primary_key: bool = False) -> sa.Column[str]:
    of = sa.ForeignKey("conversations.id")
    return sa.Column("conversation_id", sa.String(40), of, primary_key=primary_key, nullable=False)
