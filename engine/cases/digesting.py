"""When a person's digest is due, and what is in it.

`person.digest_at` says when each person is looked at next: half past seven of the next working day. On that day a
digest is written if anything is late, due or taken on; a machine that slept writes today's alone. Then, too, what a
person has claimed and may not do any more, because a post or a cover has ended by itself, goes back to its role.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa

from engine import clock
from engine.access import Person
from engine.calendar.reminders import DIGEST_AT
from engine.calendar.working_days import Calendar
from engine.cases.claims import give_back
from engine.cases.engine import CaseEngine
from engine.cases.work import Desk
from engine.correspondence import service_incidents
from engine.correspondence.digest import Line, write_digest, write_without_list
from engine.correspondence.service_incidents import DIGEST_FAILED
from engine.records.db import Database, Transaction
from engine.records.tables import person
from engine.registers.people import find_person

_b = sa.bindparam
_NEXT = sa.update(person).where(person.c.id == _b("b_id")).values(digest_at=_b("b_at"))


def send_digest(database: Database, engine: CaseEngine, person_id: int, *, sign_in_at: str) -> int:
    """Write a person's digest if one is due and there is something to say; tell how many were written: 1, or 0.

    Idempotent: there is one a day at most, whatever is done again.

    Args:
        database: of the cases.
        engine: which knows the revisions.
        person_id: of the person.
        sign_in_at: the service's public address.
    """
    with database.transaction() as tx:
        give_back(tx, engine.revisions, person_id)
        me = _due(tx, engine, person_id)
        lines = _lines(Desk(tx, engine.revisions, me)) if me else ()
        if me is None or not lines:
            return 0
        partnership = engine.revisions.current(tx).partnership
        return int(write_digest(tx, partnership, person=me, lines=lines, sign_in_at=sign_in_at))


def send_without_list(database: Database, engine: CaseEngine, person_id: int, *, sign_in_at: str) -> int:
    """Tell a person whose digest could not be made to look for themselves, and administrators; tell how many: 1, or 0.

    Administrators see an incident, and can have the digest made again.
    """
    with database.transaction() as tx:
        me = _due(tx, engine, person_id)
        if me is None:
            return 0
        what = (
            f"The daily mail to {me.name} could not be made; they were told to look for themselves. Try again, and if"
        )
        service_incidents.open_once(
            tx, DIGEST_FAILED, me.id, f"{what} it fails again, tell who looks after the program."
        )
        partnership = engine.revisions.current(tx).partnership
        return int(write_without_list(tx, partnership, person=me, sign_in_at=sign_in_at))


def _due(tx: Transaction, engine: CaseEngine, person_id: int) -> Person | None:
    """Note when a person is looked at next; return the person if a digest may be written now.

    Who has no account any more, or no post, gets none; nor anybody on a day that is no working day.
    """
    calendar = engine.revisions.current(tx).partnership.calendar
    tx.connection.execute(_NEXT, {"b_id": person_id, "b_at": _next(calendar, tx.at)})
    today = clock.london_date(tx.at)
    if tx.at < clock.at(today, DIGEST_AT) or not calendar.is_working_day(today):
        return None
    me = find_person(tx, person_id)
    return me if me and me.posts else None


def _next(calendar: Calendar, at: datetime) -> datetime:
    """Return the first half past seven (UTC) of a working day that is still to come."""
    day = clock.london_date(at)
    while clock.at(day, DIGEST_AT) <= at or not calendar.is_working_day(day):
        day += timedelta(days=1)
    return clock.at(day, DIGEST_AT)


def _lines(desk: Desk) -> Sequence[Line]:
    """Return what is late, due today or taken on, as far as a page of each list goes, the earliest date first."""
    due = [item for item in desk.mine().items if item.time_left and (item.time_left.is_late or item.time_left.is_today)]
    found = {item.task_id: item for item in (*due, *desk.claimed().items)}
    return [
        Line(
            task_id=item.task_id,
            reference=item.reference,
            name=item.name,
            due_on=item.time_left.due_on if item.time_left else None,
        )
        for item in sorted(found.values(), key=lambda item: item.time_left.due_on if item.time_left else clock.NO_DATE)
    ]
