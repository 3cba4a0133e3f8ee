"""A site with a register of which something is published (tests/web/registers/office.py)."""

from datetime import UTC, datetime

import pytest

from engine import clock
from engine.cases.revisions import Revisions
from tests.web.registers.office import register_in


@pytest.fixture(scope="session")
def register_revisions():
    return Revisions()


@pytest.fixture
def office(register_revisions, tmp_path):
    with clock.stopped_at(datetime(2026, 4, 14, 8, 40, tzinfo=UTC)):
        yield register_in(register_revisions, tmp_path)
