"""Time limits that pass together in one case."""

import cProfile
from datetime import timedelta

import pytest

from engine.cases import dates
from engine.cases.engine import CaseEngine, LiveCases
from engine.diagrams.bundle import Bundle
from engine.diagrams.samples import CLAUSE, Drawing, bundle_of
from engine.records import tables
from tests.engine.cases.office import Office


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
