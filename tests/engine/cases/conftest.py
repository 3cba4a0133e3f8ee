"""The errand office, for tests of what leads up to a step: an engine of its revision, and who may ask."""

import pytest

from tests.engine import errand


@pytest.fixture
def cases(database):
    return errand.engine_in(database)


@pytest.fixture
def asker(database, cases):
    return errand.asker_in(database)
