"""Figures count no case that is kept from who reads them, and no list behind them shows it."""

from datetime import date, timedelta

import pytest

from engine.cases.oversight import deadlines, stages
from engine.cases.oversight.deadlines import Wanted
from engine.records.protection import conflict, named_person, restriction
from tests.engine.cases.desk import NOW
from tests.engine.cases.oversight.stock import PERIOD


def restricted(tx, case_id, person, named=()):
    row = {"case_id": case_id, "reason": "So", "person_id": person.id, "at": NOW}
    tx.connection.execute(restriction.insert().values(row))
    for one in named:
        named_row = {"case_id": case_id, "person_id": one, "named_by": person.id, "at": NOW}
        tx.connection.execute(named_person.insert().values(named_row))


def in_conflict(tx, case_id, person):
    row = {"case_id": case_id, "person_id": person.id, "reason": "So", "declared_by": person.id, "at": NOW}
    tx.connection.execute(conflict.insert().values(row))


@pytest.mark.parametrize("many_cases", [1, 1000], ids=["of many", "of few"])
class TestNeedToKnow:
    @pytest.fixture(autouse=True)
    def _many(self, many_cases, monkeypatch):
        monkeypatch.setattr("engine.cases.seeing.MANY_CASES", many_cases)

    def counted(self, stock, tx):
        seer = stock.oversee(tx)
        told = deadlines.count(seer, PERIOD).all.due, sum(sum(stage.numbers) for stage in stages.count(seer))
        shown = len(deadlines.listed(seer, PERIOD, Wanted()).items), len(stages.listed(seer).items)
        assert told == shown
        return told

    def cases(self, stock, tx):
        found = [stock.case(tx, opened_at=NOW - timedelta(days=9)) for _ in range(3)]
        for case_id in found:
            stock.office.task(tx, case_id, stock.key, date(2026, 4, 1))
        return found

    def test_a_restricted_case_is_counted_for_who_is_named_alone(self, stock):
        with stock.example() as tx:
            first, second, _ = self.cases(stock, tx)
            assert self.counted(stock, tx) == (3, 3)
            restricted(tx, first, stock.overseer)
            assert self.counted(stock, tx) == (2, 2)
            restricted(tx, second, stock.overseer, named=[stock.overseer.id])
            assert self.counted(stock, tx) == (2, 2)

    def test_a_case_in_which_one_has_a_conflict_is_not_counted(self, stock):
        with stock.example() as tx:
            first, *_ = self.cases(stock, tx)
            in_conflict(tx, first, stock.overseer)
            assert self.counted(stock, tx) == (2, 2)
