"""What was sent: one person's answers to one user task, never changed, and what came of them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from engine import access, clock
from engine.access import Person
from engine.cases.engine import CaseEngine
from engine.cases.holders import Holder, answering_key, holder
from engine.cases.labels import called
from engine.cases.papers import Submission, one_submission
from engine.cases.reading import Case, find_case
from engine.diagrams.revision import Revision
from engine.errors import CaseNotFound
from engine.records import tables
from engine.records.db import Transaction
from forms.kinds import Upload

_sent, _case, _task = tables.submission, tables.safeguarding_case, tables.user_task


@dataclass(frozen=True, kw_only=True)
class Line:
    """A submission in a list: the user task's name, who sent it, and when (UTC)."""

    id: str
    name: str
    by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """A user task that is open: whose, until when, and whether this person may do it.

    Attributes:
        due_on: London date; none while there is no time limit.
        is_new: it was opened at the instant of the submission.
        taken_by: the id of who has claimed it; none if nobody has.
    """

    task_id: str
    name: str
    holder: Holder
    due_on: date | None
    clause: str
    is_mine: bool
    is_new: bool
    taken_by: int | None


@dataclass(frozen=True, kw_only=True)
class Told:
    """A letter: to whom, and how many of its deliveries are in which state.

    Attributes:
        body: empty for a person who may not read what is written to others.
    """

    subject: str
    body: str
    holder: Holder
    states: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Effects:
    """What came of a submission: what is open in the case now, which letters it sent, which documents it wrote.

    Attributes:
        written: the titles of documents, for who may read whatever is written in the case.
    """

    next_steps: tuple[NextStep, ...]
    told: tuple[Told, ...]
    written: tuple[str, ...]
    is_closed: bool


def find_submission(tx: Transaction, engine: CaseEngine, person: Person, submission_id: str) -> tuple[Case, Submission]:
    """Return one submission, and its case as this person sees it.

    Raises:
        CaseNotFound: there is none, or the person may not read it.
    """
    return _find(tx, engine, person, _sent.c.id == submission_id)


def submission_of_task(tx: Transaction, engine: CaseEngine, person: Person, task_id: str) -> tuple[Case, Submission]:
    """Return what completed a user task, and its case as this person sees it.

    Raises:
        CaseNotFound: nothing did, or the person may not read it.
    """
    return _find(tx, engine, person, _sent.c.task_id == task_id)


def sent_in_case(tx: Transaction, revision: Revision, case_id: int, *, held_by: str) -> list[Line]:
    """Return what was sent in a case as far as the holder of a key may read it, the newest first."""
    columns = (_sent.c.id, _sent.c.process, _sent.c.element, _sent.c.instance, _sent.c.at, tables.person.c.name)
    query = (
        sa.select(*columns, _task.c.held_by, _case.c.referring_organisation)
        .join_from(_sent, tables.person, tables.person.c.id == _sent.c.person_id)
        .join(_case, _case.c.id == _sent.c.case_id)
        .outerjoin(_task, _task.c.id == _sent.c.task_id)
        .where(_sent.c.case_id == case_id)
        .order_by(_sent.c.at.desc(), _sent.c.id)
    )
    found = list[Line]()
    for row in tx.connection.execute(query):
        element = revision.elements[row.process, row.element]
        answered_by = answering_key(revision.partnership, element, row, row.referring_organisation)
        if access.may_read(revision.partnership, {held_by}, answered_by):
            found.append(Line(id=row.id, name=called(revision, element, row.instance), by=row.name, at=row.at))
    return found


def effects_of(tx: Transaction, case: Case, sent: Submission) -> Effects:
    """Return what is open in the case now, and what was written at the instant of a submission.

    Who only asked or was asked is told of the user tasks that are theirs or that the submission opened, of no other.
    """
    partnership = case.revision.partnership
    is_open = (_task.c.case_id == case.id, _task.c.closed_at.is_(None), _task.c.kind == "task")
    rows = tx.connection.execute(sa.select(_task).where(*is_open).order_by(_task.c.due_on, _task.c.opened_at))
    steps = [
        NextStep(
            task_id=row.id,
            name=called(case.revision, case.revision.elements[row.process, row.element], row.instance),
            holder=holder(partnership, row.held_by),
            due_on=None if row.due_on == clock.NO_DATE else row.due_on,
            clause=row.clause,
            is_mine=row.held_by in case.keys,
            is_new=row.opened_at == sent.at,
            taken_by=row.person_id,
        )
        for row in rows
        if case.is_inside or row.held_by in case.keys or row.opened_at == sent.at
    ]
    status = sa.select(_case.c.status).where(_case.c.id == case.id)
    return Effects(
        next_steps=tuple(steps),
        told=_told(tx, case, sent),
        written=_written(tx, case, sent) if case.is_inside else (),
        is_closed=tx.connection.execute(status).scalar_one() != "open",
    )


def files_of(tx: Transaction, case_id: int) -> Mapping[str, Upload]:
    """Return the files that belong to a case, by their ids as answers name them."""
    up = tables.upload.c
    rows = tx.connection.execute(sa.select(up.id, up.name, up.kind).where(up.case_id == case_id))
    return {str(row.id): Upload(name=row.name, kind=row.kind) for row in rows}


def _told(tx: Transaction, case: Case, sent: Submission) -> tuple[Told, ...]:
    letter, delivery = tables.letter, tables.delivery
    query = (
        sa.select(letter.c.id, letter.c.subject, letter.c.body, letter.c.held_by, delivery.c.state)
        .select_from(letter.outerjoin(delivery, delivery.c.letter_id == letter.c.id))
        .where(letter.c.case_id == case.id, letter.c.at == sent.at)
        .order_by(letter.c.id)
    )
    states: dict[int, Counter[str]] = {}
    letters: dict[int, Any] = {}
    for row in tx.connection.execute(query):
        letters[row.id] = row
        states.setdefault(row.id, Counter()).update([row.state] if row.state else [])
    return tuple(
        Told(
            subject=row.subject,
            body=row.body if case.may_read(row.held_by) else "",
            holder=holder(case.revision.partnership, row.held_by),
            states=states[number],
        )
        for number, row in letters.items()
    )


def _written(tx: Transaction, case: Case, sent: Submission) -> tuple[str, ...]:
    document = tables.document.c
    query = sa.select(document.title).where(document.case_id == case.id, document.at == sent.at)
    return tuple(tx.connection.scalars(query.order_by(document.id))) if case.revision.documents else ()


def _find(
    tx: Transaction, engine: CaseEngine, person: Person, which: sa.ColumnElement[bool]
) -> tuple[Case, Submission]:
    columns = (_sent.c.id, _case.c.reference)
    row = tx.connection.execute(sa.select(*columns).join_from(_sent, _case).where(which)).one_or_none()
    if row is None:
        raise CaseNotFound
    case = find_case(tx, engine.revisions, person, row.reference)
    found = one_submission(tx, case, row.id)
    if found is None:
        raise CaseNotFound
    return case, found
