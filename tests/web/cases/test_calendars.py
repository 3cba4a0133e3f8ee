from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import clock
from engine.calendar.time_limits import Limit, reckon
from engine.calendar.working_days import Calendar
from tests.engine.cases.desk import NOW
from web.cases.calendars import skipped, weeks


def reckoned(start, amount=5):
    limit = Limit(amount=amount, unit="wd", anchor="received", force="national")
    return reckon("A-1", [limit], {"received": start}, Calendar()).reckoned[0]


@pytest.fixture
def laid_out():
    with clock.stopped_at(NOW):
        return weeks(reckoned(date(2026, 4, 2), 9))  # Thursday before Easter, until Friday 17 April


class TestWeeks:
    def test_are_seven_days_each_from_monday(self, laid_out):
        assert {len(week) for week in laid_out} == {7}
        assert all(cell.on is None or cell.on.weekday() == n for week in laid_out for n, cell in enumerate(week))

    def test_number_the_days_that_count(self, laid_out):
        numbers = {cell.on: cell.number for week in laid_out for cell in week if cell.on}
        assert numbers[date(2026, 4, 2)] == 0
        assert numbers[date(2026, 4, 7)] == 1
        assert numbers[date(2026, 4, 17)] == 9
        assert numbers[date(2026, 4, 3)] is numbers[date(2026, 4, 6)] is numbers[date(2026, 4, 4)] is None

    def test_say_why_a_day_is_skipped(self, laid_out):
        labels = {cell.on: cell.label for week in laid_out for cell in week if cell.on}
        assert labels[date(2026, 4, 3)] == "Good Friday"
        assert labels[date(2026, 4, 6)] == "Easter Monday"
        assert labels[date(2026, 4, 11)] == "skipped"
        assert labels[date(2026, 4, 14)] == "today"

    @given(start=st.dates(date(2025, 1, 1), date(2027, 12, 1)), amount=st.integers(-20, 30))
    def test_hold_every_day_once(self, start, amount):
        with clock.stopped_at(NOW):
            found = reckoned(start, amount)
            cells = [cell for week in weeks(found) for cell in week if cell.on]
        first, last = sorted((found.start, found.due_on))
        assert [cell.on.toordinal() for cell in cells] == list(range(first.toordinal(), last.toordinal() + 1))
        assert max((cell.number for cell in cells if cell.number is not None), default=0) == abs(amount)


class TestSkipped:
    def test_sums_up(self):
        out = skipped(reckoned(date(2026, 4, 2)))
        assert (out.counted, out.weekend_days, out.days) == (5, 4, 6)
        assert [day.reason for day in out.holidays] == ["Good Friday", "Easter Monday"]
