"""The log of administration: its chain holds, and whatever is done to it shows."""

from datetime import timedelta

import pytest

from engine import clock
from engine.records.tables import administration_entry
from engine.registers.administration_log import COMMAND_LINE, Wanted, entries, note, verify, who_administered
from tests.engine.rows import AT, add_person

DAY = timedelta(days=1)


@pytest.fixture
def tx(light_database):
    with clock.stopped_at(AT), light_database.transaction() as tx:
        yield tx


@pytest.fixture
def ann(tx):
    return add_person(tx, "Ann Admin")


@pytest.fixture
def log(tx, ann):
    note(tx, "account_opened", by=None, about=ann)
    note(tx, "account_changed", by=ann, about=ann, name=["A", "B"])
    note(tx, "holiday_entered", by=ann, number=1)


class TestEntries:
    def test_are_told_the_last_first_and_narrowed(self, tx, ann, log):
        def seqs(**wanted):
            return [entry.seq for entry in entries(tx, Wanted(**wanted)).items]

        assert seqs() == [3, 2, 1]
        assert (seqs(about=ann), seqs(by=ann), seqs(by=COMMAND_LINE)) == ([2, 1], [3, 2], [1])
        assert (seqs(action="holiday_entered"), seqs(until=clock.today() - DAY)) == ([3], [])
        assert seqs(until=clock.today()) == [3, 2, 1]
        first = entries(tx, Wanted(), most=2)
        assert (first.more, [entry.seq for entry in entries(tx, Wanted(), before=first.more).items]) == (2, [1])
        assert who_administered(tx) == {ann: "Ann Admin"}


class TestVerify:
    def test_holds(self, tx, log):
        assert (verify(tx).entries, verify(tx).broken) == (3, ())

    def test_holds_while_there_is_nothing(self, tx):
        assert verify(tx).broken == ()

    @pytest.mark.parametrize(
        ("harm", "said"),
        [
            ("UPDATE administration_entry SET body = replace(body, '\"A\"', '\"C\"')", "one of them was changed"),
            ("UPDATE administration_entry SET action = 'other' WHERE seq = 2", "its columns do not say"),
            ("DELETE FROM administration_entry WHERE seq = 2", "entry 2 should stand here"),
            ("DELETE FROM administration_entry WHERE seq = 3", "entries were cut off or changed"),
            ("DELETE FROM administration_head", "the log says that its last entry is 0"),
        ],
    )
    def test_finds_what_was_done_to_it(self, tx, log, harm, said):
        tx.connection.exec_driver_sql(harm)
        (broken,) = verify(tx).broken
        assert said in str(broken["what"])

    def test_finds_an_entry_whose_hash_was_made_to_fit(self, tx, log):
        tx.connection.execute(
            administration_entry.update().where(administration_entry.c.seq == 3).values(hash=b"x" * 32)
        )
        assert len(verify(tx).broken) == 2
