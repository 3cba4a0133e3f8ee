from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.errors import UnfitSheet
from forms.rows import MOST_ROWS, MOST_WRONG, order_keys, read_rows
from forms.sheets import Sheet, Trouble
from forms.uncertain_dates import When
from tests.forms.diary import TABLE, TITLES, TODAY, read, refusal, row, sheet

MARCH_3 = date(2026, 3, 3)
MORNING = datetime(2026, 3, 3, 9, tzinfo=UTC)


def value(column, cell):
    return read(row(**{column: cell}))[0].values[column]


class TestTitles:
    def test_may_stand_in_any_order_and_lack_what_is_optional(self):
        titles = ("event", " WHO ", "Source", "Day")
        (only,) = read_rows(TABLE, sheet(("A visit", "Ann", "Log 7", "3 March 2026"), titles=titles), TODAY)
        assert only.values == {"day": When(on=MARCH_3), "source": "Log 7", "who": "Ann", "event": "A visit"}

    def test_tell_what_is_missing_unknown_or_there_twice(self):
        assert refusal(titles=("Day", "Who", "Who", "Colour", Trouble("contains a formula"))) == [
            "Row 1, column C: “Who” is there twice; keep one",
            "Row 1, column D: “Colour” is no column of “Diary”; use the titles of the template",
            "Row 1, column E: contains a formula; use the titles of the template",
            "The column “Source” is missing; use the template",
            "The column “Event” is missing; use the template",
        ]

    def test_leave_nothing_below_no_title(self):
        assert refusal((*row(), "more")) == ["Row 2, column K: stands under no title; move it into one of the columns"]

    def test_must_be_followed_by_rows(self):
        assert refusal() == ["There is no row below the titles of the columns; write one for each event"]

    def test_must_be_there(self):
        with pytest.raises(UnfitSheet, match="The sheet is empty; fill in the template “Diary”"):
            read_rows(TABLE, Sheet(rows=()), TODAY)


class TestValues:
    @pytest.mark.parametrize(
        ("column", "cell", "kept"),
        [
            ("day", MARCH_3, When(on=MARCH_3)),
            ("day", datetime(2026, 3, 3, tzinfo=UTC).replace(tzinfo=None), When(on=MARCH_3)),
            ("day", "03/03/2026", When(on=MARCH_3)),
            ("day", "? March 2026", When(on=date(2026, 3, 1), known="month", is_certain=False)),
            ("day", TODAY, When(on=TODAY)),
            ("hour", time(14, 30, 12), time(14, 30)),
            ("hour", "2:30pm", time(14, 30)),
            ("place", 2.0, 2),
            ("place", "2", 2),
            ("source", "  two \n lines ", "two lines"),
            ("source", 12.0, "12"),
            ("source", 0.5, "0.5"),
            ("source", date(2026, 3, 3), "03/03/2026"),
            ("event", "one\r\ntwo\x00", "one\ntwo"),
            ("event", "=1+1", "=1+1"),
            ("seen", " not SEEN ", "Not seen"),
            ("told", True, "Yes"),
            ("told", "no", "No"),
        ],
    )
    def test_are_taken_as_people_give_them(self, column, cell, kept):
        assert value(column, cell) == kept

    @pytest.mark.parametrize("blank", [None, "", "  ", "\x00"])
    def test_are_not_there_if_nothing_was_typed(self, blank):
        assert "hour" not in read(row(hour=blank))[0].values

    @pytest.mark.parametrize(
        ("column", "cell", "said"),
        [
            ("day", "15 April 2026", "Row 2, Day: 15 April 2026 is in the future"),
            ("day", "? May 2026", "Row 2, Day: ? May 2026 is in the future"),
            ("day", 46084.0, "Row 2, Day: must be a date, like 3 March 2026"),
            ("day", MORNING, "Row 2, Day: holds a time as well; write the time into its own column"),
            ("day", None, "Row 2, Day: is empty; fill it in"),
            ("until", "3 March 2026?", "Row 2, Until: must be certain; it is marked with a question mark"),
            ("hour", "25:00", "Row 2, Hour: must be a time, like 14:30 or 2:30pm"),
            ("hour", "soon", "Row 2, Hour: must be a time, like 14:30 or 2:30pm"),
            ("hour", 0.5, "Row 2, Hour: must be a time, like 14:30 or 2:30pm"),
            ("place", "-1", "Row 2, Place: must be a whole number up to 1,000,000"),
            ("place", 1.5, "Row 2, Place: must be a whole number up to 1,000,000"),
            ("place", True, "Row 2, Place: must be a whole number up to 1,000,000"),
            ("source", " ", "Row 2, Source: is empty; fill it in"),
            ("source", "x" * 201, "Row 2, Source: must be 200 characters or fewer; it has 201"),
            ("event", "x" * 20_001, "Row 2, Event: must be 20,000 characters or fewer; it has 20,001"),
            ("event", Trouble("contains a formula"), "Row 2, Event: contains a formula"),
            ("seen", "Perhaps", "Row 2, Seen: must be one of: Seen alone, Not seen"),
            ("told", 1.0, "Row 2, Told: must be one of: Yes, No"),
        ],
    )  # fmt: skip
    def test_are_refused_by_row_and_column(self, column, cell, said):
        assert refusal(row(**{column: cell})) == [said]

    def test_are_told_all_at_once_in_the_order_of_the_rows(self):
        assert refusal(row(who=None, event=None), row(day="x"), row(source=None)) == [
            "Row 2, Who: is empty; fill it in",
            "Row 2, Event: is empty; fill it in",
            "Row 3, Day: must be a date, like 3 March 2026",
            "Row 4, Source: is empty; fill it in",
        ]

    def test_are_told_up_to_a_limit(self):
        told = refusal(*[row(who=None)] * 60)
        assert len(told) == MOST_WRONG + 1
        assert told[-1] == "10 more things are wrong in other rows"

    def test_keep_the_numbers_that_people_see(self):
        kept = Sheet(rows=((1, TITLES), (5, row()), (9, row(event="Another"))))
        assert [each.number for each in read_rows(TABLE, kept, TODAY)] == [5, 9]

    def test_may_be_many_but_not_more(self):
        assert len(read(*(row(event=f"Visit {n}") for n in range(MOST_ROWS)))) == MOST_ROWS
        assert refusal(*(row(event=f"Visit {n}") for n in range(MOST_ROWS + 1))) == [
            "There are 5,001 rows; at most 5,000 are taken"
        ]


class TestOrder:
    @pytest.mark.parametrize(
        "rows",
        [
            [row(MARCH_3), row(date(2026, 3, 4))],
            [row(hour=time(9), event="A"), row(hour=None, event="B"), row(hour=time(10), event="C")],
            [row(hour=None, event="A"), row(hour=time(9), event="B")],
            [row(place=1.0, event="A"), row(place=2.0, event="B")],
            [row("? March 2026"), row(date(2026, 3, 1)), row(MARCH_3)],
        ],
    )
    def test_is_taken_as_it_is(self, rows):
        assert len(read(*rows)) == len(rows)

    @pytest.mark.parametrize(
        ("rows", "said"),
        [
            (
                [row(date(2026, 3, 4)), row(MARCH_3)],
                "Row 3, Day: is earlier than row 2 (4 March 2026); put the rows in order",
            ),
            (
                [row(hour=time(9), event="A"), row(event="B"), row(hour=time(8), event="C")],
                "Row 4, Day: is earlier than row 3 (3 March 2026); put the rows in order",
            ),
            (
                [row(place=2.0, event="A"), row(place=1.0, event="B")],
                "Row 3, Day: is earlier than row 2 (3 March 2026); put the rows in order",
            ),
            (
                [row(MARCH_3), row("? March 2026")],
                "Row 3, Day: is earlier than row 2 (3 March 2026); put the rows in order",
            ),
        ],
    )
    def test_is_refused_with_the_row_that_breaks_it(self, rows, said):
        assert refusal(*rows) == [said]

    def test_is_told_of_a_row_with_other_faults_too(self):
        assert refusal(row(date(2026, 3, 4), who=None), row(MARCH_3)) == [
            "Row 2, Who: is empty; fill it in",
            "Row 3, Day: is earlier than row 2 (4 March 2026); put the rows in order",
        ]

    def test_is_told_once_of_one_row_that_stands_wrong(self):
        days = [date(2026, 3, 5), date(2026, 3, 1), date(2026, 3, 6)]
        assert len(refusal(*(row(day) for day in days))) == 1

    @given(st.lists(st.tuples(st.integers(1, 3), st.none() | st.integers(8, 10)), max_size=6))
    def test_has_keys_that_never_fall(self, given_rows):
        cells = [
            row(date(2026, 3, day), hour=None if hour is None else time(hour), event=str(n))
            for n, (day, hour) in enumerate(given_rows)
        ]
        try:
            rows = read(*cells) if cells else ()
        except UnfitSheet:
            return
        keys = list(order_keys(TABLE, rows))
        assert keys == sorted(keys)


class TestTogether:
    def test_tell_the_same_event_only_once(self):
        assert refusal(row(event="A visit."), row(source="Other"), row("3 march 2026", event="a  VISIT")) == [
            "Row 3: tells the same event as row 2 (alike in Day, Who, Event); keep one",
            "Row 4: tells the same event as row 2 (alike in Day, Who, Event); keep one",
        ]

    def test_end_no_earlier_than_they_start(self):
        assert refusal(row(until=date(2026, 3, 2)), row(hour=time(10), until_hour=time(9), event="B")) == [
            "Row 2, Until: is before the row's own start",
            "Row 3, Until: is before the row's own start",
        ]
        assert read(row("? March 2026", until=date(2026, 3, 1)), row(until=date(2026, 3, 9), until_hour=time(1)))


class TestSheet:
    @given(
        st.lists(
            st.none() | st.text(max_size=5) | st.booleans() | st.integers(-9, 9) | st.floats(allow_nan=False)
            | st.dates() | st.times().map(lambda t: t.replace(fold=0)) | st.datetimes().map(lambda t: t.replace(fold=0))
            | st.builds(Trouble, st.text(max_size=5)),
            max_size=4,
        )
    )  # fmt: skip
    def test_comes_back_from_its_json(self, cells):
        kept = Sheet(rows=((3, tuple(cells)),))
        assert Sheet.from_json(kept.to_json()) == kept

    def test_refuses_json_that_is_none_of_its_own(self):
        with pytest.raises(TypeError, match="list is no cell of a kept sheet"):
            Sheet.from_json([[1, [[]]]])
