"""How a date came about, in words."""

from datetime import date

import pytest

from engine.calendar.changes import WITHDRAWN
from engine.calendar.explaining import amount, explain
from engine.calendar.time_limits import Limit, reckon
from engine.calendar.working_days import Calendar
from tests.engine.calendar.test_changes import change

THURSDAY = date(2026, 4, 2)
"""Before Easter."""


def limit(number: int, anchor: str = "referral_received", unit: str = "wd", force: str = "national") -> Limit:
    return Limit(amount=number, unit=unit, anchor=anchor, force=force)


class TestExplain:
    def test_says_from_when_what_is_not_counted_and_by_which_calendar(self):
        calendar = Calendar(version="1")
        due = reckon("A-1", [limit(3)], {"referral_received": THURSDAY}, calendar)
        said, by = explain(due)
        worked_out, _, skipped = said.partition(". ")
        assert worked_out == (
            "The national limit, 3 working days after “referral received” on Thursday 2 April 2026: "
            "Thursday 9 April 2026"
        )
        assert skipped == (
            "Not counted: 2 days of weekends; Good Friday, Friday 3 April 2026; Easter Monday, Monday 6 April 2026"
        )
        assert by == f"Counted by the calendar {calendar.edition}"

    def test_says_which_of_several_is_worked_to_and_which_has_no_date(self):
        limits = [limit(1, unit="months"), limit(2, force="local"), limit(1, "met", force="framework")]
        first, second, third, _ = explain(reckon("A-1", limits, {"referral_received": THURSDAY}, Calendar()))
        assert first.startswith("The local limit, 2 working days after")
        assert "Wednesday 8 April 2026, the earliest, which is worked to. Not counted" in first
        assert second.endswith("Saturday 2 May 2026, shown beside it")
        assert third == "The framework limit, 1 working day after “met”: no date yet, because that is not recorded"

    def test_says_to_what_it_was_extended_and_keeps_the_limit(self):
        anchors = {"referral_received": THURSDAY, "A-1": date(2026, 4, 30)}
        said, extended, _ = explain(reckon("A-1", [limit(3)], anchors, Calendar()))
        assert "Thursday 9 April 2026, shown beside it" in said
        assert extended == "Extended to Thursday 30 April 2026, which is worked to"

    def test_names_a_proclamation_and_a_withdrawal(self):
        monday = change(1, WITHDRAWN, date(2026, 4, 6))
        friday = change(2, on=date(2026, 4, 10))
        calendar = Calendar(changes=(monday, friday))
        said, by = explain(reckon("A-1", [limit(5)], {"referral_received": THURSDAY}, calendar))
        assert "Good Friday, Friday 3 April 2026; No. 2, Friday 10 April 2026." in said
        assert said.endswith("Monday 6 April 2026 is a working day: No. 1")
        assert "change 2" in by


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (limit(1), "1 working day after"),
        (limit(-7), "7 working days before"),
        (limit(0), "on the day of"),
        (limit(6, unit="months"), "6 months after"),
        (limit(-1, unit="years"), "1 year before"),
    ],
)
def test_amount_says_how_far(one, said):
    assert amount(one) == said
