"""Steps as web and worker take them: with what a failure leaves behind.

A step that fails is rolled back as a whole. Then, in a transaction of its own, it becomes an incident
on the case that people see and can try again; what was typed is kept as a draft.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any
from uuid import uuid4

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine import audit
from engine.access import Person
from engine.cases import incidents, seeing
from engine.cases.dates import fire_timers
from engine.cases.drafts import NothingTyped, find_draft
from engine.cases.engine import CaseEngine
from engine.cases.recounting import follow, recount
from engine.cases.reminding import remind
from engine.cases.steps import complete_user_task
from engine.cases.submitting import Completed
from engine.correspondence import outbox
from engine.diagrams.partnership import Partnership
from engine.errors import (
    AnswersRefused,
    IncidentNotOpen,
    NotAllowed,
    NotAsSent,
    StepFailed,
    UploadRefused,
    is_refusal,
)
from engine.failures import places_of
from engine.records import tables
from engine.records.db import TROUBLE, Database, Transaction
from engine.registers.holidays import changes
from engine.registers.people import find_person

_log = logging.getLogger(__name__)
_draft, _incident, _task, _timer = tables.draft, tables.incident, tables.user_task, tables.timer


def _keeping(dialect: Any) -> Any:
    insert = dialect.insert(_draft)
    typed = {"answers": insert.excluded.answers, "saved_at": insert.excluded.saved_at}
    return insert.on_conflict_do_update(index_elements=[_draft.c.person_id, _draft.c.task_id], set_=typed)


_KEEP_DRAFT = {"sqlite": _keeping(sqlite), "postgresql": _keeping(postgresql)}


def submit_user_task(
    database: Database,
    engine: CaseEngine,
    *,
    task_id: str,
    person: Person,
    answers: Mapping[str, Any] | None = None,
    head: str = "",
    also: Callable[[Transaction, Completed], None] = lambda _tx, _done: None,
) -> Completed:
    """Complete a user task in a transaction of its own.

    Args:
        database: of the case.
        engine: that runs it.
        task_id: of the task.
        person: who does it.
        answers: as typed, or as they are kept; by default those of the person's draft, as it is at the beginning.
        head: of the case's audit when it was read, if it must not have gone on since.
        also: what else is done in that transaction, once the task is completed.

    Raises:
        NothingTyped: there is no draft, and no answers were given.
        EngineError: what `complete_user_task` refuses.
        StepFailed: the step failed; an incident was opened.
        TROUBLE: the database is busy, away or full; nothing was done.
    """
    typed: Mapping[str, Any] = answers or {}
    try:
        with database.transaction() as tx:
            if answers is None:
                typed = _typed(tx, task_id=task_id, person=person)
            done = complete_user_task(tx, engine, task_id=task_id, person=person, answers=typed, head=head)
            also(tx, done)
            return done
    except TROUBLE:  # nothing is wrong with the case
        raise
    except Exception as failure:
        if is_refusal(failure):
            raise
        _log.error("a step failed: task %s\n%s", task_id, places_of(failure))
        with database.transaction() as tx:
            keep_draft(tx, task_id=task_id, person_id=person.id, answers=typed)
            task = sa.select(_task.c.case_id, _task.c.held_by, tables.safeguarding_case.c.reference).join_from(
                _task, tables.safeguarding_case
            )
            row = tx.connection.execute(task.where(_task.c.id == task_id)).one()
            facts = {"task": task_id, "person": person.id, "held_by": row.held_by, "answers_sha256": _sha256(typed)}
            number = incidents.open_incident(tx, row.case_id, incidents.STEP_FAILED, facts=facts)
        raise StepFailed(number, row.reference) from failure


def _typed(tx: Transaction, *, task_id: str, person: Person) -> Mapping[str, Any]:
    draft = find_draft(tx, person_id=person.id, task_id=task_id)
    if draft is None:
        raise NothingTyped
    return draft.answers


def fire_due_timers(database: Database, engine: CaseEngine, case_id: int) -> int:
    """Fire the due timers of one case in a transaction of its own; tell how many fired.

    If that fails, the case's due timers are set aside by an incident, so that nothing spins: 0 fired.

    Raises:
        TROUBLE: the database is busy, away or full; the timers stay due.
    """
    return _done(database, partial(fire_timers, engine=engine, case_id=case_id), set_timers_aside, case_id)


def _done(
    database: Database, do: Callable[[Transaction], int], set_aside: Callable[[Database, int], int], case_id: int
) -> int:
    """Do a piece of the worker's work on a case; what stops it must become an incident, or it would spin."""
    try:
        with database.transaction() as tx:
            return do(tx)
    except TROUBLE:  # nothing is wrong with the case
        raise
    except Exception as failure:  # noqa: BLE001 - whatever it is, a person looks at it
        _log.error("it could not be done (%s): case %s\n%s", set_aside.__name__, case_id, places_of(failure))
        set_aside(database, case_id)
        return 0


def set_timers_aside(database: Database, case_id: int) -> int:
    """Set the due timers of a case aside until a person tries the incident again that this opens; tell how many."""
    with database.transaction() as tx:
        due = _timer.c.case_id == case_id, _timer.c.due_at < tx.at, _timer.c.incident_id.is_(None)
        ids = list(tx.connection.execute(sa.select(_timer.c.task_id).where(*due)).scalars())
        if ids:
            number = incidents.open_incident(tx, case_id, incidents.TIMERS_FAILED, facts={"timers": ids})
            tx.connection.execute(sa.update(_timer).where(*due).values(incident_id=number))
    return len(ids)


def recount_dates(database: Database, engine: CaseEngine, case_id: int) -> int:
    """Work the open dates of one case out by the calendar as it is now, in a transaction of its own.

    If that fails, an incident is opened and the case is left as it is, so that nothing spins.

    Returns:
        1 if the calendar had changed for the case and its dates follow it now; 0 otherwise.

    Raises:
        TROUBLE: the database is busy, away or full; the case waits.
    """
    return _done(database, lambda tx: int(recount(tx, engine, case_id)), set_dates_aside, case_id)


def set_dates_aside(database: Database, case_id: int) -> int:
    """Leave the dates of a case as they are until a person tries the incident again that this opens."""
    with database.transaction() as tx:
        before = follow(tx, case_id)
        is_behind = before < len(changes(tx))  # else somebody has worked them out meanwhile
        if is_behind:
            incidents.open_incident(tx, case_id, incidents.DATES_FAILED, facts={"calendar": before})
    return int(is_behind)


def send_reminders(database: Database, engine: CaseEngine, case_id: int) -> int:
    """Remind people of the time limits of one case, as far as that is due; tell of how many tasks it was.

    If that fails, the case's due reminders are set aside by an incident, so that nothing spins.

    Raises:
        TROUBLE: the database is busy, away or full; the reminders stay due.
    """
    return _done(database, lambda tx: remind(tx, engine, case_id), set_reminders_aside, case_id)


def set_reminders_aside(database: Database, case_id: int) -> int:
    """Set the due reminders of a case aside until a person tries the incident again that this opens; tell how many."""
    with database.transaction() as tx:
        due = _task.c.case_id == case_id, _task.c.closed_at.is_(None), _task.c.remind_at <= tx.at
        found = tx.connection.execute(sa.select(_task.c.id, _task.c.remind_at).where(*due)).all()
        if found:
            tasks = {task.id: task.remind_at.isoformat() for task in found}
            incidents.open_incident(tx, case_id, incidents.REMINDERS_FAILED, facts={"tasks": tasks})
            tx.connection.execute(sa.update(_task).where(*due).values(remind_at=None))
    return len(found)


def retry(database: Database, engine: CaseEngine, incident_id: int, person: Person) -> None:
    """Try again what an incident stopped, and resolve it.

    A user task is completed again with what was sent then, for the person who had sent it; timers are put back and
    fired; dates are worked out; people are reminded; a letter that did not arrive is sent; an incident that only tells
    is resolved.

    Raises:
        IncidentNotOpen: somebody resolved it before.
        NotAllowed: the person may not see the incident.
        NotAsSent: what was sent then cannot be sent again; the incident stays.
        StillNobody: there is still nobody to write to; the incident stays.
        StepFailed: it failed again; the incident stays.
        TROUBLE: the database is busy, away or full; nothing was done.
    """
    with database.transaction() as tx:
        row = _open_incident(tx, incident_id)
        partnership = engine.revisions.get(tx, row.revision_id).partnership
        _refuse_stranger(tx, partnership, row, person)
        try:
            _try_again(tx, engine, partnership, incident_id, row)
        except TROUBLE:  # nothing is wrong with the case
            raise
        except Exception as failure:
            if is_refusal(failure):
                raise
            _log.error("it failed again: incident %s\n%s", incident_id, places_of(failure))
            raise StepFailed(incident_id, row.reference) from failure
        incidents.resolve(tx, incident_id, person.id)
        audit.append(
            tx,
            row.case_id,
            person_id=person.id,
            action="incident_resolved",
            facts={"incident": incident_id, "kind": row.kind},
        )


def _try_again(tx: Transaction, engine: CaseEngine, partnership: Partnership, incident_id: int, row: Any) -> None:
    if row.kind == incidents.STEP_FAILED:
        _complete_again(tx, engine, row.facts)
    elif row.kind == incidents.TIMERS_FAILED:
        tx.connection.execute(sa.update(_timer).where(_timer.c.incident_id == incident_id).values(incident_id=None))
        fire_timers(tx, engine, row.case_id)
    elif row.kind == incidents.DATES_FAILED:
        follow(tx, row.case_id, row.facts["calendar"])
        recount(tx, engine, row.case_id)
    elif row.kind == incidents.REMINDERS_FAILED:
        for task_id, at in row.facts["tasks"].items():
            mine = _task.c.id == task_id, _task.c.closed_at.is_(None), _task.c.remind_at.is_(None)
            back = datetime.fromisoformat(at)
            tx.connection.execute(sa.update(_task).where(*mine).values(remind_at=back))
        remind(tx, engine, row.case_id)
    else:
        outbox.try_again(tx, partnership, row.kind, row.facts)


def _open_incident(tx: Transaction, incident_id: int) -> Any:
    case = tables.safeguarding_case
    row = tx.connection.execute(
        sa.select(_incident.c.case_id, _incident.c.kind, _incident.c.facts, case.c.revision_id, case.c.reference)
        .join_from(_incident, case)
        .where(_incident.c.id == incident_id, _incident.c.resolved_at.is_(None))
        .with_for_update(of=_incident)  # of two who try again at once, one does
    ).one_or_none()
    if row is None:
        raise IncidentNotOpen(incident_id)
    return row


def _refuse_stranger(tx: Transaction, partnership: Partnership, row: Any, person: Person) -> None:
    keys = seeing.keys_in_case(tx, partnership, person, row.case_id)
    if not incidents.may_see(partnership, keys, row.facts):
        raise NotAllowed("try again", needs="those who have a part in the case")


def _complete_again(tx: Transaction, engine: CaseEngine, facts: Mapping[str, Any]) -> None:
    """Complete the task that failed, for who had sent it, with what was sent: never with a newer draft."""
    task_id, sender_id = facts["task"], facts["person"]
    kept = sa.select(_draft.c.answers).where(_draft.c.person_id == sender_id, _draft.c.task_id == task_id)
    answers = tx.connection.execute(kept).scalar_one_or_none()
    is_open = tx.connection.execute(sa.select(_task.c.closed_at).where(_task.c.id == task_id)).scalar_one() is None
    sender = find_person(tx, sender_id)
    if not is_open:
        return
    if sender is None or answers is None or _sha256(answers) != facts["answers_sha256"]:
        raise NotAsSent
    try:
        complete_user_task(tx, engine, task_id=task_id, person=sender, answers=answers)
    except (AnswersRefused, NotAllowed, UploadRefused) as refused:
        raise NotAsSent from refused


def _sha256(answers: Mapping[str, Any]) -> str:
    return hashlib.sha256(orjson.dumps(answers, option=orjson.OPT_SORT_KEYS)).hexdigest()


def keep_draft(tx: Transaction, *, task_id: str, person_id: int, answers: Mapping[str, Any]) -> None:
    """Keep what a person typed for a task, in place of the draft that there was."""
    typed = {"answers": dict(answers), "saved_at": tx.at}
    row = {"id": uuid4().hex, "person_id": person_id, "task_id": task_id, **typed}
    tx.connection.execute(_KEEP_DRAFT[tx.connection.dialect.name], row)
