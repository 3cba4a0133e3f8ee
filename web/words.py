"""How the pages say dates, ages and numbers: the same words everywhere.

Plain functions; `FILTERS` gives them to the templates. "Today" is the clock's. A date is never bare: it
carries its weekday, and its year whenever that is not this year's.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from engine import clock
from engine.cases.time_left import TimeLeft
from engine.cases.work import CAP
from engine.paper.values import fingerprint

_NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_WEEKS_OF_DAYS = 2
_YEARS_OF_MONTHS = 2


def day(on: date) -> str:
    """Return a date in full: Tuesday 14 April 2026."""
    return f"{on:%A} {on.day} {on:%B %Y}"


def short_day(on: date) -> str:
    """Return a date for lists: Tue 14 April, with the year if it is another year's."""
    return f"{on:%a} {on.day} {on:%B}{_other_year(on)}"


def plain_day(on: date) -> str:
    """Return a date whose weekday stands beside it or does not matter: 14 April."""
    return f"{on.day} {on:%B}{_other_year(on)}"


def date_of(instant: datetime) -> date:
    """Return the London date of an instant."""
    return clock.london_date(instant)


def time_of_day(instant: datetime) -> str:
    """Return the London time of an instant: 9:41am, 5pm, midday, midnight."""
    at = instant.astimezone(clock.LONDON)
    if (at.hour % 12, at.minute) == (0, 0):
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'pm' if at.hour >= 12 else 'am'}"  # noqa: PLR2004 - the clock's own twelve


def moment(instant: datetime) -> str:
    """Return an instant in full: Tuesday 14 April 2026, 9:41am."""
    return f"{day(clock.london_date(instant))}, {time_of_day(instant)}"


def short_moment(instant: datetime) -> str:
    """Return an instant for lists: Today, 9:41am; Tuesday 14 April, 9:41am."""
    on = clock.london_date(instant)
    said = {0: "Today", -1: "Yesterday"}.get((on - clock.today()).days) or f"{on:%A} {plain_day(on)}"
    return f"{said}, {time_of_day(instant)}"


def since(instant: datetime) -> str:
    """Return an instant inside a sentence: "at 9:31am" today, "on Monday 13 April" before."""
    on = clock.london_date(instant)
    return f"at {time_of_day(instant)}" if on == clock.today() else f"on {on:%A} {plain_day(on)}"


def age(born_on: date, on: date | None = None) -> str:
    """Return how old a child is on a London date (today if none): 5 days, 3 weeks, 4 months, 12 years.

    Under two years months are told, because a few of them change what a reader must think of.
    """
    on = on or clock.today()
    months = (on.year - born_on.year) * 12 + on.month - born_on.month - (on.day < born_on.day)
    days = (on - born_on).days
    if days < 0:
        return "not yet born"
    if months < 1:
        weeks, rest = divmod(days, 7)
        return quantity(weeks, "week") if weeks >= _WEEKS_OF_DAYS else quantity(weeks * 7 + rest, "day")
    return quantity(months // 12, "year") if months >= _YEARS_OF_MONTHS * 12 else quantity(months, "month")


def short_name(initials: str, born_on: date | None) -> str:
    """Return what a case is called in lists: J.M., 4 months. Never a name."""
    return f"{initials}, {age(born_on)}" if born_on else initials


def quantity(number: int, thing: str, things: str = "") -> str:
    """Return a number with its thing: 1 day, 2 days."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def number_word(number: int) -> str:
    """Return a small number as a word, as in running text: two, twelve, 13."""
    return _NUMBERS[number] if number < len(_NUMBERS) else f"{number:,}"


def capped(number: int) -> str:
    """Return a count that was not read beyond `CAP`: 12, or 100+."""
    return f"{CAP:,}+" if number >= CAP else str(number)


def listing(things: Sequence[str], *, last: str = "and") -> str:
    """Return things in a row: a, b and c."""
    return f" {last} ".join(filter(None, (", ".join(things[:-1]), *things[-1:])))


def sentence(text: str) -> str:
    """Return text with a capital first letter and the rest as it is."""
    return text[:1].upper() + text[1:]


def working_days_left(number: int) -> str:
    """Return how long is left, today not counted: 2 working days left, due today, 1 working day late."""
    if number == 0:
        return "due today"
    return f"{quantity(abs(number), 'working day')} {'left' if number > 0 else 'late'}"


def left_in_words(left: TimeLeft) -> str:
    """Return how long is left until a date: 3 working days left, due today, 1 working day late, late since Friday."""
    if left.is_today:
        return "due today"
    if left.is_late and not left.working_days:
        return f"late since {left.due_on:%A}"
    if not left.working_days:
        return "no working day left before it is due"
    return working_days_left(left.working_days)


def from_today(on: date) -> str:
    """Return a date as seen from today, when that says more than the date: yesterday, today, tomorrow; else nothing."""
    return {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((on - clock.today()).days, "")


def _other_year(on: date) -> str:
    return "" if on.year == clock.today().year else f" {on.year}"


_SAID = (
    day, short_day, plain_day, time_of_day, date_of, moment, short_moment, since, age, short_name, quantity,
    number_word, capped, listing, sentence, working_days_left, left_in_words, from_today, fingerprint,
)  # fmt: skip
FILTERS: Mapping[str, Callable[..., object]] = {made.__name__: made for made in _SAID}
"""For `app.jinja_env.filters.update(words.FILTERS)`."""
