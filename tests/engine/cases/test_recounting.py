"""A changed calendar: what it would move, moving it, and every program's taking notice of it."""

import threading
from contextlib import suppress
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from engine import audit, clock, jobs
from engine.access import Person
from engine.calendar.changes import PROCLAIMED, WITHDRAWN
from engine.cases.attempts import fire_due_timers, recount_dates, retry, submit_user_task
from engine.cases.dates import fire_timers
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.recounting import Moving, lock, moving_by, waiting
from engine.cases.rows import LOCK_CASE
from engine.records import tables
from engine.registers import holidays
from engine.registers.people import find_person
from tests.engine.cases.office import statements
from tests.engine.errand import ANSWERS, asker_in, engine_in, start_errand
from tests.engine.rows import AT, add_person

TODAY, WEDNESDAY, THURSDAY, FRIDAY = (date(2026, 4, day) for day in (14, 15, 16, 17))
"""An errand of Tuesday is due on Wednesday."""


class Errands:
    """Errands under way, and an administrator."""

    def __init__(self, database) -> None:
        self.database, self.cases = database, engine_in(database)
        self.asker = asker_in(database)
        with database.transaction() as tx:
            number = add_person(tx, "Ann Admin", is_administrator=True)
            self.warden_id = add_person(tx, "Wat Warden", posts=(("partnership", "Warden"),))
        self.admin = Person(id=number, name="Ann Admin", email="", posts=(), is_administrator=True)

    def start(self) -> int:
        return start_errand(self.database, self.cases, self.asker)

    def change(self, tx, kind=PROCLAIMED, on=WEDNESDAY, why="A coronation"):
        calendar = self.cases.revisions.current(tx).partnership.calendar
        return holidays.proclaim_or_withdraw(tx, calendar, kind=kind, on=on, why=why, me=self.admin)

    def enter(self, **said) -> None:
        with self.database.transaction() as tx:
            holidays.enter(tx, self.change(tx, **said))

    def take_back(self, number=1) -> None:
        with self.database.transaction() as tx:
            holidays.enter(tx, holidays.take_back(tx, number, why="A mistake", me=self.admin))

    def preview(self, **said) -> list[Moving]:
        with self.database.reading() as tx:
            return list(moving_by(tx, self.cases.revisions, self.change(tx, **said)))

    def recount(self, case_id: int, engine: CaseEngine | None = None) -> int:
        return recount_dates(self.database, engine or self.cases, case_id)

    def waiting(self) -> int:
        with self.database.reading() as tx:
            assert len(jobs.due_keys(tx, jobs.DATES, 100)) == waiting(tx)
            return waiting(tx)

    def due(self, case_id: int) -> tuple[date | None, date | None]:
        """The date of the open task, and of the timer that watches it."""
        task, timer = tables.user_task.c, tables.timer.c
        with self.database.reading() as tx:
            on = tx.connection.execute(
                sa.select(task.due_on).where(task.case_id == case_id, task.clause != "")
            ).scalar()
            at = tx.connection.execute(sa.select(timer.due_at).where(timer.case_id == case_id)).scalar()
        return on, at and clock.london_date(at)

    def audited(self, case_id: int) -> list[audit.Entry]:
        with self.database.reading() as tx:
            assert not audit.verify(tx).broken
            return [entry for entry in audit.entries(tx, case_id) if entry.action == "calendar_changed"]

    def task(self, case_id: int) -> str:
        task = tables.user_task.c
        with self.database.reading() as tx:
            found = sa.select(task.id).where(task.case_id == case_id, task.closed_at.is_(None))
            return str(tx.connection.execute(found).scalar_one())

    def fetch(self, case_id: int) -> None:
        with self.database.reading() as tx:
            warden = find_person(tx, self.warden_id)
        submit_user_task(self.database, self.cases, task_id=self.task(case_id), person=warden, answers={"done": "yes"})


@pytest.fixture
def errands(database):
    with clock.stopped_at(AT):
        yield Errands(database)


class TestMovingBy:
    def test_lists_what_moves_by_reference_and_clause_with_old_and_new(self, errands):
        errands.start()
        errands.start()
        found = errands.preview()
        assert [(m.reference, m.clause, m.times, m.was, m.becomes) for m in found] == [
            ("2026-0001", "ERR-1", 1, WEDNESDAY, THURSDAY),
            ("2026-0002", "ERR-1", 1, WEDNESDAY, THURSDAY),
        ]
        assert found[0].what == "Fetch it"

    @pytest.mark.parametrize("on", [TODAY, THURSDAY])
    def test_lists_nothing_that_does_not_move(self, errands, on):
        errands.start()
        assert errands.preview(on=on) == []

    def test_changes_nothing(self, errands):
        case_id = errands.start()
        errands.preview()
        assert errands.due(case_id) == (WEDNESDAY, WEDNESDAY)
        assert errands.waiting() == 0

    def test_leaves_out_cases_that_are_closed(self, errands):
        errands.fetch(errands.start())
        assert errands.preview() == []

    def test_says_of_every_case_what_recounting_it_does(self, errands):
        numbers = [errands.start() for _ in range(3)]
        said = {(m.reference, m.was, m.becomes) for m in errands.preview()}
        errands.enter()
        for number in numbers:
            errands.recount(number)
        assert {(f"2026-000{n}", WEDNESDAY, errands.due(n)[0]) for n in numbers} == said


class TestRecount:
    def test_moves_the_task_and_its_timer_and_names_the_proclamation(self, errands):
        case_id = errands.start()
        errands.enter()
        assert errands.waiting() == 1
        assert errands.recount(case_id) == 1
        assert errands.due(case_id) == (THURSDAY, THURSDAY)
        (entry,) = errands.audited(case_id)
        assert entry.person_id == errands.admin.id
        assert entry.facts["calendar"] == [
            {"number": 1, "kind": "proclaimed", "on": "2026-04-15", "why": "A coronation"}
        ]
        assert [(m["clause"], m["old"], m["new"]) for m in entry.facts["time_limits"]] == [
            ("ERR-1", "2026-04-15", "2026-04-16")
        ]

    def test_is_done_once(self, errands):
        case_id = errands.start()
        errands.enter()
        assert [errands.recount(case_id), errands.recount(case_id), errands.waiting()] == [1, 0, 0]
        assert len(errands.audited(case_id)) == 1

    def test_says_nothing_in_a_case_whose_dates_stay(self, errands):
        case_id = errands.start()
        errands.enter(on=FRIDAY)
        assert errands.recount(case_id) == 1
        assert (errands.audited(case_id), errands.waiting()) == ([], 0)

    def test_moves_back_what_is_taken_back(self, errands):
        case_id = errands.start()
        errands.enter()
        errands.recount(case_id)
        errands.take_back()
        errands.recount(case_id)
        assert errands.due(case_id) == (WEDNESDAY, WEDNESDAY)
        assert [c["kind"] for entry in errands.audited(case_id) for c in entry.facts["calendar"]] == [
            "proclaimed", "undone",
        ]  # fmt: skip

    def test_follows_several_changes_at_once(self, errands):
        case_id = errands.start()
        errands.enter()
        errands.enter(on=THURSDAY, why="Mourning")
        errands.recount(case_id)
        assert errands.due(case_id) == (FRIDAY, FRIDAY)
        assert [c["why"] for c in errands.audited(case_id)[0].facts["calendar"]] == ["A coronation", "Mourning"]

    def test_moves_a_date_forward_when_a_holiday_is_withdrawn(self, errands):
        thursday_before_easter = AT - timedelta(days=12)
        case_id = start_errand(errands.database, errands.cases, errands.asker, thursday_before_easter)
        assert errands.due(case_id) == (date(2026, 4, 7), date(2026, 4, 7))
        errands.enter(kind=WITHDRAWN, on=date(2026, 4, 6))
        errands.recount(case_id)
        assert errands.due(case_id) == (date(2026, 4, 6), date(2026, 4, 6))

    def test_is_an_incident_when_it_fails_and_can_be_tried_again(self, errands, monkeypatch):
        case_id = errands.start()
        errands.enter()
        with monkeypatch.context() as broken:
            broken.setattr("engine.cases.moving.write_moves", lambda *_: 1 / 0)
            assert errands.recount(case_id) == 0
        assert errands.waiting() == 0, "it must not be tried for ever"
        assert errands.due(case_id) == (WEDNESDAY, WEDNESDAY)
        with errands.database.reading() as tx:
            number = tx.connection.execute(sa.select(tables.incident.c.id)).scalar_one()
            warden = find_person(tx, errands.warden_id)
        retry(errands.database, errands.cases, number, warden)
        assert errands.due(case_id) == (THURSDAY, THURSDAY)
        assert len(errands.audited(case_id)) == 1


class TestEveryStep:
    def test_that_comes_first_works_the_dates_out_itself(self, errands):
        """The day that was proclaimed ends before the worker has come to the case: nothing fires."""
        case_id = errands.start()
        errands.enter()
        with clock.stopped_at(clock.end_of(WEDNESDAY) + timedelta(seconds=1)):
            assert fire_due_timers(errands.database, errands.cases, case_id) == 0
        assert errands.due(case_id) == (THURSDAY, THURSDAY)
        with clock.stopped_at(clock.end_of(THURSDAY) + timedelta(seconds=1)):
            assert fire_due_timers(errands.database, errands.cases, case_id) == 1

    def test_of_another_program_takes_notice(self, errands):
        """A server that has read the revision, and holds the case in memory, counts by what another entered."""
        case_id = errands.start()
        other = CaseEngine()
        with errands.database.transaction() as tx:
            calendar = other.revisions.current(tx).partnership.calendar
            made = holidays.proclaim_or_withdraw(
                tx, calendar, kind=PROCLAIMED, on=WEDNESDAY, why="A coronation", me=errands.admin
            )
            holidays.enter(tx, made)
        with clock.stopped_at(clock.end_of(WEDNESDAY)):
            errands.fetch(case_id)
        (entry,) = errands.audited(case_id)
        assert entry.facts["time_limits"][0]["new"] == "2026-04-16"

    def test_of_a_case_that_begins_afterwards_counts_by_it_at_once(self, errands):
        errands.enter()
        case_id = errands.start()
        assert errands.due(case_id) == (THURSDAY, THURSDAY)
        assert errands.waiting() == 0

    def test_costs_no_statement_more(self, errands):
        def sent(case_id: int) -> list[str]:
            with errands.database.reading() as tx:
                warden = find_person(tx, errands.warden_id)
            with statements(errands.database) as found:
                task = errands_task[case_id]
                submit_user_task(errands.database, errands.cases, task_id=task, person=warden, answers={"done": "yes"})
            return found

        first, second = errands.start(), errands.start()
        errands_task = {number: errands.task(number) for number in (first, second)}
        before = sent(first)
        errands.enter(on=FRIDAY)
        errands.recount(second)
        assert len(sent(second)) <= len(before) + 1  # its state is read again, because the case has moved

    def test_refused_leaves_nothing_behind(self, errands):
        case_id = errands.start()
        errands.enter()
        with suppress(ZeroDivisionError), errands.database.transaction() as tx:
            fire_timers(tx, errands.cases, case_id)
            1 / 0  # noqa: B018 - the step fails
        assert errands.due(case_id) == (WEDNESDAY, WEDNESDAY)
        assert errands.waiting() == 1


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)  # on SQLite one writes at a time
class TestWhileSomebodyIsAtWork:
    """The calendar changes after a step has read it and before the step is committed: the worker finds the case."""

    def test_on_a_case_that_is_just_opened(self, errands):
        with errands.database.transaction() as tx:
            opened = start_case(tx, errands.cases, person=errands.asker, answers=ANSWERS)
            errands.enter()
        assert errands.due(opened.case_id) == (WEDNESDAY, WEDNESDAY)
        assert errands.waiting() == 1
        errands.recount(opened.case_id)
        assert errands.due(opened.case_id) == (THURSDAY, THURSDAY)

    def test_on_a_case_that_goes_on(self, errands):
        case_id = errands.start()
        with errands.database.transaction() as tx:
            lock(tx, errands.cases, LOCK_CASE, case_id=case_id)
            errands.enter()
        assert errands.waiting() == 1

    def test_for_who_had_to_wait_for_the_one_before(self, errands):
        """The second step's statement began before the change; what it reads once it may go on is of afterwards."""
        case_id, seen = errands.start(), list[int]()

        def second() -> None:
            with errands.database.transaction() as tx:
                row = lock(tx, errands.cases, LOCK_CASE, case_id=case_id)
                seen.append(row.calendar_now)
                seen.append(errands.cases.revisions.get(tx, row.revision_id).partnership.calendar.number)

        waits = threading.Thread(target=second)
        with errands.database.transaction() as tx:
            lock(tx, errands.cases, LOCK_CASE, case_id=case_id)
            waits.start()
            _until_somebody_waits(errands.database)
            errands.enter()
            tx.connection.execute(
                sa.update(tables.safeguarding_case).values(calendar=1)  # as the worker, if it had come first
            )
        waits.join()
        assert seen == [1, 1]


def _until_somebody_waits(database) -> None:
    waiting = sa.text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    while True:
        with database.reading() as tx:
            if tx.connection.execute(waiting).scalar_one():
                return
