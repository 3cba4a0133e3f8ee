"""A meeting's page: who is invited and comes, what each part recorded, and what outsiders read of it."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from engine import audit
from engine.cases.meetings.guests import LONGEST_NOTE, NotInvited, reply
from engine.cases.meetings.one import CaseMeeting, meeting_of, planned_in
from engine.errors import CaseNotFound
from engine.records.tables import delivery, metadata
from tests.engine.cases.office import statements
from tests.engine.rows import AT

MILLER, HARBOUR = "Miller|mill", "Harbour|harbour"


def seen_by(moot, person: str) -> CaseMeeting:
    with moot.stopped(), moot.database.reading() as tx:
        return meeting_of(tx, moot.case(tx, person), "plan")


def say(moot, person: str, held_by: str, *, comes: bool = True, note: str = "") -> None:
    with moot.stopped(), moot.database.transaction() as tx:
        case = moot.case(tx, person)
        (planned,) = planned_in(tx, case)
        reply(tx, case, planned, held_by, comes=comes, note=note, me=moot.people[person])


def guests(meeting: CaseMeeting) -> dict[str, tuple[bool, bool, str]]:
    return {guest.holder.key: (guest.is_off, guest.was_moved, guest.delivery) for guest in meeting.guests}


class TestMeetingOf:
    def test_says_when_where_and_who_chairs_it(self, either_moot):
        either_moot.plan()
        found = seen_by(either_moot, "warden")
        planned = found.planned
        assert (planned.called, planned.place, planned.minutes, planned.is_off) == ("The moot", "The mill", 90, False)
        assert planned.starts_at == datetime(2026, 4, 16, 9, 0, tzinfo=UTC)
        (chair,) = found.chairs
        assert (chair.role, chair.holder.organisation) == ("Courier", "The Mill")
        assert [person.name for person in chair.people] == ["Mia Miller", "Sam Second"]

    def test_says_who_is_invited_and_what_became_of_each_invitation(self, moot):
        moot.plan()
        assert guests(seen_by(moot, "warden")) == {
            MILLER: (False, False, "queued"),
            HARBOUR: (False, False, "queued"),
        }
        with moot.database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(state="sent"))
        moot.now = AT + timedelta(minutes=5)
        moot.move(place="The barn")
        found = seen_by(moot, "warden")
        assert guests(found) == {MILLER: (False, True, "queued"), HARBOUR: (False, True, "queued")}
        assert found.planned.place == "The barn"
        assert [plan.form for plan in found.plans] == ["plan", "move"]
        with moot.database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(state="bounced"))
        assert all(guest.came_back for guest in seen_by(moot, "warden").guests)

    def test_says_that_its_documents_have_gone(self, moot):
        moot.plan()
        assert (seen_by(moot, "warden").documents, seen_by(moot, "warden").missing) == ((), ("pack",))
        moot.move()
        found = seen_by(moot, "warden")
        assert ([document.name for document in found.documents], found.missing) == (["pack"], ())

    def test_shows_what_each_part_deals_with_who_was_there_and_what_it_recorded(self, moot):
        moot.plan()
        moot.move()
        first, second = seen_by(moot, "warden").parts
        assert (first.called, first.agenda, first.task.element.id) == ("The first", ("Questions",), "first")
        assert (second.called, second.task, second.submission) == ("The second", None, None)
        moot.hold("second_miller")
        found = seen_by(moot, "warden")
        first, second = found.parts
        assert [len(part.attended) for part in (first, second)] == [3, 1]
        assert second.attended[0].rows[0].lines == ("miller",)
        assert [row.question.name for part in first.minutes for row in part.rows] == ["facts", "deeds"]
        assert found.is_held

    def test_shows_the_actions_that_it_agreed(self, moot):
        moot.through()
        (action,) = seen_by(moot, "warden").actions
        assert action.called == "Deed 1"
        assert [row.lines for row in action.rows] == [("Mend it",), ("The Harbour",)]

    def test_is_off_once_everybody_is_told_so(self, moot):
        moot.through()
        moot.do(day="2026-04-20")
        assert not seen_by(moot, "warden").planned.is_off
        moot.do("keeper", note="So be it")
        assert seen_by(moot, "warden").planned.is_off
        assert all(guest.is_off for guest in seen_by(moot, "warden").guests)

    def test_tells_who_is_outside_their_own_invitation_alone(self, moot):
        moot.through()
        found = seen_by(moot, "harbour")
        assert list(guests(found)) == [HARBOUR]
        assert (found.parts, found.actions, found.plans, found.documents, found.missing) == ((), (), (), (), ())

    def test_is_not_there_for_who_is_not_invited_or_before_it_is_planned(self, moot):
        with pytest.raises(CaseNotFound):
            seen_by(moot, "harbour")
        moot.plan()
        with moot.stopped(), moot.database.reading() as tx, pytest.raises(CaseNotFound):
            meeting_of(tx, moot.case(tx, "warden"), "move")

    def test_costs_the_same_however_many_are_invited_and_answer(self, moot):
        moot.through()
        counted = []
        for _ in range(2):
            with statements(moot.database) as sent:
                seen_by(moot, "warden")
            counted.append(len(sent))
            say_again = moot.now
            moot.now = AT
            for _ in range(3):
                say(moot, "warden", HARBOUR)
            moot.now = say_again
        assert counted[0] == counted[1] <= 14


class TestReply:
    def test_is_said_by_who_is_invited_and_the_last_one_counts(self, either_moot):
        either_moot.plan()
        say(either_moot, "harbour", HARBOUR, comes=False, note="The tide")
        say(either_moot, "harbour", HARBOUR, note="It turned")
        (guest,) = seen_by(either_moot, "harbour").guests
        assert (guest.reply.comes, guest.reply.note, guest.reply.by.name) == (True, "It turned", "Ada Harbour")
        with either_moot.database.reading() as tx:
            last = audit.entries(tx, either_moot.case_id)[-1]
        assert (last.action, last.facts["comes"], last.facts["of"]) == ("invitation_answered", True, HARBOUR)
        assert "The tide" not in str(last)

    def test_is_said_for_others_by_who_planned_the_meeting(self, moot):
        moot.plan()
        say(moot, "warden", HARBOUR, comes=False, note="x" * 600)
        reply = next(g.reply for g in seen_by(moot, "warden").guests if g.holder.key == HARBOUR)
        assert (reply.comes, reply.by.name, len(reply.note)) == (False, "Wim Warden", LONGEST_NOTE)

    @pytest.mark.parametrize(("person", "held_by"), [("harbour", MILLER), ("miller", HARBOUR), ("warden", "Keeper")])
    def test_is_not_said_for_others_by_others_or_for_who_is_not_invited(self, moot, person, held_by):
        moot.plan()
        with pytest.raises(NotInvited):
            say(moot, person, held_by)
        with moot.database.reading() as tx:
            assert not tx.connection.execute(metadata.tables["meeting_answer"].select()).all()

    def test_is_not_said_of_a_meeting_that_is_over(self, moot):
        moot.plan()
        moot.now = datetime(2026, 4, 16, 11, 31, tzinfo=UTC)
        with pytest.raises(NotInvited):
            say(moot, "harbour", HARBOUR)

    def test_is_of_before_once_the_meeting_was_moved(self, moot):
        moot.plan()
        say(moot, "harbour", HARBOUR)
        moot.now = AT + timedelta(hours=1)
        moot.move(at="2026-04-17T10:00")
        (guest,) = seen_by(moot, "harbour").guests
        assert guest.reply.is_of_before
        say(moot, "harbour", HARBOUR)
        assert not seen_by(moot, "harbour").guests[0].reply.is_of_before
