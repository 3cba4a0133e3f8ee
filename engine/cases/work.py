"""Open user tasks as people see them: mine, my team's, and what waits for others.

Each list reads one index scan a key inside its own limit and merges the scans (never OR), so that its cost
follows the page and not what waits. The access rule stands inside each limit: who may not see a case gets
neither its tasks nor a short page because of them. What waits for others is seen from inside the partnership
alone: which agencies are asked, and how far a case is, is not told to one that refers or is asked. Counts stop
at `CAP`.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person, key, person_in
from engine.cases import seeing
from engine.cases.holders import holder, named
from engine.cases.labels import called
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.cases.time_left import Countdown
from engine.cases.work_items import ALL, FIRST, After, Counts, Handed, Narrowed, WorkItem, WorkList
from engine.diagrams.revision import Revision
from engine.diagrams.vocabulary import REMINDER
from engine.errors import NotAllowed
from engine.records.db import Transaction
from engine.records.tables import draft, handover, person, safeguarding_case, user_task

Statement = sa.Select[*tuple[Any, ...]]
PAGE = 100
CAP = 100
"""A count reads no further; it is then shown as 100+. So a page costs the same whatever waits in all."""

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


_h, _last = handover.c, handover.alias("last").c
_HANDED = sa.and_(  # by the last time that it was, if who got it then has it still
    _h.task_id == _t.id,
    _h.seq == sa.select(sa.func.max(_last.seq)).where(_last.task_id == _t.id).scalar_subquery(),
    _h.to_id == _t.person_id,
    _h.at == _t.claimed_at,
)


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
    claimer, giver = person.alias("claimer"), person.alias("giver")
    tables = (
        sa.join(found, user_task, _t.id == found.c.id)
        .join(safeguarding_case, _c.id == _t.case_id)
        .outerjoin(claimer, claimer.c.id == _t.person_id)
        .outerjoin(draft, sa.and_(draft.c.task_id == _t.id, draft.c.person_id == seeing.ME))
        .outerjoin(handover, _HANDED)
        .outerjoin(giver, giver.c.id == handover.c.from_id)
    )
    columns: tuple[sa.ColumnElement[Any], ...] = (
        *(_t.id, _t.process, _t.element, _t.instance, _t.held_by, _t.clause, _t.due_on, _t.opened_at, _t.claimed_at),
        *(_t.case_id, _c.reference, _c.initials, _c.born_on, _c.revision_id),
        _t.person_id.label("claimer_id"),
        claimer.c.name.label("claimer_name"),
        draft.c.saved_at,
        sa.func.coalesce(_t.dated_at, _t.opened_at, type_=_t.opened_at.type).label("dated_at"),
        *(giver.c.name.label("giver"), handover.c.note, handover.c.at.label("handed_at")),
    )
    return sa.select(*columns).select_from(tables).order_by(found.c.due_on, found.c.id)


def _of_away(number: int) -> Statement:
    """Return a scan of what somebody has claimed whose post the person covers."""
    keys = sa.bindparam(f"away_keys{number}", expanding=True, type_=_t.held_by.type)
    return _branch(_t.person_id == sa.bindparam(f"away{number}"), _t.held_by.concat("").in_(keys), _SEEN)


def _all_mine(keys: int, away: int) -> Iterator[Statement]:
    """Return the scans of what a person can do: claimed by nobody, by them, or by who is away and whom they cover."""
    yield from _unclaimed(keys)
    yield _branch(_MINE, _SEEN)
    yield from (_of_away(number) for number in range(away))


@cache
def _mine(keys: int, away: int = 0) -> Statement:
    return _page(*_all_mine(keys, away))


_CLAIMED = _page(_branch(_MINE, _SEEN))
_TEAM = _page(_branch(_t.held_by == sa.bindparam("team"), _SEEN))
_DUE = _t.due_on.between(
    sa.bindparam("due_first", type_=_t.due_on.type), sa.bindparam("due_last", type_=_t.due_on.type)
)
_OF_CASE = _t.case_id == sa.select(_c.id).where(_c.reference == sa.bindparam("reference")).scalar_subquery()
_WITH = _t.held_by.in_(sa.bindparam("with", expanding=True, type_=_t.held_by.type))


def _of_others(*conditions: sa.ColumnElement[bool], of_many: bool) -> Statement:
    """Return the scan of what others have to do in the cases that the person sees from inside."""
    return _branch(_OTHERS, _IN_MANY if of_many else _IN_FEW, *conditions)


@cache
def _waiting(*, of_many: bool, of_case: bool = False, of_holder: bool = False) -> Statement:
    wanted = [*([_OF_CASE] if of_case else []), *([_WITH] if of_holder else [])]
    return _page(_of_others(_DUE, *wanted, of_many=of_many))


@cache
def _others(*, of_many: bool) -> Statement:
    found = _of_others(of_many=of_many).subquery()
    tables = sa.join(found, user_task, _t.id == found.c.id).join(safeguarding_case, _c.id == _t.case_id)
    rows = sa.select(_c.reference, _t.held_by, _t.due_on).select_from(tables)
    return rows.order_by(found.c.due_on, found.c.id)


@cache
def _counts(keys: int, away: int, *, of_many: bool) -> Statement:
    def capped(*branches: Statement) -> sa.ScalarSelect[int]:
        found = sa.select(sa.union_all(*branches).subquery()).limit(_LIMIT).subquery()
        return sa.select(sa.func.count()).select_from(found).scalar_subquery()

    teams = (capped(_branch(_t.held_by == sa.bindparam(f"key{n}"), _SEEN)).label(f"team{n}") for n in range(keys))
    return sa.select(
        capped(*_all_mine(keys, away)).label("mine"),
        *teams,
        capped(_of_others(of_many=of_many)).label("waiting"),
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
        self._away = revisions.covered(tx, me)
        self._countdowns = dict[str, Countdown]()

    def mine(self, after: After = FIRST) -> WorkList:
        """Return what this person can do now: what they claimed, and what nobody has claimed of their roles.

        So too what somebody has claimed who is away, and whose post the person covers.
        """
        return self._listed(_mine(len(self.keys), len(self._away)), after)

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

    def waiting(self, after: After = FIRST, wanted: Narrowed = ALL) -> WorkList:
        """Return what is open with others in the cases that this person sees from inside the partnership."""
        statement = _waiting(of_many=self.sees_many, of_case=bool(wanted.reference), of_holder=bool(wanted.holder))
        more = {
            "reference": wanted.reference,
            "with": self._keys_of(wanted.holder) if wanted.holder else (),
            "due_first": clock.today() if wanted.late is False else date.min,
            "due_last": clock.today() - timedelta(days=1) if wanted.late else clock.NO_DATE,
        }
        return self._listed(statement, after, **more)

    def others(self, most: int) -> Sequence[Any]:
        """Return the first rows of what waits for others: the case's reference, who holds it, the due date."""
        values = self._values(FIRST, most)
        return self._tx.connection.execute(_others(of_many=self.sees_many), values).all()

    def counts(self) -> Counts:
        """Count the three views, each up to `CAP`, in one statement."""
        statement = _counts(len(self.keys), len(self._away), of_many=self.sees_many)
        row = self._tx.connection.execute(statement, self._values(FIRST, CAP)).mappings().one()
        teams = {key: row[f"team{n}"] for n, key in enumerate(self.keys)}
        return Counts(mine=row["mine"], teams=teams, waiting=row["waiting"])

    @property
    def is_inside(self) -> bool:
        """Whether this person has a post in the partnership; not only a part that a form may give to anybody."""
        return any(person_in(key) is None for key in self.inside)

    @cached_property
    def sees_many(self) -> bool:
        """Whether what waits for others is found faster by going through everything."""
        return self.viewer.sees_many_inside(self._tx)

    def _keys_of(self, holder: str) -> tuple[str, ...]:
        """Return every key by which an organisation, or a role, may hold a task in any case."""
        roles = {role for revision in self._revisions.in_use(self._tx) for role in revision.partnership.roles}
        return (holder, *(key(role, holder) for role in sorted(roles)))

    def _values(self, after: After, limit: int, **more: Any) -> dict[str, Any]:
        own = {f"key{n}": held for n, held in enumerate(self.keys)} | dict(self.viewer.values)
        for n, (person_id, keys) in enumerate(self._away.items()):
            own |= {f"away{n}": person_id, f"away_keys{n}": sorted(keys)}
        return own | more | {"limit": limit, "after_on": after.due_on, "after_id": after.task_id}

    def _listed(self, statement: Statement, after: After, **more: Any) -> WorkList:
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
        case_id=row.case_id,
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
        claimed_by=named(row.claimer_id, row.claimer_name),
        claimed_at=row.claimed_at,
        draft_saved_at=row.saved_at,
        dated_at=row.dated_at,
        handed=Handed(by=row.giver, at=row.handed_at, note=row.note) if row.giver else None,
        is_remindable=bool(row.clause) and row.due_on != clock.NO_DATE and REMINDER in revision.letters,
    )
