"""What every table shares: one ``METADATA``, and how times are kept.

A package that remembers something has its own ``tables.py``; whoever changes one adds a migration.
"""

from datetime import datetime

from sqlalchemy import DateTime, MetaData, TypeDecorator

from service.pricing import SHANGHAI

METADATA = MetaData()


class Moment(TypeDecorator[datetime]):
    """An aware time, in Asia/Shanghai when read; SQLite keeps that wall clock."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a time without an offset cannot be stored")
        return value and value.astimezone(SHANGHAI)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None or value.tzinfo is None:
            return value and value.replace(tzinfo=SHANGHAI)
        return value.astimezone(SHANGHAI)
