"""A body's dates with what waits for each, and what a date that is added or called off moves."""

from datetime import date

import pytest

from engine import clock
from engine.calendar.working_days import Calendar
from engine.cases.holders import Holder
from engine.cases.meetings.agendas import Waiting, assigned, bodies, may_change, moved_by, sittings
from engine.cases.time_left import time_left
from engine.diagrams.bodies import Body
from engine.registers import meeting_dates
from tests.engine.cases.office import statements
from tests.engine.rows import AT

APRIL, MAY, JUNE = date(2026, 4, 20), date(2026, 5, 18), date(2026, 6, 22)
BODY = Body(dates=(date(2026, 3, 2), APRIL, MAY))


def item(name: str, *, put_on: date | None = None, due_on: date | None = None) -> Waiting:
    return Waiting(
        task_id=name, name=name, reference="2026-0001", initials="N.", born_on=None, clause="",
        time_left=due_on and time_left(Calendar(), due_on), opened_at=AT, holder=Holder(key="Keeper", role="Keeper"),
        put_on=put_on, is_mine=False, is_to_be_put=False,
    )  # fmt: skip


def dates(body: Body, *items: Waiting) -> dict[date | None, list[str]]:
    with clock.stopped_at(AT):
        sessions, undated = assigned(body, items)
    found = {session.on: [one.name for one in session.items] for session in sessions}
    return {**found, **({None: [one.name for one in undated]} if undated else {})}


class TestAssigned:
    def test_leaves_what_was_put_on_no_agenda_for_the_next_date(self):
        assert dates(BODY, item("a"), item("b", put_on=MAY)) == {APRIL: ["a"], MAY: ["b"]}

    def test_carries_over_what_was_put_on_a_date_that_passed_or_was_called_off(self):
        off = Body(dates=(MAY,), called_off=(APRIL,))
        assert dates(BODY, item("a", put_on=date(2026, 3, 2))) == {APRIL: ["a"], MAY: []}
        assert dates(off, item("a", put_on=APRIL)) == {MAY: ["a"]}

    def test_has_a_meeting_that_was_called_for_a_case(self):
        with clock.stopped_at(AT):
            sessions, _ = assigned(BODY, [item("a", put_on=JUNE)])
        assert [(session.on, session.is_set) for session in sessions] == [(APRIL, True), (MAY, True), (JUNE, False)]

    def test_counts_a_meeting_today_as_one_to_come(self):
        assert dates(Body(dates=(date(2026, 4, 14),)), item("a")) == {date(2026, 4, 14): ["a"]}

    def test_puts_what_is_due_first_first_and_what_has_no_date_last(self):
        found = dates(BODY, item("c"), item("b", due_on=date(2026, 4, 30)), item("a", due_on=date(2026, 4, 13)))
        assert found[APRIL] == ["a", "b", "c"]

    def test_says_what_waits_while_no_date_is_set(self):
        assert dates(Body(dates=()), item("a")) == {None: ["a"]}


@pytest.fixture
def waiting(either_moot):
    either_moot.through()
    return either_moot


def council(moot, person="warden"):
    with moot.stopped(), moot.database.reading() as tx:
        body = bodies(tx, moot.engine.revisions)["Council"]
        return sittings(tx, moot.engine.revisions, moot.viewer(tx, person), "Council", body)


def enter(moot, make, person="warden", **said):
    with moot.stopped(), moot.database.transaction() as tx:
        body = bodies(tx, moot.engine.revisions)["Council"]
        meeting_dates.enter(tx, make(tx, "Council", body, me=moot.people[person], **said))


class TestSittings:
    def test_has_what_is_to_be_put_on_an_agenda_and_then_what_waits_for_its_date(self, waiting):
        found = council(waiting)
        assert [(one.reference, one.put_on) for one in found.to_be_put] == [("2026-0001", None)]
        assert found.waiting == 0
        waiting.do(day=MAY.isoformat())
        found = council(waiting)
        assert not found.to_be_put
        assert [(session.on, len(session.items)) for session in found.sessions] == [(APRIL, 0), (MAY, 1)]
        (one,) = found.session(MAY).items
        assert (one.reference, one.put_on, one.is_mine) == ("2026-0001", MAY, False)
        assert council(waiting, "keeper").session(MAY).items[0].is_mine

    def test_shows_no_case_to_who_does_not_see_it_from_inside(self, waiting):
        waiting.do(day=MAY.isoformat())
        assert council(waiting, "harbour").waiting == 0

    def test_lets_who_keeps_it_and_administrators_change_it(self, moot):
        with moot.stopped(), moot.database.reading() as tx:
            body = bodies(tx, moot.engine.revisions)["Council"]
            assert may_change(body, moot.viewer(tx, "warden"))
            assert not may_change(body, moot.viewer(tx, "keeper"))

    def test_takes_a_date_that_was_entered_into_every_form_at_once(self, waiting):
        enter(waiting, meeting_dates.add, on=JUNE, why="")
        enter(waiting, meeting_dates.call_off, on=APRIL, why="The hall is flooded")
        found = council(waiting)
        assert [session.on for session in found.sessions] == [MAY, JUNE]
        with waiting.stopped(), waiting.database.reading() as tx:
            entered = meeting_dates.register(tx, "Council")
        assert [(one.change.on, one.by) for one in entered] == [(APRIL, "Wim Warden"), (JUNE, "Wim Warden")]

    def test_costs_the_same_however_much_waits(self, moot):
        moot.through()
        with statements(moot.database) as one:
            council(moot)
        moot.do(day=MAY.isoformat())
        with statements(moot.database) as other:
            council(moot)
        assert len(one) == len(other) <= 6


class TestMovedBy:
    def moves(self, moot, make, person="warden", **said):
        with moot.stopped(), moot.database.reading() as tx:
            body = bodies(tx, moot.engine.revisions)["Council"]
            change = make(tx, "Council", body, me=moot.people[person], **said)
            return moved_by(tx, moot.engine.revisions, moot.viewer(tx, person), "Council", body, change)

    def test_tells_what_waits_for_another_date(self, waiting):
        waiting.do(day=APRIL.isoformat())
        (moved,), hidden = self.moves(waiting, meeting_dates.call_off, on=APRIL, why="A flood")
        assert (moved.was, moved.becomes, moved.item.reference, hidden) == (APRIL, MAY, "2026-0001", 0)

    def test_tells_only_how_many_of_what_one_does_not_see(self, waiting):
        waiting.do(day=APRIL.isoformat())
        seen, hidden = self.moves(waiting, meeting_dates.call_off, "harbour", on=APRIL, why="A flood")
        assert (seen, hidden) == ((), 1)

    def test_leaves_what_was_put_on_a_date_there_when_an_earlier_one_is_added(self, waiting):
        waiting.do(day=APRIL.isoformat())
        assert self.moves(waiting, meeting_dates.add, on=date(2026, 4, 17), why="") == ((), 0)
