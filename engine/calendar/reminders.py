"""When something is said of a time limit of its own accord: before it, on its day, and after it."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time

from engine import clock
from engine.calendar.working_days import Calendar

REMINDED_AT = time(8)
DIGEST_AT = time(7, 30)
"""By London's clocks: when people are reminded of a time limit, and when each is told what waits for them."""


def moments(due_on: date, working_days_before: Iterable[int], calendar: Calendar) -> tuple[datetime, ...]:
    """Return the instants (UTC) at which people are reminded of a time limit, the first first.

    Args:
        due_on: the London date of the limit.
        working_days_before: how many working days before it; besides, on the day itself and on the working day after.
        calendar: says which days those are.

    Raises:
        DateOutOfReach: the calendar does not know the days around the limit.

    Source: the clause register's `remind`.
    """
    before = (calendar.count(due_on, -number)[0] for number in working_days_before)
    days = {*before, due_on, calendar.count(due_on, 1)[0]}
    return tuple(clock.at(day, REMINDED_AT) for day in sorted(days))


def first_after(instants: Sequence[datetime], at: datetime) -> datetime | None:
    """Return the first of some instants, which are in order, that is still to come."""
    return next((instant for instant in instants if instant > at), None)


def last_between(instants: Sequence[datetime], since: datetime, at: datetime) -> datetime | None:
    """Return the last of some instants, which are in order, that has come since `since`: whoever slept says one."""
    return next((instant for instant in reversed(instants) if since <= instant <= at), None)
