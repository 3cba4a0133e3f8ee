"""Claim a user task, so that others of the role see who does it, and give it back."""

from typing import Any

import sqlalchemy as sa

from engine import access, audit
from engine.access import Person
from engine.cases.revisions import Revisions
from engine.errors import NotAllowed, TaskClaimed, TaskNotOpen
from engine.records.db import Transaction
from engine.records.tables import person, safeguarding_case, user_task
from engine.registers.people import find_person

_t, _c = user_task.c, safeguarding_case.c
_closer, _claimer = person.alias("closer"), person.alias("claimer")
_TASK = (
    sa.select(user_task, _c.reference, _c.revision_id, _closer.c.name.label("closer"), _claimer.c.name.label("claimer"))
    .join_from(user_task, safeguarding_case)
    .outerjoin(_closer, _closer.c.id == _t.closed_by)
    .outerjoin(_claimer, _claimer.c.id == _t.person_id)
    .where(
        _t.id == sa.bindparam("task", type_=_t.id.type),
        _t.held_by.in_(sa.bindparam("keys", expanding=True, type_=_t.held_by.type)),
        _t.kind == "task",
    )
)
_SET = (
    user_task.update()
    .where(
        _t.id == sa.bindparam("task", type_=_t.id.type),
        _t.closed_at.is_(None),
        _t.held_by == sa.bindparam("holder", type_=_t.held_by.type),
        _t.person_id.is_not_distinct_from(sa.bindparam("was", type_=_t.person_id.type)),
    )
    .values(
        person_id=sa.bindparam("becomes", type_=_t.person_id.type),
        claimed_at=sa.bindparam("at", type_=_t.claimed_at.type),
    )
)


def claim(tx: Transaction, revisions: Revisions, me: Person, task_id: str) -> str:
    """Claim a user task; return the case's reference.

    It stays possible for others of the role to complete it. To claim one's own again changes nothing.

    Raises:
        NotAllowed: there is no such task, or it is not for this person.
        TaskNotOpen: it was completed or cancelled.
        TaskClaimed: somebody else has it.
    """
    task = _task_for(tx, revisions, me, task_id)
    if task.person_id == me.id:
        return str(task.reference)
    audit.append(tx, task.case_id, person_id=me.id, action="user_task_claimed", facts=_facts(task))
    _set(tx, revisions, me, task, was=None, becomes=me.id)
    return str(task.reference)


def release(tx: Transaction, revisions: Revisions, me: Person, task_id: str) -> str:
    """Give a claimed user task back to the role; return the case's reference.

    Raises:
        NotAllowed: there is no such task, or it is not for this person.
        TaskNotOpen: it was completed or cancelled.
        TaskClaimed: somebody else has it.
    """
    task = _task_for(tx, revisions, me, task_id)
    if task.person_id is None:
        return str(task.reference)
    audit.append(tx, task.case_id, person_id=me.id, action="user_task_released", facts=_facts(task))
    _set(tx, revisions, me, task, was=me.id, becomes=None)
    return str(task.reference)


def give_back(tx: Transaction, revisions: Revisions, person_id: int) -> int:
    """Give the open user tasks back that a person has claimed and may not do any more; tell how many.

    Called when a post or an account has ended: colleagues see again that nobody does the task.
    """
    me = find_person(tx, person_id)
    keys = revisions.holdings(tx, me) if me else frozenset[str]()
    claimed = sa.select(user_task).where(_t.person_id == person_id, _t.closed_at.is_(None), _t.kind == "task")
    left = [task for task in tx.connection.execute(claimed) if task.held_by not in keys]
    for task in left:
        audit.append(tx, task.case_id, person_id=None, action="user_task_released", facts=_facts(task))
        tx.connection.execute(
            _SET, {"task": task.id, "holder": task.held_by, "at": None, "was": person_id, "becomes": None}
        )
    return len(left)


def _set(tx: Transaction, revisions: Revisions, me: Person, task: sa.Row[Any], **change: int | None) -> None:
    """Change who has a task; called after the audit's entry, which locks the case, so that nobody comes between.

    Before it somebody may have: then the task is looked at again, and refused as it is now.
    """
    values = {"task": task.id, "holder": task.held_by, "at": tx.at if change["becomes"] else None, **change}
    if not tx.connection.execute(_SET, values).rowcount:
        task = _task_for(tx, revisions, me, task.id)
        raise TaskClaimed(by=task.claimer or "")


def _facts(task: sa.Row[Any]) -> dict[str, str]:
    return {"task": task.id, "process": task.process, "element": task.element}


def _task_for(tx: Transaction, revisions: Revisions, me: Person, task_id: str) -> sa.Row[Any]:
    keys = sorted(revisions.holdings(tx, me))
    task = tx.connection.execute(_TASK, {"task": task_id, "keys": keys}).one_or_none()
    revision = revisions.get(tx, task.revision_id) if task else None
    if task is None or revision is None or access.post_of(revision.partnership, me, task.held_by) is None:
        raise NotAllowed("this task", needs="those who hold its role")
    if task.closed_at:
        name = revision.elements[task.process, task.element].name
        raise TaskNotOpen(name, by=task.closer or "", at=task.closed_at, reference=task.reference)
    return task
