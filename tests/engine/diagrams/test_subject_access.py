"""Who answers people that ask what is held about them: what partnership.yaml may say, and by when they answer."""

from datetime import date

import pytest

from engine.calendar.working_days import Calendar
from engine.diagrams.subject_access import SubjectAccess
from tests.engine.diagrams.builder import PARTNERSHIP, bundle, smallest
from tests.engine.diagrams.checks.found import found, said

RULES = f"{PARTNERSHIP}subject_access: {{role: Chair, reasons: {{other: About another person}}}}\n"


class TestPartnership:
    def test_takes_a_role_that_is_the_same_in_every_case(self):
        assert found(bundle(smallest(), partnership=RULES)) == []

    @pytest.mark.parametrize(
        ("old", "new", "why"),
        [
            ("role: Chair", "role: Warden", "no role"),
            ("role: Chair", "role: Member", "same posts in every case"),
            ("{other: About another person}", "{}", "Shorter than minimum length"),
            ("role: Chair", "role: Chair, months: 0", "greater than or equal to 1"),
        ],
    )
    def test_refuses_what_cannot_be(self, old, new, why):
        assert why in said(bundle(smallest(), partnership=RULES.replace(old, new)))


class TestDueOn:
    @pytest.mark.parametrize(
        ("received_on", "due_on"),
        [
            (date(2026, 4, 14), date(2026, 5, 14)),
            (date(2026, 1, 31), date(2026, 3, 2)),  # 28 February is a Saturday
            (date(2026, 3, 3), date(2026, 4, 7)),  # Good Friday to Easter Monday
        ],
    )
    def test_is_the_corresponding_day_or_the_next_working_day(self, received_on, due_on):
        assert SubjectAccess(role="Chair").due_on(received_on, Calendar()) == due_on
