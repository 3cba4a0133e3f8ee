"""The days of a time limit week by week, as people check a date against a calendar on the wall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from engine import clock
from engine.calendar.time_limits import Reckoned
from engine.calendar.working_days import WORKING, Day

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One day: its number in the count or why it is skipped, and how it is drawn.

    Attributes:
        on: none for a day outside the count.
        number: of the working day; none for a day that is skipped.
        label: start, due, today, skipped, or a holiday's name.
        looks: the cell's classes.
        has_month: the month is written beside the day.
    """

    on: date | None = None
    number: int | None = None
    label: str = ""
    looks: str = "app-day--out"
    has_month: bool = False


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """What was not counted: the number of weekend days, and the holidays by name.

    Attributes:
        withdrawn: the days that were counted although the calendar had them as holidays.
    """

    counted: int
    weekend_days: int
    holidays: tuple[Day, ...]
    withdrawn: tuple[Day, ...] = ()

    @property
    def days(self) -> int:
        """How many days were skipped."""
        return self.weekend_days + len(self.holidays)


def weeks(reckoned: Reckoned) -> tuple[tuple[Cell, ...], ...]:
    """Lay the days of a limit out by weeks, Monday first, from its start to its due date."""
    by_day = {day.on: day for day in reckoned.days}
    numbers = _numbers(reckoned)
    first, last = min(reckoned.start, reckoned.due_on), max(reckoned.start, reckoned.due_on)
    monday = first - ONE_DAY * first.weekday()
    rows = list[tuple[Cell, ...]]()
    while monday <= last:
        days = [monday + ONE_DAY * n for n in range(7)]
        rows.append(tuple(_cell(day, reckoned, by_day, numbers) if first <= day <= last else Cell() for day in days))
        monday += ONE_DAY * 7
    return tuple(rows)


def skipped(reckoned: Reckoned) -> Skipped:
    """Sum up what was counted and what was not."""
    out = [day for day in reckoned.days if not day.counts]
    return Skipped(
        counted=sum(day.counts for day in reckoned.days),
        weekend_days=sum(day.on.weekday() >= SATURDAY for day in out),
        holidays=tuple(sorted((day for day in out if day.on.weekday() < SATURDAY), key=lambda day: day.on)),
        withdrawn=tuple(day for day in reckoned.days if _is_withdrawn(day)),
    )


def _is_withdrawn(day: Day) -> bool:
    return day.counts and day.reason != WORKING


def _numbers(reckoned: Reckoned) -> Mapping[date, int]:
    """Number the days that count, in the direction of the count; the start is 0."""
    counted = [day.on for day in reckoned.days if day.counts]
    return {reckoned.start: 0} | {on: number for number, on in enumerate(counted, 1)}


def _cell(on: date, reckoned: Reckoned, by_day: Mapping[date, Day], numbers: Mapping[date, int]) -> Cell:
    today = clock.today()
    is_first = on == min(reckoned.start, reckoned.due_on)
    looks = ["app-day--today"] if on == today else []
    if on not in numbers:
        is_weekend = on.weekday() >= SATURDAY
        looks.append("app-day--skipped" if is_weekend else "app-day--holiday")
        label = "skipped" if is_weekend else by_day[on].reason
    else:
        label = {reckoned.due_on: "due", reckoned.start: "start", today: "today"}.get(on, "")
        if on in by_day and _is_withdrawn(by_day[on]):
            label = f"{label}: counted" if label else "counted"
        looks.append("app-day--due" if on == reckoned.due_on else "app-day--gone" if on <= today else "")
    return Cell(
        on=on,
        number=numbers.get(on),
        label=label,
        looks=" ".join(filter(None, looks)),
        has_month=is_first or on.day == 1,
    )
