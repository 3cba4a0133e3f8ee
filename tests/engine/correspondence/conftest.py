from collections.abc import Iterator

import pytest

from engine import clock
from engine.records.db import Database
from tests.engine.rows import AT


@pytest.fixture
def database(light_database) -> Iterator[Database]:
    """A database of either kind; the clock stands at a Tuesday morning."""
    with clock.stopped_at(AT):
        yield light_database


@pytest.fixture
def either(database) -> Database:
    """The same, where a module has a database of its own."""
    return database
