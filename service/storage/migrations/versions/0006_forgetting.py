"""Kept answers know their conversation, so that both are forgotten together."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    with op.batch_alter_table("acknowledgements") as table:
        table.add_column(
            sa.Column("conversation_id", sa.String(40), nullable=False, server_default="")
        )
        table.create_index("ix_acknowledgements_conversation_id", ["conversation_id"])
