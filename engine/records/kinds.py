"""What columns hold: the kinds that tables are made of, alike on SQLite and PostgreSQL."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql
from sqlalchemy.engine import Dialect

from engine.clock import NaiveInstantError


class Instant(sa.types.TypeDecorator[datetime]):
    """An aware UTC instant, going in and coming out; SQLite keeps it as text that sorts by time."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse an instant without its time zone; give SQLite, which has none, the UTC time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise NaiveInstantError(value)
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the instant in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Json = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
TaskId = sa.String(32)
Name = sa.String(100)
"""An id of the revision: of a process, an element, a form, a role, an organisation."""
