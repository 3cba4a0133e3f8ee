"""The directory of agencies: who stands on a day, who has taken whose place, and what is said of it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagrams.directory import Agency, answered_for, named, standing, standing_of, why_not

LAST, FIRST = date(2026, 6, 25), date(2026, 6, 26)
AGENCIES = {
    "old": Agency(name="Old", until_on=LAST, successor="middle"),
    "middle": Agency(name="Middle", from_on=FIRST, until_on=date(2026, 9, 30), successor="new"),
    "new": Agency(name="New"),
    "gone": Agency(name="Gone", until_on=LAST),
}


class TestStanding:
    @pytest.mark.parametrize(
        ("organisation", "day", "who"),
        [
            ("old", LAST, "old"),
            ("old", FIRST, "middle"),
            ("old", date(2026, 10, 1), "new"),
            ("middle", LAST, ""),  # it has not begun
            ("gone", LAST, "gone"),
            ("gone", FIRST, ""),
            ("no agency", FIRST, "no agency"),
        ],
    )
    def test_is_who_answers_on_that_day(self, organisation, day, who):
        assert standing(AGENCIES, organisation, day) == who

    def test_waits_for_a_successor_that_has_not_begun(self):
        gap = {"a": Agency(name="A", until_on=LAST, successor="b"), "b": Agency(name="B", from_on=date(2026, 7, 1))}
        assert standing(gap, "a", FIRST) == ""
        assert standing(gap, "a", date(2026, 7, 1)) == "b"

    def test_of_several_names_each_once_in_their_order(self):
        assert standing_of(AGENCIES, ["gone", "new", "old", "middle"], FIRST) == ("new", "middle")
        assert standing_of(AGENCIES, ["old", "new"], date(2026, 10, 1)) == ("new",)


class TestAnsweredFor:
    def test_are_itself_and_those_whose_place_it_has_taken(self):
        assert answered_for(AGENCIES, "middle", FIRST) == ("middle", "old")
        assert answered_for(AGENCIES, "new", date(2026, 10, 1)) == ("new", "old", "middle")
        assert answered_for(AGENCIES, "new", LAST) == ("new",)

    def test_are_none_once_it_has_closed_or_before_it_begins(self):
        assert answered_for(AGENCIES, "old", FIRST) == ()
        assert answered_for(AGENCIES, "middle", LAST) == ()

    @given(st.integers(-400, 400))
    def test_says_the_same_as_who_stands(self, days):
        day = LAST + timedelta(days=days)
        for key in AGENCIES:
            for other in AGENCIES:
                assert (other in answered_for(AGENCIES, key, day)) == (standing(AGENCIES, other, day) == key)


class TestWords:
    def test_name_an_agency_with_who_has_taken_its_place(self):
        assert named(AGENCIES, "old", LAST) == "Old"
        assert named(AGENCIES, "old", FIRST) == "Old (now Middle)"
        assert named(AGENCIES, "gone", FIRST) == "Gone (closed)"

    def test_say_why_it_is_not_chosen_or_written_to(self):
        assert why_not(AGENCIES, "old", LAST) == ""
        assert why_not(AGENCIES, "old", FIRST) == "Old closed on 25 June 2026, and Middle took its place"
        assert why_not(AGENCIES, "gone", FIRST) == "Gone closed on 25 June 2026, and nobody took its place"
        assert why_not(AGENCIES, "middle", LAST) == "Middle begins on 26 June 2026"
        assert why_not(AGENCIES, "no agency", FIRST) == ""
