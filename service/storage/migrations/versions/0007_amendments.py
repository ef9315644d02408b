"""What was told under rules that have changed since."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_index("ix_suggestions_created_at", "suggestions", ["created_at"])
    op.create_table(
        "amendments",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("shop", sa.String(64), nullable=False),
        sa.Column(
            "conversation_id", sa.String(40), sa.ForeignKey("conversations.id"), nullable=False
        ),
        sa.Column("suggestion_id", sa.String(40), nullable=False),
        sa.Column("rules", sa.String(64), nullable=False),
        sa.Column("told", sa.String(20), nullable=False),
        sa.Column("holds", sa.String(20)),
        sa.Column("goods", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("agent", sa.String(80)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("suggestion_id", "rules"),
    )
    op.create_index("ix_amendments_conversation_id", "amendments", ["conversation_id"])
    op.create_index("amendments_by_status", "amendments", ["shop", "status"])
    op.create_table(
        "rule_checks",
        sa.Column("shop", sa.String(64), primary_key=True),
        sa.Column("rules", sa.String(64), nullable=False),
    )
