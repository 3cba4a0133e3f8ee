"""A case's rows put together by hand on the project's own revision: tasks, claims, drafts, posts of people."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from engine import clock
from engine.access import OFFICE, Person, Post
from engine.cases.revisions import Revisions
from engine.diagrams.bundle import Bundle
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision, read_revision
from engine.records.db import Database, Transaction
from engine.records.tables import case_member, draft, revision, user_task
from tests.engine.rows import add_case, add_person, fresh_database

NOW = datetime(2026, 4, 14, 8, 40, tzinfo=UTC)
"""Tuesday, 9:40am in London; the Monday a week before it was Easter Monday."""
_numbers = itertools.count(1)


@cache
def published() -> tuple[Bundle, Revision]:
    """The project's own revision, read once."""
    bundle = Bundle.read(Path(__file__).parents[3])
    return bundle, read_revision(bundle)


@dataclass
class Desks:
    """A database with the revision published, and people who hold its roles."""

    database: Database
    revisions: Revisions
    revision: Revision

    @property
    def office(self) -> tuple[str, str]:
        """Two roles that posts of the office hold, by name."""
        first, second, *_ = [name for name, role in self.revision.partnership.roles.items() if role.who == "posts"]
        return first, second

    @property
    def element(self) -> Element:
        """A user task of the revision with a time limit."""
        elements = self.revision.elements.values()
        return next(e for e in elements if e.kind == "userTask" and e.properties.get("time_limit"))

    def in_office(self, role: str, name: str) -> Person:
        """Add somebody who holds a role by a post of the office."""
        title = self.revision.partnership.roles[role].posts[0]
        return self.person(name, Post(organisation=OFFICE, title=title))

    def agency(self, name: str) -> Person:
        """Add somebody who answers for an agency."""
        organisation, agency = next(iter(self.revision.partnership.agencies.items()))
        return self.person(name, Post(organisation=organisation, title=agency.contacts[0]))

    def person(self, name: str, *posts: Post) -> Person:
        """Add somebody with posts."""
        with self.database.transaction() as tx:
            added = add_person(tx, name, posts=tuple((post.organisation, post.title) for post in posts))
        return Person(id=added, name=name, email="", posts=posts)

    def case(self, tx: Transaction, referrer: Person, *members: str, **said: Any) -> int:
        """Add a case that `members` have a part in."""
        number = next(_numbers)
        values = {"reference": f"T-{number}", "revision_id": self.revision.digest, "born_on": date(2025, 12, 1)}
        process = self.revision.partnership.start
        case_id = add_case(tx, referrer_id=referrer.id, **{**values, "process": process, **said})
        for member in members:
            tx.connection.execute(case_member.insert().values(case_id=case_id, held_by=member))
        return case_id

    def task(self, tx: Transaction, case_id: int, held_by: str, due_on: date | None = None, **said: Any) -> str:
        """Open a user task."""
        element = self.element
        values = {
            "id": f"task{next(_numbers):05}", "case_id": case_id, "parts": "", "kind": "task",
            "process": element.process, "element": element.id, "role": held_by.partition("|")[0],
            "held_by": held_by, "clause": element.properties["time_limit"], "due_on": due_on or clock.NO_DATE,
            "opened_at": NOW, **said,
        }  # fmt: skip
        tx.connection.execute(user_task.insert().values(values))
        return str(values["id"])

    def drafted(self, tx: Transaction, person: Person, task_id: str) -> None:
        """Save a draft of a task."""
        values = {"id": f"draft{next(_numbers)}", "person_id": person.id, "task_id": task_id, "answers": {}}
        tx.connection.execute(draft.insert().values(**values, saved_at=NOW))


@contextmanager
def desks(database: Database | None = None) -> Iterator[Desks]:
    """Give an open office on a fresh database, at `NOW`."""
    with clock.stopped_at(NOW), fresh_database() as own:
        used, revisions = database or own, Revisions()
        bundle, read = published()
        revisions._read[bundle.digest] = read
        row = {"id": bundle.digest, "title": read.title, "bundle": bundle.pack(), "published_at": NOW}
        with used.transaction() as tx:
            tx.connection.execute(revision.insert().values(row))
        yield Desks(database=used, revisions=revisions, revision=read)
