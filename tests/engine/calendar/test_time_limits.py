"""When a clause falls due."""

from datetime import date

import pytest
from holidays.version import __version__ as library_version
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar.time_limits import Limit, corresponding_date, reckon
from engine.calendar.working_days import Calendar
from engine.errors import DateOutOfReach

CALENDAR = Calendar(version="2026-1")
ASKED, MET = date(2026, 3, 30), date(2026, 4, 2)
days = st.dates(date(1950, 1, 1), date(2090, 1, 1))


def limit(amount: int, anchor: str = "asked", unit: str = "wd") -> Limit:
    return Limit(amount=amount, unit=unit, anchor=anchor, force="local")


class TestReckon:
    def test_works_to_the_earliest_limit_and_shows_the_others(self):
        due = reckon("X-1", [limit(5, "met"), limit(5)], {"asked": ASKED, "met": MET}, CALENDAR)
        assert due.on == date(2026, 4, 8)
        assert [r.due_on for r in due.reckoned] == [date(2026, 4, 8), date(2026, 4, 13)]

    def test_has_no_date_while_no_anchor_is_recorded(self):
        due = reckon("X-1", [limit(5)], {}, CALENDAR)
        assert due.on is None
        assert due.unknown == (limit(5),)

    def test_works_to_the_day_to_which_it_was_extended_and_keeps_its_own(self):
        due = reckon("X-1", [limit(5, "met"), limit(5)], {"asked": ASKED, "X-1": date(2026, 4, 10)}, CALENDAR)
        assert (due.on, due.limit_on, due.is_extended) == (date(2026, 4, 10), date(2026, 4, 8), True)

    def test_is_not_hastened_by_an_extension_that_its_limit_has_come_to_lie_behind(self):
        due = reckon("X-1", [limit(5)], {"asked": ASKED, "X-1": date(2026, 4, 7)}, CALENDAR)
        assert (due.on, due.is_extended) == (date(2026, 4, 8), False)

    def test_has_no_date_while_no_anchor_is_recorded_although_it_is_extended(self):
        assert reckon("X-1", [limit(5)], {"X-1": ASKED}, CALENDAR).on is None

    def test_explains_every_day_by_the_calendars_version(self):
        due = reckon("X-1", [limit(4)], {"asked": ASKED}, CALENDAR)
        assert due.calendar == f"2026-1 (holidays {library_version})"
        assert [(d.on.day, d.counts) for d in due.reckoned[0].days] == [
            (31, True), (1, True), (2, True), (3, False), (4, False), (5, False), (6, False), (7, True),
        ]  # fmt: skip

    def test_counts_back_from_a_planned_day(self):
        assert reckon("X-1", [limit(-2)], {"asked": date(2026, 4, 8)}, CALENDAR).on == date(2026, 4, 2)

    @pytest.mark.parametrize("unit", ["wd", "months", "years"])
    def test_falls_on_the_anchors_own_day_where_nothing_is_counted(self, unit: str):
        saturday = date(2026, 4, 4)
        assert reckon("X-1", [limit(0, unit=unit)], {"asked": saturday}, CALENDAR).on == saturday

    @pytest.mark.parametrize(("unit", "on"), [("months", date(2026, 9, 30)), ("years", date(2032, 3, 30))])
    def test_knows_months_and_years(self, unit: str, on: date):
        assert reckon("X-1", [limit(6, unit=unit)], {"asked": ASKED}, CALENDAR).on == on

    def test_refuses_a_date_that_the_calendar_does_not_know(self):
        with pytest.raises(DateOutOfReach, match="9999"):
            reckon("X-1", [limit(1)], {"asked": date(9999, 12, 31)}, CALENDAR)


class TestCorrespondingDate:
    @pytest.mark.parametrize(
        ("start", "months", "on"),
        [
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2027, 8, 31), 6, date(2028, 2, 29)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
            (date(2026, 3, 31), -1, date(2026, 2, 28)),
        ],
    )
    def test_is_clipped_to_the_months_end(self, start: date, months: int, on: date):
        assert corresponding_date(start, months) == on

    @given(days, st.integers(-24, 24))
    def test_keeps_the_day_of_the_month_where_it_exists(self, start: date, months: int):
        found = corresponding_date(start, months)
        assert (found.year * 12 + found.month) - (start.year * 12 + start.month) == months
        assert found.day == start.day or (found.day < start.day and (found.replace(day=28) <= found))

    @given(days, days, st.integers(0, 24))
    def test_keeps_the_order_of_days(self, one: date, other: date, months: int):
        first, last = sorted((one, other))
        assert corresponding_date(first, months) <= corresponding_date(last, months)

    @pytest.mark.parametrize("months", [-50_000, 200_000])
    def test_refuses_a_date_that_does_not_exist(self, months: int):
        with pytest.raises(DateOutOfReach):
            corresponding_date(ASKED, months)
