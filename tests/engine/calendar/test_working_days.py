"""Which days count, and counting them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.calendar.working_days import FIRST_DAY, LAST_DAY, ONE_DAY, Calendar
from engine.diagrams.clauses import LONGEST_AMOUNT
from engine.errors import DateOutOfReach
from forms.kinds import EARLIEST, LATEST

CALENDAR = Calendar()
days = st.dates(date(1950, 1, 1), date(2090, 1, 1))
amounts = st.integers(0, 60)


class TestExplain:
    @pytest.mark.parametrize(
        ("day", "reason"),
        [
            (date(2026, 3, 28), "Saturday"),
            (date(2026, 3, 29), "Sunday"),
            (date(2026, 4, 3), "Good Friday"),
            (date(2026, 4, 6), "Easter Monday"),
            (date(2026, 12, 25), "Christmas Day"),
            (date(2026, 12, 28), "Boxing Day (observed)"),
        ],
    )
    def test_names_the_day_that_does_not_count(self, day: date, reason: str):
        found = CALENDAR.explain(day)
        assert not found.counts
        assert found.reason.startswith(reason)

    def test_counts_an_ordinary_tuesday(self):
        assert CALENDAR.explain(date(2026, 3, 31)).reason == "working day"

    def test_takes_a_proclaimed_day_as_a_holiday(self):
        calendar = Calendar(proclaimed={date(2026, 7, 7): "A coronation"})
        assert calendar.explain(date(2026, 7, 7)).reason == "A coronation"

    def test_counts_a_day_that_was_withdrawn(self):
        assert Calendar(withdrawn={date(2026, 5, 4): "moved"}).is_working_day(date(2026, 5, 4))

    def test_counts_no_saturday_that_was_withdrawn(self):
        assert not Calendar(withdrawn={date(2026, 3, 28): "moved"}).is_working_day(date(2026, 3, 28))

    @pytest.mark.parametrize("day", [FIRST_DAY - ONE_DAY, LAST_DAY + ONE_DAY, date.min, date.max])
    def test_refuses_a_day_that_it_does_not_know(self, day: date):
        with pytest.raises(DateOutOfReach, match="check the date"):
            CALENDAR.explain(day)


class TestCount:
    def test_starts_with_the_day_after_a_saturday(self):
        assert CALENDAR.count(date(2026, 3, 28), 1)[0] == date(2026, 3, 30)

    def test_skips_easter(self):
        due_on, looked_at = CALENDAR.count(date(2026, 4, 1), 3)
        assert due_on == date(2026, 4, 8)
        assert [d.counts for d in looked_at] == [True, False, False, False, False, True, True]

    def test_refuses_to_leave_the_days_it_knows(self):
        with pytest.raises(DateOutOfReach):
            CALENDAR.count(LAST_DAY - timedelta(days=3), 10)

    @pytest.mark.parametrize(("start", "amount"), [(EARLIEST, -LONGEST_AMOUNT), (LATEST, LONGEST_AMOUNT)])
    def test_reaches_as_far_as_any_limit_from_any_date_that_a_form_accepts(self, start: date, amount: int):
        assert CALENDAR.count(start, amount)[0]

    def test_refuses_to_start_outside_the_days_it_knows(self):
        with pytest.raises(DateOutOfReach):
            CALENDAR.count(date.max, 0)

    @given(days)
    def test_ends_where_it_starts_when_nothing_is_counted(self, start: date):
        assert CALENDAR.count(start, 0) == (start, ())

    @given(days, amounts)
    def test_looks_at_every_day_once_and_counts_the_working_ones(self, start: date, amount: int):
        due_on, looked_at = CALENDAR.count(start, amount)
        assert [d.on for d in looked_at] == [start + timedelta(days=n + 1) for n in range((due_on - start).days)]
        assert sum(d.counts for d in looked_at) == amount

    @given(days, st.integers(1, 60))
    def test_ends_on_a_working_day(self, start: date, amount: int):
        assert CALENDAR.is_working_day(CALENDAR.count(start, amount)[0])
        assert CALENDAR.is_working_day(CALENDAR.count(start, -amount)[0])

    @given(days, amounts, amounts)
    def test_of_a_sum_is_the_count_of_its_parts_one_after_the_other(self, start: date, one: int, other: int):
        assert CALENDAR.count(start, one + other)[0] == CALENDAR.count(CALENDAR.count(start, one)[0], other)[0]

    @given(days, amounts)
    def test_back_undoes_it_from_a_working_day(self, start: date, amount: int):
        if CALENDAR.is_working_day(start):
            assert CALENDAR.count(CALENDAR.count(start, amount)[0], -amount)[0] == start

    @given(days, st.integers(0, 30), amounts)
    def test_of_a_later_day_never_ends_earlier(self, start: date, later: int, amount: int):
        assert CALENDAR.count(start, amount)[0] <= CALENDAR.count(start + timedelta(days=later), amount)[0]

    @given(days, amounts, st.sets(days, max_size=5))
    def test_never_ends_earlier_for_a_holiday_more(self, start: date, amount: int, proclaimed: set[date]):
        more = Calendar(proclaimed=dict.fromkeys(proclaimed, "proclaimed"))
        assert more.count(start, amount)[0] >= CALENDAR.count(start, amount)[0]


class TestBetween:
    def test_counts_no_day_that_does_not_count(self):
        assert CALENDAR.between(date(2026, 4, 2), date(2026, 4, 7)) == 1  # Easter lies between

    @given(days, amounts)
    def test_gives_back_what_was_counted(self, start: date, amount: int):
        assert CALENDAR.between(start, CALENDAR.count(start, amount)[0]) == amount

    @given(days, st.integers(0, 400))
    def test_is_less_than_none_the_other_way(self, start: date, later: int):
        end = start + timedelta(days=later)
        assert CALENDAR.between(end, start) == -CALENDAR.between(start, end)
