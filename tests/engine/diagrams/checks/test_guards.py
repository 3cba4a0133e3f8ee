"""Who guards cases, and the letter that tells that one was opened."""

import pytest

from tests.engine.diagrams.builder import PARTNERSHIP, bundle, letter, smallest
from tests.engine.diagrams.checks.found import found, said

OPENED = f"{PARTNERSHIP}opened_minutes: 60\n"


class TestOpeningsAreTold:
    def test_takes_a_role_that_guards_with_the_letter(self):
        letters = letter("opened", "Somebody opened {{ case.reference }}.")
        assert found(bundle(smallest(), partnership=f"{OPENED}guard: Chair\n", letters=letters)) == []

    def test_asks_for_both(self):
        assert found(bundle(smallest(), partnership=OPENED)) == [("guard", "opened_minutes")] * 2
        assert "forms/letters/opened.txt" in said(bundle(smallest(), partnership=f"{OPENED}guard: Chair\n"))

    def test_finds_the_letter_unused_where_nobody_opens_cases(self):
        assert found(bundle(smallest(), letters=letter("opened"))) == [("unused", "opened")]

    @pytest.mark.parametrize(
        ("guard", "why"), [("Warden", "no role"), ("Member", "same posts in every case"), ("Head", "held by an agency")]
    )
    def test_refuses_who_cannot_guard_every_case(self, guard, why):
        partnership = PARTNERSHIP.replace("roles:", "roles:\n  Head: {who: agency, agency: school}", 1)
        assert why in said(bundle(smallest(), partnership=f"{partnership}guard: {guard}\n"))
