"""The list of meetings: whose, in which order, with what is missing, in how many statements."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from engine.cases.meetings import listing
from engine.cases.meetings.guests import reply
from engine.cases.meetings.listing import COMING, PAST, meetings, next_meetings
from engine.cases.meetings.one import planned_in
from engine.cases.opening import start_case
from engine.records.tables import delivery
from tests.engine.cases.office import statements

AFTERWARDS = datetime(2026, 4, 17, 8, 0, tzinfo=UTC)


def listed(moot, person, which=COMING, after=None):
    with moot.stopped(), moot.database.reading() as tx:
        return meetings(tx, moot.engine.revisions, moot.viewer(tx, person), which, after)


def another(moot, **said: str) -> None:
    """Plan a moot in another case."""
    with moot.stopped(), moot.database.transaction() as tx:
        moot.case_id = start_case(tx, moot.engine, person=moot.asker, answers={"why": "Ned"}).case_id
    moot.plan(**said)


class TestMeetings:
    def test_are_those_of_cases_seen_from_inside_and_those_one_is_invited_to(self, either_moot):
        either_moot.plan()
        for person, is_inside in (("warden", True), ("miller", True), ("harbour", False)):
            (found,) = listed(either_moot, person).items
            assert (found.called, found.reference, found.is_inside) == ("The moot", "2026-0001", is_inside), person
            assert bool(found.initials or found.invited) == is_inside
        assert listed(either_moot, "keeper").items == ()  # who has no part in the case yet

    def test_are_not_those_that_somebody_is_not_invited_to_any_more(self, moot):
        moot.through()
        moot.do(day="2026-04-20")
        assert len(listed(moot, "harbour").items) == 1
        moot.do("keeper", note="So be it")
        assert listed(moot, "harbour").items == ()
        assert listed(moot, "warden").items[0].is_off

    def test_are_coming_until_their_day_ends_and_past_then(self, either_moot):
        either_moot.plan()
        either_moot.now = datetime(2026, 4, 16, 20, 0, tzinfo=UTC)
        assert [len(listed(either_moot, "warden", which).items) for which in (COMING, PAST)] == [1, 0]
        either_moot.now = AFTERWARDS
        assert [len(listed(either_moot, "warden", which).items) for which in (COMING, PAST)] == [0, 1]

    def test_say_what_is_missing(self, either_moot):
        either_moot.plan()
        (found,) = listed(either_moot, "warden").items
        assert (found.invited, found.came_back, found.comes, found.is_unanswered) == (2, 0, 0, 2)
        assert not found.has_documents
        assert [chair.organisation for chair in found.chairs] == ["The Mill"]
        with either_moot.stopped(), either_moot.database.transaction() as tx:
            first = sa.select(sa.func.min(delivery.c.letter_id)).scalar_subquery()
            tx.connection.execute(sa.update(delivery).where(delivery.c.letter_id == first).values(state="bounced"))
            case = either_moot.case(tx, "harbour")
            (planned,) = planned_in(tx, case)
            reply(tx, case, planned, "Harbour|harbour", comes=False, note="", me=either_moot.asker)
        (found,) = listed(either_moot, "warden").items
        assert (found.came_back, found.comes, found.stays_away, found.is_unanswered) == (1, 0, 1, 1)
        either_moot.move()
        assert listed(either_moot, "warden").items[0].has_documents

    def test_stand_in_the_order_of_their_dates_a_page_at_a_time(self, moot, monkeypatch):
        monkeypatch.setattr(listing, "PAGE", 2)
        moot.plan()
        for day in (18, 17, 19):
            another(moot, at=f"2026-04-{day}T10:00")
        first = listed(moot, "warden")
        second = listed(moot, "warden", after=first.more)
        assert [item.starts_at.day for item in (*first.items, *second.items)] == [16, 17, 18, 19]
        assert second.more is None
        moot.now = datetime(2026, 4, 20, 8, 0, tzinfo=UTC)
        first = listed(moot, "warden", PAST)
        second = listed(moot, "warden", PAST, first.more)
        assert [item.starts_at.day for item in (*first.items, *second.items)] == [19, 18, 17, 16]

    @pytest.mark.parametrize("person", ["warden", "harbour"])
    def test_cost_the_same_however_many_there_are(self, moot, person):
        moot.plan()
        with statements(moot.database) as one:
            listed(moot, person)
        for day in (17, 18, 19):
            another(moot, at=f"2026-04-{day}T10:00")
        with statements(moot.database) as four:
            assert len(listed(moot, person).items) == 4
        assert len(one) == len(four) <= 8

    def test_are_found_alike_by_who_sees_few_cases_and_many(self, either_moot, monkeypatch):
        either_moot.plan()
        of_few = listed(either_moot, "warden")
        monkeypatch.setattr("engine.cases.seeing.MANY_CASES", 0)
        assert listed(either_moot, "warden") == of_few


class TestNextMeetings:
    def test_are_those_one_is_invited_to_and_those_one_planned(self, either_moot):
        either_moot.plan()
        for person, number in (("warden", 1), ("miller", 1), ("harbour", 1), ("keeper", 0)):
            with either_moot.stopped(), either_moot.database.reading() as tx:
                found = next_meetings(tx, either_moot.viewer(tx, person))
            assert [one.called for one in found] == ["The moot"] * number, person

    def test_are_none_that_are_over_or_that_one_may_not_see(self, moot):
        moot.plan()
        with moot.stopped(), moot.database.reading() as tx:
            nobody = replace(moot.viewer(tx, "miller"), keys=("Nobody",), inside=())
            assert next_meetings(tx, nobody) == ()
        moot.now = AFTERWARDS
        with moot.stopped(), moot.database.reading() as tx:
            assert next_meetings(tx, moot.viewer(tx, "miller")) == ()
