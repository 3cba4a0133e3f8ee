"""The step that people take: complete a user task, or record an event. What a failure leaves is in `attempts`."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import sqlalchemy as sa
from SpiffWorkflow.util.task import TaskState

from engine.access import Person
from engine.cases import seeing
from engine.cases.engine import CaseEngine
from engine.cases.journal import event_row_id, waits_for
from engine.cases.recounting import lock
from engine.cases.rows import LOCK_TASK, not_open
from engine.cases.step import Step
from engine.cases.submitting import Completed, elements_of, is_past_its_date, submit
from engine.diagrams.elements import Element
from engine.errors import CaseMoved, CaseStuck, NotAllowed, TaskNotOpen
from engine.records import tables
from engine.records.db import Transaction

_b = sa.bindparam

_DROP_DRAFT = sa.delete(tables.draft).where(
    tables.draft.c.person_id == _b("person_id"), tables.draft.c.task_id == _b("task_id")
)


def complete_user_task(
    tx: Transaction,
    engine: CaseEngine,
    *,
    task_id: str,
    person: Person,
    answers: Mapping[str, Any],
    head: str = "",
) -> Completed:
    """Complete a user task, or record an event, with `answers`; nothing is kept if anything is refused.

    Args:
        tx: the transaction.
        engine: that runs the case.
        task_id: of the task.
        person: who does it.
        answers: as typed, or as they are kept.
        head: of the case's audit when it was read, if it must not have gone on since.

    Raises:
        TaskNotOpen: it was completed, by whom is said, or it was cancelled or never reached.
        NotAllowed: the person does not hold its role in this case.
        CaseMoved: the head of the case's audit is another by now.
        AnswersRefused: with every error of the form.
        CaseStuck: the case could not go on; a fault of the revision or the program.
    """
    row = lock(tx, engine, LOCK_TASK, task_id=task_id, me=person.id)
    if row is None:
        raise TaskNotOpen("This task")
    revision = engine.revisions.get(tx, row.revision_id)
    element = revision.elements[row.task_process, row.element]
    post = seeing.acting_post(revision.partnership, person, row)
    if post is None:
        raise NotAllowed(element.name, needs=row.role)
    if row.closed_at is not None:
        raise not_open(tx, row, revision)
    if head and row.audit_hash != head:
        raise CaseMoved
    step = Step.of(tx, engine, row, row.parts)
    go_on = _waiting(step, row, element)
    submission = submit(step, element, task_id, row.instance, person, post, answers, is_late=is_past_its_date(tx, row))
    go_on()
    step.live.pump()
    action = "event_recorded" if row.kind == "event" else "user_task_completed"
    rows = step.write(action, person_id=person.id, task_id=task_id)
    tx.connection.execute(_DROP_DRAFT, {"person_id": person.id, "task_id": task_id})
    return Completed(
        case_id=step.case_id, reference=step.reference, submission_id=submission, opened=elements_of(rows.opened)
    )


def _waiting(step: Step, row: Any, element: Element) -> Callable[[], None]:
    """Return what completes the user task, or lets the event happen at the one task that waits for it.

    Raises:
        CaseStuck: the state disagrees with the records.
    """
    if row.kind == "task":
        task = step.task(row.id, row.parts)
        if task.state == TaskState.READY:  # SpiffWorkflow would run it whatever its state
            run: Callable[[], None] = task.run
            return run
    else:
        part = step.live.part(row.parts)
        for task in part.tasks.values() if part is not None else ():
            if task.state == TaskState.WAITING and task.id in step.live.event_manager.tasks:
                for element_id, definition in waits_for(task):
                    if event_row_id(task, element_id) == row.id:
                        return partial(step.live.deliver, task, definition)
    raise CaseStuck(f"{element.name!r} is open in the records but not in the state of case {row.reference}")
