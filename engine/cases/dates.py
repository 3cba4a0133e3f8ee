"""The steps that dates bring about: a recorded date is corrected, a time limit passes."""

from datetime import date, datetime

import sqlalchemy as sa
from SpiffWorkflow.util.task import TaskState

from engine import access, audit
from engine.access import Person
from engine.cases import seeing
from engine.cases.engine import CaseEngine
from engine.cases.recounting import lock
from engine.cases.rows import LOCK_CASE
from engine.cases.step import Step
from engine.diagrams.revision import Revision
from engine.errors import CaseNotFound, CaseStuck, NotAllowed
from engine.records import tables
from engine.records.db import Transaction

_b = sa.bindparam
_timer = tables.timer

_DUE_TIMERS = (
    sa.select(_timer.c.task_id, _timer.c.parts, _timer.c.due_at)
    .where(_timer.c.case_id == _b("case_id"), _timer.c.due_at < _b("now"), _timer.c.incident_id.is_(None))
    .order_by(_timer.c.due_at, _timer.c.task_id)
)


def correct_anchor(
    tx: Transaction, engine: CaseEngine, *, case_id: int, anchor: str, on: date, reason: str, person: Person
) -> None:
    """Correct a recorded date; every open due date that hangs on it moves, audited with old and new.

    The reason is the business of the case, not of the audit: it is kept as the audit's fact all the same,
    so it must name nobody; the page says so.

    Raises:
        NotAllowed: the person does not hold the role that the form names for corrections, or the case is closed.
        CaseStuck: the date was never recorded.
    """
    row = lock(tx, engine, LOCK_CASE, case_id=case_id)
    if row is None:
        raise CaseNotFound
    if row.status != "open":
        raise NotAllowed(f"correct the date {anchor!r}", needs="a case that is open")
    revision = engine.revisions.get(tx, row.revision_id)
    step = Step.of(tx, engine, row)
    role = correcting_role(revision, anchor)
    held_by = step.holder_of(role, None) if role else access.NOBODY
    post = seeing.post_in_case(tx, revision.partnership, person, case_id=case_id, held_by=held_by)
    if post is None:
        raise NotAllowed(f"correct the date {anchor!r}", needs=role or "nobody: the framework's forms do not allow it")
    if step.facts.anchor(anchor) is None:
        raise CaseStuck(f"the date {anchor!r} has not been recorded, so that there is nothing to correct")
    step.record_anchor(anchor, on)
    step.noted["reason"] = reason
    if post.covers:
        step.noted[audit.COVERS] = post.covers.id
    step.write("anchor_corrected", person_id=person.id)


def correcting_role(revision: Revision, anchor: str) -> str:
    """Return the role that may correct an anchor; empty if none may."""
    ways = (way for form in revision.forms.values() for way in form.anchors.get(anchor, ()))
    return next((way.corrected_by for way in ways if way.corrected_by), "")


def fire_timers(tx: Transaction, engine: CaseEngine, case_id: int) -> int:
    """Fire the timers of one case that are due, as the worker does; tell how many were.

    Idempotent: a timer that has fired is no longer in the table.

    Raises:
        CaseStuck: the case could not go on.
    """
    row = lock(tx, engine, LOCK_CASE, case_id=case_id)
    if row is None:
        return 0
    due = tx.connection.execute(_DUE_TIMERS, {"case_id": case_id, "now": tx.at}).all()
    if not due:
        return 0
    step = Step.of(tx, engine, row, due[0].parts)
    for timer in due:
        _set_due(step, timer.task_id, timer.parts, timer.due_at)
    step.live.pump()
    step.noted["timers"] = [timer.task_id for timer in due]
    step.write("timers_fired", person_id=None)
    return len(due)


def _set_due(step: Step, task_id: str, parts: str, at: datetime) -> None:
    step.need(parts)
    task = step.task(task_id, parts)
    if task.state != TaskState.WAITING:
        raise CaseStuck(f"timer {task_id} waits in the records but not in the state of case {step.reference}")
    step.live.fire(task, at)
