from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from engine import clock
from engine.access import Post
from engine.cases import seeing, work
from engine.cases.work import Desk
from engine.cases.work_items import FIRST
from engine.errors import NotAllowed
from tests.engine.cases.desk import NOW, desks

TODAY = clock.london_date(NOW)


@pytest.fixture
def office(light_database):
    with desks(light_database) as opened:
        yield opened


@pytest.fixture
def team(office):
    return office.office[0]


@pytest.fixture
def me(office, team):
    return office.in_office(team, "Ruth Ashdown")


@pytest.fixture
def colleague(office, team):
    return office.in_office(team, "Tomasz Wren")


@pytest.fixture
def statements():
    @contextmanager
    def counting(database):
        seen = list[str]()

        def note(_connection, _cursor, statement, *_):
            seen.append(statement)

        sa.event.listen(database.engine, "before_cursor_execute", note)
        yield seen
        sa.event.remove(database.engine, "before_cursor_execute", note)

    return counting


def listed(office, person, of="mine", *arguments):
    with office.database.reading() as tx:
        return getattr(Desk(tx, office.revisions, person), of)(*arguments)


def ids(found):
    return [item.task_id for item in found.items]


class TestMine:
    def test_is_what_i_claimed_and_what_nobody_has_claimed_by_due_date(self, office, team, me, colleague):
        with office.database.transaction() as tx:
            case = office.case(tx, me, team)
            undated = office.task(tx, case, team)
            later = office.task(tx, case, team, TODAY + timedelta(days=3))
            claimed = office.task(tx, case, team, TODAY, person_id=me.id, claimed_at=NOW)
            office.task(tx, case, team, TODAY, person_id=colleague.id, claimed_at=NOW)
            late = office.task(tx, case, team, TODAY - timedelta(days=1))
        assert ids(listed(office, me)) == [late, claimed, later, undated]

    def test_leaves_out_closed_tasks_events_and_other_roles(self, office, team, me):
        other = office.office[1]
        with office.database.transaction() as tx:
            case = office.case(tx, me, team, other)
            office.task(tx, case, team, TODAY, closed_at=NOW, outcome="completed")
            office.task(tx, case, team, TODAY, kind="event")
            office.task(tx, case, other, TODAY)
        assert ids(listed(office, me)) == []

    def test_leaves_out_what_i_claimed_in_a_role_that_i_hold_no_more(self, office, team, me):
        other = office.office[1]
        with office.database.transaction() as tx:
            case = office.case(tx, me, team, other)
            office.task(tx, case, other, TODAY, person_id=me.id, claimed_at=NOW)
        assert ids(listed(office, me)) == []

    def test_leaves_out_a_case_that_the_person_may_not_see_and_fills_the_page_without_it(
        self, office, team, me, monkeypatch
    ):
        monkeypatch.setattr(work, "PAGE", 2)
        with office.database.transaction() as tx:
            closed_to_me = office.case(tx, me)
            for _ in range(5):
                office.task(tx, closed_to_me, team, TODAY)
            case = office.case(tx, me, team)
            mine = [office.task(tx, case, team, TODAY) for _ in range(3)]
        assert ids(listed(office, me)) == mine[:2]

    def test_is_empty_for_somebody_without_posts(self, office):
        assert ids(listed(office, office.person("Nobody Yet"))) == []

    def test_pages_one_after_the_other(self, office, team, me, monkeypatch):
        monkeypatch.setattr(work, "PAGE", 3)
        with office.database.transaction() as tx:
            case = office.case(tx, me, team)
            tasks = [office.task(tx, case, team, TODAY + timedelta(days=n // 2)) for n in range(8)]
        found, after = list[str](), FIRST
        while after:
            page = listed(office, me, "mine", after)
            found += ids(page)
            after = page.more
        assert found == tasks

    def test_shows_what_a_list_may_say_of_a_case(self, office, team, me):
        with office.database.transaction() as tx:
            case = office.case(tx, me, team, initials="S.W.", reference="T-SHOWN")
            task = office.task(tx, case, team, date(2026, 4, 20), person_id=me.id, claimed_at=NOW)
            office.drafted(tx, me, task)
        (item,) = listed(office, me).items
        element = office.revision.elements[item.process, item.element]
        assert (item.name, item.clause) == (element.name, element.properties["time_limit"])
        assert (item.reference, item.initials, item.born_on) == ("T-SHOWN", "S.W.", date(2025, 12, 1))
        assert (item.time_left.working_days, item.time_left.due_on) == (4, date(2026, 4, 20))
        assert item.claimed_by.name == "Ruth Ashdown"
        assert item.draft_saved_at == NOW
        assert (item.holder.role, item.holder.name) == (team, team)

    def test_does_not_show_another_persons_draft(self, office, team, me, colleague):
        with office.database.transaction() as tx:
            office.drafted(tx, colleague, office.task(tx, office.case(tx, me, team), team))
        assert listed(office, me).items[0].draft_saved_at is None

    def test_names_the_organisation_of_an_instance(self, office):
        roles = office.revision.partnership.roles
        role = next(name for name, rule in roles.items() if rule.who == "partner" and not rule.partner)
        key, partner = next(iter(office.revision.partnership.partners.items()))
        member = office.person("Dr Carys Fenn", Post(organisation=key, title=partner.member))
        with office.database.transaction() as tx:
            case = office.case(tx, member, f"{role}|{key}")
            office.task(tx, case, f"{role}|{key}", TODAY, instance=key)
        (item,) = listed(office, member).items
        assert item.name.endswith(f": {partner.name}")
        assert (item.holder.name, item.holder.role) == (partner.name, role)


class TestTeam:
    def test_is_everything_of_the_role_whoever_has_it(self, office, team, me, colleague):
        with office.database.transaction() as tx:
            case = office.case(tx, me, team)
            mine = office.task(tx, case, team, TODAY, person_id=me.id, claimed_at=NOW)
            theirs = office.task(tx, case, team, TODAY, person_id=colleague.id, claimed_at=NOW)
            nobodys = office.task(tx, case, team)
        found = listed(office, me, "team", team)
        assert ids(found) == [mine, theirs, nobodys]
        assert [item.claimed_by and item.claimed_by.name for item in found.items] == [
            "Ruth Ashdown",
            "Tomasz Wren",
            None,
        ]

    def test_is_refused_for_a_role_that_the_person_does_not_hold(self, office, me):
        with pytest.raises(NotAllowed):
            listed(office, me, "team", office.office[1])


@pytest.mark.parametrize("cap", [1, 1000], ids=["of many cases", "of few cases"])
class TestWaiting:
    def test_is_what_others_have_to_do_in_my_cases(self, office, team, me, cap, monkeypatch):
        monkeypatch.setattr(seeing, "MANY_CASES", cap)
        other = office.office[1]
        with office.database.transaction() as tx:
            case = office.case(tx, me, team, other)
            office.task(tx, case, team, TODAY)
            theirs = office.task(tx, case, other, TODAY)
            office.task(tx, office.case(tx, me, other), other, TODAY)
        assert ids(listed(office, me, "waiting")) == [theirs]

    def test_is_nothing_to_an_agency_that_is_asked(self, office, team, me, cap, monkeypatch):
        monkeypatch.setattr(seeing, "MANY_CASES", cap)
        asked = office.agency("Bethan Sorrell")
        with office.database.reading() as tx:
            desk = Desk(tx, office.revisions, asked)
            assert not desk.is_inside
        with office.database.transaction() as tx:
            own = next(key for key in desk.keys if key not in desk.inside)
            case = office.case(tx, me, team, own)
            office.task(tx, case, team, TODAY)
            office.task(tx, case, f"{own.partition('|')[0]}|another", TODAY)
        assert ids(listed(office, asked, "waiting")) == []
        assert listed(office, asked, "counts").waiting == 0


class TestCounts:
    def test_agree_with_the_lists(self, office, team, me, colleague):
        other = office.office[1]
        with office.database.transaction() as tx:
            case = office.case(tx, me, team, other)
            office.task(tx, case, team, TODAY, person_id=me.id, claimed_at=NOW)
            office.task(tx, case, team, TODAY, person_id=colleague.id, claimed_at=NOW)
            office.task(tx, case, team)
            office.task(tx, case, other)
        counted = listed(office, me, "counts")
        assert (counted.mine, counted.teams[team], counted.waiting) == (2, 3, 1)

    def test_stop_at_the_cap(self, office, team, me, monkeypatch):
        monkeypatch.setattr(work, "CAP", 2)
        with office.database.transaction() as tx:
            case = office.case(tx, me, team)
            for _ in range(4):
                office.task(tx, case, team)
        assert listed(office, me, "counts").mine == 2


class TestStatements:
    """Costs follow the page, not what waits: as SQLite plans it."""

    @pytest.fixture
    def office(self):
        with desks() as opened:
            yield opened

    @pytest.mark.parametrize("of", ["mine", "waiting", "counts"])
    def test_are_as_many_for_one_task_as_for_many(self, office, team, me, of, statements):
        with office.database.transaction() as tx:
            case = office.case(tx, me, team, office.office[1])
            office.task(tx, case, team)
        listed(office, me, of)
        with statements(office.database) as few:
            listed(office, me, of)
        with office.database.transaction() as tx:
            for n in range(30):
                case = office.case(tx, me, team, office.office[1])
                office.task(tx, case, office.office[n % 2], TODAY + timedelta(days=n))
        with statements(office.database) as many:
            listed(office, me, of)
        assert len(many) == len(few) <= 4  # begin, revisions in use, which way to read, the list

    @pytest.mark.parametrize(
        ("statement", "scans"),
        [
            (work._mine(2), {"user_task_inbox": 2, "user_task_claimed": 1}),
            (work._TEAM, {"user_task_inbox": 1}),
            (work._waiting(of_many=True), {"user_task_open": 1}),
            (work._waiting(of_many=False), {"user_task_case": 1}),
        ],
        ids=["mine", "team", "waiting of many", "waiting of few"],
    )
    def test_read_one_range_of_an_index_each(self, office, me, statement, scans):
        with office.database.reading() as tx:
            desk = Desk(tx, office.revisions, me)
            due = {"due_first": date.min, "due_last": clock.NO_DATE}
            values = desk._values(FIRST, 10, team="a", **due) | {"key0": "a", "key1": "b"}
            sql = statement.params(**values).compile(
                dialect=tx.connection.dialect, compile_kwargs={"literal_binds": True}
            )
            plan = [row[3] for row in tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
        for index, times in scans.items():
            assert sum(index in line for line in plan) == times, plan
        assert not any(line.startswith("SCAN user_task ") and "INDEX" not in line for line in plan), plan
