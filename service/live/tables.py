"""The tables of what happens at the desk. None holds a word of a buyer's.

Rows are written in the transaction of what they tell of, and found by shop and minute; a minute
(whole minutes since 1970) that is over is summed up once, in ``minutes``. They belong to no
conversation by a foreign key: figures stay when a buyer's conversation is deleted.
"""

from sqlalchemy import JSON, BigInteger, Boolean, Column, Index, Integer, String, Table, text

from service.storage.schema import METADATA

# What a buyer asked until somebody replied: one row, whose ``position`` is that of its first turn.
# ``reply`` is empty while nobody has, ``later`` where a turn of the shop's shows that somebody did
# and nobody told when.
bursts = Table(
    "bursts",
    METADATA,
    Column("conversation_id", String(80), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("shop", String(64), nullable=False),
    Column("minute", Integer, nullable=False),
    Column("asked_ms", BigInteger, nullable=False),
    Column("opening", Boolean, nullable=False),
    Column("scene", String(40), nullable=False),
    Column("handed_over", Boolean, nullable=False),
    Column("degraded", String(120), nullable=False),
    Column("reply", String(16), nullable=False),
    Column("replied_ms", BigInteger),
    Index("bursts_by_minute", "shop", "minute"),
    Index(
        "bursts_waiting",
        "shop",
        "asked_ms",
        sqlite_where=text("reply = ''"),
        postgresql_where=text("reply = ''"),
    ),
)
# What an agent did with a suggestion, each thing once.
actions = Table(
    "actions",
    METADATA,
    Column("suggestion_id", String(40), primary_key=True),
    Column("event", String(16), primary_key=True),
    Column("shop", String(64), nullable=False),
    Column("minute", Integer, nullable=False),
    Index("actions_by_minute", "shop", "minute"),
)
# Sentences that the guard stopped.
stops = Table(
    "stops",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("shop", String(64), nullable=False),
    Column("minute", Integer, nullable=False),
    Column("code", String(64), nullable=False),
    Column("reason", String(200), nullable=False),  # the rule it was stopped by
    Index("stops_by_minute", "shop", "minute"),
)
# What models cost; written in groups, so that a row is counted up seldom.
spent = Table(
    "spent",
    METADATA,
    Column("shop", String(64), primary_key=True),
    Column("minute", Integer, primary_key=True),
    Column("calls", Integer, nullable=False),
    Column("tokens", BigInteger, nullable=False),
    Column("micros", BigInteger, nullable=False),
)
# Minutes that are over, summed up.
minutes = Table(
    "minutes",
    METADATA,
    Column("shop", String(64), primary_key=True),
    Column("minute", Integer, primary_key=True),
    Column("figures", JSON, nullable=False),
)
