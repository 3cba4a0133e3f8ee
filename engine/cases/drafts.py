"""Drafts: what somebody is typing, as typed, until it is sent. Nobody else sees them.

A draft belongs to one person and one user task; a referral that is not sent yet has no task. Once it is
sent, its draft keeps nothing but which task it became, so that sending it twice is noticed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import sqlalchemy as sa

from engine.access import Person
from engine.cases import seeing
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.errors import CaseNotFound, EngineError
from engine.records import tables
from engine.records.db import Database, Transaction
from engine.records.tables import draft, submission
from forms.definition import Form

_FIND = sa.select(draft).where(
    draft.c.person_id == sa.bindparam("person_id"), draft.c.task_id == sa.bindparam("task_id")
)


class NothingTyped(EngineError):
    """There is no draft that could be sent."""

    def __init__(self) -> None:
        super().__init__("Nothing has been typed yet that could be sent; fill in the form first")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """What somebody typed, and when it was last saved (UTC)."""

    id: str
    task_id: str | None
    answers: Mapping[str, Any]
    saved_at: datetime


def find_draft(tx: Transaction, *, person_id: int, task_id: str) -> Draft | None:
    """Return what a person has typed for a user task, if anything."""
    row = tx.connection.execute(_FIND, {"person_id": person_id, "task_id": task_id}).one_or_none()
    return _draft(row) if row else None


def drop_draft(tx: Transaction, *, person_id: int, draft_id: str) -> None:
    """Throw a draft away."""
    tx.connection.execute(draft.delete().where(draft.c.id == draft_id, draft.c.person_id == person_id))


def form_of_task(tx: Transaction, engine: CaseEngine, *, person: Person, task_id: str) -> Form:
    """Return the form of a user task, open or closed, so that what is typed for it can be kept.

    Raises:
        CaseNotFound: there is no such task, or it is another role's.
    """
    task, case = tables.user_task, tables.safeguarding_case
    columns = task.c.process, task.c.element, task.c.held_by, case.c.revision_id, *seeing.kept_out(case.c.id)
    query = sa.select(*columns).join_from(task, case).where(task.c.id == task_id)
    row = tx.connection.execute(query, {"me": person.id}).one_or_none()
    if row is None:
        raise CaseNotFound
    revision = engine.revisions.get(tx, row.revision_id)
    if seeing.acting_post(revision.partnership, person, row) is None:
        raise CaseNotFound
    return revision.forms[revision.elements[row.process, row.element].properties["form"]]


# ---- referrals that are not sent yet ----------------------------------------------------------------------


def begin_referral(tx: Transaction, *, person_id: int) -> str:
    """Begin a referral, and return its draft's id."""
    draft_id = uuid4().hex
    row = {"id": draft_id, "person_id": person_id, "task_id": None, "answers": {}, "saved_at": tx.at}
    tx.connection.execute(draft.insert(), row)
    return draft_id


def referral_drafts(tx: Transaction, *, person_id: int) -> list[Draft]:
    """Return a person's referrals that are not sent yet, the newest first."""
    query = sa.select(draft).where(draft.c.person_id == person_id, draft.c.task_id.is_(None))
    return [_draft(row) for row in tx.connection.execute(query.order_by(draft.c.saved_at.desc(), draft.c.id))]


def find_referral(tx: Transaction, *, person_id: int, draft_id: str) -> Draft:
    """Return one of a person's referrals, sent or not.

    Raises:
        CaseNotFound: there is none, or it is somebody else's.
    """
    row = tx.connection.execute(
        sa.select(draft).where(draft.c.id == draft_id, draft.c.person_id == person_id)
    ).one_or_none()
    if row is None:
        raise CaseNotFound
    return _draft(row)


def keep_referral(tx: Transaction, *, person_id: int, draft_id: str, answers: Mapping[str, Any]) -> None:
    """Keep what is typed of a referral that is not sent yet; one that is sent stays as it is."""
    tx.connection.execute(
        draft.update()
        .where(draft.c.id == draft_id, draft.c.person_id == person_id, draft.c.task_id.is_(None))
        .values(answers=dict(answers), saved_at=tx.at)
    )


def send_referral(database: Database, engine: CaseEngine, *, person: Person, draft_id: str) -> str:
    """Open a case with what a referral's draft holds, once; return the submission's id.

    The same draft sent again opens nothing and returns the same submission.

    Raises:
        CaseNotFound: the draft is not this person's.
        NotAllowed: the person's organisation may not refer.
        AnswersRefused: with every error of the form.
    """
    with database.transaction() as tx:
        locked = sa.select(draft).where(draft.c.id == draft_id, draft.c.person_id == person.id).with_for_update()
        row = tx.connection.execute(locked).one_or_none()
        if row is None:
            raise CaseNotFound
        if row.task_id is not None:
            sent = sa.select(submission.c.id).where(submission.c.task_id == row.task_id)
            return str(tx.connection.execute(sent).scalar_one())
        started = start_case(tx, engine, person=person, answers=row.answers)
        task = sa.select(submission.c.task_id).where(submission.c.id == started.submission_id).scalar_subquery()
        tx.connection.execute(draft.update().where(draft.c.id == draft_id).values(task_id=task, answers={}))
        return started.submission_id


def _draft(row: Any) -> Draft:
    return Draft(id=row.id, task_id=row.task_id, answers=row.answers, saved_at=row.saved_at)
