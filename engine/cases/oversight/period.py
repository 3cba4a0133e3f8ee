"""The months over which figures are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Self

from engine import clock
from engine.calendar.working_days import ONE_DAY

MOST_MONTHS = 36
DEFAULT_MONTHS = 12
_DECEMBER = 12


@dataclass(frozen=True, kw_only=True, order=True)
class Month:
    """A month of London's calendar."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month in which a date lies."""
        return cls(year=day.year, number=day.month)

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a month as `key` writes it.

        Raises:
            ValueError: it is none.
        """
        year, _, number = text.partition("-")
        if not (year.isascii() and year.isdigit() and number.isascii() and number.isdigit()):
            raise ValueError(text)
        return cls.of(date(int(year), int(number), 1))

    @property
    def key(self) -> str:
        """The month as addresses name it: 2026-04."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.moved(1).first - ONE_DAY

    def moved(self, months: int) -> "Month":
        """Return the month that is so many months later, or earlier."""
        years, number = divmod(self.number - 1 + months, _DECEMBER)
        return Month(year=self.year + years, number=number + 1)


@dataclass(frozen=True, kw_only=True)
class Period:
    """Whole months, from one until and with another."""

    begins: Month
    ends: Month

    @classmethod
    def default(cls) -> Self:
        """Return the twelve months that end with this one."""
        this = Month.of(clock.today())
        return cls(begins=this.moved(1 - DEFAULT_MONTHS), ends=this)

    @property
    def first(self) -> date:
        """The first London date."""
        return self.begins.first

    @property
    def last(self) -> date:
        """The last London date."""
        return self.ends.last

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """The instants (UTC) at which it begins, and at which the next begins."""
        return clock.at(self.first, time(0)), clock.at(self.last + ONE_DAY, time(0))

    @property
    def months(self) -> tuple[Month, ...]:
        """Its months in order; none if it ends before it begins."""
        return tuple(self._months())

    def _months(self) -> Iterator[Month]:
        month = self.begins
        while month <= self.ends:
            yield month
            month = month.moved(1)
