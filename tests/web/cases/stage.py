"""The application on a real case, driven by whoever holds what is open (tests/engine/cases/journey.py)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from engine import clock
from engine.access import Person
from engine.cases.engine import CaseEngine
from engine.records.tables import person as person_table
from engine.settings import MailFolder, Settings
from tests.engine.cases.journey import Journey
from tests.web.site import Answer, Site
from web.app import create_app
from web.security import limiter
from web.service import Service


@dataclass
class Stage:
    """A journey with the pages on its database."""

    journey: Journey
    site: Site
    _signed_in: tuple[Person, datetime] | None = None

    @property
    def case_url(self) -> str:
        """The address of the case's page."""
        return f"/cases/{self.journey.case().reference}"

    def sign_in(self, person: Person) -> None:
        """Look at the pages as that person, who is invented; a session that lapses is opened again."""
        with self.journey.database.transaction() as tx:
            tx.connection.execute(person_table.update().values(is_demonstration=True))
        with self.now():
            self.site.sign_in(person.id)
        self._signed_in = person, self.journey.now

    def _stay_signed_in(self) -> None:
        if self._signed_in and self._signed_in[1] != self.journey.now:
            self.sign_in(self._signed_in[0])

    def get(self, path: str = "", **more: Any) -> Answer:
        """Open a page: of the case, or any by its whole path."""
        self._stay_signed_in()
        with self.now():
            return self.site.get(path if path.startswith("/") else f"{self.case_url}/{path}".rstrip("/"), **more)

    def post(self, path: str, data: Any = None, **more: Any) -> Answer:
        """Send a form."""
        self._stay_signed_in()
        with self.now():
            return self.site.post(path if path.startswith("/") else f"{self.case_url}/{path}", data, **more)

    def now(self) -> Any:
        """Stop the clock where the journey is."""
        return clock.stopped_at(self.journey.now)


@contextmanager
def staged(journey: Journey, folder: Path) -> Iterator[Stage]:
    """Give the application on a journey's database; everybody in it is invented."""
    settings = Settings(
        database_url="sqlite://", data_folder=folder, secret_key="of the tests alone, and long enough to be one",
        public_address="http://localhost", mail=MailFolder(path=folder / "mail"), mail_from="reviews@example.org",
        is_demonstration=True,
    )  # fmt: skip
    cases = CaseEngine(revisions=journey.engine.revisions)
    app = create_app(Service(database=journey.database, cases=cases, settings=settings))
    limiter.reset()
    yield Stage(journey=journey, site=Site(app=app, service=app.extensions["cspr"]))
