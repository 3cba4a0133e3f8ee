"""How long the server takes for each page, from the request to the answer, in an empty house and in a full one.

First there are the demonstration's cases alone, then a hundred thousand more, with a million user tasks. Its people
ask: who runs reviews, who sees figures, an agency.
"""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import sqlalchemy as sa
from flask import url_for
from flask.testing import FlaskClient

from benchmarks.crowd import Crowd
from benchmarks.figures import CPU, WALL, Figure, Times, median, p95
from benchmarks.places import Fresh
from engine import access, clock
from engine.access import Person
from engine.cases.engine import CaseEngine
from engine.cases.meetings.agendas import bodies
from engine.cases.work import Desk
from engine.records.db import Database
from engine.registers.people import accounts
from engine.registers.sessions import open_session
from engine.settings import MailFolder, Settings
from web.app import create_app
from web.demonstration.cases import Desk as Story
from web.demonstration.people import add_people, groups
from web.meetings.views import slug
from web.publishing import publish_project
from web.service import Service

READINGS = 40
OK = 200
COOKIE = "signed_in"


class House:
    """A database with the demonstration's cases and, once it is filled, very many more; and its pages."""

    def __init__(self, url: str, folder: Path) -> None:
        self.database, self.cases = Database(url, is_durable=False), CaseEngine()
        publish_project(self.database, self.cases)
        with self.database.transaction() as tx:
            add_people(tx, accounts(tx))
            people = {account.name: account.person for account in accounts(tx)}
        settings = Settings(
            database_url=url,
            data_folder=folder,
            secret_key="of a measurement alone, and long enough",  # noqa: S106 - it guards nothing
            public_address="http://localhost",
            mail=MailFolder(path=folder / "mail"),
            mail_from="reviews@example.org",
            is_demonstration=True,
        )
        Story(database=self.database, cases=self.cases, people=people, uploads=settings.uploads_folder).add_cases()
        self._choose(list(people.values()))
        self._app = create_app(Service(database=self.database, cases=self.cases, settings=settings))
        self._requests = count()
        self.pages = {name: self._reader(who, path) for name, (who, path) in self._paths().items()}

    def read(self, readings: int) -> Mapping[str, Times]:
        """Read each page so often, after once that does not count, and return what that took."""
        times = {name: Times() for name in self.pages}
        for read in self.pages.values():
            read()
        for _ in range(readings):
            for name, read in self.pages.items():
                times[name].take(read)
        return times

    def _choose(self, people: list[Person]) -> None:
        """Say who asks, and what they look at: of each the first user task that they can do, and its case."""
        with self.database.reading() as tx:
            self._revision = self.cases.revisions.current(tx)
            partnership = self._revision.partnership
            self._bodies = list(bodies(tx, self.cases.revisions))
            self._office = next(one for one in people if one.name == groups()[0].people[0].name)
            self._overseer = next(one for one in people if access.may_oversee(partnership, one))
            outside = [one for one in people if one.posts and not access.has_post_inside(partnership, one)]
            self._agency = next(one for one in outside if Desk(tx, self.cases.revisions, one).mine().items)
            self._task, self._asked = (
                Desk(tx, self.cases.revisions, one).mine().items[0] for one in (self._office, self._agency)
            )

    def fill(self, *, cases: int, is_open: int) -> None:
        """Add very many cases, some of them open."""
        keys = {
            key
            for who in (self._office, self._overseer)
            for post in who.posts
            for key in access.keys_of(self._revision.partnership, post)
        }
        crowd = Crowd(
            revision=self._revision,
            person_id=self._office.id,
            seen_by=tuple(sorted(keys)),
            cases=cases,
            open=is_open,
        )
        with self.database.transaction() as tx:
            crowd.add(tx)
        if not self.database.is_sqlite:  # the server does this by itself, in a while
            with self.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text("VACUUM ANALYZE"))

    def _paths(self) -> Mapping[str, tuple[Person | None, str]]:
        """Return the pages by what they are called: who reads each, and where it is."""
        with self._app.test_request_context():
            office = {
                "my work": url_for("work.mine"),
                "what waits for others": url_for("work.waiting"),
                "what was sent to me": url_for("work.sent"),
                "a user task": url_for("tasks.page", task_id=self._task.task_id),
                "a case": url_for("cases.page", reference=self._task.reference),
                "a case's history": url_for("cases.history", reference=self._task.reference),
                "open cases": url_for("cases.listing"),
                "closed cases": url_for("cases.listing", show="closed"),
                "meetings to come": url_for("meetings.listing"),
                "meetings of before": url_for("meetings.listing", show="past"),
                **{
                    f"meetings of the {name}": url_for("meetings.sittings_page", body=slug(name))
                    for name in self._bodies
                },
                **{f"register {name}": url_for("registers.register", name=name) for name in self._revision.registers},
                **{
                    f"register {name}, what is late": url_for("registers.register", name=name, late="yes")
                    for name, register in self._revision.registers.items()
                    if register.due
                },
                **{
                    f"register {name}, of a year": url_for("registers.register", name=name, year=clock.today().year - 1)
                    for name in self._revision.registers
                },
                **{
                    f"register {name}, open cases": url_for("registers.register", name=name, case="open")
                    for name in self._revision.registers
                },
                **{
                    f"register {name}, by words": url_for("registers.register", name=name, theme="home")
                    for name, register in self._revision.registers.items()
                    if register.theme
                },
            }
            figures = {
                f"figures: {name}": url_for(f"oversight.{name}")
                for name in ("deadlines", "open_cases", "agencies", "themes")
            }
            agency = {
                "my work, an agency": url_for("work.mine"),
                "a user task, an agency": url_for("tasks.page", task_id=self._asked.task_id),
                "a case, an agency": url_for("cases.page", reference=self._asked.reference),
                "open cases, an agency": url_for("cases.listing"),
                "meetings to come, an agency": url_for("meetings.listing"),
            }
            return {
                **{name: (self._office, path) for name, path in office.items()},
                **{name: (self._overseer, path) for name, path in figures.items()},
                **{name: (self._agency, path) for name, path in agency.items()},
                "what is published": (None, url_for("published.listing")),
            }

    def _client(self, who: Person | None) -> FlaskClient:
        client = self._app.test_client()
        if who:
            with self.database.transaction() as tx:
                client.set_cookie(COOKIE, open_session(tx, who.id, minutes=600))
        return client

    def _reader(self, who: Person | None, path: str) -> Callable[[], None]:
        client = self._client(who)

        def read() -> None:
            number = next(self._requests)
            answer = client.get(path, environ_base={"REMOTE_ADDR": f"10.0.{number // 200 % 200}.{number % 200}"})
            assert answer.status_code == OK, (path, answer.status_code)

        return read


def measure(fresh: Fresh, where: str, *, is_quick: bool) -> Iterator[Figure]:
    """Measure every page on one kind of database, called `where` in the figures."""
    cases, is_open = (1_000, 100) if is_quick else (100_000, 2_000)
    readings = 1 if is_quick else READINGS
    with ExitStack() as leaving:
        folder = leaving.enter_context(tempfile.TemporaryDirectory(prefix="cspr-bench-"))
        house = House(fresh(), Path(folder))
        leaving.callback(house.database.close)
        few = house.read(readings)
        house.fill(cases=cases, is_open=is_open)
        many = house.read(readings)
    for name, times in many.items():
        told = f"page: {name}, {cases:,} cases; {where}"
        yield Figure.beside(told, median(times.wall_ms), WALL, "demonstration alone", median(few[name].wall_ms))
        yield Figure.beside(told, median(times.processor_ms), CPU, "alone", median(few[name].processor_ms))
        yield Figure.beside(f"{told}, p95", p95(times.wall_ms), WALL, "its median", median(times.wall_ms))
