"""The list of cases that a person may see, newest first.

How far a case is, with whom it is, and when what is next, is told inside the partnership; one that refers or is asked
is told it of their own tasks alone.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person
from engine.cases import seeing
from engine.cases.filtering import EVERY_CASE, Filter, Narrowed, narrowed
from engine.cases.holders import Holder, holder
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.cases.time_left import Countdown, TimeLeft
from engine.cases.work import CAP
from engine.records.db import Transaction
from engine.records.tables import person, safeguarding_case, user_task

Statement = sa.Select[Any]

PAGE = 50
END_OF_TIME = datetime.max.replace(tzinfo=UTC)
STATUSES = ("open", "closed")


@dataclass(frozen=True, kw_only=True)
class With:
    """Who has something open in a case, and the name of who has taken it; empty if nobody has, or several."""

    holder: Holder
    claimed_by: str


@dataclass(frozen=True, kw_only=True)
class CaseItem:
    """One case in the list.

    Attributes:
        stages: the names of the processes in which something is open now that this person is told of.
        next: what is left until the nearest due date of it.
        clause: the clause that sets this date; empty if none does.
        people: with whom it is now, in the order in which it came to them.
    """

    reference: str
    initials: str
    born_on: date | None
    stages: tuple[str, ...]
    next: TimeLeft | None
    clause: str
    people: tuple[With, ...]
    open_tasks: int
    opened_at: datetime
    closed_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Before:
    """Where the next page of the list starts: before the case of that id, opened at that instant (UTC)."""

    opened_at: datetime = END_OF_TIME
    case_id: int = 0


@dataclass(frozen=True, kw_only=True)
class CaseList:
    """One page of cases; `more` if there is another page."""

    items: tuple[CaseItem, ...]
    more: Before | None = None


NEWEST = Before()

_c, _t = safeguarding_case.c, user_task.c
_BEFORE = sa.tuple_(_c.opened_at, _c.id) < sa.tuple_(
    sa.bindparam("before_at", type_=_c.opened_at.type), sa.bindparam("before_id", type_=_c.id.type)
)
_COLUMNS = (_c.id, _c.reference, _c.initials, _c.born_on, _c.revision_id, _c.opened_at, _c.closed_at)
Conditions = tuple[sa.ColumnElement[bool], ...]


def _found(conditions: Conditions, *, is_of_few: bool, of_few: bool) -> sa.Select[int]:
    newest_first = _c.opened_at.desc(), _c.id.desc()
    may_see = seeing.seen(_c.id, of_few=of_few)
    status = _c.status.concat("") if of_few or is_of_few else _c.status  # concat: not along all cases of a status
    found = sa.select(_c.id).where(status == sa.bindparam("status"), _BEFORE, may_see, *conditions)
    return found.order_by(*newest_first).limit(sa.bindparam("limit", type_=sa.Integer))


@cache
def _page(conditions: Conditions, *, is_of_few: bool, of_few: bool) -> sa.Select[*tuple[Any, ...]]:
    ids = sa.select(_found(conditions, is_of_few=is_of_few, of_few=of_few).subquery().c.id)
    return sa.select(*_COLUMNS).where(_c.id.in_(ids)).order_by(_c.opened_at.desc(), _c.id.desc())


@cache
def _count(conditions: Conditions, *, is_of_few: bool, of_few: bool) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(_found(conditions, is_of_few=is_of_few, of_few=of_few).subquery())


_WHAT_IS_OPEN = (
    sa.select(
        *(_t.case_id, _t.process, _t.held_by, _t.clause, person.c.name),
        sa.func.min(_t.due_on).label("due_on"),
        sa.func.count().label("number"),
    )
    .select_from(sa.outerjoin(user_task, person, person.c.id == _t.person_id))
    .where(_t.case_id.in_(sa.bindparam("ids", expanding=True, type_=_t.case_id.type)), _t.closed_at.is_(None))
    .where(_t.kind == sa.literal_column("'task'"), seeing.readable(_t.case_id, _t.held_by))
    .group_by(_t.case_id, _t.process, _t.held_by, _t.clause, person.c.name)
    .order_by(_t.case_id, sa.func.min(_t.opened_at), _t.held_by)
)


class CaseIndex:
    """The cases that one person has a part in, read in one transaction.

    Attributes:
        viewer: the person, as statements know them.
        in_use: the revisions that cases run on.
    """

    def __init__(self, tx: Transaction, revisions: Revisions, me: Person) -> None:
        self._tx, self._revisions = tx, revisions
        self.viewer, self.in_use = Viewer.of(tx, revisions, me), revisions.in_use(tx)
        self._sees_many = self.viewer.sees_many(tx)
        self._countdowns = dict[str, Countdown]()
        self._narrowed: dict[Filter, Narrowed] = {EVERY_CASE: Narrowed(conditions=(), values={})}

    def page(self, status: str, before: Before = NEWEST, asked: Filter = EVERY_CASE) -> CaseList:
        """Return a page of the cases of one status (`STATUSES`) that a filter asks for."""
        statement, values = self._asked(_page, status, before, asked, PAGE + 1)
        rows = self._tx.connection.execute(statement, values).all()
        is_open = dict[int, list[sa.Row[Any]]]()
        ids = [row.id for row in rows[:PAGE]]
        for found in self._tx.connection.execute(_WHAT_IS_OPEN, {"ids": ids, **self.viewer.values}):
            is_open.setdefault(found.case_id, []).append(found)
        items = tuple(self._item(row, is_open.get(row.id, ())) for row in rows[:PAGE])
        last = rows[PAGE - 1] if len(rows) > PAGE else None
        return CaseList(items=items, more=Before(opened_at=last.opened_at, case_id=last.id) if last else None)

    def count(self, status: str, asked: Filter = EVERY_CASE) -> int:
        """Count the cases of one status that a filter asks for, up to `CAP`."""
        statement, values = self._asked(_count, status, NEWEST, asked, CAP)
        return int(self._tx.connection.execute(statement, values).scalar_one())

    def _asked(
        self, made: Callable[..., Statement], status: str, before: Before, asked: Filter, limit: int
    ) -> tuple[Statement, Mapping[str, Any]]:
        if asked not in self._narrowed:
            self._narrowed[asked] = narrowed(self._tx, self.in_use, asked)
        by = self._narrowed[asked]
        page = {"before_at": before.opened_at, "before_id": before.case_id, "limit": limit, "status": status}
        statement = made(by.conditions, is_of_few=by.is_of_few, of_few=not self._sees_many)
        return statement, {**self.viewer.values, **page, **by.values}

    def _item(self, row: sa.Row[Any], is_open: Sequence[sa.Row[Any]]) -> CaseItem:
        revision = self._revisions.get(self._tx, row.revision_id)
        countdown = self._countdowns.setdefault(revision.digest, Countdown(revision.partnership.calendar))
        dated = [found for found in is_open if found.due_on != clock.NO_DATE]
        nearest = min(dated, key=lambda found: found.due_on, default=None)
        takers = dict[str, set[str]]()
        for found in is_open:
            takers.setdefault(found.held_by, set()).add(found.name or "")
        return CaseItem(
            reference=row.reference,
            initials=row.initials,
            born_on=row.born_on,
            stages=tuple(dict.fromkeys(revision.processes[found.process].name for found in is_open)),
            next=countdown.until(nearest.due_on) if nearest else None,
            clause=nearest.clause if nearest else "",
            people=tuple(
                With(holder=holder(revision.partnership, key), claimed_by=next(iter(names)) if len(names) == 1 else "")
                for key, names in takers.items()
            ),
            open_tasks=sum(found.number for found in is_open),
            opened_at=row.opened_at,
            closed_at=row.closed_at,
        )
