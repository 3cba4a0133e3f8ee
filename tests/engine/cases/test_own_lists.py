"""Filters that a person keeps, and the cases opened last: theirs alone, and of what they still see."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import clock
from engine.cases import own_lists
from engine.cases.own_lists import drop_filter, note_visit, recent_cases, save_filter, saved_filters
from engine.cases.seeing import Viewer
from engine.records.searches import case_visit
from engine.records.tables import case_member
from tests.engine.cases.desk import NOW, desks


@pytest.fixture
def office(light_database):
    with desks(light_database) as opened:
        yield opened


@pytest.fixture
def me(office):
    return office.in_office(office.office[0], "Ruth Ashdown")


class TestFilters:
    def test_are_kept_by_name_for_one_person(self, office, me, monkeypatch):
        monkeypatch.setattr(own_lists, "MOST_FILTERS", 2)
        other = office.person("Another")
        with office.database.transaction() as tx:
            assert save_filter(tx, me.id, "Late", {"late": "yes"})
            assert save_filter(tx, me.id, "Closed", {"show": "closed"})
            assert save_filter(tx, me.id, "Late", {"late": "yes", "stage": "x"})
            assert not save_filter(tx, me.id, "One more", {})
            assert save_filter(tx, other.id, "Late", {})
            mine = saved_filters(tx, me.id)
            assert [(each.name, each.asks) for each in mine] == [
                ("Closed", {"show": "closed"}),
                ("Late", {"late": "yes", "stage": "x"}),
            ]
            drop_filter(tx, other.id, mine[0].id)
            drop_filter(tx, me.id, mine[1].id)
            assert [each.name for each in saved_filters(tx, me.id)] == ["Closed"]


class TestRecentCases:
    def test_are_those_opened_last_that_are_still_seen(self, office, me):
        with office.database.transaction() as tx:
            cases = [office.case(tx, me, office.office[0], reference=f"T-{n}") for n in range(3)]
        for n, case in enumerate([*cases, cases[0]]):
            with clock.stopped_at(NOW + timedelta(minutes=2 * n)), office.database.transaction() as tx:
                note_visit(tx, me.id, case)
        with office.database.transaction() as tx:
            tx.connection.execute(case_member.delete().where(case_member.c.case_id == cases[1]))
            found = recent_cases(tx, Viewer.of(tx, office.revisions, me))
        assert [case.reference for case in found] == ["T-0", "T-2"]

    def test_are_written_once_a_minute_at_most(self, office, me):
        with office.database.transaction() as tx:
            case = office.case(tx, me, office.office[0])
        written = []
        for seconds in (0, 59, 61):
            with clock.stopped_at(NOW + timedelta(seconds=seconds)), office.database.transaction() as tx:
                note_visit(tx, me.id, case)
                written.append(tx.connection.scalar(sa.select(case_visit.c.at)))
        assert written == [NOW, NOW, NOW + timedelta(seconds=61)]
