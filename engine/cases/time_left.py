"""How long is left until a due date, in the framework's own unit: working days, today not counted."""

from dataclasses import dataclass
from datetime import date

from engine import clock
from engine.calendar.working_days import ONE_DAY, Calendar


@dataclass(frozen=True, kw_only=True)
class TimeLeft:
    """What is left until a London date.

    Attributes:
        due_on: the London date.
        working_days: after today, up to and with the due date; negative once the date has passed. It is 0 on
            the due date itself, and as long as only days that do not count lie between.
        is_late: the date has passed.
        is_today: today is the date.
    """

    due_on: date
    working_days: int
    is_late: bool
    is_today: bool


def time_left(calendar: Calendar, due_on: date) -> TimeLeft:
    """Work out what is left today until `due_on`."""
    today = clock.today()
    return TimeLeft(
        due_on=due_on,
        working_days=working_days_between(calendar, today, due_on),
        is_late=due_on < today,
        is_today=due_on == today,
    )


def working_days_between(calendar: Calendar, start: date, end: date) -> int:
    """Count the working days after `start` up to and with `end`; negative if `end` is the earlier."""
    first, last, sign = (start, end, 1) if start <= end else (end, start, -1)
    days = (first + ONE_DAY * n for n in range(1, (last - first).days + 1))
    return sign * sum(calendar.explain(day).counts for day in days)
