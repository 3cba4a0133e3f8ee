"""Open cases by the stage that they are at, and by their age.

The stage of a case is the process of what is due next in it. Its age is told in working days since it was opened, which
is the day of the referral, by the calendar of the revision in force.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.calendar.working_days import ONE_DAY, Calendar
from engine.cases import seeing
from engine.cases.holders import Holder, holder
from engine.cases.labels import called
from engine.cases.oversight.overseer import PAGE, Overseer, Statement
from engine.cases.time_left import TimeLeft, time_left
from engine.records.tables import safeguarding_case, user_task

AGES = (5, 15, 30, 65, 130)
"""The most working days of each age but the last: a week, three, six, three months, six months."""
WAITING = ""
"""The stage of a case in which nothing can be done now: it waits for a date."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The open cases at one stage.

    Attributes:
        process: its id, or `WAITING`.
        name: what it is called; empty for `WAITING`.
        in_time: by age, the cases in which nothing is late.
        late: by age, the cases in which the date of what is due next has passed.
    """

    process: str
    name: str
    in_time: tuple[int, ...]
    late: tuple[int, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """By age, all of its cases."""
        return tuple(map(sum, zip(self.in_time, self.late, strict=True)))


@dataclass(frozen=True, kw_only=True)
class After:
    """Where the next page of the list starts: after the case of that id, opened at that instant (UTC)."""

    opened_at: datetime = _LONG_AGO
    case_id: int = 0


@dataclass(frozen=True, kw_only=True)
class OpenCase:
    """An open case of a list.

    Attributes:
        working_days: since it was opened.
        waits_for: the name of what is due next, with the instance that it belongs to; empty if nothing can be done.
        holder: with whom that is.
        left: until it is due; none if it has no date.
        others: how many other user tasks are open.
    """

    reference: str
    initials: str
    born_on: date | None
    stage: str
    opened_at: datetime
    working_days: int
    waits_for: str
    holder: Holder | None
    left: TimeLeft | None
    others: int


@dataclass(frozen=True, kw_only=True)
class OpenCases:
    """One page of open cases, the oldest first; `more` if there is another page."""

    items: tuple[OpenCase, ...]
    more: After | None = None


FIRST = After()

# ---- statements, built once -------------------------------------------------------------------------------

_t, _c = user_task.c, safeguarding_case.c
_b = sa.bindparam
_open = user_task.alias("open_task")
_OPEN = sa.and_(_open.c.case_id == _c.id, _open.c.closed_at.is_(None), _open.c.kind == sa.literal_column("'task'"))
_NEXT = sa.select(_open.c.id).where(_OPEN).order_by(_open.c.due_on, _open.c.id).limit(1)
_OPEN_NOW = sa.select(sa.func.count()).select_from(_open).where(_OPEN)
_WITH_NEXT = safeguarding_case.outerjoin(user_task, _t.id == _NEXT.correlate(safeguarding_case).scalar_subquery())
_IS_OPEN = _c.status == sa.literal_column("'open'")
_IS_LATE = sa.case((_t.due_on < _b("today", type_=sa.Date), sa.literal_column("1")), else_=sa.literal_column("0"))
_AGE = sa.case(
    *(
        (_c.opened_at >= _b(f"since{number}", type_=_c.opened_at.type), sa.literal_column(str(number)))
        for number in range(len(AGES))
    ),
    else_=sa.literal_column(str(len(AGES))),
)


def _counted(*, of_few: bool) -> Statement:
    found = (
        sa.select(_t.process, _AGE.label("age"), _IS_LATE.label("is_late"))
        .select_from(_WITH_NEXT)
        .where(_IS_OPEN, seeing.seen_inside(_c.id, of_few=of_few))
        .subquery("found")
    )
    by = (found.c.process, found.c.age, found.c.is_late)
    return sa.select(*by, sa.func.count().label("number")).group_by(*by)


def _listed(*, of_few: bool) -> Statement:
    stage, any_stage = _b("stage", type_=_t.process.type), _b("any_stage", type_=sa.Boolean)
    after = sa.tuple_(_c.opened_at, _c.id) > sa.tuple_(
        _b("after_at", type_=_c.opened_at.type), _b("after_id", type_=_c.id.type)
    )
    between = _c.opened_at >= _b("since", type_=_c.opened_at.type), _c.opened_at < _b("until", type_=_c.opened_at.type)
    columns = (
        *(_c.id, _c.reference, _c.initials, _c.born_on, _c.revision_id, _c.opened_at),
        *(_t.process, _t.element, _t.instance, _t.held_by, _t.due_on),
        _OPEN_NOW.correlate(safeguarding_case).scalar_subquery().label("open_now"),
    )
    return (
        sa.select(*columns)
        .select_from(_WITH_NEXT)
        .where(_IS_OPEN, after, *between, sa.or_(any_stage, sa.func.coalesce(_t.process, WAITING) == stage))
        .where(seeing.seen_inside(_c.id, of_few=of_few))
        .order_by(_c.opened_at, _c.id)
        .limit(_b("limit", type_=sa.Integer))
    )


_COUNTED, _LISTED = ((make(of_few=False), make(of_few=True)) for make in (_counted, _listed))


def count(overseer: Overseer) -> tuple[Stage, ...]:
    """Count the open cases by stage and age, the stages by their names: one statement."""
    numbers = dict[str, tuple[list[int], list[int]]]()
    since = {f"since{number}": at for number, at in enumerate(_since(overseer))}
    for row in overseer.rows(_COUNTED, today=clock.today(), **since):
        by_age = numbers.setdefault(row.process or WAITING, ([0] * (len(AGES) + 1), [0] * (len(AGES) + 1)))
        by_age[row.is_late][row.age] += row.number
    found = (
        Stage(process=process, name=_name(overseer, process), in_time=tuple(in_time), late=tuple(late))
        for process, (in_time, late) in numbers.items()
    )
    return tuple(sorted(found, key=lambda stage: (stage.process == WAITING, stage.name, stage.process)))


def listed(overseer: Overseer, *, stage: str | None = None, age: int | None = None, after: After = FIRST) -> OpenCases:
    """Return a page of open cases, with what each waits for and with whom: one statement.

    Args:
        overseer: who asks.
        stage: the id of a process, or `WAITING`; none for any.
        age: the number of an age (`AGES`, from 0); none for any.
        after: where the page starts.
    """
    bounds = [clock.now() + ONE_DAY, *_since(overseer), _LONG_AGO]
    until, since = (bounds[0], bounds[-1]) if age is None else (bounds[age], bounds[age + 1])
    rows = overseer.rows(
        _LISTED, stage=stage or "", any_stage=stage is None, since=since, until=until, after_at=after.opened_at,
        after_id=after.case_id, limit=PAGE + 1,
    )  # fmt: skip
    make = partial(_open_case, overseer)
    more = After(opened_at=rows[PAGE - 1].opened_at, case_id=rows[PAGE - 1].id) if len(rows) > PAGE else None
    return OpenCases(items=tuple(map(make, rows[:PAGE])), more=more)


def _open_case(overseer: Overseer, row: Any) -> OpenCase:
    revision = overseer.in_use[row.revision_id]
    partnership = revision.partnership
    has_date = row.due_on is not None and row.due_on != clock.NO_DATE
    opened_on = clock.london_date(row.opened_at)
    return OpenCase(
        reference=row.reference,
        initials=row.initials,
        born_on=row.born_on,
        stage=_name(overseer, row.process or WAITING),
        opened_at=row.opened_at,
        working_days=overseer.revision.partnership.calendar.between(opened_on, clock.today()),
        waits_for=called(revision, revision.elements[row.process, row.element], row.instance) if row.process else "",
        holder=holder(partnership, row.held_by) if row.process else None,
        left=time_left(partnership.calendar, row.due_on) if has_date else None,
        others=max(row.open_now - 1, 0),
    )


def _name(overseer: Overseer, process: str) -> str:
    return overseer.process_name(process) if process else ""


def _since(overseer: Overseer) -> list[datetime]:
    """Return since when (UTC) a case of each age but the last was opened."""
    return [clock.at(day, time(0)) for day in _first_days(overseer.revision.partnership.calendar)]


def _first_days(calendar: Calendar) -> Iterator[date]:
    """Yield the earliest day of each age: from it until today there are as many working days, itself not counted."""
    day, counted = clock.today(), 0
    for most in AGES:
        while True:
            counted += calendar.is_working_day(day)
            if counted > most:
                break
            day -= ONE_DAY
        counted -= 1  # the next age begins by looking at the same day
        yield day


def ages() -> Mapping[int, tuple[int, int | None]]:
    """Return the first and the last number of working days of each age, by its number; none for no last."""
    firsts = [0, *(most + 1 for most in AGES)]
    return dict(enumerate(zip(firsts, (*AGES, None), strict=True)))
