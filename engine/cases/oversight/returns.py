"""How agencies answer what they are asked for: in time, late, that they have nothing, or not at all.

The revision says by which forms that is told (`engine.diagrams.figures`). What one agency is asked for in one case is
one return, however many user tasks it has; it counts in the month in which it fell due.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.cases import seeing
from engine.cases.holders import holder
from engine.cases.oversight.overseer import PAGE, Overseer, Statement
from engine.cases.oversight.period import Period
from engine.records.london import london_date
from engine.records.tables import safeguarding_case, user_task


class Answer(StrEnum):
    """What became of a return; each has one of these."""

    IN_TIME = "in time"
    """It was sent, or the agency said that it has nothing to send, by the day on which it was due."""
    LATE = "late"
    WITHHELD = "withheld"
    NONE = "no answer"
    """It was called off, for example because the case went on without it."""
    AHEAD = "ahead"
    """It is open, and its day has not ended."""
    MISSING = "missing"
    """It is open, and its day has passed."""


@dataclass(kw_only=True)
class Timeliness:
    """How one agency answered.

    Attributes:
        key: by which it is asked.
        name: of the agency, as it is called today.
        answers: how many returns have each answer.
        nothing: how many of those in time and late said that the agency has nothing to send.
        days: for the returns in time and late, working days after the day on which they were due; negative before it.
    """

    key: str
    name: str
    answers: Counter[Answer] = field(default_factory=Counter)
    nothing: int = 0
    days: Counter[int] = field(default_factory=Counter)

    @property
    def asked(self) -> int:
        """How many returns it was asked for."""
        return self.answers.total()

    @property
    def answered(self) -> int:
        """How many of them it answered, with a return or that it has nothing to send."""
        return self.days.total()

    @property
    def span(self) -> tuple[int, int, int] | None:
        """The earliest, the middle and the latest answer, in working days; none if there is no answer."""
        in_order = sorted(self.days.elements())
        return (in_order[0], in_order[(len(in_order) - 1) // 2], in_order[-1]) if in_order else None


@dataclass(frozen=True, kw_only=True)
class After:
    """Where the next page of the list starts: after this return."""

    due_on: date = date.min
    case_id: int = 0
    instance: str = ""


@dataclass(frozen=True, kw_only=True)
class Return:
    """One return of a list.

    Attributes:
        agency: its name.
        due_on: London date.
        answered_on: London date; none if it was not answered.
        working_days: after the due date, negative before it, when it was answered; or until today if it is missing.
        is_nothing: the agency said that it has nothing to send.
    """

    reference: str
    initials: str
    born_on: date | None
    agency: str
    due_on: date
    answered_on: date | None
    answer: Answer
    working_days: int
    is_nothing: bool


@dataclass(frozen=True, kw_only=True)
class ReturnList:
    """One page of returns in the order of their days; `more` if there is another page."""

    items: tuple[Return, ...]
    more: After | None = None


FIRST = After()

# ---- statements, built once -------------------------------------------------------------------------------

_t, _c = user_task.c, safeguarding_case.c
_b = sa.bindparam
_due = user_task.alias("due")
_OF_PERIOD = (
    sa.select(_due.c.case_id)
    .distinct()
    .where(
        _due.c.kind == sa.literal_column("'task'"),
        _due.c.clause != sa.literal_column("''"),
        _due.c.due_on.between(_b("first", type_=sa.Date), _b("last", type_=sa.Date)),
        _due.c.clause.in_(_b("clauses", expanding=True, type_=_t.clause.type)),
    )
)


def _is(name: str) -> sa.ColumnElement[bool]:
    return _t.process.concat("/").concat(_t.element).in_(_b(name, expanding=True, type_=_t.element.type))


def _when(condition: sa.ColumnElement[bool], value: Any) -> sa.ColumnElement[Any]:
    return sa.func.max(sa.case((condition, value)))


_ONE: sa.ColumnElement[int] = sa.literal_column("1")
_IS_DONE = _t.outcome == sa.literal_column("'completed'")


def _returns(*, of_few: bool) -> sa.Subquery:
    """Return the returns that fell due, each with what tells how it was answered; who may see is asked once a case."""
    sent, asked = _when(_is("sent"), _t.due_on), _when(_is("asked"), _t.due_on)
    due_on = sa.func.coalesce(_when(_is("sent") & _IS_DONE, _t.due_on), sent, asked)
    cases = _OF_PERIOD.subquery("of_period")
    seen = sa.select(cases.c.case_id).where(seeing.seen_inside(cases.c.case_id, of_few=of_few))
    return (
        sa.select(
            _t.case_id,
            sa.func.coalesce(_t.instance, "").label("instance"),
            _when(_is("asked"), _t.held_by).label("held_by"),
            due_on.label("due_on"),
            london_date(_when(_is("sent") & _IS_DONE, _t.closed_at)).label("sent_on"),
            london_date(_when(_is("asked") & _IS_DONE, _t.closed_at)).label("said_on"),
            _when(_is("sent"), _ONE).label("has_something"),
            _when(_is("refused"), _ONE).label("is_refused"),
            _when(sa.or_(_is("asked"), _is("sent")) & _t.closed_at.is_(None), _ONE).label("is_open"),
        )
        .where(_t.case_id.in_(seen), _t.kind == sa.literal_column("'task'"), _is("any"))
        .group_by(_t.case_id, sa.text("instance"))
        .having(due_on.between(_b("first", type_=sa.Date), _b("last", type_=sa.Date)), asked.is_not(None))
        .subquery("returned")
    )


_TOLD = ("held_by", "due_on", "sent_on", "said_on", "has_something", "is_refused", "is_open")


def _counted(*, of_few: bool) -> Statement:
    found = _returns(of_few=of_few)
    by = [found.c[name] for name in _TOLD]
    return sa.select(*by, sa.func.count().label("number")).group_by(*by)


def _listed(*, of_few: bool) -> Statement:
    found = _returns(of_few=of_few)
    agency = _b("agency", type_=_t.held_by.type)
    order = (found.c.due_on, found.c.case_id, found.c.instance)
    after = sa.tuple_(*order) > sa.tuple_(
        _b("after_on", type_=sa.Date),
        _b("after_case", type_=_t.case_id.type),
        _b("after_instance", type_=_t.instance.type),
    )
    return (
        sa.select(found, _c.reference, _c.initials, _c.born_on, _c.revision_id)
        .join_from(found, safeguarding_case, _c.id == found.c.case_id)
        .where(sa.or_(agency == sa.literal(""), found.c.held_by == agency), after)
        .order_by(*order)
    )


_COUNTED, _LISTED = ((make(of_few=False), make(of_few=True)) for make in (_counted, _listed))


def is_counted(overseer: Overseer) -> bool:
    """Tell whether the revision in force says by which forms agencies' answers are told."""
    return overseer.revision.partnership.figures.returns is not None


def count(overseer: Overseer, period: Period) -> tuple[Timeliness, ...]:
    """Return how each agency answered what fell due in a period, in alphabetical order: one statement."""
    found = dict[str, Timeliness]()
    reckon = _Reckoning(overseer)
    for row in overseer.rows(_COUNTED, **_values(overseer, period)):
        told = found.setdefault(row.held_by, Timeliness(key=row.held_by, name=agency_name(overseer, row.held_by)))
        answer, _, days = reckon.of(row)
        told.answers[answer] += row.number
        if answer in (Answer.IN_TIME, Answer.LATE):
            told.days[days] += row.number
            told.nothing += 0 if row.has_something else row.number
    return tuple(sorted(found.values(), key=lambda told: (told.name.casefold(), told.key)))


def listed(
    overseer: Overseer, period: Period, *, agency: str = "", answers: Sequence[Answer] = (), after: After = FIRST
) -> ReturnList:
    """Return a page of the returns behind a number: one statement, read as far as the page goes.

    Args:
        overseer: who asks.
        period: in which they fell due.
        agency: the key of one agency; empty for all.
        answers: those that are wanted; empty for all.
        after: where the page starts.
    """
    reckon, items, last = _Reckoning(overseer), list[Return](), None
    values = {"agency": agency, "after_on": after.due_on, "after_case": after.case_id, "after_instance": after.instance}
    for row in overseer.rows(_LISTED, **_values(overseer, period), **values):
        answer, answered_on, days = reckon.of(row)
        if answers and answer not in answers:
            continue
        if len(items) == PAGE:
            return ReturnList(items=tuple(items), more=last)
        last = After(due_on=row.due_on, case_id=row.case_id, instance=row.instance)
        items.append(
            Return(
                reference=row.reference,
                initials=row.initials,
                born_on=row.born_on,
                agency=agency_name(overseer, row.held_by),
                due_on=row.due_on,
                answered_on=answered_on,
                answer=answer,
                working_days=days,
                is_nothing=answer in (Answer.IN_TIME, Answer.LATE) and not row.has_something,
            )
        )
    return ReturnList(items=tuple(items))


class _Reckoning:
    """Tells what became of a return; of a pair of dates the working days between are counted once."""

    def __init__(self, overseer: Overseer) -> None:
        self._calendar, self._today = overseer.revision.partnership.calendar, clock.today()
        self._counted = dict[tuple[date, date], int]()

    def of(self, row: Any) -> tuple[Answer, date | None, int]:
        """Return the answer, the London date on which it came, and how many working days after it was due."""
        answered_on = row.sent_on if row.has_something else row.said_on
        if row.is_refused and row.sent_on is None:
            return Answer.WITHHELD, row.said_on, 0
        if row.is_open:
            is_missing = row.due_on < self._today
            days = self._between(row.due_on, self._today) if is_missing else 0
            return (Answer.MISSING if is_missing else Answer.AHEAD), None, days
        if answered_on is None:
            return Answer.NONE, None, 0
        answer = Answer.IN_TIME if answered_on <= row.due_on else Answer.LATE
        return answer, answered_on, self._between(row.due_on, answered_on)

    def _between(self, start: date, end: date) -> int:
        if (start, end) not in self._counted:
            self._counted[start, end] = self._calendar.between(start, end)
        return self._counted[start, end]


def _values(overseer: Overseer, period: Period) -> Mapping[str, Any]:
    """Return which elements of the revisions in use ask agencies, by what they are for, and by which clauses."""
    elements: dict[str, set[str]] = {"asked": set(), "sent": set(), "refused": set()}
    clauses = set[str]()
    for kind, element in _elements(overseer):
        elements[kind].add("/".join(element.key))
        clauses.add(element.properties.get("time_limit", ""))
    every = set[str]().union(*elements.values())
    named = {kind: sorted(found) for kind, found in elements.items()}
    return {**named, "any": sorted(every), "clauses": sorted(clauses), "first": period.first, "last": period.last}


def _elements(overseer: Overseer) -> Iterator[tuple[str, Any]]:
    for revision in overseer.in_use.values():
        returns = revision.partnership.figures.returns
        if returns:
            for kind, form in (("asked", returns.asked), ("sent", returns.sent), ("refused", returns.refused)):
                found = (e for e in revision.elements.values() if form and e.form == form and e.kind == "userTask")
                yield from ((kind, element) for element in found)


def agency_name(overseer: Overseer, held_by: str) -> str:
    """Return what the agency that a key names is called today."""
    return holder(overseer.revision.partnership, held_by).name
