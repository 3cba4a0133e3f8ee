"""Records that are closed to a person who had left before: part two of a meeting, to who was there for part one only.

A form says who stays (`forms.definition.Record`); a step keeps who did not, and has an account. To such a person the
record is not there, and neither is anything that was written from it.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from engine.cases.seeing import ME
from engine.records.db import Transaction
from engine.records.meetings import closed_record
from engine.records.tables import safeguarding_case, submission

_c, _s = closed_record.c, submission.c
CLOSED_IDS = (
    sa.select(sa.func.aggregate_strings(_s.id, ","))
    .join_from(closed_record, submission, sa.and_(_s.case_id == _c.case_id, _s.form == _c.form))
    .where(_c.case_id == safeguarding_case.c.id, _c.person_id == ME)
    .correlate(safeguarding_case)
    .scalar_subquery()
)
"""For a statement that reads a case: the ids of the submissions that are closed to the viewer, with commas; or null."""

_CLOSED = (
    sa.select(_s.id, _s.form, _s.answers)
    .join_from(closed_record, submission, sa.and_(_s.case_id == _c.case_id, _s.form == _c.form))
    .where(_c.case_id == sa.bindparam("case_id", type_=_c.case_id.type), _c.person_id == ME)
)


def closed_to(tx: Transaction, case_id: int, person_id: int) -> Sequence[Any]:
    """Return the submissions of a case that are closed to a person, each with its `id`, `form` and `answers`."""
    return tx.connection.execute(_CLOSED, {"case_id": case_id, "me": person_id}).all()


def ids_in(stored: str | None) -> frozenset[str]:
    """Return the ids that `CLOSED_IDS` gave."""
    return frozenset(stored.split(",")) if stored else frozenset()


def is_open(case_id: sa.ColumnElement[int], form: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that what a form records in a case is not closed to the viewer (`engine.cases.seeing`)."""
    closed = sa.exists().where(_c.case_id == case_id, _c.form == form, _c.person_id == ME)
    return ~closed.correlate_except(closed_record)


def is_open_submission(case_id: sa.ColumnElement[int], submission_id: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that one submission of a case is not closed to the viewer."""
    of = _c.case_id == case_id, _c.person_id == ME, _s.case_id == _c.case_id, _s.form == _c.form, _s.id == submission_id
    return ~sa.exists().where(*of).correlate_except(closed_record, submission)
