"""The application on a tiny revision in which a moot is held (tests/engine/cases/meetings/moot.py)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from engine.cases.revisions import Revisions
from engine.records.tables import person
from tests.engine.cases.meetings.moot import Moot, bundle
from tests.web.conftest import make_site
from tests.web.site import Answer, Site


@dataclass
class Hall:
    """A moot, and the pages on its database."""

    moot: Moot
    site: Site

    def sign_in(self, who: str) -> None:
        with self.moot.stopped():
            self.site.sign_in(self.moot.people[who].id)

    def get(self, path: str) -> Answer:
        with self.moot.stopped():
            return self.site.get(path)

    def post(self, path: str, data: Any = None, **more: Any) -> Answer:
        with self.moot.stopped():
            return self.site.post(path, data, **more)


@pytest.fixture(scope="session")
def moot_revisions() -> Revisions:
    return Revisions()


@pytest.fixture
def hall(moot_revisions, tmp_path) -> Iterator[Hall]:
    site = make_site(bundle(), moot_revisions, tmp_path)
    moot = Moot(site.service.database)
    with moot.database.transaction() as tx:
        tx.connection.execute(person.update().values(is_demonstration=True))
    yield Hall(moot=moot, site=site)
    site.service.database.close()
