"""Files that answers name: which a person may attach, which are a case's once they are sent, and who may read them."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from engine import access
from engine.access import Person
from engine.cases import reads, seeing
from engine.cases.closed import closed_to
from engine.cases.revisions import Revisions
from engine.diagrams.meetings import closing
from engine.diagrams.revision import Revision
from engine.errors import UploadRefused
from engine.records.db import Transaction
from engine.records.tables import safeguarding_case, submission, upload, user_task
from engine.registers.uploads import File, number_of, sheet_of, stored_file
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


def find_file(tx: Transaction, revisions: Revisions, folder: Path, me: Person, upload_id: int) -> File | None:
    """Return a file that a person may read; none if there is none, or it is not theirs to read.

    Until it is sent it is its uploader's alone. Then who has a part in the case inside the partnership reads it, and
    its uploader for as long as they have any part; the case's own revision says by which of their posts. Who has opened
    the case reads it for that time.
    """
    case = safeguarding_case.c
    columns = case.revision_id, *seeing.kept_out(upload.c.case_id), seeing.opened(upload.c.case_id)
    query = sa.select(upload, *columns).outerjoin_from(upload, safeguarding_case, case.id == upload.c.case_id)
    values = {"me": me.id, "now": tx.at}
    is_there = upload.c.id == upload_id, upload.c.sha256 != ""  # nothing is left of a file that was redacted
    row = tx.connection.execute(query.where(*is_there), values).one_or_none()
    if row is None:
        return None
    is_own = row.person_id == me.id
    if row.case_id is None:
        return stored_file(folder, row) if is_own else None
    revision = revisions.get(tx, row.revision_id)
    partnership = revision.partnership
    keys = seeing.keys_in_case(tx, partnership, me, row.case_id)
    is_inside = access.is_inside(partnership, keys) or seeing.reads_until(partnership, me, row)
    if not is_inside and not (is_own and keys):
        return None
    if not is_own and str(upload_id) in _closed_files(tx, revision, row.case_id, me):
        return None
    reads.note(me.id, row.case_id)
    return stored_file(folder, row)


def _closed_files(tx: Transaction, revision: Revision, case_id: int, me: Person) -> frozenset[str]:
    """Return the files that were sent with what is closed to a person."""
    closed = closed_to(tx, case_id, me.id) if closing(revision) else ()
    return frozenset(name for sent in closed for name in _named(revision.forms[sent.form], sent.answers))


def pass_on_files(tx: Transaction, form: Form, typed: Mapping[str, Any], *, from_id: int, to_id: int) -> None:
    """Give the files that a draft names, and that are not sent yet, to the colleague who goes on with it."""
    ids = [number for name in _named(form, typed) if (number := number_of(name)) is not None]
    theirs = upload.c.id.in_(ids), upload.c.person_id == from_id, upload.c.case_id.is_(None)
    tx.connection.execute(sa.update(upload).where(*theirs).values(person_id=to_id))


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
