from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.uncertain_dates import NotADate, When, plain_day

MARCH_3 = date(2026, 3, 3)


class TestParse:
    @pytest.mark.parametrize(
        "text",
        ["3 March 2026", "03/03/2026", "3.3.2026", "2026-03-03", " 3rd  mar 2026 ", "03-Mar-2026", "3 march, 2026"],
    )
    def test_reads_a_day(self, text):
        assert When.parse(text) == When(on=MARCH_3)

    @pytest.mark.parametrize("text", ["3 March 2026?", "3 March 2026 ?", "?3 March 2026", "03/03/2026?"])
    def test_reads_a_day_that_is_not_certain(self, text):
        assert When.parse(text) == When(on=MARCH_3, is_certain=False)

    @pytest.mark.parametrize("text", ["? March 2026", "?/03/2026", "March 2026?", "? mar 2026"])
    def test_reads_a_month(self, text):
        assert When.parse(text) == When(on=date(2026, 3, 1), known="month", is_certain=False)

    @pytest.mark.parametrize("text", ["2026?", "? ? 2026", "?/?/2026", "? 2026"])
    def test_reads_a_year(self, text):
        assert When.parse(text) == When(on=date(2026, 1, 1), known="year", is_certain=False)

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("31 February 2026", "must be a real date, like 3 March 2026"),
            ("3 Foo 2026", "must be a real date, like 3 March 2026"),
            ("5/13/2026", "must be a real date, like 3 March 2026"),
            ("3/3/26", "must have a year between 1900 and 2099, in 4 digits"),
            ("3 March 1899", "must have a year between 1900 and 2099, in 4 digits"),
            ("3 March 0026", "must have a year between 1900 and 2099, in 4 digits"),
            ("March 2026", "must have a day, a month and a year; write a question mark for what is not known"),
            ("2026", "must have a day, a month and a year; write a question mark for what is not known"),
            ("3 ? 2026", "must have its month; write only the year with a question mark if it is not known"),
            ("?", "must be a date, like 3 March 2026"),
            ("last summer", "must be a date, like 3 March 2026"),
            ("", "must be a date, like 3 March 2026"),
            ("٣ March 2026", "must be a date, like 3 March 2026"),
        ],
    )
    def test_says_what_a_date_must_be(self, text, said):
        with pytest.raises(NotADate) as refused:
            When.parse(text)
        assert str(refused.value) == said

    @given(st.text(max_size=30))
    def test_raises_nothing_else(self, text):
        with suppress(NotADate):
            When.parse(text)

    @given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from(["day", "month", "year"]), st.booleans())
    def test_reads_back_what_is_typed(self, on, known, is_certain):
        first = {"day": on, "month": on.replace(day=1), "year": on.replace(month=1, day=1)}[known]
        when = When(on=first, known=known, is_certain=is_certain and known == "day")
        assert When.parse(when.typed()) == when


class TestLatest:
    @pytest.mark.parametrize(
        ("text", "latest"),
        [("3 March 2026", MARCH_3), ("? February 2028", date(2028, 2, 29)), ("2026?", date(2026, 12, 31))],
    )
    def test_is_the_last_day_that_it_can_have_been(self, text, latest):
        assert When.parse(text).latest == latest


class TestSaid:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("3 March 2026", "Tuesday 3 March 2026"),
            ("3 March 2026?", "Tuesday 3 March 2026, not certain"),
            ("? March 2026", "March 2026, day not known"),
            ("2026?", "2026, day not known"),
        ],
    )
    def test_says_how_much_is_known(self, text, said):
        assert When.parse(text).said() == said


class TestPlainDay:
    def test_takes_a_date_with_midnight(self):
        assert plain_day(datetime(2026, 3, 3, tzinfo=UTC).replace(tzinfo=None)) == When(on=MARCH_3)

    def test_loses_no_time_of_day(self):
        with pytest.raises(NotADate, match="holds a time as well; write the time into its own column"):
            plain_day(datetime(2026, 3, 3, 14, 30, tzinfo=UTC))
