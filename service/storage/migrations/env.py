"""Alembic's entry: runs on the connection that ``migrating`` opened, in its transaction."""

from alembic import context

from service.storage.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    render_as_batch=True,  # SQLite cannot alter a column
)
context.run_migrations()
