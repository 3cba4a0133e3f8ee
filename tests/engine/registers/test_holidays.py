"""Holidays that are proclaimed and withdrawn: what may be entered, and what is kept of it."""

from datetime import date

import pytest

from engine import clock
from engine.access import Person
from engine.calendar.changes import PROCLAIMED, UNDONE, WITHDRAWN
from engine.calendar.working_days import Calendar
from engine.errors import DateOutOfReach, NotAllowed
from engine.registers import holidays
from engine.registers.holidays import CalendarMoved, HolidayRefused
from tests.engine.rows import AT, add_person

MONDAY, MAY_DAY = date(2026, 6, 15), date(2026, 5, 4)


@pytest.fixture(autouse=True)
def stopped():
    with clock.stopped_at(AT):
        yield


@pytest.fixture
def me(database) -> Person:
    with database.transaction() as tx:
        number = add_person(tx, "Ann Admin", is_administrator=True)
    return Person(id=number, name="Ann Admin", email="", posts=(), is_administrator=True)


def change(tx, me, kind=PROCLAIMED, on=MONDAY, why="A coronation"):
    calendar = Calendar(changes=holidays.changes(tx))
    return holidays.proclaim_or_withdraw(tx, calendar, kind=kind, on=on, why=why, me=me)


def entered(database, me, **said):
    with database.transaction() as tx:
        made = change(tx, me, **said)
        holidays.enter(tx, made)
    return made


class TestEnter:
    def test_counts_from_then_on(self, database, me):
        entered(database, me)
        with database.reading() as tx:
            found = Calendar(changes=holidays.changes(tx)).explain(MONDAY)
        assert (found.counts, found.reason) == (False, "A coronation")

    def test_keeps_who_when_and_why(self, database, me):
        made = entered(database, me)
        with database.reading() as tx:
            (found,) = holidays.register(tx)
        assert (found.change, found.by, found.undone) == (made, "Ann Admin", None)
        assert (made.number, made.at, made.person_id, made.why) == (1, AT, me.id, "A coronation")

    def test_is_told_in_the_transaction_that_has_read_the_calendar_before(self, database, me):
        with database.transaction() as tx:
            assert holidays.changes(tx) == ()
            holidays.enter(tx, change(tx, me))
            assert len(holidays.changes(tx)) == 1

    def test_refuses_what_was_made_before_somebody_elses_change(self, database, me):
        with database.transaction() as tx:
            mine = change(tx, me)
        entered(database, me, kind=WITHDRAWN, on=MAY_DAY)
        with database.transaction() as tx, pytest.raises(CalendarMoved):
            holidays.enter(tx, mine)

    def test_refuses_the_second_of_two_at_the_same_time(self, database, me):
        with database.transaction() as tx:
            mine = change(tx, me)
        entered(database, me, kind=WITHDRAWN, on=MAY_DAY)
        with database.transaction() as tx:
            holidays.note(tx, "")  # as on PostgreSQL it was read before the other was committed
            with pytest.raises(CalendarMoved):
                holidays.enter(tx, mine)


class TestProclaimOrWithdraw:
    @pytest.mark.parametrize(
        ("kind", "on", "because"),
        [
            (PROCLAIMED, date(2026, 6, 13), "never counts"),
            (PROCLAIMED, MAY_DAY, r"is a holiday \(May Day\) already"),
            (WITHDRAWN, MONDAY, "is a working day already"),
        ],
    )
    def test_refuses_what_would_change_nothing(self, database, me, kind, on, because):
        with database.reading() as tx, pytest.raises(HolidayRefused, match=because):
            change(tx, me, kind=kind, on=on)

    @pytest.mark.parametrize("kind", [PROCLAIMED, WITHDRAWN])
    def test_sends_who_would_enter_a_day_twice_to_the_first_entry(self, database, me, kind):
        entered(database, me)
        with (
            database.reading() as tx,
            pytest.raises(HolidayRefused, match=r"as proclaimed \(A coronation\): take that"),
        ):
            change(tx, me, kind=kind)

    def test_refuses_a_day_that_the_calendar_does_not_know(self, database, me):
        with database.reading() as tx, pytest.raises(DateOutOfReach):
            change(tx, me, on=date(2101, 6, 15))

    def test_is_for_administrators(self, database, me):
        somebody = Person(id=me.id, name="", email="", posts=())
        with database.reading() as tx, pytest.raises(NotAllowed, match="administrators"):
            change(tx, somebody)


class TestTakeBack:
    def undo(self, database, me, number=1):
        with database.transaction() as tx:
            made = holidays.take_back(tx, number, why="It was a mistake", me=me)
            holidays.enter(tx, made)
        return made

    def test_lets_the_day_count_as_before_and_keeps_both(self, database, me):
        first = entered(database, me)
        made = self.undo(database, me)
        assert (made.kind, made.on, made.undoes) == (UNDONE, MONDAY, 1)
        with database.reading() as tx:
            assert Calendar(changes=holidays.changes(tx)).is_working_day(MONDAY)
            (found,) = holidays.register(tx)
        assert (found.change, found.undone) == (first, made)

    def test_is_not_done_twice(self, database, me):
        entered(database, me)
        self.undo(database, me)
        with pytest.raises(HolidayRefused, match="already"):
            self.undo(database, me)

    def test_refuses_what_was_never_entered(self, database, me):
        with pytest.raises(HolidayRefused, match="never entered"):
            self.undo(database, me, 7)

    def test_leaves_the_day_free_to_be_entered_anew(self, database, me):
        entered(database, me)
        self.undo(database, me)
        assert entered(database, me, why="It is one after all").number == 3
