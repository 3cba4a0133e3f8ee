"""Open user tasks as people see them: mine, my team's, and what waits for others.

Each list reads one index scan a key inside its own limit and merges the scans (never OR), so that its cost
follows the page and not what waits. The access rule stands inside each limit: who may not see a case gets
neither its tasks nor a short page because of them. What waits for others is seen from inside the partnership
alone: which agencies are asked, and how far a case is, is not told to one that refers or is asked. Counts stop
at `CAP`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person, person_in
from engine.cases import seeing
from engine.cases.holders import Holder, Named, holder
from engine.cases.labels import called
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.cases.time_left import Countdown, TimeLeft
from engine.diagrams.revision import Revision
from engine.errors import NotAllowed
from engine.records.db import Transaction
from engine.records.tables import draft, person, safeguarding_case, user_task

Statement = sa.Select[*tuple[Any, ...]]
PAGE = 100
CAP = 100
"""A count reads no further; it is then shown as 100+. So a page costs the same whatever waits in all."""


@dataclass(frozen=True, kw_only=True)
class WorkItem:
    """One open user task in a list. Of the child it knows initials and birth date, nothing more.

    Attributes:
        name: of the user task, with the instance that it belongs to.
    """

    task_id: str
    name: str
    process: str
    element: str
    reference: str
    initials: str
    born_on: date | None
    clause: str
    time_left: TimeLeft | None
    holder: Holder
    opened_at: datetime
    claimed_by: Named | None
    claimed_at: datetime | None
    draft_saved_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class After:
    """Where the next page of a list starts: after this due date and task."""

    due_on: date = date.min
    task_id: str = ""


@dataclass(frozen=True, kw_only=True)
class WorkList:
    """One page of open user tasks by due date, those without one last; `more` if there is another page."""

    items: tuple[WorkItem, ...]
    more: After | None = None


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How much is open, read up to `CAP`: mine, by key that I hold, and waiting for others."""

    mine: int
    teams: Mapping[str, int]
    waiting: int


FIRST = After()


# ---- statements, built once -------------------------------------------------------------------------------

_t, _c = user_task.c, safeguarding_case.c
_OPEN = sa.and_(_t.closed_at.is_(None), _t.kind == sa.literal_column("'task'"))  # the partial indexes' own words
_LIMIT = sa.bindparam("limit", type_=sa.Integer)
_AFTER = sa.tuple_(_t.due_on, _t.id) > sa.tuple_(
    sa.bindparam("after_on", type_=_t.due_on.type), sa.bindparam("after_id", type_=_t.id.type)
)
_SEEN = seeing.own(_t.case_id, _t.held_by)
_MINE = sa.and_(  # concat: the scan is that of the person's index
    _t.person_id == seeing.ME, _t.held_by.concat("").in_(seeing.KEYS)
)
_OTHERS = _t.held_by.not_in(seeing.KEYS)
_IN_MANY = seeing.seen_inside(_t.case_id)
_IN_FEW = seeing.seen_inside(_t.case_id, of_few=True)


def _branch(*conditions: sa.ColumnElement[bool]) -> Statement:
    """Return the first open tasks of one scan, in due order, up to the limit."""
    scan = sa.select(_t.id, _t.due_on).where(_OPEN, *conditions, _AFTER).order_by(_t.due_on, _t.id).limit(_LIMIT)
    return sa.select(scan.subquery())


def _unclaimed(keys: int) -> Iterator[Statement]:
    """Return a scan for each key; what I claimed has its own, so that no task is found twice."""
    return (_branch(_t.held_by == sa.bindparam(f"key{n}"), _t.person_id.is_(None), _SEEN) for n in range(keys))


def _page(*branches: Statement) -> Statement:
    """Merge scans, and give the rows of one page all that a list shows."""
    first = sa.union_all(*branches).subquery()
    found = sa.select(first).order_by(first.c.due_on, first.c.id).limit(_LIMIT).subquery()
    claimer = person.alias("claimer")
    tables = (
        sa.join(found, user_task, _t.id == found.c.id)
        .join(safeguarding_case, _c.id == _t.case_id)
        .outerjoin(claimer, claimer.c.id == _t.person_id)
        .outerjoin(draft, sa.and_(draft.c.task_id == _t.id, draft.c.person_id == seeing.ME))
    )
    columns: tuple[sa.ColumnElement[Any], ...] = (
        *(_t.id, _t.process, _t.element, _t.instance, _t.held_by, _t.clause, _t.due_on, _t.opened_at, _t.claimed_at),
        *(_c.reference, _c.initials, _c.born_on, _c.revision_id),
        _t.person_id.label("claimer_id"),
        claimer.c.name.label("claimer_name"),
        draft.c.saved_at,
    )
    return sa.select(*columns).select_from(tables).order_by(found.c.due_on, found.c.id)


@cache
def _mine(keys: int) -> Statement:
    return _page(*_unclaimed(keys), _branch(_MINE, _SEEN))


_CLAIMED = _page(_branch(_MINE, _SEEN))
_TEAM = _page(_branch(_t.held_by == sa.bindparam("team"), _SEEN))
_WAITING_OF_MANY = _page(_branch(_OTHERS, _IN_MANY))
_WAITING_OF_FEW = _page(_branch(_OTHERS, _IN_FEW))


@cache
def _counts(keys: int, *, of_many: bool) -> Statement:
    def capped(*branches: Statement) -> sa.ScalarSelect[int]:
        found = sa.select(sa.union_all(*branches).subquery()).limit(_LIMIT).subquery()
        return sa.select(sa.func.count()).select_from(found).scalar_subquery()

    teams = (capped(_branch(_t.held_by == sa.bindparam(f"key{n}"), _SEEN)).label(f"team{n}") for n in range(keys))
    return sa.select(
        capped(*_unclaimed(keys), _branch(_MINE, _SEEN)).label("mine"),
        *teams,
        capped(_branch(_OTHERS, _IN_MANY if of_many else _IN_FEW)).label("waiting"),
    )


# ---- what a person asks -----------------------------------------------------------------------------------


class Desk:
    """One person's lists of work, read in one transaction.

    Attributes:
        viewer: the person, as statements know them.
        keys: what the person answers for (engine.access), sorted.
        inside: those of them that are a part of the partnership, sorted.
    """

    def __init__(self, tx: Transaction, revisions: Revisions, me: Person) -> None:
        self.viewer = Viewer.of(tx, revisions, me)
        self.keys, self.inside = self.viewer.keys, self.viewer.inside
        self._tx, self._revisions = tx, revisions
        self._countdowns = dict[str, Countdown]()

    def mine(self, after: After = FIRST) -> WorkList:
        """Return what this person can do now: what they claimed, and what nobody has claimed of their roles."""
        return self._listed(_mine(len(self.keys)), after)

    def claimed(self, after: After = FIRST) -> WorkList:
        """Return what this person has claimed."""
        return self._listed(_CLAIMED, after)

    def team(self, key: str, after: After = FIRST) -> WorkList:
        """Return everything open for one key that this person holds, whoever has claimed it.

        Raises:
            NotAllowed: the person does not hold the key.
        """
        if key not in self.keys:
            raise NotAllowed("see this work", needs=key)
        return self._listed(_TEAM, after, team=key)

    def waiting(self, after: After = FIRST) -> WorkList:
        """Return what is open with others in the cases that this person sees from inside the partnership."""
        return self._listed(_WAITING_OF_MANY if self._sees_many else _WAITING_OF_FEW, after)

    def counts(self) -> Counts:
        """Count the three views, each up to `CAP`, in one statement."""
        statement = _counts(len(self.keys), of_many=self._sees_many)
        row = self._tx.connection.execute(statement, self._values(FIRST, CAP)).mappings().one()
        teams = {key: row[f"team{n}"] for n, key in enumerate(self.keys)}
        return Counts(mine=row["mine"], teams=teams, waiting=row["waiting"])

    @property
    def is_inside(self) -> bool:
        """Whether this person has a post in the partnership; not only a part that a form may give to anybody."""
        return any(person_in(key) is None for key in self.inside)

    @cached_property
    def _sees_many(self) -> bool:
        return self.viewer.sees_many_inside(self._tx)

    def _values(self, after: After, limit: int, **more: str) -> dict[str, Any]:
        own = {f"key{n}": key for n, key in enumerate(self.keys)} | dict(self.viewer.values)
        return own | more | {"limit": limit, "after_on": after.due_on, "after_id": after.task_id}

    def _listed(self, statement: Statement, after: After, **more: str) -> WorkList:
        rows = self._tx.connection.execute(statement, self._values(after, PAGE + 1, **more)).all()
        items = tuple(self._item(row) for row in rows[:PAGE])
        last = rows[PAGE - 1] if len(rows) > PAGE else None
        return WorkList(items=items, more=After(due_on=last.due_on, task_id=last.id) if last else None)

    def _item(self, row: sa.Row[Any]) -> WorkItem:
        revision = self._revisions.get(self._tx, row.revision_id)
        countdown = self._countdowns.setdefault(revision.digest, Countdown(revision.partnership.calendar))
        return _item(revision, row, countdown)


def _item(revision: Revision, row: sa.Row[Any], countdown: Countdown) -> WorkItem:
    partnership = revision.partnership
    return WorkItem(
        task_id=row.id,
        name=called(revision, revision.elements[row.process, row.element], row.instance),
        process=row.process,
        element=row.element,
        reference=row.reference,
        initials=row.initials,
        born_on=row.born_on,
        clause=row.clause,
        time_left=None if row.due_on == clock.NO_DATE else countdown.until(row.due_on),
        holder=holder(partnership, row.held_by),
        opened_at=row.opened_at,
        claimed_by=Named(id=row.claimer_id, name=row.claimer_name) if row.claimer_id else None,
        claimed_at=row.claimed_at,
        draft_saved_at=row.saved_at,
    )
