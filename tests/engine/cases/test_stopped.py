"""What stopped is seen by those who answer for the case inside the partnership."""

import pytest
import sqlalchemy as sa

from engine.access import OFFICE, Post
from engine.cases import incidents
from engine.cases import stopped as stopped_module
from engine.cases.seeing import Viewer
from engine.cases.stopped import LONGEST_AGO, stopped
from engine.diagrams import samples
from tests.engine.cases.office import Office, statements
from tests.engine.rows import fresh_database


@pytest.fixture
def office(light_database) -> Office:
    return Office(light_database, samples.linear(2))


def page(office: Office, person, after=LONGEST_AGO):
    with office.clock(), office.database.reading() as tx:
        return stopped(tx, Viewer.of(tx, office.engine.revisions, person), after)


def seen_by(office: Office, person) -> list[str]:
    return [found.reference for found in page(office, person).items]


class TestStopped:
    def test_is_told_to_who_answers_for_the_case_and_to_nobody_else(self, office):
        started = office.start()
        with office.clock(), office.database.transaction() as tx:
            incidents.open_incident(tx, started.case_id, incidents.TIMERS_FAILED, facts={})
        assert seen_by(office, office.officer) == [started.reference]
        assert seen_by(office, office.person("A caretaker", Post(organisation=OFFICE, title="Caretaker"))) == []

    def test_ends_when_it_is_resolved(self, office):
        started = office.start()
        with office.clock(), office.database.transaction() as tx:
            number = incidents.open_incident(tx, started.case_id, incidents.MANY_TURNS, facts={})
            incidents.resolve(tx, number, office.officer.id)
        assert seen_by(office, office.officer) == []

    def test_takes_one_statement_a_page_and_reads_no_more_than_it_shows(self, office, monkeypatch):
        monkeypatch.setattr(stopped_module, "PAGE", 3)
        for _ in range(5):
            started = office.start()
            with office.clock(), office.database.transaction() as tx:
                incidents.open_incident(tx, started.case_id, incidents.MANY_TURNS, facts={})
        seen_by(office, office.officer)
        with statements(office.database) as sent:
            first = page(office, office.officer)
        assert len([s for s in sent if "incident" in s]) == 1
        second = page(office, office.officer, first.more)
        assert ([len(first.items), len(second.items)], second.more) == ([3, 2], None)
        assert not {each.id for each in first.items} & {each.id for each in second.items}

    def test_bundles_what_is_alike(self, office):
        kinds = (incidents.MANY_TURNS, incidents.TIMERS_FAILED, incidents.MANY_TURNS)
        for kind in kinds:
            started = office.start()
            with office.clock(), office.database.transaction() as tx:
                incidents.open_incident(tx, started.case_id, kind, facts={})
        bundles = page(office, office.officer).alike
        assert [[each.kind for each in one] for one in bundles] == [[kinds[0]] * 2, [kinds[1]]]

    def test_reads_the_index_of_what_is_open(self):
        with fresh_database() as database, database.reading() as tx:
            plan = "EXPLAIN QUERY PLAN SELECT id FROM incident WHERE resolved_at IS NULL ORDER BY at, id"
            assert "incident_open" in str(tx.connection.execute(sa.text(plan)).all())
