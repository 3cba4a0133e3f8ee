from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import clock
from engine.calendar.working_days import Calendar
from engine.cases.time_left import Countdown, time_left
from tests.engine.cases.desk import NOW

CALENDAR = Calendar()
DAYS = st.dates(date(2024, 1, 1), date(2027, 12, 31))


class TestTimeLeft:
    @pytest.mark.parametrize(
        ("due_on", "working_days", "is_late", "is_today"),
        [
            (date(2026, 4, 14), 0, False, True),
            (date(2026, 4, 15), 1, False, False),
            (date(2026, 4, 20), 4, False, False),  # over a weekend
            (date(2026, 4, 13), -1, True, False),
            (date(2026, 4, 2), -6, True, False),  # over Good Friday, Easter Monday and two weekends
        ],
    )
    def test_counts_working_days_without_today(self, due_on, working_days, is_late, is_today):
        with clock.stopped_at(NOW):
            left = time_left(CALENDAR, due_on)
        assert (left.working_days, left.is_late, left.is_today) == (working_days, is_late, is_today)

    def test_is_late_on_a_saturday_though_no_working_day_has_passed(self):
        with clock.stopped_at(NOW + timedelta(days=4)):
            left = time_left(CALENDAR, date(2026, 4, 17))
        assert (left.working_days, left.is_late) == (0, True)


class TestCountdown:
    @given(start=DAYS, number=st.integers(-30, 30))
    def test_is_the_inverse_of_counting(self, start, number):
        end, _ = CALENDAR.count(start, number)
        found = counted(start, end)
        if number >= 0:
            assert found == [number]
        else:  # counted backwards, the end counts and the start does not
            assert found == [number + 1 - CALENDAR.explain(start).counts]

    @given(start=DAYS, end=DAYS)
    def test_is_the_same_from_both_ends_with_the_sign_turned(self, start, end):
        assert counted(start, end) == [-number for number in counted(end, start)]

    @given(start=DAYS, dates=st.lists(DAYS, max_size=6))
    def test_does_not_depend_on_what_was_asked_before(self, start, dates):
        assert counted(start, *dates) == [number for each in dates for number in counted(start, each)]


def counted(today, *dates):
    with clock.stopped_at(datetime.combine(today, time(12), UTC)):
        countdown = Countdown(CALENDAR)
    return [countdown.until(each).working_days for each in dates]
