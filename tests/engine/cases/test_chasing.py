"""Whom to chase: who was told last, a reminder out of turn once a day, and what is left of the list when narrowed."""

from collections import Counter
from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.access import OFFICE
from engine.cases import chasing
from engine.cases.chasing import RemindedTodayError, remind_now, told, ways
from engine.cases.claims import claim
from engine.cases.work import Desk
from engine.cases.work_items import Narrowed
from engine.errors import NotAllowed, TaskNotOpen
from engine.records.tables import case_member, delivery, letter, user_task
from engine.registers.people import find_person
from tests.engine.cases.desk import NOW, desks
from tests.engine.cases.test_reminding import CASE, april, begin, database, rows, wardens  # noqa: F401 - fixtures
from tests.engine.rows import add_person

TODAY = clock.london_date(NOW)
DAY = timedelta(days=1)


@pytest.fixture
def cases(database, wardens):  # noqa: F811 - who is reminded
    return begin(database)


@pytest.fixture
def keeper(database, cases):  # noqa: F811
    """Somebody inside who sees the case, and does not hold the task."""
    with database.transaction() as tx:
        number = add_person(tx, "Kit", posts=((OFFICE, "Keeper"),))
        tx.connection.execute(case_member.insert().values(case_id=CASE, held_by="Keeper"))
        return find_person(tx, number)


def the_task(database):  # noqa: F811
    (task,) = rows(database, user_task, user_task.c.element == "fetch")
    return task


def remind(database, cases, who, at):  # noqa: F811
    task = the_task(database)
    with clock.stopped_at(at), database.transaction() as tx:
        return remind_now(tx, cases, who, task.id)


class TestRemindNow:
    def test_writes_to_everybody_of_the_role_or_to_who_has_taken_it(self, database, cases, keeper, wardens):  # noqa: F811
        remind(database, cases, keeper, april(15, 9))
        task = the_task(database)
        with clock.stopped_at(april(15, 10)), database.transaction() as tx:
            claim(tx, cases.revisions, wardens[1], task.id)
        remind(database, cases, keeper, april(16, 9))
        first, second = rows(database, letter, letter.c.name == "remind")
        reached = [
            [d.person_id for d in rows(database, delivery, delivery.c.letter_id == one.id)] for one in (first, second)
        ]
        assert reached == [[wardens[0].id, wardens[1].id], [wardens[1].id]]
        with database.reading() as tx:
            entry = audit.entries(tx, CASE)[-1]
            assert (entry.action, entry.person_id) == ("people_reminded", keeper.id)

    def test_goes_once_a_day_and_not_when_one_went_of_its_own_accord(self, database, cases, keeper):  # noqa: F811
        remind(database, cases, keeper, april(15, 9))
        with pytest.raises(RemindedTodayError):
            remind(database, cases, keeper, april(15, 23))
        remind(database, cases, keeper, april(16, 0, 5))
        assert len(rows(database, letter, letter.c.name == "remind")) == 2

    def test_is_for_those_inside_who_see_the_case(self, database, cases, wardens):  # noqa: F811
        with database.transaction() as tx:
            stranger = find_person(tx, add_person(tx, "Kit", posts=((OFFICE, "Keeper"),)))
            agency = find_person(
                tx, add_person(tx, "Ada", posts=(("harbour", "Harbour Master"),), email="a@example.org")
            )
        for who in (stranger, agency):
            with pytest.raises(NotAllowed):
                remind(database, cases, who, april(15, 9))
        with pytest.raises(NotAllowed), database.transaction() as tx:
            remind_now(tx, cases, stranger, "no-such-task")
        assert rows(database, letter, letter.c.name == "remind") == []

    def test_is_not_sent_of_what_is_closed_or_has_no_date(self, database, cases, keeper):  # noqa: F811
        with database.transaction() as tx:
            tx.connection.execute(sa.update(user_task).values(due_on=clock.NO_DATE))
        with pytest.raises(NotAllowed):
            remind(database, cases, keeper, april(15, 9))
        with database.transaction() as tx:
            tx.connection.execute(sa.update(user_task).values(closed_at=april(15), outcome="cancelled"))
        with pytest.raises(TaskNotOpen):
            remind(database, cases, keeper, april(15, 9))


class TestTold:
    def test_says_who_was_reminded_when(self, database, cases, keeper):  # noqa: F811
        def last():
            with clock.stopped_at(april(16, 9)), database.reading() as tx:
                (item,) = Desk(tx, cases.revisions, keeper).waiting().items
                return told(tx, [item]).get(item.task_id)

        assert last() is None  # the letter that came with the task is not counted
        remind(database, cases, keeper, april(15, 9))
        assert (last().at, last().people, last().is_reminder) == (april(15, 9), ("Ann", "Ben"), True)


class TestWays:
    @pytest.fixture
    def office(self):
        with desks() as opened:
            yield opened

    @pytest.fixture
    def desk(self, office):
        """Somebody inside, with tasks of others in three cases: late, today, coming, without a date."""
        team, other = office.office
        me = office.in_office(team, "Ruth Ashdown")
        agency = next(iter(office.revision.partnership.agencies))
        role = next(name for name, rule in office.revision.partnership.roles.items() if rule.who == "agency")
        with office.database.transaction() as tx:
            for number in range(3):
                case = office.case(tx, me, team, reference=f"T-{number}")
                for held in (other, f"{role}|{agency}"):
                    for due in (TODAY - DAY, TODAY, TODAY + DAY, None)[: number + 2]:
                        office.task(tx, case, held, due, instance=agency if "|" in held else None)
        with office.database.reading() as tx:
            yield Desk(tx, office.revisions, me)

    def asked(self, desk):
        every = [Narrowed()]
        found = ways(desk, desk._revisions.current(desk._tx).partnership)
        for reference in ("", *(choice.value for choice in found.cases)):
            for held in ("", *(choice.value for choice in found.holders)):
                every += [Narrowed(reference=reference, holder=held, late=late) for late in (None, True, False)]
        return every

    def test_numbers_are_those_of_the_list_that_each_link_leads_to(self, office, desk):
        for wanted in self.asked(desk):
            found = ways(desk, office.revision.partnership, wanted)
            for choice in found.cases:
                narrowed = Narrowed(reference=choice.value, holder=wanted.holder, late=wanted.late)
                assert len(desk.waiting(wanted=narrowed).items) == choice.number
            for choice in found.holders:
                narrowed = Narrowed(reference=wanted.reference, holder=choice.value, late=wanted.late)
                assert len(desk.waiting(wanted=narrowed).items) == choice.number
            for number, late in ((found.late, True), (found.in_time, False)):
                narrowed = Narrowed(reference=wanted.reference, holder=wanted.holder, late=late)
                assert len(desk.waiting(wanted=narrowed).items) == number

    def test_name_cases_and_holders(self, office, desk):
        found = ways(desk, office.revision.partnership)
        assert [choice.name for choice in found.cases] == ["T-0", "T-1", "T-2"]
        assert next(iter(office.revision.partnership.agencies.values())).name in {each.name for each in found.holders}
        assert Counter(late=found.late, all=found.late + found.in_time) == Counter(late=6, all=18)

    def test_say_when_they_do_not_count_everything(self, office, desk, monkeypatch):
        assert ways(desk, office.revision.partnership).is_all
        monkeypatch.setattr(chasing, "MOST", 5)
        found = ways(desk, office.revision.partnership)
        assert (found.is_all, found.late + found.in_time) == (False, 5)
