from datetime import date, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from forms.merging import MOST_NAMED, Filled, merged, with_gaps
from forms.rows import order_keys
from tests.forms.diary import DIARY, TABLE, diary, read, row

MARCH_3 = date(2026, 3, 3)


def filled(name, *rows):
    return Filled(key=name.lower(), sender=name, rows=read(*rows) if rows else ())


def sent(*days, hour=None):
    return [row(MARCH_3 + timedelta(day), hour=hour, event=f"Event {n}") for n, day in enumerate(sorted(days))]


many = st.lists(
    st.lists(st.tuples(st.integers(0, 3), st.none() | st.integers(8, 10)), max_size=5).map(
        lambda cells: [
            row(MARCH_3 + timedelta(day), hour=hour and time(hour), event=f"Event {n}")
            for n, (day, hour) in enumerate(sorted(cells, key=lambda cell: (cell[0], cell[1] or 0)))
        ]
    ),
    max_size=4,
)


class TestMerged:
    @given(many)
    def test_loses_nothing_and_adds_nothing(self, several):
        sources = [filled(f"S{n}", *rows) for n, rows in enumerate(several)]
        entries = merged(TABLE, sources)
        found = sorted((entry.key, entry.row.number) for entry in entries)
        assert found == sorted((source.key, each.number) for source in sources for each in source.rows)

    @given(many)
    def test_keeps_the_order_of_each_sender(self, several):
        sources = [filled(f"S{n}", *rows) for n, rows in enumerate(several)]
        entries = merged(TABLE, sources)
        for source in sources:
            numbers = [entry.row.number for entry in entries if entry.key == source.key]
            assert numbers == sorted(numbers)

    @given(many)
    def test_is_in_the_order_of_time(self, several):
        sources = [filled(f"S{n}", *rows) for n, rows in enumerate(several)]
        key_of = {
            (source.key, each.number): key
            for source in sources
            for each, key in zip(source.rows, order_keys(TABLE, source.rows), strict=True)
        }
        keys = [key_of[entry.key, entry.row.number] for entry in merged(TABLE, sources)]
        assert keys == sorted(keys)

    def test_puts_rows_of_one_moment_in_the_order_of_the_senders(self):
        entries = merged(TABLE, [filled("North", row(event="N")), filled("East", row(event="E"))])
        assert [entry.sender for entry in entries] == ["North", "East"]

    def test_of_nothing_is_nothing(self):
        assert merged(TABLE, []) == ()
        assert merged(TABLE, [filled("North")]) == ()


class TestAlso:
    def test_names_who_else_tells_the_event(self):
        first, second, third = merged(
            TABLE, [filled("North", row()), filled("East", row(event="a visit.")), filled("West", row(event="Other"))]
        )
        assert (first.also, second.also, third.also) == ((("East", 2),), (("North", 2),), ())
        assert first.also_said() == "Also told by East, row 2"

    def test_says_how_many_there_are_besides_those_named(self):
        entry = merged(TABLE, [filled(f"S{n}", row()) for n in range(MOST_NAMED + 3)])[0]
        assert entry.also_said().endswith("S5, row 2; and 2 more")

    def test_compares_a_day_with_no_month(self):
        first, second = merged(TABLE, [filled("North", row("? March 2026")), filled("East", row(date(2026, 3, 1)))])
        assert (first.also, second.also) == ((), ())


class TestContradictions:
    def test_are_told_of_both(self):
        first, second = merged(
            TABLE, [filled("North", row(seen="Not seen")), filled("East", row(seen="Seen alone", hour=time(9)))]
        )
        assert [c.said() for c in first.contradicts] == ["East, row 2, says otherwise: Seen"]
        assert [c.said() for c in second.contradicts] == ["North, row 2, says otherwise: Seen"]

    def test_gather_the_columns_of_every_rule(self):
        first, _ = merged(
            TABLE,
            [
                filled("North", row(seen="Not seen", told="Yes", hour=time(9))),
                filled("East", row(seen="Seen alone", told="No", hour=time(9))),
            ],
        )
        assert [c.columns for c in first.contradicts] == [("Seen", "Told")]

    def test_need_an_answer_of_both(self):
        first, _ = merged(TABLE, [filled("North", row(seen="Not seen")), filled("East", row())])
        assert first.contradicts == ()

    def test_are_none_within_what_one_sender_says(self):
        both = filled("North", row(told="Yes", hour=time(9)), row(told="No", hour=time(9), event="Other"))
        assert [entry.contradicts for entry in merged(TABLE, [both])] == [(), ()]


class TestGaps:
    def gaps(self, *rows):
        return [entry.gap for entry in merged(TABLE, [filled("North", *rows)])]

    def test_are_longer_than_their_number_of_days(self):
        first, second, third = self.gaps(
            row(date(2026, 1, 1)), row(date(2026, 1, 30), event="B"), row(date(2026, 3, 1), event="C")
        )
        assert (first, second) == (None, None)
        assert (third.first, third.last, third.days) == (date(2026, 1, 31), date(2026, 2, 28), 29)
        assert third.said() == "Nothing is recorded for 29 days, from 31 January 2026 to 28 February 2026"

    def test_begin_when_what_went_on_has_ended(self):
        stay = row(date(2026, 1, 1), until=date(2026, 2, 20))
        assert self.gaps(stay, row(date(2026, 1, 2), event="B"), row(date(2026, 3, 10), event="C")) == [None] * 3

    def test_leave_a_month_its_days(self):
        assert self.gaps(row("? January 2026"), row(date(2026, 2, 28), event="B")) == [None, None]

    def test_are_told_anew_of_a_choice_of_entries(self):
        entries = merged(
            TABLE,
            [filled("North", row(date(2026, 1, 1)), row(MARCH_3, event="B")), filled("East", row(date(2026, 2, 1)))],
        )
        assert [entry.gap for entry in entries if entry.gap] != []
        alone = with_gaps(TABLE, [entry for entry in entries if entry.key == "north"])
        assert [entry.gap and entry.gap.days for entry in alone] == [None, 60]

    def test_are_not_told_where_the_table_has_none(self):
        table = diary(DIARY.replace("gap_days: 28", ""))
        rows = read(row(date(2020, 1, 1)), row(MARCH_3), table=table)
        assert [entry.gap for entry in merged(table, [Filled(key="n", sender="N", rows=rows)])] == [None, None]


class TestNotes:
    def test_say_everything_that_there_is_to_know(self):
        entries = merged(
            TABLE,
            [
                filled("North", row(date(2026, 1, 1), event="A"), row(seen="Not seen")),
                filled("East", row(seen="Seen alone")),
            ],
        )
        assert entries[1].notes() == [
            "Nothing is recorded for 60 days, from 2 January 2026 to 2 March 2026",
            "Also told by East, row 2",
            "East, row 2, says otherwise: Seen",
        ]
