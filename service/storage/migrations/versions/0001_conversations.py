"""What version 0.1.0 kept before there were migrations; such a database has it already."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _conversations()
    _suggestions()
    _spendings()


def _conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("shop", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
    op.create_index("ix_conversations_shop", "conversations", ["shop"], if_not_exists=True)
    op.create_table(
        "turns",
        sa.Column(
            "conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), primary_key=True
        ),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        if_not_exists=True,
    )
    op.create_table(
        "threads",
        sa.Column(
            "conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), primary_key=True
        ),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("settled", sa.JSON, nullable=False),
        sa.Column("state", sa.JSON, nullable=False),
        if_not_exists=True,
    )
    _many_of(
        "conversation",
        "corrections",
        [
            sa.Column("turn", sa.Integer, nullable=False),
            sa.Column("payload", sa.JSON, nullable=False),
            sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        ],
    )


def _suggestions() -> None:
    op.create_table(
        "suggestions",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column(
            "conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), nullable=False
        ),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
    op.create_index(
        "ix_suggestions_conversation_id", "suggestions", ["conversation_id"], if_not_exists=True
    )
    _many_of(
        "suggestion",
        "feedback",
        [
            sa.Column("event", sa.String(16), nullable=False),
            sa.Column("text", sa.Text),
            sa.Column("reason", sa.String(64)),
            sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        ],
    )


def _many_of(one: str, table: str, columns: list[sa.Column[object]]) -> None:
    owner = f"{one}_id"
    op.create_table(
        table,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column(owner, sa.String(40), sa.ForeignKey(f"{one}s.id"), nullable=False),
        *columns,
        if_not_exists=True,
    )
    op.create_index(f"ix_{table}_{owner}", table, [owner], if_not_exists=True)


def _spendings() -> None:
    op.create_table(
        "spendings",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("shop", sa.String(64), nullable=False),
        sa.Column("conversation_id", sa.String(80), nullable=False),
        sa.Column("day", sa.String(10), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("prompt", sa.Integer, nullable=False),
        sa.Column("cached", sa.Integer, nullable=False),
        sa.Column("completion", sa.Integer, nullable=False),
        sa.Column("estimated", sa.Boolean, nullable=False),
        sa.Column("micros", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
    op.create_index("spendings_by_day", "spendings", ["shop", "day"], if_not_exists=True)
    op.create_index(
        "spendings_by_conversation", "spendings", ["shop", "conversation_id"], if_not_exists=True
    )
