"""Dates as records have them: to the day, or only to the month or the year; certain, or marked with a question mark."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Self

from forms.typed import month_of

_UNKNOWN = "?"
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_DAY = r"(?P<day>\?|\d{1,2})(?:st|nd|rd|th)?"
_DATE = re.compile(rf"(?:(?:{_DAY}[ ./-]+)?(?P<month>\?|\d{{1,2}}|[a-z]{{3,9}})[ ./,-]+)?(?P<year>\d+)", re.ASCII)


class NotADate(ValueError):
    """What was typed is no date; the message says what it must be: `must be a date, like 3 March 2026`."""


@dataclass(frozen=True, kw_only=True)
class When:
    """A date of a record.

    Attributes:
        on: the day; the first day that it can have been if it is not known to the day.
        known: how much of it is known.
        is_certain: nobody marked it as uncertain.
    """

    on: date
    known: Literal["day", "month", "year"] = "day"
    is_certain: bool = True

    @property
    def latest(self) -> date:
        """The last day that it can have been."""
        match self.known:
            case "day":
                return self.on
            case "month":
                return self.on.replace(day=monthrange(self.on.year, self.on.month)[1])
            case "year":
                return self.on.replace(month=12, day=31)

    def typed(self) -> str:
        """Return it as a person would type it: `3 March 2026?`, `? March 2026`, `2026?`."""
        if self.known == "day":
            return f"{self.on.day} {self.on:%B %Y}{'' if self.is_certain else _UNKNOWN}"
        return f"? {self.on:%B %Y}" if self.known == "month" else f"{self.on.year}?"

    def said(self) -> str:
        """Say it in words: `Tuesday 3 March 2026, not certain`; `March 2026, day not known`."""
        if self.known == "day":
            return f"{self.on:%A} {self.on.day} {self.on:%B %Y}{'' if self.is_certain else ', not certain'}"
        return f"{self.on:%B %Y}, day not known" if self.known == "month" else f"{self.on.year}, day not known"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a date as people type it.

        Raises:
            NotADate: it is none.
        """
        plain = " ".join(text.lower().split())
        is_certain = _UNKNOWN not in plain
        if iso := _ISO.fullmatch(plain):
            year, month, day = iso.groups()
        else:
            day, month, year = _parts(plain)
        if len(year) != 4 or not _FIRST_YEAR <= int(year) <= _LAST_YEAR:  # noqa: PLR2004 - a year has four digits
            raise NotADate(f"must have a year between {_FIRST_YEAR} and {_LAST_YEAR}, in 4 digits")
        known: Literal["day", "month", "year"] = "year" if month == _UNKNOWN else "month" if day == _UNKNOWN else "day"
        if known == "year" and day != _UNKNOWN:
            raise NotADate("must have its month; write only the year with a question mark if it is not known")
        try:
            first = date(int(year), _number(month), _number(day))
        except ValueError:
            raise NotADate("must be a real date, like 3 March 2026") from None
        return cls(on=first, known=known, is_certain=is_certain)


def _parts(plain: str) -> tuple[str, str, str]:
    """Return day, month and year; a question mark for what is not known."""
    found = _DATE.fullmatch(plain) or _DATE.fullmatch(plain.removesuffix(_UNKNOWN).strip())
    if found is None:
        found = _DATE.fullmatch(plain.removeprefix(_UNKNOWN).strip())
    if found is None:
        raise NotADate("must be a date, like 3 March 2026")
    day, month = found["day"] or _UNKNOWN, found["month"] or _UNKNOWN
    if _UNKNOWN not in plain and _UNKNOWN in (day, month):
        raise NotADate("must have a day, a month and a year; write a question mark for what is not known")
    return day, month, found["year"]


def _number(part: str) -> int:
    return 1 if part == _UNKNOWN else month_of(part)


def plain_day(cell: date) -> When:
    """Return a date that a spreadsheet has as a date.

    Raises:
        NotADate: it holds a time as well.
    """
    if isinstance(cell, datetime):
        if cell.time().replace(tzinfo=None) != datetime.min.time():
            raise NotADate("holds a time as well; write the time into its own column")
        return When(on=cell.date())
    return When(on=cell)
