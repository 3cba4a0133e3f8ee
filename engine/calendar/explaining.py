"""How the date of a time limit came about, in a few lines of words: for letters and for the terminal."""

from collections.abc import Iterator
from datetime import date

from engine.calendar.time_limits import Due, Limit, Reckoned
from engine.calendar.working_days import SATURDAY, WORKING, Day

UNITS = {"wd": "working day", "months": "month", "years": "year"}


def explain(due: Due) -> tuple[str, ...]:
    """Return a line for each limit of a clause, the earliest first, its extension, and the calendar counted by."""
    is_extended = due.is_extended
    is_one = _is_one(due) and not is_extended
    known = [_known(r, is_first=n == 0 and not is_extended, is_one=is_one) for n, r in enumerate(due.reckoned)]
    extended = [f"Extended to {in_words(due.on)}, which is worked to"] if due.on and is_extended else []
    unknown = [f"{_limit(limit)}: no date yet, because that is not recorded" for limit in due.unknown]
    return (*known, *unknown, *extended, f"Counted by the calendar {due.calendar}")


def in_words(day: date) -> str:
    """Return a London date in full: Tuesday 14 April 2026."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def amount(limit: Limit) -> str:
    """Return how far a limit lies from its anchor: 5 working days after, 1 month before, on the day of."""
    if limit.amount == 0:
        return "on the day of"
    number = abs(limit.amount)
    return f"{number} {UNITS[limit.unit]}{'s' if number > 1 else ''} {'after' if limit.amount > 0 else 'before'}"


def _is_one(due: Due) -> bool:
    return len(due.reckoned) + len(due.unknown) == 1


def _limit(limit: Limit) -> str:
    return f"The {limit.force} limit, {amount(limit)} “{limit.anchor.replace('_', ' ')}”"


def _known(reckoned: Reckoned, *, is_first: bool, is_one: bool) -> str:
    worked_to = "" if is_one else ", the earliest, which is worked to" if is_first else ", shown beside it"
    skipped = "; ".join(_skipped(reckoned))
    left_out = f". Not counted: {skipped}" if skipped else ""
    counted = "".join(f". {in_words(day.on)} is a {day.reason}" for day in _withdrawn(reckoned))
    said = f"{_limit(reckoned.limit)} on {in_words(reckoned.start)}: {in_words(reckoned.due_on)}{worked_to}"
    return f"{said}{left_out}{counted}"


def _skipped(reckoned: Reckoned) -> Iterator[str]:
    out = sorted((day for day in reckoned.days if not day.counts), key=lambda day: day.on)
    if weekend := sum(day.on.weekday() >= SATURDAY for day in out):
        yield f"{weekend} day{'s' if weekend > 1 else ''} of weekends"
    yield from (f"{day.reason}, {in_words(day.on)}" for day in out if day.on.weekday() < SATURDAY)


def _withdrawn(reckoned: Reckoned) -> Iterator[Day]:
    return (day for day in reckoned.days if day.counts and day.reason != WORKING)
