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


class Countdown:
    """The working days from today to any date: for a list of dates, each day is looked at once."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar, self._today = calendar, clock.today()
        self._first = self._last = self._today
        self._counted = {self._today: 0}

    def until(self, due_on: date) -> TimeLeft:
        """Work out what is left until `due_on`."""
        while self._last < due_on:
            number, self._last = self._counted[self._last], self._last + ONE_DAY
            self._counted[self._last] = number + self._calendar.is_working_day(self._last)
        while self._first > due_on:
            number = self._counted[self._first] - self._calendar.is_working_day(self._first)
            self._first -= ONE_DAY
            self._counted[self._first] = number
        return TimeLeft(
            due_on=due_on,
            working_days=self._counted[due_on],
            is_late=due_on < self._today,
            is_today=due_on == self._today,
        )


def time_left(calendar: Calendar, due_on: date) -> TimeLeft:
    """Work out what is left today until one date."""
    return Countdown(calendar).until(due_on)
