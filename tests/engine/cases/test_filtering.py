"""The list of cases, narrowed: the same whichever way it is gone through, and never more than a person is told."""

from datetime import date, timedelta

import pytest

from engine.cases import seeing
from engine.cases.filtering import EVERY_CASE, Filter, choices_of
from engine.cases.listing import CaseIndex
from engine.records.searches import case_end
from tests.engine.cases.desk import NOW, desks

TODAY = date(2026, 4, 14)


@pytest.fixture(params=[1, 1000], ids=["many", "few"])
def office(light_database, request, monkeypatch):
    monkeypatch.setattr(seeing, "MANY_CASES", request.param)
    with desks(light_database) as opened:
        yield opened


@pytest.fixture
def team(office):
    return office.office[0]


@pytest.fixture
def me(office, team):
    return office.in_office(team, "Ruth Ashdown")


@pytest.fixture
def found(office, me):
    def find(status="open", person=me, **asked):
        with office.database.reading() as tx:
            index = CaseIndex(tx, office.revisions, person)
            page = index.page(status, asked=Filter(**asked))
            assert index.count(status, Filter(**asked)) == len(page.items)
        return [item.reference for item in page.items]

    return find


def asked_agency(office):
    """Somebody of an agency that is asked, their organisation and a key by which it holds a task."""
    asked = office.agency("Bethan Sorrell")
    organisation = asked.posts[0].organisation
    return asked, organisation, f"{_role_of_agencies(office)}|{organisation}"


def _role_of_agencies(office):
    roles = office.revision.partnership.roles
    return next(name for name, role in roles.items() if role.who == "agency" and not role.agency and not role.senior)


class TestFilter:
    def test_asks_for_whom_a_case_waits(self, office, team, me, found):
        other = office.office[1]
        _, organisation, key = asked_agency(office)
        with office.database.transaction() as tx:
            mine, theirs, agencys = (office.case(tx, me, team, reference=f"T-{who}") for who in ("M", "T", "A"))
            office.task(tx, mine, team, TODAY)
            office.task(tx, theirs, other, TODAY)
            office.task(tx, theirs, team, TODAY, closed_at=NOW)
            office.task(tx, agencys, key, TODAY)
        assert found(role=team) == ["T-M"]
        assert found(role=other) == ["T-T"]
        assert found(organisation=organisation) == ["T-A"]
        assert found(role=_role_of_agencies(office)) == ["T-A"]
        assert found(role=team, organisation=organisation) == []

    def test_asks_for_one_task_that_fits_all(self, office, team, me, found):
        element = office.element
        elsewhere = next(process for process in office.revision.processes if process != element.process)
        with office.database.transaction() as tx:
            late, early, both = (office.case(tx, me, team, reference=f"T-{when}") for when in ("L", "E", "B"))
            office.task(tx, late, team, TODAY - timedelta(days=1))
            office.task(tx, early, team, TODAY)
            office.task(tx, both, team, TODAY)
            office.task(tx, both, team, TODAY - timedelta(days=1), process=elsewhere, element="other")
        assert found(is_late=True) == ["T-B", "T-L"]
        assert found(stage=element.process) == ["T-B", "T-E", "T-L"]
        assert found(stage=element.process, is_late=True) == ["T-L"]

    def test_asks_for_days_with_both_ends(self, office, team, me, found):
        with office.database.transaction() as tx:
            for n in range(3):
                office.case(tx, me, team, reference=f"T-{n}", opened_at=NOW - timedelta(days=n))
        assert found(opened_from=TODAY - timedelta(days=1)) == ["T-0", "T-1"]
        assert found(opened_until=TODAY - timedelta(days=1)) == ["T-1", "T-2"]
        assert found(opened_from=TODAY, opened_until=date(9999, 12, 31)) == ["T-0"]

    def test_asks_how_a_case_ended(self, office, team, me, found):
        ends = {office.revision.elements[office.revision.partnership.start, end].name: end
                for end in office.revision.ends_reached.values()}  # fmt: skip
        name, end = next(iter(ends.items()))
        with office.database.transaction() as tx:
            closed = {"status": "closed", "closed_at": NOW}
            ended = office.case(tx, me, team, reference="T-ENDED", **closed)
            office.case(tx, me, team, **closed)
            tx.connection.execute(case_end.insert(), {"case_id": ended, "element": end})
        assert found("closed", ended=name) == ["T-ENDED"]
        assert found("closed", ended="No such end") == []
        assert len(found("closed")) == 2

    def test_tells_an_agency_nothing_of_what_others_have_to_do(self, office, team, me, found):
        asked, _, key = asked_agency(office)
        with office.database.transaction() as tx:
            case = office.case(tx, me, team, key, reference="T-OWN")
            office.task(tx, case, team, TODAY - timedelta(days=1))
        for narrow in ({"role": team}, {"is_late": True}, {"stage": office.element.process}):
            assert found(person=asked, **narrow) == []
            assert found(**narrow) == ["T-OWN"]
        with office.database.transaction() as tx:
            office.task(tx, case, key, TODAY - timedelta(days=1))
        assert found(person=asked, is_late=True) == ["T-OWN"]


class TestItem:
    def test_says_with_whom_the_case_is_and_which_clause_is_next(self, office, team, me):
        other = office.office[1]
        with office.database.transaction() as tx:
            case = office.case(tx, me, team)
            office.task(tx, case, team, TODAY + timedelta(days=3), person_id=me.id, claimed_at=NOW)
            office.task(tx, case, other, TODAY)
            office.task(tx, case, other)
        with office.database.reading() as tx:
            (item,) = CaseIndex(tx, office.revisions, me).page("open", asked=EVERY_CASE).items
        assert {(each.holder.name, each.claimed_by) for each in item.people} == {(team, "Ruth Ashdown"), (other, "")}
        assert (item.next.due_on, item.clause, item.open_tasks) == (TODAY, office.element.properties["time_limit"], 3)


class TestChoices:
    def test_are_those_of_the_revisions_in_use(self, office):
        with office.database.reading() as tx:
            choices = choices_of(office.revisions.in_use(tx))
        assert office.element.process in choices.stages
        assert set(choices.organisations) >= set(office.revision.partnership.agencies)
        assert choices.ends
        assert all(office.revision.partnership.roles[role].who != "mailbox" for role in choices.roles)
