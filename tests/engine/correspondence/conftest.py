from collections.abc import Iterator

import pytest

from engine import clock
from engine.records import schema
from engine.records.db import Database
from tests.engine.rows import AT, fresh_database


@pytest.fixture
def database() -> Iterator[Database]:
    """An empty database; the clock stands at a Tuesday morning."""
    with fresh_database() as database, clock.stopped_at(AT):
        yield database


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request) -> Iterator[Database]:
    """An empty database of either kind, for what its statements could tell apart; the clock as above."""
    if request.param == "sqlite":
        yield request.getfixturevalue("database")
        return
    database = Database(request.getfixturevalue("postgresql_url"), is_durable=False)
    schema.migrate(database)
    with clock.stopped_at(AT):
        yield database
    database.close()
