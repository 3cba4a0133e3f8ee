from datetime import UTC, date, datetime

import pytest

from engine import clock
from engine.calendar.working_days import Calendar
from engine.cases.time_left import time_left
from web import words

TODAY = datetime(2026, 4, 14, 8, 40, tzinfo=UTC)  # Tuesday, 9:40am in London


@pytest.fixture(autouse=True)
def _today():
    with clock.stopped_at(TODAY):
        yield


class TestDay:
    def test_carries_weekday_and_year(self):
        assert words.day(date(2026, 4, 14)) == "Tuesday 14 April 2026"

    def test_in_lists_is_short(self):
        assert words.short_day(date(2026, 4, 6)) == "Mon 6 April"

    def test_in_lists_names_another_year(self):
        assert words.short_day(date(2027, 1, 1)) == "Fri 1 January 2027"

    def test_plain_has_no_weekday(self):
        assert words.plain_day(date(2026, 4, 14)) == "14 April"

    @pytest.mark.parametrize(
        ("on", "said"),
        [
            (date(2026, 4, 13), "yesterday"),
            (date(2026, 4, 14), "today"),
            (date(2026, 4, 15), "tomorrow"),
            (date(2026, 4, 16), ""),
        ],
    )
    def test_seen_from_today(self, on, said):
        assert words.from_today(on) == said


class TestTimeOfDay:
    @pytest.mark.parametrize(
        ("instant", "said"),
        [
            (datetime(2026, 4, 14, 8, 41, tzinfo=UTC), "9:41am"),
            (datetime(2026, 4, 14, 16, 0, tzinfo=UTC), "5pm"),
            (datetime(2026, 4, 14, 11, 0, tzinfo=UTC), "midday"),
            (datetime(2026, 4, 14, 23, 0, tzinfo=UTC), "midnight"),
            (datetime(2026, 1, 14, 12, 5, tzinfo=UTC), "12:05pm"),
            (datetime(2026, 1, 14, 0, 5, tzinfo=UTC), "12:05am"),
        ],
    )
    def test_is_london_time(self, instant, said):
        assert words.time_of_day(instant) == said


class TestMoment:
    def test_in_full(self):
        assert words.moment(TODAY) == "Tuesday 14 April 2026, 9:40am"

    @pytest.mark.parametrize(
        ("instant", "said"),
        [
            (TODAY, "Today, 9:40am"),
            (datetime(2026, 4, 12, 23, 30, tzinfo=UTC), "Yesterday, 12:30am"),
            (datetime(2026, 4, 2, 9, 20, tzinfo=UTC), "Thursday 2 April, 10:20am"),
            (datetime(2025, 12, 2, 9, 20, tzinfo=UTC), "Tuesday 2 December 2025, 9:20am"),
        ],
    )
    def test_in_lists_is_short(self, instant, said):
        assert words.short_moment(instant) == said

    def test_inside_a_sentence(self):
        assert words.since(TODAY) == "at 9:40am"
        assert words.since(datetime(2026, 4, 13, 9, 0, tzinfo=UTC)) == "on Monday 13 April"


class TestAge:
    @pytest.mark.parametrize(
        ("born_on", "said"),
        [
            (date(2026, 4, 14), "0 days"),
            (date(2026, 4, 13), "1 day"),
            (date(2026, 4, 1), "13 days"),
            (date(2026, 3, 31), "2 weeks"),
            (date(2026, 3, 15), "4 weeks"),
            (date(2026, 3, 14), "1 month"),
            (date(2025, 12, 1), "4 months"),
            (date(2024, 4, 15), "23 months"),
            (date(2024, 4, 14), "2 years"),
            (date(2013, 4, 15), "12 years"),
            (date(2026, 4, 15), "not yet born"),
        ],
    )
    def test_in_the_unit_that_tells_most(self, born_on, said):
        assert words.age(born_on) == said

    def test_on_another_day(self):
        assert words.age(date(2020, 2, 29), date(2021, 3, 1)) == "12 months"

    def test_of_a_case_in_lists(self):
        assert words.short_name("J.M.", date(2025, 12, 1)) == "J.M., 4 months"
        assert words.short_name("J.M.", None) == "J.M."


class TestNumbers:
    @pytest.mark.parametrize(
        ("number", "said"),
        [(-2, "2 working days late"), (-1, "1 working day late"), (0, "due today"), (1, "1 working day left")],
    )
    def test_working_days_left(self, number, said):
        assert words.working_days_left(number) == said

    @pytest.mark.parametrize(
        ("today", "due_on", "said"),
        [
            (14, date(2026, 4, 20), "4 working days left"),
            (14, date(2026, 4, 14), "due today"),
            (14, date(2026, 4, 13), "1 working day late"),
            (18, date(2026, 4, 17), "late since Friday"),  # a Saturday
            (17, date(2026, 4, 19), "no working day left before it is due"),  # due on a Sunday
        ],
    )
    def test_time_left(self, today, due_on, said):
        with clock.stopped_at(TODAY.replace(day=today)):
            assert words.left_in_words(time_left(Calendar(), due_on)) == said

    def test_small_ones_are_words(self):
        assert [words.number_word(n) for n in (0, 2, 12, 13)] == ["no", "two", "twelve", "13"]

    def test_counts_stop_at_the_cap(self):
        assert [words.capped(n) for n in (0, 99, 100)] == ["0", "99", "100+"]

    def test_listing(self):
        assert [words.listing(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
            "",
            "a",
            "a and b",
            "a, b and c",
        ]

    def test_sentence_keeps_names(self):
        assert words.sentence("the National Panel") == "The National Panel"
