"""What was sent: one person's answers to one user task, never changed, and what came of them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from engine import access, clock
from engine.access import Person
from engine.cases.engine import CaseEngine
from engine.cases.holders import Holder, answering_key, holder
from engine.cases.labels import called
from engine.cases.lists import Lists, lists_of
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision
from engine.errors import CaseNotFound
from engine.records import tables
from engine.records.db import Transaction
from forms.definition import Form
from forms.kinds import Upload

_sent, _case, _task = tables.submission, tables.safeguarding_case, tables.user_task
_COLUMNS = (
    *_sent.c,
    _case.c.reference,
    _case.c.revision_id,
    _case.c.initials,
    _case.c.born_on,
    _case.c.referring_organisation,
    _task.c.held_by,
    tables.person.c.name.label("by"),
)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What one person sent.

    Attributes:
        answers: as the form keeps them.
        drafts: of letters that were amended, the drafts, by question.
        post: as which post and organisation the person acted.
        at: when (UTC).
        lists: names what was chosen from a list.
    """

    id: str
    case_id: int
    reference: str
    initials: str
    born_on: date | None
    task_id: str
    revision: Revision
    element: Element
    form: Form
    instance: str | None
    answers: Mapping[str, Any]
    drafts: Mapping[str, str]
    person_id: int
    by: str
    post: str
    at: datetime
    lists: Lists

    @property
    def called(self) -> str:
        """What was done: by the user task's name, and by the instance that it belongs to."""
        return called(self.revision, self.element, self.instance)


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
    """

    task_id: str
    name: str
    holder: Holder
    due_on: date | None
    clause: str
    is_mine: bool
    is_new: bool


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


def find_submission(tx: Transaction, engine: CaseEngine, person: Person, submission_id: str) -> Submission:
    """Return one submission.

    Raises:
        CaseNotFound: there is none, or the person may not read it.
    """
    return _find(tx, engine, person, _sent.c.id == submission_id)


def submission_of_task(tx: Transaction, engine: CaseEngine, person: Person, task_id: str) -> Submission:
    """Return what completed a user task.

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


def effects_of(tx: Transaction, person: Person, sent: Submission) -> Effects:
    """Return what is open in the case now, and what was written at the instant of a submission.

    Who only asked or was asked is told of the user tasks that are theirs or that the submission opened, of no other.
    """
    partnership = sent.revision.partnership
    mine = _keys_in(tx, sent.case_id, access.holdings(partnership, person))
    is_inside = access.is_inside(partnership, mine)
    is_open = (_task.c.case_id == sent.case_id, _task.c.closed_at.is_(None), _task.c.kind == "task")
    rows = tx.connection.execute(sa.select(_task).where(*is_open).order_by(_task.c.due_on, _task.c.opened_at))
    steps = [
        NextStep(
            task_id=row.id,
            name=called(sent.revision, sent.revision.elements[row.process, row.element], row.instance),
            holder=holder(partnership, row.held_by),
            due_on=None if row.due_on == clock.NO_DATE else row.due_on,
            clause=row.clause,
            is_mine=row.held_by in mine,
            is_new=row.opened_at == sent.at,
        )
        for row in rows
        if is_inside or row.held_by in mine or row.opened_at == sent.at
    ]
    status = sa.select(_case.c.status).where(_case.c.id == sent.case_id)
    return Effects(
        next_steps=tuple(steps),
        told=_told(tx, sent, mine),
        written=_written(tx, sent) if is_inside else (),
        is_closed=tx.connection.execute(status).scalar_one() != "open",
    )


def files_of(tx: Transaction, case_id: int) -> Mapping[str, Upload]:
    """Return the files that belong to a case, by their ids as answers name them."""
    up = tables.upload.c
    rows = tx.connection.execute(sa.select(up.id, up.name, up.kind).where(up.case_id == case_id))
    return {str(row.id): Upload(name=row.name, kind=row.kind) for row in rows}


def _told(tx: Transaction, sent: Submission, mine: Collection[str]) -> tuple[Told, ...]:
    letter, delivery = tables.letter, tables.delivery
    query = (
        sa.select(letter.c.id, letter.c.subject, letter.c.body, letter.c.held_by, delivery.c.state)
        .select_from(letter.outerjoin(delivery, delivery.c.letter_id == letter.c.id))
        .where(letter.c.case_id == sent.case_id, letter.c.at == sent.at)
        .order_by(letter.c.id)
    )
    states: dict[int, Counter[str]] = {}
    letters: dict[int, Any] = {}
    for row in tx.connection.execute(query):
        letters[row.id] = row
        states.setdefault(row.id, Counter()).update([row.state] if row.state else [])
    partnership = sent.revision.partnership
    return tuple(
        Told(
            subject=row.subject,
            body=row.body if access.may_read(partnership, mine, row.held_by) else "",
            holder=holder(partnership, row.held_by),
            states=states[number],
        )
        for number, row in letters.items()
    )


def _written(tx: Transaction, sent: Submission) -> tuple[str, ...]:
    document = tables.document.c
    query = sa.select(document.title).where(document.case_id == sent.case_id, document.at == sent.at)
    return tuple(tx.connection.scalars(query.order_by(document.id))) if sent.revision.documents else ()


def _keys_in(tx: Transaction, case_id: int, mine: Collection[str]) -> frozenset[str]:
    """Return those of a person's keys that have a part in the case."""
    member = tables.case_member.c
    return frozenset(mine) & set(
        tx.connection.execute(sa.select(member.held_by).where(member.case_id == case_id)).scalars()
    )


def _query(tx: Transaction, engine: CaseEngine, person: Person) -> sa.Select[Any]:
    member = tables.case_member
    keys = sorted(engine.revisions.holdings(tx, person))
    has_part = sa.exists().where(member.c.case_id == _sent.c.case_id, member.c.held_by.in_(keys))
    return (
        sa.select(*_COLUMNS)
        .join_from(_sent, _case, _case.c.id == _sent.c.case_id)
        .join(tables.person, tables.person.c.id == _sent.c.person_id)
        .outerjoin(_task, _task.c.id == _sent.c.task_id)
        .where(has_part)
    )


def _find(tx: Transaction, engine: CaseEngine, person: Person, which: sa.ColumnElement[bool]) -> Submission:
    row = tx.connection.execute(_query(tx, engine, person).where(which)).one_or_none()
    if row is None:
        raise CaseNotFound
    found = _submission(tx, engine, row)
    partnership = found.revision.partnership
    keys = _keys_in(tx, row.case_id, access.holdings(partnership, person))
    answered_by = answering_key(partnership, found.element, row, row.referring_organisation)
    if not access.may_read(partnership, keys, answered_by):
        raise CaseNotFound
    return found


def _submission(tx: Transaction, engine: CaseEngine, row: Any) -> Submission:
    revision = engine.revisions.get(tx, row.revision_id)
    return Submission(
        id=row.id,
        case_id=row.case_id,
        reference=row.reference,
        initials=row.initials,
        born_on=row.born_on,
        task_id=row.task_id,
        revision=revision,
        element=revision.elements[row.process, row.element],
        form=revision.forms[row.form],
        instance=row.instance,
        answers=row.answers,
        drafts=row.drafts or {},
        person_id=row.person_id,
        by=row.by,
        post=row.post,
        at=row.at,
        lists=lists_of(tx, revision, with_past=True),
    )
