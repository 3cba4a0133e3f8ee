"""Which part of the list of cases is asked for: stage, with whom, late, when it was opened, how it ended.

A filter that few open tasks or ends fit is gone through; along one that many fit the cases are looked at as they come.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import cache
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.cases import seeing
from engine.diagrams.revision import Revision
from engine.records.db import Transaction
from engine.records.tables import case_end, safeguarding_case, user_task


@dataclass(frozen=True, kw_only=True)
class Filter:
    """What is asked for; what is empty is not asked.

    Attributes:
        stage: a process in which something is open.
        role: that holds an open user task.
        organisation: a partner or an agency that holds one, in any role.
        is_late: such a task is past its date. Of these four, one task must fit all.
        opened_from: the first London date on which the case was opened.
        opened_until: the last one.
        ended: the name of an end that the case has come to.
    """

    stage: str = ""
    role: str = ""
    organisation: str = ""
    is_late: bool = False
    opened_from: date | None = None
    opened_until: date | None = None
    ended: str = ""


EVERY_CASE = Filter()


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What a filter may ask for, as key and name in the order of the revisions in use."""

    stages: Mapping[str, str]
    roles: Sequence[str]
    organisations: Mapping[str, str]
    ends: Sequence[str]


def choices_of(revisions: Sequence[Revision]) -> Choices:
    """Return what a filter may ask for in cases that run on these revisions."""
    stages, roles, organisations = dict[str, str](), dict[str, None](), dict[str, str]()
    for revision in revisions:
        asked = [element for element in revision.elements.values() if element.kind == "userTask"]
        stages |= {element.process: revision.processes[element.process].name for element in asked}
        roles |= {name: None for name, role in revision.partnership.roles.items() if role.who != "mailbox"}
        organisations |= {**revision.choices("agencies"), **revision.choices("partners")}
    return Choices(
        stages=stages,
        roles=list(roles),
        organisations=dict(sorted(organisations.items(), key=lambda item: item[1])),
        ends=sorted({revision.elements[end].name for revision in revisions for end in _ends(revision)}),
    )


@dataclass(frozen=True, kw_only=True)
class Narrowed:
    """A filter as statements know it: its conditions on a row of `safeguarding_case`, and their values.

    The same objects are the conditions of all filters that differ in their values alone.

    Attributes:
        is_of_few: so few cases fit one of them that these are to be gone through.
    """

    conditions: tuple[sa.ColumnElement[bool], ...]
    values: Mapping[str, Any]
    is_of_few: bool = False


def narrowed(tx: Transaction, revisions: Sequence[Revision], asked: Filter) -> Narrowed:
    """Return a filter as statements know it; it costs a statement for tasks and one for ends, if it asks for any."""
    values, conditions, of_few = dict[str, Any](), list[sa.ColumnElement[bool]](), list[bool]()
    if asked.opened_from:
        conditions.append(_OPENED_FROM)
        values["from_at"] = clock.at(asked.opened_from, time())
    if asked.opened_until:
        conditions.append(_OPENED_UNTIL)
        values["until_at"] = clock.end_of(asked.opened_until)
    if tasks := _task_values(revisions, asked):
        names = tuple(tasks)
        of_few.append(_are_few(tx, _number_of_tasks(names), tasks))
        conditions.append(_has_task(names, of_few=of_few[-1]))
        values |= tasks
    if asked.ended:
        ends = sorted({end[1] for each in revisions for end in _ends(each) if each.elements[end].name == asked.ended})
        of_few.append(_are_few(tx, _NUMBER_OF_ENDS, {"ends": ends}))
        conditions.append(_HAS_ENDED_OF_FEW if of_few[-1] else _HAS_ENDED_OF_MANY)
        values["ends"] = ends
    return Narrowed(conditions=tuple(conditions), values=values, is_of_few=any(of_few))


def _task_values(revisions: Sequence[Revision], asked: Filter) -> dict[str, Any]:
    """Return the values of the conditions on a task; each is called by its value."""
    values = dict[str, Any]()
    roles = [role for revision in revisions for role in revision.partnership.roles]
    if asked.stage:
        values["stage"] = asked.stage
    if asked.organisation:
        values["with_keys"] = sorted({f"{role}|{asked.organisation}" for role in roles})
    if asked.role or (asked.stage and not asked.organisation):  # every role: the index begins with the role
        values["roles"] = [asked.role] if asked.role else sorted(set(roles))
    if asked.is_late:
        values["late_on"] = clock.today()
    return values


def _ends(revision: Revision) -> set[tuple[str, str]]:
    return {(revision.partnership.start, end) for end in revision.ends_reached.values()}


def _are_few(tx: Transaction, number: sa.Select[int], values: Mapping[str, Any]) -> bool:
    return bool(tx.connection.execute(number, values).scalar_one() < seeing.MANY_CASES)


# ---- conditions -------------------------------------------------------------------------------------------

_c, _waiting, _ended = safeguarding_case.c, user_task.alias("waiting"), case_end.alias("ended")
_w = _waiting.c
_OPENED_FROM = _c.opened_at >= sa.bindparam("from_at", type_=_c.opened_at.type)
_OPENED_UNTIL = _c.opened_at <= sa.bindparam("until_at", type_=_c.opened_at.type)
_OF_TASK: Mapping[str, sa.ColumnElement[bool]] = {
    "stage": _w.process == sa.bindparam("stage", type_=_w.process.type),
    "with_keys": _w.held_by.in_(sa.bindparam("with_keys", expanding=True, type_=_w.held_by.type)),
    "roles": _w.role.in_(sa.bindparam("roles", expanding=True, type_=_w.role.type)),
    "late_on": _w.due_on < sa.bindparam("late_on", type_=_w.due_on.type),
}
_OPEN = (_w.closed_at.is_(None), _w.kind == sa.literal_column("'task'"))
_HAS_END = _ended.c.element.in_(sa.bindparam("ends", expanding=True, type_=_ended.c.element.type))
_HAS_ENDED_OF_FEW = _c.id.in_(sa.select(_ended.c.case_id).where(_HAS_END))
_HAS_ENDED_OF_MANY = sa.exists().where(_ended.c.case_id == _c.id, _HAS_END).correlate_except(_ended)


def _number(found: sa.Select[int]) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(found.limit(seeing.MANY_CASES).subquery())


_NUMBER_OF_ENDS = _number(sa.select(_ended.c.case_id).where(_HAS_END))


@cache
def _number_of_tasks(names: tuple[str, ...]) -> sa.Select[int]:
    return _number(sa.select(_w.case_id).where(*_OPEN, *(_OF_TASK[name] for name in names)))


@cache
def _has_task(names: tuple[str, ...], *, of_few: bool) -> sa.ColumnElement[bool]:
    """Return the condition that an open task of the case fits, of which the viewer is told."""
    fits = (*_OPEN, *(_OF_TASK[name] for name in names), seeing.readable(_w.case_id, _w.held_by))
    if of_few:
        return _c.id.in_(sa.select(_w.case_id).where(*fits))
    return sa.exists().where(_w.case_id == _c.id, *fits).correlate_except(_waiting)
