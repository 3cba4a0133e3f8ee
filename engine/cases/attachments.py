"""Files that answers name: which a person may attach, and which belong to a case once they are sent."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from engine.errors import UploadRefused
from engine.records.db import Transaction
from engine.records.tables import submission, upload, user_task
from engine.registers.uploads import number_of, sheet_of
from forms.definition import Form
from forms.kinds import Upload


def known_uploads(
    tx: Transaction, form: Form, *, person_id: int, case_id: int | None, may_read: Callable[[str], bool]
) -> Callable[[str], Upload | None]:
    """Return what tells of an uploaded file by its id.

    It knows what this person uploaded, not yet sent or in this case, and what came with the same form before, from
    who holds a key that the person `may_read`: an agency never names a file of another.
    """

    @cache
    def came_before() -> frozenset[str]:
        sent, task = submission.c, user_task.c
        # what opened the case belongs to no user task; outside, its form is asked of nobody but its sender again
        query = sa.select(sent.answers, task.held_by).outerjoin_from(submission, user_task, task.id == sent.task_id)
        rows = tx.connection.execute(query.where(sent.case_id == case_id, sent.form == form.form)).all()
        readable = (row.answers for row in rows if row.held_by is None or may_read(row.held_by))
        return frozenset(name for answers in readable for name in _named(form, answers))

    def find(upload_id: str) -> Upload | None:
        number = number_of(upload_id)
        if number is None:
            return None
        row = tx.connection.execute(
            sa.select(upload.c.name, upload.c.kind, upload.c.person_id).where(
                upload.c.id == number, _may_attach(person_id, case_id)
            )
        ).one_or_none()
        if row is None or (row.person_id != person_id and upload_id not in came_before()):
            return None
        return Upload(name=row.name, kind=row.kind, sheet=lambda: sheet_of(tx, number))

    return find


def attach(tx: Transaction, form: Form, stored: Mapping[str, Any], *, case_id: int, person_id: int) -> None:
    """Make the files that answers name the case's.

    Raises:
        UploadRefused: one of them is somebody else's, or another case's.
    """
    ids = set(map(int, _named(form, stored)))
    if not ids:
        return
    change = sa.update(upload).where(upload.c.id.in_(ids), _may_attach(person_id, case_id)).values(case_id=case_id)
    if tx.connection.execute(change).rowcount != len(ids):
        raise UploadRefused("One of the files is not yours to send, or belongs to another case; upload it again")


def _may_attach(person_id: int, case_id: int | None) -> sa.ColumnElement[bool]:
    own = sa.and_(upload.c.person_id == person_id, upload.c.case_id.is_(None))
    return own if case_id is None else sa.or_(own, upload.c.case_id == case_id)


def _named(form: Form, stored: Mapping[str, Any]) -> Iterator[str]:
    for question in form.fields:
        if question.type == "file":
            yield from stored.get(question.name, ())
        for inner in question.fields:
            if inner.type == "file":
                for item in stored.get(question.name, ()):
                    yield from item.get(inner.name, ())
