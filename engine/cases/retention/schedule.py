"""What is due: which closed cases have been kept for as long as the partnership's schedule says.

The schedule is that of the revision in force, also for cases of an earlier one: it is the partnership's policy of
today. A case is due when every period that holds for it has passed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.access import Person
from engine.cases import seeing
from engine.cases.facts import WHOLE_CASE, Facts
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.diagrams.retention import BORN, CLOSED, OPENED, Period, Retention, years_before, years_later
from engine.records.db import Transaction
from engine.records.retention import legal_hold, retention_review
from engine.records.tables import case_end, safeguarding_case

PAGE = 50
_c, _e, _h, _r = safeguarding_case.c, case_end.c, legal_hold.c, retention_review.c
_COLUMNS = (
    *(_c.id, _c.reference, _c.revision_id, _c.initials, _c.born_on, _c.opened_at, _c.closed_at, _c.facts),
    sa.select(sa.func.count()).where(_h.case_id == _c.id, _h.lifted_at.is_(None)).scalar_subquery().label("holds"),
    sa.select(sa.func.max(_r.kept_until_on)).where(_r.case_id == _c.id).scalar_subquery().label("kept_until_on"),
    sa.exists().where(_r.case_id == _c.id, _r.kept_until_on.is_(None), _r.refused_at.is_(None)).label("is_proposed"),
)
_ENDS = sa.select(_e.case_id, _e.element).where(_e.case_id.in_(sa.bindparam("ids", expanding=True)))
_AFTER = sa.tuple_(_c.closed_at, _c.id) > sa.tuple_(
    sa.bindparam("after_at", type_=_c.closed_at.type), sa.bindparam("after_id", type_=_c.id.type)
)


@dataclass(frozen=True, kw_only=True)
class Due:
    """Until when a case is kept, and why.

    Attributes:
        on: the London date from which it may be destroyed.
        period: the one that ends last.
        counted_on: the London date from which it is counted.
    """

    on: date
    period: Period
    counted_on: date


@dataclass(frozen=True, kw_only=True)
class DueCase:
    """A case that is due, as a list shows it, and what keeps it all the same.

    Attributes:
        ended_with: the names of the ends that it has come to.
        holds: how many legal holds are in force.
        kept_until_on: the last London date until which somebody decided to keep it longer; none if nobody did.
        is_proposed: its destruction waits for somebody else to confirm it.
    """

    reference: str
    initials: str
    born_on: date | None
    closed_at: datetime
    ended_with: tuple[str, ...]
    due: Due
    holds: int
    kept_until_on: date | None
    is_proposed: bool

    def is_kept(self, on: date) -> bool:
        """Whether a hold or a decision keeps it on a London date."""
        return self.holds > 0 or (self.kept_until_on is not None and self.kept_until_on >= on)


@dataclass(frozen=True, kw_only=True)
class DueCases:
    """A page of what is due, the longest closed first; `more` is the id of the case after which the next begins."""

    items: tuple[DueCase, ...]
    more: int | None = None


def due_of(
    retention: Retention,
    ends: Iterable[str],
    facts: Facts,
    *,
    opened_at: datetime,
    closed_at: datetime,
    born: date | None,
) -> Due | None:
    """Return until when a closed case is kept, and why; none if the revision has no schedule.

    Args:
        retention: the schedule.
        ends: the ends of its own process that the case has come to.
        facts: its anchors.
        opened_at: when it was opened (UTC).
        closed_at: when it was closed (UTC).
        born: the child's date of birth, if it is known.
    """
    known = {OPENED: clock.london_date(opened_at), CLOSED: clock.london_date(closed_at), BORN: born}
    found = list[Due]()
    for period in retention.periods_of(frozenset(ends)):
        start = known.get(period.counted_from) or facts.anchor(period.counted_from) or known[CLOSED]
        assert start is not None
        found.append(Due(on=years_later(start, period.years), period=period, counted_on=start))
    return max(found, key=lambda due: due.on, default=None)


def due_cases(
    tx: Transaction, revisions: Revisions, me: Person, *, by: date, after: int | None = None, most: int = PAGE
) -> DueCases:
    """Return the cases that a person sees from inside and that are due by a London date: two statements a page."""
    viewer = Viewer.of(tx, revisions, me)
    may_see = seeing.seen_inside(_c.id, of_few=not viewer.sees_many_inside(tx))
    return _page(tx, revisions, (may_see,), viewer.values, by=by, after=after, most=most)


def every_due_case(
    tx: Transaction, revisions: Revisions, *, by: date, after: int | None = None, most: int = PAGE
) -> DueCases:
    """Return the same of all cases: for who runs the service."""
    return _page(tx, revisions, (), {}, by=by, after=after, most=most)


def _page(
    tx: Transaction,
    revisions: Revisions,
    conditions: tuple[sa.ColumnElement[bool], ...],
    values: Mapping[str, Any],
    *,
    by: date,
    after: int | None,
    most: int,
) -> DueCases:
    retention = revisions.current(tx).partnership.retention
    if not retention.periods:
        return DueCases(items=())
    query = sa.select(*_COLUMNS).where(*_is_due(retention, by), *conditions).order_by(_c.closed_at, _c.id)
    if after is not None:
        closed_at = tx.connection.scalar(sa.select(_c.closed_at).where(_c.id == after))
        query, values = query.where(_AFTER), {**values, "after_at": closed_at, "after_id": after}
    rows = tx.connection.execute(query.limit(most + 1), values).all()
    shown = rows[:most]
    ends = dict[int, list[str]]()
    for case_id, element in tx.connection.execute(_ENDS, {"ids": [row.id for row in shown]}):
        ends.setdefault(case_id, []).append(element)
    items = tuple(_due_case(tx, revisions, retention, row, ends.get(row.id, [])) for row in shown)
    return DueCases(items=items, more=shown[-1].id if len(rows) > most else None)


def _due_case(tx: Transaction, revisions: Revisions, retention: Retention, row: Any, ends: list[str]) -> DueCase:
    due = due_of(
        retention,
        ends,
        Facts.from_json(row.facts),
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        born=row.born_on,
    )
    assert due is not None
    elements = {e.id: e for e in revisions.get(tx, row.revision_id).elements.values() if e.kind == "endEvent"}
    return DueCase(
        reference=row.reference,
        initials=row.initials,
        born_on=row.born_on,
        closed_at=row.closed_at,
        ended_with=tuple(elements[end].name or end for end in sorted(ends) if end in elements),
        due=due,
        holds=row.holds,
        kept_until_on=row.kept_until_on,
        is_proposed=row.is_proposed,
    )


# ---- the same in SQL --------------------------------------------------------------------------------------


def _is_due(retention: Retention, by: date) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that a case is closed, and that each period which holds for it has passed by a day."""
    named = [(_has_come_to(period.ends), _has_passed(period, by)) for period in retention.periods if period.ends]
    others = [_has_passed(period, by) for period in retention.periods if not period.ends]
    is_due = [
        _c.status.concat("") == sa.literal_column("'closed'"),  # concat: along the index of what is closed
        _c.closed_at < _day_after(years_before(by, 0 if _counts_otherwise(retention) else _shortest(retention))),
        *(sa.or_(~is_one, has_passed) for is_one, has_passed in named),
    ]
    return [*is_due, sa.or_(*(is_one for is_one, _ in named), sa.and_(*others))]


def _counts_otherwise(retention: Retention) -> bool:
    return any(period.counted_from != CLOSED for period in retention.periods)


def _shortest(retention: Retention) -> int:
    """Return the shortest period in years: what was closed later need not be looked at."""
    return min(period.years for period in retention.periods)


def _has_come_to(ends: tuple[str, ...]) -> sa.ColumnElement[bool]:
    return sa.exists().where(_e.case_id == _c.id, _e.element.in_(ends))


def _has_passed(period: Period, by: date) -> sa.ColumnElement[bool]:
    last = years_before(by, period.years)
    since_closed = _c.closed_at < _day_after(last)
    match period.counted_from:
        case "closed":
            return since_closed
        case "opened":
            return _c.opened_at < _day_after(last)
        case "born":
            return sa.or_(_c.born_on <= last, sa.and_(_c.born_on.is_(None), since_closed))
        case anchor:
            recorded = _c.facts["anchors"][anchor][WHOLE_CASE].as_string()
            return sa.or_(recorded <= last.isoformat(), sa.and_(recorded.is_(None), since_closed))


def _day_after(on: date) -> datetime:
    """Return the instant (UTC) at which a London day has ended."""
    return clock.at(on + timedelta(days=1), time())
