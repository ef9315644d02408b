"""What happens at the desk, minute by minute."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    _bursts()
    _counted()
    _sums()


def _bursts() -> None:
    op.create_table(
        "bursts",
        sa.Column("conversation_id", sa.String(80), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        sa.Column("shop", sa.String(64), nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("asked_ms", sa.BigInteger, nullable=False),
        sa.Column("opening", sa.Boolean, nullable=False),
        sa.Column("scene", sa.String(40), nullable=False),
        sa.Column("handed_over", sa.Boolean, nullable=False),
        sa.Column("degraded", sa.String(120), nullable=False),
        sa.Column("reply", sa.String(16), nullable=False),
        sa.Column("replied_ms", sa.BigInteger),
    )
    op.create_index("bursts_by_minute", "bursts", ["shop", "minute"])
    op.create_index(
        "bursts_waiting",
        "bursts",
        ["shop", "asked_ms"],
        sqlite_where=sa.text("reply = ''"),
        postgresql_where=sa.text("reply = ''"),
    )


def _counted() -> None:
    op.create_table(
        "actions",
        sa.Column("suggestion_id", sa.String(40), primary_key=True),
        sa.Column("event", sa.String(16), primary_key=True),
        sa.Column("shop", sa.String(64), nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
    )
    op.create_index("actions_by_minute", "actions", ["shop", "minute"])
    op.create_table(
        "stops",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("shop", sa.String(64), nullable=False),
        sa.Column("minute", sa.Integer, nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("reason", sa.String(200), nullable=False),
    )
    op.create_index("stops_by_minute", "stops", ["shop", "minute"])


def _sums() -> None:
    op.create_table(
        "spent",
        sa.Column("shop", sa.String(64), primary_key=True),
        sa.Column("minute", sa.Integer, primary_key=True),
        sa.Column("calls", sa.Integer, nullable=False),
        sa.Column("tokens", sa.BigInteger, nullable=False),
        sa.Column("micros", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "minutes",
        sa.Column("shop", sa.String(64), primary_key=True),
        sa.Column("minute", sa.Integer, primary_key=True),
        sa.Column("figures", sa.JSON, nullable=False),
    )
