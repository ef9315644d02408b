"""The tables of access. What changes here needs a migration (``storage/migrations``)."""

from sqlalchemy import Column, Index, Integer, String, Table

from service.storage.schema import METADATA, Moment

# Only the digest of a secret: who reads the database cannot call as anybody.
keys = Table(
    "keys",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("shop", String(64), nullable=False),
    Column("role", String(16), nullable=False),
    Column("name", String(80), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment),
)
audits = Table(
    "audits",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("shop", String(64), nullable=False),
    Column("key", String(16), nullable=False),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    Column("action", String(200), nullable=False),
    Column("request", String(80), nullable=False),
    Index("audits_by_shop", "shop", "id"),
)
