from datetime import UTC, datetime

import pytest

from engine import clock
from engine.cases.revisions import Revisions
from tests.web.conftest import make_site
from tests.web.request.harbour import bundle, harbour_on

AT = datetime(2026, 4, 14, 8, 40, tzinfo=UTC)


@pytest.fixture(scope="session")
def harbour_revisions():
    return Revisions()


@pytest.fixture
def harbour(harbour_revisions, tmp_path):
    """The errand office whose errands go to a contact without an account, on a Tuesday in April."""
    with clock.stopped_at(AT):
        yield harbour_on(make_site(bundle(), harbour_revisions, tmp_path))
