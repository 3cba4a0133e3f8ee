"""A database with a sample revision published, an officer who may do everything in it, and cases of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import OFFICE, Person, Post
from engine.cases.attempts import submit_user_task
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.submitting import Completed
from engine.diagrams.bundle import Bundle
from engine.records import tables
from engine.records.db import Database
from engine.registers.people import add_person, find_person
from tests.engine.cases.walk import START

GO_ON = {"outcome": "go_on"}
OFFICER = (Post(organisation=OFFICE, title="Officer"), Post(organisation="agency", title="Officer"))


def edited(bundle: Bundle, path: str, old: str, new: str) -> Bundle:
    text = bundle.files[path].decode()
    assert old in text
    return Bundle({**bundle.files, path: text.replace(old, new).encode()})


@dataclass
class Office:
    """One database, one revision, one clock."""

    database: Database
    bundle: Bundle
    engine: CaseEngine = field(default_factory=CaseEngine)
    now: datetime = START

    def __post_init__(self) -> None:
        with self.clock(), self.database.transaction() as tx:
            self.engine.revisions.publish(tx, self.bundle)
        self.officer = self.person("An officer", *OFFICER)

    @contextmanager
    def clock(self) -> Iterator[None]:
        with clock.stopped_at(self.now):
            yield

    def person(self, name: str, *posts: Post) -> Person:
        with self.clock(), self.database.transaction() as tx:
            number = add_person(tx, name=name, email=f"{name.replace(' ', '.')}@example.org", posts=posts)
        with self.clock(), self.database.reading() as tx:
            found = find_person(tx, number)
        assert found is not None
        return found

    def start(self, **answers: Any) -> Completed:
        with self.clock(), self.database.transaction() as tx:
            return start_case(tx, self.engine, person=self.officer, answers={**GO_ON, **answers})

    def submit(self, task_id: str, person: Person | None = None, **answers: Any) -> Completed:
        with self.clock():
            return submit_user_task(
                self.database,
                self.engine,
                task_id=task_id,
                person=person or self.officer,
                answers={**GO_ON, **answers},
            )

    def rows(self, table: sa.Table, *where: Any) -> list[Any]:
        with self.database.reading() as tx:
            return list(tx.connection.execute(sa.select(table).where(*where)))

    def open_tasks(self, element: str = "") -> list[str]:
        """The ids of the open user tasks and events, or of those of one element."""
        task = tables.user_task
        found = self.rows(task, task.c.closed_at.is_(None))
        return [row.id for row in found if element in ("", row.element)]

    def everything(self) -> dict[str, list[Any]]:
        """Every row of every table, but drafts and incidents, which tell of what was refused."""
        apart = {"draft", "incident", "person", "post_held"}
        names = [table for table in tables.metadata.sorted_tables if table.name not in apart]
        return {table.name: sorted(map(repr, self.rows(table))) for table in names}


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Gather every statement sent to a database, BEGIN and COMMIT included."""
    sent: list[str] = []

    def execute(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    def commit(_connection: Any) -> None:
        sent.append("COMMIT")

    def begin(_connection: Any) -> None:
        if not database.is_sqlite:  # on SQLite it is a statement of ours
            sent.append("BEGIN")

    for name, listen in (("before_cursor_execute", execute), ("commit", commit), ("begin", begin)):
        sa.event.listen(database.engine, name, listen)
    try:
        yield sent
    finally:
        for name, listen in (("before_cursor_execute", execute), ("commit", commit), ("begin", begin)):
            sa.event.remove(database.engine, name, listen)
