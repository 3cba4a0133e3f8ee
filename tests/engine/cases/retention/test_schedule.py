"""What is due: the list that the database makes agrees with the date that is explained for each case."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from engine import clock
from engine.cases.engine import CaseEngine
from engine.cases.facts import Facts
from engine.cases.retention.schedule import due_cases, due_of, every_due_case
from engine.diagrams.retention import Period, Retention, years_before, years_later
from engine.records.tables import case_end, case_member
from engine.registers.people import find_person
from tests.engine.cases.retention.kept import bundle
from tests.engine.rows import AT, add_case, add_person

SCHEDULE = """
retention:
  reviewed_by: Warden
  confirmed_by: Keeper
  periods:
    - {ends: [fetched], years: 2, from: closed}
    - {ends: [escalated], years: 10, from: asked}
    - {years: 25, from: born}
"""
PERIODS = Retention(
    periods=(
        Period(years=2, counted_from="closed", ends=("fetched",)),
        Period(years=10, counted_from="asked", ends=("escalated",)),
        Period(years=25, counted_from="born"),
    )
)
CLOSED = datetime(2024, 2, 29, 23, 30, tzinfo=UTC)
CASES = {
    "fetched": {"ends": ["fetched"]},
    "late": {"ends": ["escalated"], "asked": "2020-02-29"},
    "undated": {"ends": ["escalated"]},
    "both": {"ends": ["fetched", "escalated"], "asked": "2019-01-01"},
    "other": {"ends": [], "born": date(2001, 5, 6)},
    "unborn": {"ends": []},
}
DUE = {
    "fetched": date(2026, 3, 1),
    "late": date(2030, 3, 1),
    "undated": date(2034, 3, 1),
    "both": date(2029, 1, 1),
    "other": date(2026, 5, 6),
    "unborn": date(2049, 3, 1),
}


@pytest.fixture
def kept(database):
    """A closed case of each kind, and a warden who sees all but one."""
    cases = CaseEngine()
    with clock.stopped_at(AT), database.transaction() as tx:
        revision_id = cases.revisions.publish(tx, bundle(SCHEDULE))
        warden = find_person(tx, add_person(tx, "Wat", posts=(("partnership", "Warden"),)))
        for name, of in CASES.items():
            facts = Facts(anchors={"asked": {"": of["asked"]}} if "asked" in of else {}).to_json()
            closed = {"status": "closed", "closed_at": CLOSED, "born_on": of.get("born")}
            number = add_case(
                tx, referrer_id=warden.id, reference=name, revision_id=revision_id, facts=facts, **closed,
                opened_at=CLOSED - timedelta(days=90),
            )  # fmt: skip
            if of["ends"]:
                tx.connection.execute(case_end.insert(), [{"case_id": number, "element": end} for end in of["ends"]])
            if name != "late":
                tx.connection.execute(case_member.insert(), {"case_id": number, "held_by": "Warden"})
        add_case(tx, referrer_id=warden.id, reference="open", revision_id=revision_id)
    return database, cases, warden


def listed(kept, by, *, as_warden=False, most=50, after=None):
    database, cases, warden = kept
    with database.reading() as tx:
        if as_warden:
            return due_cases(tx, cases.revisions, warden, by=by, most=most, after=after)
        return every_due_case(tx, cases.revisions, by=by, most=most, after=after)


def test_the_list_says_of_each_case_the_date_that_is_explained(kept):
    found = {one.reference: one.due.on for one in listed(kept, date(2060, 1, 1)).items}
    assert found == DUE


@pytest.mark.parametrize("name", CASES)
def test_a_case_is_listed_from_its_day_on_and_not_the_day_before(kept, name):
    for day in (DUE[name] - timedelta(days=1), DUE[name]):
        due = {name for name, on in DUE.items() if on <= day}
        assert {one.reference for one in listed(kept, day).items} == due


def test_of_several_ends_the_longest_period_counts():
    due = due_of(
        PERIODS,
        ["fetched", "escalated"],
        Facts(anchors={"asked": {"": "2019-01-01"}}),
        opened_at=CLOSED,
        closed_at=CLOSED,
        born=None,
    )
    assert (due.on, due.period.years, due.counted_on) == (date(2029, 1, 1), 10, date(2019, 1, 1))


def test_nobody_is_told_of_a_case_that_they_do_not_see(kept):
    assert "late" not in {one.reference for one in listed(kept, date(2060, 1, 1), as_warden=True).items}


def test_the_next_page_begins_after_the_last(kept):
    first = listed(kept, date(2060, 1, 1), most=4)
    rest = listed(kept, date(2060, 1, 1), most=4, after=first.more)
    assert (len(first.items), len(rest.items), rest.more) == (4, 2, None)
    assert {one.reference for one in (*first.items, *rest.items)} == set(CASES)


def test_who_only_counts_from_the_closing_reads_the_index_of_closed_cases(database):
    if not database.is_sqlite:
        pytest.skip("as SQLite plans it")
    cases = CaseEngine()
    with clock.stopped_at(AT), database.transaction() as tx:
        cases.revisions.publish(tx, bundle())
    plans = list[str]()

    def note(_c, _cursor, statement, parameters, *_):
        if "EXPLAIN" not in statement and "safeguarding_case_closed" not in statement and "closed_at" in statement:
            plans.append((statement, parameters))

    sa.event.listen(database.engine, "before_cursor_execute", note)
    with database.reading() as tx:
        every_due_case(tx, cases.revisions, by=date(2060, 1, 1))
    sa.event.remove(database.engine, "before_cursor_execute", note)
    (statement, parameters), *_ = plans
    with database.reading() as tx:
        plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    assert any("USING INDEX safeguarding_case_closed (closed_at<?" in row.detail for row in plan), plan


@pytest.mark.parametrize(
    ("on", "years", "later"),
    [
        (date(2024, 2, 29), 1, date(2025, 3, 1)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2026, 4, 1), 10, date(2036, 4, 1)),
    ],
)
def test_years_later_and_before_agree(on, years, later):
    assert years_later(on, years) == later
    assert years_before(later, years) >= on
    assert years_before(later - timedelta(days=1), years) < on
