"""Changes of the calendar as they are kept, and which days count at which moment."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from engine.calendar.changes import PROCLAIMED, UNDONE, WITHDRAWN, Change, as_json, from_json, standing
from engine.calendar.working_days import WORKING, Calendar
from tests.engine.rows import AT

MONDAY, MAY_DAY = date(2026, 6, 15), date(2026, 5, 4)
HOUR = timedelta(hours=1)


def change(number: int, kind: str = PROCLAIMED, on: date = MONDAY, undoes: int | None = None) -> Change:
    at = AT + HOUR * number
    return Change(number=number, kind=kind, on=on, why=f"No. {number}", at=at, person_id=1, undoes=undoes)


PROCLAIM, WITHDRAW, UNDO = change(1), change(2, WITHDRAWN, MAY_DAY), change(3, UNDONE, undoes=1)


class TestStored:
    @given(
        st.lists(
            st.builds(
                Change,
                number=st.integers(1, 99),
                kind=st.sampled_from([PROCLAIMED, WITHDRAWN, UNDONE]),
                on=st.dates(),
                why=st.text(),
                at=st.datetimes(timezones=st.just(UTC)),
                person_id=st.integers(1, 2**40),
                undoes=st.none() | st.integers(1, 99),
            )
        )
    )
    def test_are_read_as_they_were_written(self, changes):
        assert from_json(as_json(changes)) == tuple(changes)

    def test_are_none_where_nothing_is_stored(self):
        assert from_json("") == ()


class TestStanding:
    def test_leaves_out_what_was_taken_back_and_its_taking_back(self):
        assert standing([PROCLAIM, WITHDRAW, UNDO]) == (WITHDRAW,)


class TestCalendar:
    def test_counts_no_proclaimed_day_and_names_it(self):
        found = Calendar(changes=(PROCLAIM,)).explain(MONDAY)
        assert (found.counts, found.reason) == (False, "No. 1")

    def test_counts_a_withdrawn_holiday_and_names_it(self):
        found = Calendar(changes=(WITHDRAW,)).explain(MAY_DAY)
        assert (found.counts, found.reason) == (True, f"{WORKING}: No. 2")

    def test_lets_what_was_entered_hold_against_the_revisions_own(self):
        calendar = Calendar(proclaimed={MONDAY: "the revision's"}, changes=(change(1, WITHDRAWN),))
        assert calendar.is_working_day(MONDAY)

    def test_never_counts_a_saturday_whatever_was_entered(self):
        saturday = date(2026, 6, 13)
        assert Calendar(changes=(change(1, WITHDRAWN, saturday),)).explain(saturday).reason == "Saturday"

    def test_of_a_moment_of_the_past_is_told_again(self):
        calendar = Calendar(changes=(PROCLAIM, WITHDRAW, UNDO))
        moments = [PROCLAIM.at - HOUR, PROCLAIM.at, WITHDRAW.at, UNDO.at]
        told = [
            (calendar.as_of(at).is_working_day(MONDAY), calendar.as_of(at).is_working_day(MAY_DAY)) for at in moments
        ]
        assert told == [(True, False), (False, False), (False, True), (True, True)]

    def test_is_named_by_its_last_change_and_the_librarys_version(self):
        assert Calendar(version="2026-1").edition.startswith("2026-1 (holidays ")
        assert Calendar(version="2026-1", changes=(PROCLAIM, WITHDRAW)).edition.startswith(
            "2026-1, change 2 (holidays "
        )

    def test_of_an_instant_in_another_zone_is_the_same(self):
        at = datetime.fromisoformat("2026-04-14T12:30:00+02:00")  # the first change's
        assert Calendar(changes=(PROCLAIM, WITHDRAW)).as_of(at).number == 1
