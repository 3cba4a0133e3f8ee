"""A closed errand with a bit of everything that is kept of a case, and two wardens who look after it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person
from engine.cases import notes
from engine.cases.attempts import keep_draft, submit_user_task
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.reading import Case
from engine.cases.retention import reviews
from engine.cases.retention.keepers import find_kept
from engine.diagrams.bundle import Bundle
from engine.diagrams.partnership import Partnership
from engine.records.db import Database
from engine.records.tables import user_task
from engine.registers.people import find_person
from engine.registers.uploads import keep_file
from tests.engine.errand import PARTNERSHIP, asker_in
from tests.engine.rows import AT, add_person
from tests.web.errands import bundle as web_bundle

SCHEDULE = """
retention:
  reviewed_by: Warden
  confirmed_by: Warden
  periods:
    - {ends: [fetched], years: 10, from: closed}
    - {years: 35, from: closed}
"""
CLOSED = datetime(2026, 4, 14, 15, tzinfo=UTC)
DUE = datetime(2036, 4, 14, 9, tzinfo=UTC)
"""Ten years after the errand was closed."""
PERSONAL = ("Zephyrina", "Quillfeather", "whooping", "Vandersloot", "mauvewort", "Obadiah", "Peregrinatrix")
"""Words that stand in nothing but the case: its answers, a file and its name, a note, drafts, a reason."""
CONTENT = b"The list names Obadiah, who is ill.\n"
ANSWERS = {
    "who": "Zephyrina Quillfeather", "why": "She has whooping cough", "heavy": "no", "day": "2026-04-13",
    "bags": [{"owner": "Vandersloot", "sealed": "no"}],
}  # fmt: skip


def bundle(schedule: str = SCHEDULE) -> Bundle:
    """Return the errand's revision with a schedule."""
    files = dict(web_bundle().files)
    files["bpmn/partnership.yaml"] = (PARTNERSHIP + schedule).encode()
    return Bundle(files)


@dataclass
class Kept:
    """A database with one closed errand in it."""

    database: Database
    cases: CaseEngine
    folder: Path
    first: Person
    second: Person
    reference: str
    case_id: int
    upload_id: int
    submission_id: str

    @property
    def partnership(self) -> Partnership:
        with self.database.reading() as tx:
            return self.cases.revisions.current(tx).partnership

    def found(self, tx: Any, person: Person | None = None) -> Case:
        return find_kept(tx, self.cases.revisions, person or self.first, self.reference)

    def do(self, change: Any, person: Person | None = None, at: datetime = DUE, **said: Any) -> Any:
        """Make one change as a person, at an instant; it is called with the transaction, the case and the person."""
        with clock.stopped_at(at), self.database.transaction() as tx:
            return change(tx, self.found(tx, person), person or self.first, **said)

    def propose(self, at: datetime = DUE, person: Person | None = None) -> None:
        with clock.stopped_at(at), self.database.transaction() as tx:
            who = person or self.first
            reviews.propose(tx, self.partnership_in(tx), self.found(tx, who), who, reason="Looked through it")

    def confirm(self, at: datetime = DUE, person: Person | None = None) -> Any:
        with clock.stopped_at(at), self.database.transaction() as tx:
            who = person or self.second
            return reviews.confirm(tx, self.partnership_in(tx), self.found(tx, who), who)

    def partnership_in(self, tx: Any) -> Partnership:
        return self.cases.revisions.current(tx).partnership

    def destroy(self) -> Any:
        self.propose()
        return self.confirm()


def keep_errand(database: Database, folder: Path, schedule: str = SCHEDULE) -> Kept:
    """Ask for an errand with a file, write a note, type what is never sent, and fetch it."""
    cases = CaseEngine()
    with clock.stopped_at(AT), database.transaction() as tx:
        cases.revisions.publish(tx, bundle(schedule))
    asker = asker_in(database)
    with database.transaction() as tx:
        posts = (("partnership", "Warden"),)
        added = [add_person(tx, name, posts=posts, is_demonstration=True) for name in ("Wat One", "Sim Two")]
        first, second = (find_person(tx, number) for number in added)
    assert first
    assert second
    with clock.stopped_at(AT), database.transaction() as tx:
        upload_id = keep_file(
            tx,
            folder / "uploads",
            person_id=asker.id,
            name="Peregrinatrix.txt",
            content=BytesIO(CONTENT),
            accept=("txt",),
            largest_bytes=1000,
        )
        started = start_case(tx, cases, person=asker, answers={**ANSWERS, "paper": [str(upload_id)]})
    with clock.stopped_at(CLOSED), database.transaction() as tx:
        case = find_kept(tx, cases.revisions, first, "2026-0001")
        notes.write_note(tx, case, first, "She likes mauvewort", sent_as="0" * 32)
        task_id = tx.connection.scalar(sa.select(user_task.c.id).where(user_task.c.closed_at.is_(None)))
        keep_draft(tx, task_id=task_id, person_id=second.id, answers={"how": "By Zephyrina's own hand"})
    with clock.stopped_at(CLOSED):
        answers = {"done": "yes", "how": "Vandersloot carried it"}
        submit_user_task(database, cases, task_id=task_id, person=first, answers=answers)
    return Kept(
        database=database,
        cases=cases,
        folder=folder,
        first=first,
        second=second,
        reference="2026-0001",
        case_id=started.case_id,
        upload_id=upload_id,
        submission_id=started.submission_id,
    )
