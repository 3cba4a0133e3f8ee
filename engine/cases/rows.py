"""The rows that a step begins with: a case, and a user task or event with its case; read, or read and locked.

Those of a task say whether who asks (`me`) is kept out of its case. With them comes which days count now, and when
bodies meet, so that every program takes notice of a holiday that another one proclaimed; and whether anybody listens.
"""

from typing import Any

import sqlalchemy as sa

from engine.announcing import IS_HEARD
from engine.cases import seeing
from engine.cases.labels import called
from engine.diagrams.revision import Revision
from engine.errors import TaskNotOpen
from engine.records import tables
from engine.records.db import Transaction
from engine.registers import holidays, meeting_dates

_b = sa.bindparam
_case, _task, _change = tables.safeguarding_case, tables.user_task, tables.calendar_change

_CASE_COLUMNS = (
    _case.c.id.label("case_id"),
    _case.c.reference,
    _case.c.revision_id,
    _case.c.process,
    _case.c.version,
    _case.c.status,
    _case.c.opened_at,
    _case.c.referring_organisation,
    _case.c.initials,
    _case.c.facts,
    _case.c.audit_hash,
    _case.c.calendar,
    sa.func.coalesce(_change.c.number, 0).label("calendar_now"),
    sa.func.coalesce(_change.c.body, "").label("calendar_body"),
    sa.func.coalesce(meeting_dates.EVERY.scalar_subquery(), "").label("meeting_dates"),
    IS_HEARD.label("is_heard"),
)
_LAST_CHANGE = _change.c.number == holidays.LAST
_TASK_COLUMNS = (
    _task.c.id,
    _task.c.parts,
    _task.c.kind,
    _task.c.process.label("task_process"),
    _task.c.element,
    _task.c.instance,
    _task.c.role,
    _task.c.held_by,
    _task.c.clause,
    _task.c.due_on,
    _task.c.closed_at,
    _task.c.closed_by,
    _task.c.person_id,
    *seeing.kept_out(_task.c.case_id),
)
TASK = (
    sa.select(*_TASK_COLUMNS, *_CASE_COLUMNS)
    .join_from(_task, _case, _case.c.id == _task.c.case_id)
    .outerjoin(_change, _LAST_CHANGE)
    .where(_task.c.id == _b("task_id"))
)
_before = _case.alias("before")
LOCK_TASK = TASK.add_columns(
    sa.select(_before.c.version).where(_before.c.id == _task.c.case_id).scalar_subquery().label("version_before")
).with_for_update(of=_case)
"""Which waits, on PostgreSQL, for another who has the case; `version_before` is that of before the wait."""
LOCK_CASE = (
    sa.select(*_CASE_COLUMNS)
    .outerjoin_from(_case, _change, _LAST_CHANGE)
    .where(_case.c.id == _b("case_id"))
    .with_for_update(of=_case)
)
_NAME = sa.select(tables.person.c.name).where(tables.person.c.id == _b("person_id"))


def read(tx: Transaction, statement: sa.Select[Any], **key: Any) -> Any:
    """Return the one row of a statement above; None if there is none. Which days count is known from then on.

    Whoever had to wait for a case has what it is now; its task is as it was before, and is read again.
    """
    row = tx.connection.execute(statement, key).one_or_none()
    if row is not None and statement is LOCK_TASK and row.version != row.version_before:
        row = tx.connection.execute(statement, key).one()
    if row is not None:
        holidays.note(tx, row.calendar_body)
        meeting_dates.note(tx, row.meeting_dates)
    return row


def not_open(tx: Transaction, row: Any, revision: Revision) -> TaskNotOpen:
    """Return the error that says who closed a user task, and when."""
    by = tx.connection.execute(_NAME, {"person_id": row.closed_by}).scalar() if row.closed_by else ""
    name = called(revision, revision.elements[row.task_process, row.element], row.instance)
    return TaskNotOpen(name, by=by or "", at=row.closed_at, reference=row.reference)
