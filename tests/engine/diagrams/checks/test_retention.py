"""The schedule by which closed cases are kept."""

import pytest

from tests.engine.diagrams.builder import PARTNERSHIP, bundle, smallest
from tests.engine.diagrams.checks.found import found, said

GOOD = "retention: {reviewed_by: Chair, confirmed_by: Chair, periods: [{years: 10, from: closed}]}\n"


def with_(periods: str, by: str = "Chair") -> str:
    return f"{PARTNERSHIP}retention: {{reviewed_by: {by}, confirmed_by: Chair, periods: {periods}}}\n"


class TestSchedule:
    def test_takes_one_for_every_outcome(self):
        assert found(bundle(smallest(), partnership=PARTNERSHIP + GOOD)) == []

    @pytest.mark.parametrize(
        ("periods", "why"),
        [
            ("[{years: 10, from: closed, ends: [nowhere]}, {years: 5, from: closed}]", "'nowhere' is no end of"),
            ("[{years: 10, from: moonrise}]", "no form records 'moonrise'"),
            ("[{years: 10, from: closed, ends: [done]}]", "the last period, and no other"),
            ("[{years: 10, from: closed}, {years: 5, from: closed}]", "the last period, and no other"),
            ("[{years: 1, from: closed, ends: [a, a]}, {years: 5, from: closed}]", "has two periods"),
            ("[{years: 0, from: closed}]", "between 1 and 150"),
            ("[]", "Shorter than"),
        ],
    )
    def test_refuses(self, periods, why):
        told = said(bundle(smallest(), partnership=with_(periods)))
        assert why in told or (why == "between 1 and 150" and "150" in told), told

    @pytest.mark.parametrize(("role", "why"), [("Warden", "no role"), ("Member", "same posts in every case")])
    def test_refuses_who_is_not_the_same_in_every_case(self, role, why):
        assert why in said(bundle(smallest(), partnership=with_("[{years: 1, from: closed}]", by=role)))
