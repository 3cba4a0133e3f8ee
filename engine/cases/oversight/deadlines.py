"""Time limits kept and missed, by clause and by month.

One deadline is one time limit of one case, and of one agency or action where each has its own, on the day by which it
was due; however many user tasks have to be done by it. It counts in the month in which it fell due; one that was
extended, by its new day. What was called off before its day was no deadline any more.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.cases import seeing
from engine.cases.facts import Facts
from engine.cases.labels import called
from engine.cases.oversight import clauses
from engine.cases.oversight.overseer import PAGE, Overseer, Statement
from engine.cases.oversight.period import Month, Period
from engine.records.london import is_within
from engine.records.tables import safeguarding_case, submission, user_task
from forms.definition import LATE_REASON, LATE_REASONS


class State(IntEnum):
    """How a deadline stands; of what has to be done by it, the one furthest down decides."""

    CALLED_OFF = 0
    KEPT = 1
    AHEAD = 2
    """It is open, and its day has not ended."""
    DONE_LATE = 3
    """Done, or called off, after its day."""
    NOT_DONE = 4
    """It is open, and its day has passed."""

    @property
    def is_missed(self) -> bool:
        """Whether its day passed before it was done."""
        return self >= State.DONE_LATE


@dataclass(frozen=True, kw_only=True)
class Tally:
    """How many deadlines were kept and missed.

    Attributes:
        kept: done by their day.
        missed: not done by their day.
        not_done: those of the missed that are still not done.
        ahead: whose day has not ended; they are neither kept nor missed.
        extended: those of the kept and missed that had been extended, and are told by their new day.
    """

    kept: int = 0
    missed: int = 0
    not_done: int = 0
    ahead: int = 0
    extended: int = 0

    @property
    def due(self) -> int:
        """How many fell due."""
        return self.kept + self.missed


@dataclass(frozen=True, kw_only=True)
class Deadlines:
    """The deadlines of a period.

    Attributes:
        by_clause: by the clause's id, in the order of the revision's clauses; those alone of which there is any.
        by_month: every month of the period.
        all: all of them.
    """

    by_clause: Mapping[str, Tally]
    by_month: Mapping[Month, Tally]
    all: Tally


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which deadlines a list is asked for; empty for any."""

    clause: str = ""
    month: Month | None = None
    states: tuple[State, ...] = (State.KEPT, State.DONE_LATE, State.NOT_DONE)


@dataclass(frozen=True, kw_only=True)
class After:
    """Where the next page of the list starts: after this deadline."""

    due_on: date = date.min
    clause: str = ""
    case_id: int = 0
    instance: str = ""


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """One deadline of a list.

    Attributes:
        name: of what had to be done, with the instance that it belongs to.
        due_on: London date.
        done_on: London date on which the last of it was done or called off; none while something is open.
        working_days_late: after `due_on`, until it was done or until today.
        is_called_off: what was late was not done, but called off.
        submission_id: of the answers in which it is said why it was late; empty if there are none.
    """

    reference: str
    initials: str
    born_on: date | None
    clause: str
    name: str
    due_on: date
    state: State
    done_on: date | None
    working_days_late: int
    is_called_off: bool
    is_extended: bool
    submission_id: str


@dataclass(frozen=True, kw_only=True)
class DeadlineList:
    """One page of deadlines in the order of their days; `more` if there is another page."""

    items: tuple[Deadline, ...]
    more: After | None = None


FIRST = After()

# ---- statements, built once -------------------------------------------------------------------------------

_t, _c, _s = user_task.c, safeguarding_case.c, submission.c
_b = sa.bindparam
_LIMITED = sa.and_(
    _t.kind == sa.literal_column("'task'"), _t.clause != sa.literal_column("''")
)  # the index's own words
_BETWEEN = _t.due_on.between(_b("first", type_=sa.Date), _b("last", type_=sa.Date))
_STATE = sa.func.max(
    sa.case(
        (
            _t.closed_at.is_(None) & (_t.due_on < _b("today", type_=sa.Date)),
            sa.literal_column(str(State.NOT_DONE.value)),
        ),
        (_t.closed_at.is_(None), sa.literal_column(str(State.AHEAD.value))),
        (~is_within(_t.closed_at, _t.due_on), sa.literal_column(str(State.DONE_LATE.value))),
        (_t.outcome == sa.literal_column("'completed'"), sa.literal_column(str(State.KEPT.value))),
        else_=sa.literal_column(str(State.CALLED_OFF.value)),
    )
)
_KEY = (_t.due_on, _t.clause, _t.case_id, _t.instance)


def _deadlines(*conditions: sa.ColumnElement[bool]) -> sa.Subquery:
    found = sa.select(*_KEY, _STATE.label("state")).where(_LIMITED, _BETWEEN, *conditions).group_by(*_KEY)
    return found.subquery("deadline")


def _of_many_and_few(make: Any) -> tuple[Statement, Statement]:
    """Make a statement with the condition of who may see a case, in its two shapes."""
    return make(of_few=False), make(of_few=True)


def _counted(*, of_few: bool) -> Statement:
    """Count in two turns: by days, as the index has them, then by months. Who may see a case is asked once a case."""
    if of_few:
        found = _deadlines(seeing.seen_inside(_t.case_id, of_few=True))
        is_seen: sa.ColumnElement[bool] = sa.true()
    else:
        found = _deadlines()
        cases = sa.select(_t.case_id).where(_LIMITED, _BETWEEN).distinct().subquery("of_period")
        is_seen = found.c.case_id.in_(sa.select(cases.c.case_id).where(seeing.seen_inside(cases.c.case_id)))
    by = (found.c.due_on, found.c.clause, found.c.state)
    days = (
        sa.select(*by, sa.func.count().label("number"))
        .where(found.c.state > State.CALLED_OFF.value, is_seen)
        .group_by(*by)
        .subquery("day")
    )
    year, month = sa.extract("year", days.c.due_on), sa.extract("month", days.c.due_on)
    counted = (days.c.clause, year.label("year"), month.label("month"), days.c.state)
    return sa.select(*counted, sa.func.sum(days.c.number).label("number")).group_by(
        days.c.clause, sa.text("year"), sa.text("month"), days.c.state
    )


def _extensible(*, of_few: bool) -> Statement:
    limits = _b("extensible", expanding=True, type_=_t.clause.type)
    found = _deadlines(_t.clause.in_(limits), seeing.seen_inside(_t.case_id, of_few=of_few))
    states = [State.KEPT.value, State.DONE_LATE.value, State.NOT_DONE.value]
    return (
        sa.select(found.c.clause, found.c.due_on, found.c.instance, _c.facts)
        .join_from(found, safeguarding_case, _c.id == found.c.case_id)
        .where(found.c.state.in_(states))
    )


def _listed(*, of_few: bool) -> Statement:
    instance = sa.func.coalesce(_t.instance, "")
    after = sa.tuple_(_t.due_on, _t.clause, _t.case_id, instance) > sa.tuple_(
        _b("after_on", type_=sa.Date),
        _b("after_clause", type_=_t.clause.type),
        _b("after_case", type_=_t.case_id.type),
        _b("after_instance", type_=_t.instance.type),
    )
    clause = _b("clause", type_=_t.clause.type)
    is_wanted = sa.or_(clause == sa.literal(""), _t.clause == clause)
    page = (
        sa.select(*_KEY, _STATE.label("state"))
        .where(_LIMITED, _BETWEEN, is_wanted, after, seeing.seen_inside(_t.case_id, of_few=of_few))
        .group_by(*_KEY)
        .having(_STATE.in_(_b("states", expanding=True, type_=sa.Integer)))
        .order_by(_t.due_on, _t.clause, _t.case_id, _t.instance.nulls_first())
        .limit(_b("limit", type_=sa.Integer))
        .subquery("page")
    )
    order = (page.c.due_on, page.c.clause, page.c.case_id, page.c.instance.nulls_first())
    columns = (_c.reference, _c.initials, _c.born_on, _c.revision_id, _c.facts)
    return sa.select(page, *columns).join_from(page, safeguarding_case, _c.id == page.c.case_id).order_by(*order)


_COUNTED, _EXTENSIBLE, _LISTED = (_of_many_and_few(make) for make in (_counted, _extensible, _listed))
_CASES = _b("cases", expanding=True, type_=_t.case_id.type)
_TASKS = (
    sa.select(_t.id, _t.case_id, _t.process, _t.element, _t.instance, _t.clause, _t.due_on, _t.closed_at, _t.outcome)
    .where(_t.case_id.in_(_CASES), _LIMITED, _BETWEEN)
    .order_by(_t.opened_at, _t.id)
)
_REASONS = sa.select(_s.id, _s.case_id, _s.task_id, _s.answers[LATE_REASONS].label("others")).where(
    _s.case_id.in_(_CASES),
    sa.or_(_s.answers[LATE_REASON.name].as_string().is_not(None), _s.answers[LATE_REASONS].as_string().is_not(None)),
)


def count(overseer: Overseer, period: Period) -> Deadlines:
    """Count the deadlines of a period: two statements, whatever there is."""
    values = {"first": period.first, "last": period.last, "today": clock.today()}
    numbers = dict[tuple[str, Month], Counter[str]]()
    for row in overseer.rows(_COUNTED, **values):
        month = Month(year=int(row.year), number=int(row.month))
        counted = numbers.setdefault((row.clause, month), Counter())
        state = State(row.state)
        if state is State.AHEAD:
            counted["ahead"] += int(row.number)
        else:
            counted["missed" if state.is_missed else "kept"] += int(row.number)
            counted["not_done"] += int(row.number) if state is State.NOT_DONE else 0
    for row in overseer.rows(_EXTENSIBLE, **values, extensible=clauses.extensible(overseer)):
        if _is_extended(row):
            numbers[row.clause, Month.of(row.due_on)]["extended"] += 1
    known = {clause: None for clause in clauses.in_order(overseer) if any(of == clause for of, _ in numbers)}
    return Deadlines(
        by_clause={name: _tally(n for (of, _), n in numbers.items() if of == name) for name in known},
        by_month={month: _tally(n for (_, of), n in numbers.items() if of == month) for month in period.months},
        all=_tally(numbers.values()),
    )


def listed(overseer: Overseer, period: Period, wanted: Wanted, after: After = FIRST) -> DeadlineList:
    """Return a page of the deadlines behind a number: three statements."""
    first, last = (wanted.month.first, wanted.month.last) if wanted.month else (period.first, period.last)
    rows = overseer.rows(
        _LISTED, first=first, last=last, today=clock.today(), clause=wanted.clause, states=[*wanted.states],
        limit=PAGE + 1, after_on=after.due_on, after_clause=after.clause, after_case=after.case_id,
        after_instance=after.instance,
    )  # fmt: skip
    shown = rows[:PAGE]
    cases = sorted({row.case_id for row in shown})
    tasks = dict[tuple[Any, ...], list[Any]]()
    for task in overseer.tx.connection.execute(_TASKS, {"cases": cases, "first": first, "last": last}):
        tasks.setdefault((task.due_on, task.clause, task.case_id, task.instance), []).append(task)
    reasons = dict[tuple[int, str], str]()
    for sent in overseer.tx.connection.execute(_REASONS, {"cases": cases}):
        reasons.setdefault((sent.case_id, sent.task_id), sent.id)
        reasons.update({(sent.case_id, other["key"]): sent.id for other in sent.others or ()})
    items = tuple(
        _deadline(overseer, row, tasks[row.due_on, row.clause, row.case_id, row.instance], reasons) for row in shown
    )
    more = None
    if len(rows) > PAGE:
        last_row = shown[-1]
        more = After(
            due_on=last_row.due_on,
            clause=last_row.clause,
            case_id=last_row.case_id,
            instance=last_row.instance or "",
        )
    return DeadlineList(items=items, more=more)


def _deadline(overseer: Overseer, row: Any, tasks: Sequence[Any], reasons: Mapping[tuple[int, str], str]) -> Deadline:
    """Make one of the list: named by what decides how it stands."""
    state, revision = State(row.state), overseer.in_use[row.revision_id]
    late = [task for task in tasks if task.closed_at is None or clock.london_date(task.closed_at) > row.due_on]
    told = (late or tasks)[-1]
    is_open = any(task.closed_at is None for task in tasks)
    done_on = None if is_open else clock.london_date(max(task.closed_at for task in tasks))
    until = (done_on or clock.today()) if state.is_missed else row.due_on
    return Deadline(
        reference=row.reference,
        initials=row.initials,
        born_on=row.born_on,
        clause=row.clause,
        name=called(revision, revision.elements[told.process, told.element], row.instance),
        due_on=row.due_on,
        state=state,
        done_on=done_on,
        working_days_late=revision.partnership.calendar.between(row.due_on, until),
        is_called_off=state is State.DONE_LATE and all(task.outcome == "cancelled" for task in late),
        is_extended=_is_extended(row),
        submission_id=next((reasons[key] for task in late[::-1] if (key := (row.case_id, task.id)) in reasons), ""),
    )


def _is_extended(row: Any) -> bool:
    to: date | None = Facts.from_json(row.facts).anchor(row.clause, row.instance)
    return to is not None and to == row.due_on


def _tally(numbers: Any) -> Tally:
    total = Counter[str]()
    for each in numbers:
        total.update(each)
    return Tally(**total)
