from collections.abc import Iterator

import pytest

from engine import clock
from engine.records.db import Database
from tests.engine.rows import AT, fresh_database


@pytest.fixture
def database() -> Iterator[Database]:
    """An empty database; the clock stands at a Tuesday morning."""
    with fresh_database() as database, clock.stopped_at(AT):
        yield database
