"""The dates that come next for a person: due dates, meetings, and days that do not count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from engine import clock
from engine.calendar.working_days import ONE_DAY
from engine.cases.meetings.listing import NextMeeting
from engine.cases.work_items import WorkItem
from engine.diagrams.partnership import Partnership

DAYS_AHEAD = 60
MOST = 6


class Kind(StrEnum):
    """What happens on the date."""

    DUE = "due"
    MEETING = "meeting"
    INVITED = "invited"
    HOLIDAY = "holiday"


@dataclass(frozen=True, kw_only=True)
class NextDate:
    """A London date and what happens on it; of what is due the case and the clause, of a case's meeting the case."""

    on: date
    kind: Kind
    what: str
    reference: str = ""
    clause: str = ""


def next_dates(
    partnership: Partnership, work: Iterable[WorkItem], meetings: Iterable[NextMeeting] = (), *, is_inside: bool = True
) -> tuple[NextDate, ...]:
    """Return the nearest dates after today, at most `MOST`, none further away than `DAYS_AHEAD`.

    Args:
        partnership: whose bodies meet, and whose calendar counts.
        work: what the person has to do.
        meetings: of cases, to which the person is invited.
        is_inside: the person has a post in the partnership; nobody else need know when its bodies meet.
    """
    today = clock.today()
    last = today + ONE_DAY * DAYS_AHEAD
    of_bodies = _meetings(partnership) if is_inside else ()
    found = (*_due(work), *of_bodies, *_invited(meetings), *_holidays(partnership, today, last))
    ahead = (one for one in found if today < one.on <= last)
    return tuple(sorted(ahead, key=lambda one: (one.on, one.kind, one.reference)))[:MOST]


def _due(work: Iterable[WorkItem]) -> Iterator[NextDate]:
    for item in work:
        if item.time_left:
            yield NextDate(
                on=item.time_left.due_on, kind=Kind.DUE, what=item.name, reference=item.reference, clause=item.clause
            )


def _meetings(partnership: Partnership) -> Iterator[NextDate]:
    for name, body in partnership.meetings.items():
        for day in body.dates:
            yield NextDate(on=day, kind=Kind.MEETING, what=name)


def _invited(meetings: Iterable[NextMeeting]) -> Iterator[NextDate]:
    for one in meetings:
        on = clock.london_date(one.starts_at)
        yield NextDate(on=on, kind=Kind.INVITED, what=one.called, reference=one.reference)


def _holidays(partnership: Partnership, first: date, last: date) -> Iterator[NextDate]:
    """Give the days in between that do not count although they are no Saturday or Sunday."""
    for n in range(1, (last - first).days + 1):
        day = partnership.calendar.explain(first + ONE_DAY * n)
        if not day.counts and day.on.weekday() < 5:  # noqa: PLR2004 - Monday to Friday
            yield NextDate(on=day.on, kind=Kind.HOLIDAY, what=day.reason)
