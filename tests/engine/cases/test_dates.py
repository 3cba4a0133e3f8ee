"""Time limits that pass together in one case."""

import cProfile
from datetime import UTC, date, datetime, timedelta

import pytest

from engine import audit
from engine.cases import dates
from engine.cases.engine import CaseEngine, LiveCases
from engine.diagrams.bundle import Bundle
from engine.diagrams.samples import CLAUSE, FORM, ROLE, Drawing, bundle_of
from engine.records import tables
from tests.engine.cases.office import Office, edited
from tests.engine.cases.walk import START


def awaited() -> Bundle:
    """A task with a time limit for each instance, in a process that each calls, two deep."""
    inner, outer, top = Drawing("inner"), Drawing("outer"), Drawing("top")
    inner.chain(inner.start(), inner.user_task("answer", limit=CLAUSE), inner.end())
    inner.watch("answer", CLAUSE)
    outer.chain(outer.start(), outer.call("call", inner.process), outer.end())
    top.chain(top.start(), top.user_task("open"), top.call("each", outer.process, instances="one"), top.end())
    return bundle_of([top, outer, inner], with_instances=True)


def calls_to_fire(office: Office, timers: int) -> int:
    """Let as many time limits of a new case pass at once; return how many calls of functions that took."""
    done = office.start(instances=[{"note": str(number)} for number in range(timers)])
    office.now += timedelta(days=60)
    with office.clock(), office.database.transaction() as tx, cProfile.Profile() as counted:
        assert dates.fire_timers(tx, office.engine, done.case_id) == timers
    assert len(office.rows(tables.letter, tables.letter.c.case_id == done.case_id)) == timers
    return sum(entry.callcount for entry in counted.getstats())


class TestTimersThatAreDueTogether:
    @pytest.mark.parametrize("kept", [0, 10], ids=["cold", "warm"])
    def test_are_twice_the_work_if_they_are_twice_as_many(self, database, kept):
        office = Office(database, awaited(), CaseEngine(live_cases=LiveCases(kept)))
        calls_to_fire(office, 1)  # reads what is read once
        fifty, hundred = calls_to_fire(office, 50), calls_to_fire(office, 100)
        assert hundred < 2.3 * fifty


def side_by_side() -> Bundle:
    """Two tasks in one process, each with the same time limit."""
    drawing = Drawing("sides")
    drawing.node("parallelGateway", "apart")
    drawing.node("parallelGateway", "together")
    drawing.chain(drawing.start(), drawing.user_task("open"), "apart")
    for side in ("left", "right"):
        drawing.chain("apart", drawing.user_task(side, limit=CLAUSE), "together")
        drawing.watch(side, CLAUSE)
    drawing.chain("together", drawing.end())
    bundle = bundle_of([drawing])
    return edited(bundle, f"forms/definitions/{FORM}.yaml", "keep: first", f"keep: first, corrected_by: {ROLE}")


class TestATimerThatWasPutOff:
    @pytest.mark.parametrize("kept", [0, 10], ids=["cold", "warm"])
    def test_waits_for_its_new_date_whatever_else_is_done(self, database, kept):
        """SpiffWorkflow looks at every wait of a process when a task of it is done, and holds the old date."""
        office = Office(database, side_by_side(), CaseEngine(live_cases=LiveCases(kept)))
        case_id = office.start().case_id
        with office.clock(), office.database.transaction() as tx:
            anchor = {"case_id": case_id, "anchor": "began", "on": date(2026, 3, 4), "person": office.officer}
            dates.correct_anchor(tx, office.engine, **anchor, reason="It began later")
        office.now = datetime(2026, 3, 5, 9, tzinfo=UTC)  # due on the 4th before; on the 6th now
        office.submit(office.open_tasks("left")[0])
        assert office.rows(tables.letter) == []
        assert [row.element for row in office.rows(tables.timer)] == ["right_late"]
        office.now = datetime(2026, 3, 7, 9, tzinfo=UTC)
        with office.clock(), office.database.transaction() as tx:
            assert dates.fire_timers(tx, office.engine, case_id) == 1
        assert len(office.rows(tables.letter)) == 1


def passes(office: Office, case_id: int, at: datetime) -> int:
    """Let the worker look at a case at an instant; tell how many time limits passed."""
    office.now = at
    with office.clock(), office.database.transaction() as tx:
        return dates.fire_timers(tx, office.engine, case_id)


class TestAClockThatIsWrong:
    """Every time limit passes once, whatever the machine's clock says, and the chain of the case is whole."""

    @pytest.fixture
    def office(self, database):
        office = Office(database, side_by_side())
        yield office
        with database.reading() as tx:
            assert audit.verify(tx).broken == ()

    def test_that_stood_still_for_a_week_fires_each_once(self, office):
        case_id = office.start().case_id
        assert passes(office, case_id, START + timedelta(days=7)) == 2
        assert passes(office, case_id, START + timedelta(days=7, seconds=1)) == 0
        assert len(office.rows(tables.letter)) == 1, "of one clause that is late in a case one letter tells"

    def test_that_jumps_back_fires_nothing_twice(self, office):
        case_id = office.start().case_id
        week = timedelta(days=7)
        assert [passes(office, case_id, START + jump) for jump in (week, timedelta(0), -week, week)] == [2, 0, 0, 0]
        assert len(office.rows(tables.letter)) == 1, "of one clause that is late in a case one letter tells"

    def test_that_runs_ahead_for_a_moment_lets_a_later_case_count_as_ever(self, office):
        office.now = START + timedelta(days=365)
        office.start()
        office.now = START
        case_id = office.start().case_id
        due = {row.due_on for row in office.rows(tables.user_task, tables.user_task.c.case_id == case_id)}
        assert date(2026, 3, 4) in due
        assert passes(office, case_id, datetime(2026, 3, 4, 23, 59, 59, tzinfo=UTC)) == 0
        assert passes(office, case_id, datetime(2026, 3, 5, tzinfo=UTC)) == 2

    def test_does_not_keep_somebody_from_working_before_the_case_began(self, office):
        office.start()
        office.now = START - timedelta(days=1)
        office.submit(office.open_tasks("left")[0])
        assert len(office.open_tasks()) == 1
