"""The list of cases that a person may see."""

from datetime import timedelta

import pytest

from engine.access import Post
from engine.cases import filtering, listing, seeing
from engine.cases.listing import NEWEST, CaseIndex
from tests.engine.cases.journey import MONDAY


@pytest.fixture
def office(journey):
    """Who does the first task."""
    return journey.person(journey.post_of(journey.open_rows()[0]))


@pytest.mark.parametrize("cap", [1, 1000], ids=["who sees many", "who sees few"])
class TestCaseIndex:
    @pytest.fixture(autouse=True)
    def _cap(self, cap, monkeypatch):
        monkeypatch.setattr(seeing, "MANY_CASES", cap)

    def test_shows_the_stage_and_what_is_due_next(self, journey, office):
        with journey.at(journey.now), journey.database.reading() as tx:
            (item,) = CaseIndex(tx, journey.engine.revisions, office).page("open").items
        row = journey.open_rows()[0]
        assert item.reference == journey.case().reference
        assert item.stages == (journey.revision.processes[row.process].name,)
        assert (item.next.due_on, item.open_tasks) == (row.due_on, 1)

    def test_tells_one_that_refers_nothing_of_the_stage(self, journey):
        referrer = journey.person(journey.referrer)
        with journey.at(journey.now), journey.database.reading() as tx:
            (item,) = CaseIndex(tx, journey.engine.revisions, referrer).page("open").items
        assert item.reference == journey.case().reference
        assert (item.stages, item.next, item.open_tasks) == ((), None, 0)

    def test_pages_newest_first_and_counts(self, journey, office, monkeypatch):
        monkeypatch.setattr(listing, "PAGE", 2)
        for n in range(4):
            journey.refer(journey.referrer, MONDAY + timedelta(days=n // 2), {})
        found, before = [], NEWEST
        with journey.at(journey.now), journey.database.reading() as tx:
            index = CaseIndex(tx, journey.engine.revisions, office)
            while before:
                page = index.page("open", before)
                found += [item.reference for item in page.items]
                before = page.more
            assert (index.count("open"), index.count("closed")) == (5, 0)
        assert found == sorted(found, reverse=True)
        assert len(found) == 5

    def test_has_nothing_for_a_stranger(self, journey):
        stranger = journey.people.holder(Post(organisation="nowhere", title="Somebody"))
        with journey.database.reading() as tx:
            index = CaseIndex(tx, journey.engine.revisions, stranger)
            assert index.page("open").items == ()
            assert index.count("open") == 0


class TestListStatements:
    @pytest.mark.parametrize(
        ("statement", "scan"),
        [
            (listing._page((), is_of_few=False, of_few=False), "safeguarding_case_opened (status=? AND opened_at<?)"),
            (listing._page((), is_of_few=False, of_few=True), "case_member_held_by (held_by=?)"),
            (
                listing._page((filtering._HAS_ENDED_OF_FEW,), is_of_few=True, of_few=False),
                "case_end_element (element=?",
            ),
            (listing._WHAT_IS_OPEN, "user_task_case (case_id=?"),
        ],
    )
    def test_read_one_range_of_an_index(self, journey, statement, scan):
        before = {"before_at": NEWEST.opened_at, "before_id": 0}
        values = {
            "keys": ["a"],
            "inside": ["a"],
            "me": 1,
            "only": 1,
            "ids": [1],
            "ends": ["a"],
            "status": "open",
            "limit": 10,
            **before,
        }
        with journey.database.reading() as tx:
            dialect = tx.connection.dialect
            sql = statement.params(**values).compile(dialect=dialect, compile_kwargs={"literal_binds": True})
            plan = [row[3] for row in tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
        assert any(scan in line for line in plan), plan
