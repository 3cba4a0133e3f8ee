"""What goes into a person's own calendar: what they have to do and by when, and the meetings to which they are invited.

It is their list of work (`engine.cases.work`), by the same rule of access; a calendar is told references, the names
of tasks, dates and places, and nothing of a child. It follows every change: what is done is gone, and a sequence that
rises when a due date moves tells a calendar program what it has to read anew; while none does, it is the same.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta

import sqlalchemy as sa

from engine.access import Person
from engine.cases import reads, seeing
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.cases.work import Desk
from engine.cases.work_items import FIRST, WorkItem
from engine.correspondence.invitations import INVITATION, Invitation
from engine.paper.calendar_file import Day, Meeting
from engine.records.db import Transaction
from engine.records.tables import invitation, letter, safeguarding_case

MOST_PAGES = 5
"""So many pages of a list of work at most, the first dates first."""
MOST_MEETINGS = 200
KEPT = timedelta(days=30)
"""So long a meeting that is over stays in a calendar."""

_c, _i = safeguarding_case.c, invitation.c
_later = invitation.alias("later")
_OVERTAKEN = sa.exists().where(
    _later.c.case_id == _i.case_id,
    _later.c.meeting == _i.meeting,
    _later.c.instance == _i.instance,
    _later.c.held_by == _i.held_by,
    _later.c.letter_id > _i.letter_id,
)
_INVITED = (
    sa.select(*INVITATION, letter.c.at, _c.reference)
    .join_from(invitation, letter, letter.c.id == _i.letter_id)
    .join(safeguarding_case, _c.id == _i.case_id)
    .where(
        _i.held_by.in_(seeing.KEYS),
        seeing.own(_i.case_id, _i.held_by),
        _i.ends_at > sa.bindparam("since", type_=_i.ends_at.type),
        ~_i.is_off,
        ~_OVERTAKEN,
    )
    .order_by(_i.ends_at, _i.sequence)
    .limit(MOST_MEETINGS)
)


def own_calendar(tx: Transaction, revisions: Revisions, me: Person, *, sign_in_at: str) -> Sequence[Day | Meeting]:
    """Return what goes into a person's calendar now, by date.

    Args:
        tx: a transaction that reads.
        revisions: of the cases.
        me: the person, with the posts held today.
        sign_in_at: the service's public address.
    """
    desk = Desk(tx, revisions, me)
    return (*_days(desk, sign_in_at), *_meetings(tx, desk.viewer, sign_in_at))


def _days(desk: Desk, sign_in_at: str) -> Iterator[Day]:
    items = [item for item in _work(desk) if item.time_left]
    reads.note(desk.viewer.person.id, *{item.case_id for item in items})
    for item in items:
        assert item.time_left is not None
        yield Day(
            uid=item.task_id,
            sequence=int((item.dated_at - item.opened_at).total_seconds()),
            summary=f"{item.reference}: {item.name}",
            on=item.time_left.due_on,
            at=item.dated_at,
            url=f"{sign_in_at}/tasks/{item.task_id}",
        )


def _work(desk: Desk) -> Iterator[WorkItem]:
    """Give what the person can do now; what has no date comes last, so that most pages are never read."""
    after = FIRST
    for _ in range(MOST_PAGES):
        page = desk.mine(after)
        yield from page.items
        if page.more is None or page.items[-1].time_left is None:
            return
        after = page.more


def _meetings(tx: Transaction, viewer: Viewer, sign_in_at: str) -> Iterator[Meeting]:
    """Give the meetings to come, each once, as the last letter about it said."""
    values = {**viewer.values, "since": tx.at - KEPT}
    found = {row.uid: Invitation.of(row) for row in tx.connection.execute(_INVITED, values)}
    return (each.meeting(sign_in_at) for each in found.values())
