"""Dates on which bodies meet, added and called off while cases go on."""

from datetime import date

import pytest

from engine import clock
from engine.access import Person
from engine.diagrams.bodies import Body, as_json, from_json, standing
from engine.registers import meeting_dates
from engine.registers.meeting_dates import DateRefused, DatesMoved
from tests.engine.rows import AT, add_person

MAY, JUNE = date(2026, 5, 18), date(2026, 6, 22)
BODY = Body(dates=(MAY,))


@pytest.fixture
def me(database) -> Person:
    with database.transaction() as tx:
        number = add_person(tx, "Wim Warden")
    return Person(id=number, name="Wim Warden", email="", posts=())


@pytest.fixture(autouse=True)
def in_april():
    with clock.stopped_at(AT):
        yield


def entered(database, me, make=meeting_dates.add, *, body=BODY, on=JUNE, why=""):
    with database.transaction() as tx:
        change = make(tx, "Council", body, on=on, why=why, me=me)
        meeting_dates.enter(tx, change)
    return change


class TestEnter:
    def test_keeps_every_change_and_the_last_row_bears_them_all(self, database, me):
        first = entered(database, me)
        second = entered(database, me, meeting_dates.call_off, on=MAY, why="A flood")
        with database.reading() as tx:
            assert meeting_dates.changes(tx) == (first, second)
        assert (first.number, second.number, second.at) == (1, 2, AT)
        assert from_json(as_json((first, second))) == (first, second)

    def test_refuses_what_was_looked_at_before_somebody_elses_change(self, database, me):
        with database.reading() as tx:
            mine = meeting_dates.add(tx, "Council", BODY, on=JUNE, why="", me=me)
        entered(database, me, on=date(2026, 7, 1))
        with database.transaction() as tx, pytest.raises(DatesMoved):
            meeting_dates.enter(tx, mine)

    def test_refuses_the_second_of_two_at_the_same_time(self, database, me):
        with database.reading() as tx:
            mine = meeting_dates.add(tx, "Council", BODY, on=JUNE, why="", me=me)
        entered(database, me, on=date(2026, 7, 1))
        with database.transaction() as tx:
            meeting_dates.note(tx, "")  # as on PostgreSQL it was read before the other was committed
            with pytest.raises(DatesMoved):
                meeting_dates.enter(tx, mine)


class TestAddAndCallOff:
    @pytest.mark.parametrize(
        ("make", "on", "because"),
        [
            (meeting_dates.add, MAY, "is one of its dates already"),
            (meeting_dates.add, date(2026, 4, 13), "has passed"),
            (meeting_dates.call_off, JUNE, "is none of its dates"),
            (meeting_dates.call_off, date(2026, 4, 13), "has passed"),
        ],
    )
    def test_refuse_what_would_change_nothing_or_the_past(self, database, me, make, on, because):
        with database.reading() as tx, pytest.raises(DateRefused, match=because):
            make(tx, "Council", BODY, on=on, why="", me=me)


class TestStanding:
    def test_follows_the_changes_in_their_order(self, database, me):
        off = entered(database, me, meeting_dates.call_off, on=MAY)
        added = entered(database, me)
        assert standing({"Council": BODY}, [off, added])["Council"] == Body(dates=(JUNE,), called_off=(MAY,))
        back = entered(database, me, body=Body(dates=()), on=MAY)
        assert standing({"Council": BODY}, [off, back])["Council"] == BODY

    def test_leaves_other_bodies_alone(self, database, me):
        added = entered(database, me)
        assert standing({"Board": BODY}, [added]) == {"Board": BODY}
