"""What a step writes: tasks, timers, due dates worked out again, the audit, the parts, the case itself."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine import access, audit
from engine.announcing import BY_ACTION, CASE_CLOSED, TASK_OPENED, announce
from engine.cases import moving
from engine.cases.facts import Facts
from engine.cases.journal import Rows
from engine.cases.searching.indexing import index_case, organisations
from engine.errors import CaseStuck
from engine.records import tables
from engine.records.db import Transaction

if TYPE_CHECKING:
    from engine.cases.step import Step

_b = sa.bindparam
_case, _task, _part, _timer = tables.safeguarding_case, tables.user_task, tables.part, tables.timer
_OPEN_TASK, _BEGIN_TIMER = sa.insert(_task), sa.insert(_timer)
_ADD_MEMBER, _ADD_TO_AUDIT = sa.insert(tables.case_member), sa.insert(tables.audit)
_END_MEMBERSHIP = sa.delete(tables.case_member).where(
    tables.case_member.c.case_id == _b("case_id"), tables.case_member.c.held_by.in_(_b("keys", expanding=True))
)
_CLOSE_TASK = (
    sa.update(_task)
    .where(_task.c.id == _b("b_id"), _task.c.closed_at.is_(None))
    .values(closed_at=_b("b_at"), outcome=_b("b_outcome"), closed_by=_b("b_person"))
)
_END_TIMERS = sa.delete(_timer).where(_timer.c.task_id.in_(_b("ids", expanding=True)))
_MOVE_CASE = (
    sa.update(_case)
    .where(_case.c.id == _b("b_id"), _case.c.version == _b("b_version"))
    .values(
        version=_b("b_new_version"),
        facts=_b("b_facts"),
        audit_hash=_b("b_hash"),
        status=_b("b_status"),
        closed_at=_b("b_closed_at"),
    )
)
_HELD_TASKS = sa.select(
    _task.c.id, _task.c.role, _task.c.instance, _task.c.process, _task.c.element, _task.c.held_by
).where(_task.c.case_id == _b("case_id"), _task.c.closed_at.is_(None), _task.c.role.in_(_b("roles", expanding=True)))
_HAND_OVER = (
    sa.update(_task).where(_task.c.id == _b("b_id")).values(held_by=_b("b_held_by"), person_id=None, claimed_at=None)
)


def _upsert_part(dialect: Any) -> Any:
    insert = dialect.insert(_part)
    return insert.on_conflict_do_update(
        index_elements=[_part.c.case_id, _part.c.part_id], set_={"body": insert.excluded.body}
    )


_SAVE_PART = {"sqlite": _upsert_part(sqlite), "postgresql": _upsert_part(postgresql)}
_END = {  # a loop may come to an end again
    "sqlite": sqlite.insert(tables.case_end).on_conflict_do_nothing(),
    "postgresql": postgresql.insert(tables.case_end).on_conflict_do_nothing(),
}


def write_tasks_and_timers(step: "Step", rows: Rows, person_id: int | None, task_id: str) -> None:
    """Write the user tasks, events and timers that ended or began, and who has a part in the case because of it.

    What was called off is noted, for the audit.
    """
    execute = step.tx.connection.execute
    for row in rows.closed:
        if row["b_id"] == task_id:
            row["b_person"] = person_id
    for called_off in rows.called_off:
        step.note("called_off", called_off)
    if rows.closed:
        execute(_CLOSE_TASK, rows.closed)
    if rows.opened:
        execute(_OPEN_TASK, rows.opened)
    if rows.ended:
        execute(_END_TIMERS, {"ids": rows.ended})
    if rows.timers:
        execute(_BEGIN_TIMER, rows.timers)
    had_part = organisations(step.revision.partnership, step.facts.members)
    add_members(step.tx, step.case_id, step.facts, rows.members | step.told)
    have_part = organisations(step.revision.partnership, step.facts.members)
    if step.is_named or have_part != had_part:
        index_case(
            step.tx, case_id=step.case_id, reference=step.reference, initials=step.initials, organisations=have_part
        )


def add_members(tx: Transaction, case_id: int, facts: Facts, keys: Collection[str]) -> bool:
    """Give a part in a case to who holds `keys`; tell whether any had none. The caller writes the facts."""
    new = sorted(set(keys) - set(facts.members))
    if new:
        tx.connection.execute(_ADD_MEMBER, [{"case_id": case_id, "held_by": key} for key in new])
        facts.members.extend(new)
    return bool(new)


def hand_over(step: "Step", rows: Rows) -> None:
    """Give the open tasks of roles for which another was chosen to whom holds them now; note each.

    Who is no longer chosen has no part in the case by that role any more: a reviewer who was replaced reads nothing.
    """
    roles = {name: rule for name, rule in step.revision.partnership.roles.items() if rule.by in step.chosen_anew}
    for row in step.tx.connection.execute(_HELD_TASKS, {"case_id": step.case_id, "roles": list(roles)}).all():
        held_by = step.holder_of(row.role, row.instance)
        if held_by != row.held_by:
            step.tx.connection.execute(_HAND_OVER, {"b_id": row.id, "b_held_by": held_by})
            rows.members.add(held_by)
            what = {"process": row.process, "element": row.element, "instance": row.instance, "to": held_by}
            step.note("handed_over", what)
    chosen = {access.key(name, part) for name, rule in roles.items() for part in step.facts.chosen[rule.by].values()}
    gone = [key for key in step.facts.members if key.partition("|")[0] in roles and key not in chosen]
    if gone:
        step.tx.connection.execute(_END_MEMBERSHIP, {"case_id": step.case_id, "keys": gone})
        step.facts.members = [key for key in step.facts.members if key not in gone]


def work_out_again(step: "Step", rows: Rows) -> None:
    """Work every open due date of the case out again; note each that moved, with old and new."""
    fresh = {row["task_id"] for row in rows.timers} | {row["id"] for row in rows.opened}
    open_before = [one for one in moving.open_dates(step.tx, [step.case_id]) if one.id not in fresh]
    moved = moving.moves(open_before, lambda clause, instance: step.view(instance).due_date(clause))
    moving.write_moves(step.tx, step.revision, moved)
    for noted in moving.as_noted(moved):
        step.note("time_limits", noted)


def write_case(step: "Step", rows: Rows, action: str, person_id: int | None, *, has_ended: bool) -> None:
    """Write the audit's entry, the parts that moved, the ends reached, and the case's new version with its facts.

    Raises:
        CaseStuck: the case's version moved although its row was locked.
    """
    execute = step.tx.connection.execute
    entry, new_head = audit.chained(
        step.head,
        case_id=step.case_id,
        seq=step.version + 1,
        at=step.tx.at,
        person_id=person_id,
        action=action,
        flows=rows.flows,
        facts=step.noted,
    )
    execute(_ADD_TO_AUDIT, entry)
    dialect = step.tx.connection.dialect.name
    if rows.parts:
        execute(_SAVE_PART[dialect], rows.parts)
    if ends := {end for process, flow in rows.flows if (end := step.revision.ends_reached.get((process, flow)))}:
        execute(_END[dialect], [{"case_id": step.case_id, "element": end} for end in sorted(ends)])
    if step.is_heard:
        announce(step.tx, step.case_id, _events(rows, action, has_ended=has_ended))
    moved = execute(
        _MOVE_CASE,
        {
            "b_id": step.case_id,
            "b_version": step.version,
            "b_new_version": step.version + 1,
            "b_facts": step.facts.to_json(),
            "b_hash": new_head,
            "b_status": "closed" if has_ended else "open",
            "b_closed_at": step.tx.at if has_ended else None,
        },
    )
    if moved.rowcount != 1:
        raise CaseStuck(f"case {step.reference} changed although it was locked")
    step.version, step.head = step.version + 1, new_head


def _events(rows: Rows, action: str, *, has_ended: bool) -> set[str]:
    """Return what other systems are told of a step."""
    events = {BY_ACTION[action]} if action in BY_ACTION else set()
    if any(row["kind"] == "task" for row in rows.opened):
        events.add(TASK_OPENED)
    return events | {CASE_CLOSED} if has_ended else events
