"""Meetings of all cases that a person may see, by date: coming and past, with what is missing for each.

From inside the partnership every meeting of a case that is seen from inside; else those to which one is invited. Each
list reads two scans, each inside its own limit, and merges them, so that its cost follows the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from typing import Any

import sqlalchemy as sa

from engine import access, clock
from engine.cases import seeing
from engine.cases.holders import Holder, holder
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.diagrams.meetings import chairs_of, enclosed_with
from engine.records.db import Transaction
from engine.records.meetings import meeting, meeting_answer
from engine.records.tables import delivery, invitation, letter, safeguarding_case

PAGE = 50
COMING, PAST = "coming", "past"
WHICH = (COMING, PAST)
MOST_NEXT = 6


@dataclass(frozen=True, kw_only=True)
class After:
    """Where a page of the list starts: after the meeting that begins at that instant (UTC), of that case."""

    starts_at: datetime
    case_id: int
    form: str
    instance: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A meeting in the list.

    Attributes:
        is_inside: the person sees it from inside the partnership; else it is their own invitation that they see.
        chairs: who chairs it, for each part that the plan chooses: none where nobody was chosen.
        invited: how many are invited.
        came_back: how many of them the invitation has not reached.
        comes: how many of them have said that they come; `stays_away`, that they do not.
        has_documents: what is to come with the invitations has gone; true if nothing is to come.
    """

    reference: str
    initials: str
    born_on: date | None
    form: str
    instance: str
    called: str
    starts_at: datetime
    ends_at: datetime
    place: str
    is_off: bool
    is_inside: bool
    chairs: tuple[Holder | None, ...]
    invited: int
    came_back: int
    comes: int
    stays_away: int
    has_documents: bool

    @property
    def is_unanswered(self) -> int:
        """How many have not said whether they come."""
        return max(self.invited - self.comes - self.stays_away, 0)


@dataclass(frozen=True, kw_only=True)
class MeetingList:
    """One page of meetings; `more` if there is another page."""

    items: tuple[Listed, ...]
    more: After | None = None


@dataclass(frozen=True, kw_only=True)
class NextMeeting:
    """A meeting to which a person is invited, or which they planned."""

    reference: str
    called: str
    starts_at: datetime


# ---- statements, built once -------------------------------------------------------------------------------

_b = sa.bindparam
_m, _i, _a, _c = meeting.c, invitation.c, meeting_answer.c, safeguarding_case.c
_ORDER = (_m.starts_at, _m.case_id, _m.form, _m.instance)
_LIMIT = _b("limit", type_=sa.Integer)
_TODAY = _b("today", type_=_m.starts_at.type)
_OF_MEETING = (_i.case_id == _m.case_id, _i.meeting == _m.form, _i.instance == _m.instance)
_later = invitation.alias("later_invitation")
_OVERTAKEN = (
    sa.exists()
    .where(*(_later.c[name] == _i[name] for name in ("case_id", "meeting", "instance", "held_by")))
    .where(_later.c.letter_id > _i.letter_id)
    .correlate_except(_later)
)
_IS_INVITED = sa.and_(~_i.is_off, ~_OVERTAKEN)
_MINE = sa.and_(_i.held_by.in_(seeing.KEYS), _IS_INVITED, seeing.own(_m.case_id, _i.held_by))


def _after(which: str) -> sa.ColumnElement[bool]:
    here = sa.tuple_(*_ORDER)
    mark = sa.tuple_(*(_b(f"after_{column.name}", type_=column.type) for column in _ORDER))
    return (
        sa.and_(_m.starts_at >= _TODAY, here > mark) if which == COMING else sa.and_(_m.starts_at < _TODAY, here < mark)
    )


@cache
def _page(which: str, *, of_few: bool) -> sa.Select[*tuple[Any, ...]]:
    order = _ORDER if which == COMING else tuple(column.desc() for column in _ORDER)
    inside = sa.select(*_ORDER).where(_after(which), seeing.seen_inside(_m.case_id, of_few=of_few))
    invited = sa.select(*_ORDER).join_from(invitation, meeting, sa.and_(*_OF_MEETING)).where(_after(which), _MINE)
    scans = [sa.select(scan.order_by(*order).limit(_LIMIT).subquery()) for scan in (inside, invited.distinct())]
    first = sa.union(*scans).subquery()
    found = (first.c.case_id == _m.case_id, first.c.form == _m.form, first.c.instance == _m.instance)
    columns = (
        *meeting.c,
        *(_c.reference, _c.initials, _c.born_on, _c.revision_id),
        _c.facts["chosen"].label("chosen"),
        seeing.seen_inside(_m.case_id, row_by_row=True).label("is_inside"),
    )
    tables = sa.join(first, meeting, sa.and_(*found)).join(safeguarding_case, _c.id == _m.case_id)
    return sa.select(*columns).select_from(tables).order_by(*order).limit(_LIMIT)


_IDS = _b("ids", expanding=True, type_=_i.case_id.type)
_REACHED = sa.exists().where(delivery.c.letter_id == _i.letter_id, delivery.c.state.in_(("queued", "sent")))


def _count(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.coalesce(sa.func.sum(sa.case((condition, 1), else_=0)), 0)


_GUESTS = (
    sa.select(
        _i.case_id,
        _i.meeting.label("form"),
        _i.instance,
        _count(_IS_INVITED).label("invited"),
        _count(sa.and_(_IS_INVITED, ~_REACHED)).label("came_back"),
        _count(letter.c.document_id.is_not(None)).label("with_document"),
    )
    .join_from(invitation, letter, letter.c.id == _i.letter_id)
    .where(_i.case_id.in_(_IDS))
    .group_by(_i.case_id, _i.meeting, _i.instance)
)
_newer = meeting_answer.alias("newer")
_ANSWERED_AGAIN = (
    sa.exists()
    .where(*(_newer.c[name] == _a[name] for name in ("case_id", "form", "instance", "held_by")), _newer.c.id > _a.id)
    .correlate_except(_newer)
)
_STILL_INVITED = (
    sa.exists()
    .where(_i.case_id == _a.case_id, _i.meeting == _a.form, _i.instance == _a.instance, _i.held_by == _a.held_by)
    .where(_IS_INVITED)
    .correlate(meeting_answer)
)
_REPLIES = (
    sa.select(_a.case_id, _a.form, _a.instance, _count(_a.comes).label("comes"), _count(~_a.comes).label("stays_away"))
    .where(_a.case_id.in_(_IDS), ~_ANSWERED_AGAIN, _STILL_INVITED)
    .group_by(_a.case_id, _a.form, _a.instance)
)


def _next() -> sa.Select[*tuple[Any, ...]]:
    ahead = (_m.starts_at > _b("now", type_=_m.starts_at.type), ~_m.is_off)
    invited = sa.select(*_ORDER).join_from(invitation, meeting, sa.and_(*_OF_MEETING)).where(_MINE, *ahead)
    planned = sa.select(*_ORDER).where(_m.planned_by.in_(seeing.KEYS), seeing.own(_m.case_id, _m.planned_by), *ahead)
    scans = [sa.select(scan.order_by(*_ORDER).limit(_LIMIT).subquery()) for scan in (invited.distinct(), planned)]
    first = sa.union(*scans).subquery()
    found = (first.c.case_id == _m.case_id, first.c.form == _m.form, first.c.instance == _m.instance)
    tables = sa.join(first, meeting, sa.and_(*found)).join(safeguarding_case, _c.id == _m.case_id)
    return sa.select(_c.reference, _m.called, _m.starts_at).select_from(tables).order_by(*_ORDER).limit(_LIMIT)


_NEXT = _next()


# ---- what a person asks -----------------------------------------------------------------------------------


def next_meetings(tx: Transaction, viewer: Viewer) -> tuple[NextMeeting, ...]:
    """Return the meetings that come next to which a person is invited, or which are theirs to plan."""
    rows = tx.connection.execute(_NEXT, {**viewer.values, "now": tx.at, "limit": MOST_NEXT})
    return tuple(NextMeeting(reference=row.reference, called=row.called, starts_at=row.starts_at) for row in rows)


def first_of(which: str) -> After:
    """Return where the first page of a list (`WHICH`) starts: before everything that is in it."""
    if which == COMING:
        return After(starts_at=_midnight(), case_id=-1, form="", instance="")
    return After(starts_at=_midnight(), case_id=0, form="", instance="")


def meetings(
    tx: Transaction, revisions: Revisions, viewer: Viewer, which: str, after: After | None = None
) -> MeetingList:
    """Return a page of the meetings of one of `WHICH`: those from today on, or those before, the last first."""
    of_few = not viewer.sees_many_inside(tx)
    mark = after or first_of(which)
    values = {f"after_{name}": getattr(mark, name) for name in ("starts_at", "case_id", "form", "instance")}
    found = tx.connection.execute(
        _page(which, of_few=of_few), {**viewer.values, **values, "today": _midnight(), "limit": PAGE + 1}
    ).all()
    rows = found[:PAGE]
    ids = sorted({row.case_id for row in rows if row.is_inside})
    guests, replies = (_by_meeting(tx, statement, ids) for statement in (_GUESTS, _REPLIES))
    items = tuple(_listed(tx, revisions, row, guests, replies) for row in rows)
    last = rows[-1] if len(found) > PAGE else None
    more = (
        After(starts_at=last.starts_at, case_id=last.case_id, form=last.form, instance=last.instance) if last else None
    )
    return MeetingList(items=items, more=more)


def _midnight() -> datetime:
    return datetime.combine(clock.today(), time(), clock.LONDON)


Counted = Mapping[tuple[int, str, str], Any]


def _by_meeting(tx: Transaction, statement: sa.Select[*tuple[Any, ...]], ids: Sequence[int]) -> Counted:
    return {(row.case_id, row.form, row.instance): row for row in tx.connection.execute(statement, {"ids": ids})}


def _listed(tx: Transaction, revisions: Revisions, row: Any, guests: Counted, replies: Counted) -> Listed:
    key = (row.case_id, row.form, row.instance)
    counted, said = guests.get(key), replies.get(key)
    revision = revisions.get(tx, row.revision_id)
    inside = row.is_inside
    return Listed(
        reference=row.reference,
        initials=row.initials if inside else "",
        born_on=row.born_on if inside else None,
        form=row.form,
        instance=row.instance,
        called=row.called,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        is_off=row.is_off,
        is_inside=inside,
        chairs=_chairs(revision, row) if inside else (),
        invited=counted.invited if counted else 0,
        came_back=counted.came_back if counted else 0,
        comes=said.comes if said else 0,
        stays_away=said.stays_away if said else 0,
        has_documents=bool(counted and counted.with_document) or not enclosed_with(revision, row.form),
    )


def _chairs(revision: Any, row: Any) -> tuple[Holder | None, ...]:
    found = list[Holder | None]()
    for name, rule in chairs_of(revision, row.form).items():
        chosen = (row.chosen or {}).get(rule.by, {})
        part = chosen.get(row.instance) or chosen.get("", "")
        found.append(holder(revision.partnership, access.key(name, part)) if part else None)
    return tuple(found)
