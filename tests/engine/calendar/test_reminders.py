from datetime import UTC, date, datetime

from engine.calendar.reminders import first_after, last_between, moments
from engine.calendar.working_days import Calendar


def instants(*said: str) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(text).replace(tzinfo=UTC) for text in said)


class TestMoments:
    def test_are_at_eight_in_london_before_on_and_after_the_day_whatever_the_clocks_do(self):
        found = moments(date(2026, 10, 26), [2, 1], Calendar())  # the clocks go back on Sunday 25 October
        assert found == instants("2026-10-22T07:00", "2026-10-23T07:00", "2026-10-26T08:00", "2026-10-27T08:00")

    def test_leave_out_what_is_no_working_day_but_never_the_day_itself(self):
        found = moments(date(2026, 4, 4), [1], Calendar())  # the Saturday of Easter
        assert found == instants("2026-04-02T07:00", "2026-04-04T07:00", "2026-04-07T07:00")

    def test_follow_a_proclaimed_holiday(self):
        calendar = Calendar(proclaimed={date(2026, 6, 17): "a feast"})
        found = moments(date(2026, 6, 18), [1], calendar)
        assert found == instants("2026-06-16T07:00", "2026-06-18T07:00", "2026-06-19T07:00")

    def test_come_in_order_whatever_the_clause_says(self):
        found = moments(date(2026, 6, 18), [1, 5], Calendar())
        assert list(found) == sorted(found)
        assert len(found) == 4


class TestNextAndLast:
    THREE = instants("2026-06-15T07:00", "2026-06-16T07:00", "2026-06-17T07:00")

    def test_the_next_is_still_to_come(self):
        assert first_after(self.THREE, self.THREE[0]) == self.THREE[1]
        assert first_after(self.THREE, self.THREE[2]) is None

    def test_the_last_of_several_that_have_come_is_said_alone(self):
        assert last_between(self.THREE, self.THREE[0], self.THREE[2]) == self.THREE[2]
        assert last_between(self.THREE, self.THREE[0], self.THREE[0]) == self.THREE[0]

    def test_what_came_before_is_not_said_any_more(self):
        (later,) = instants("2026-06-17T09:00")
        assert last_between(self.THREE, later, later) is None
