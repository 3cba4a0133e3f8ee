from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.cases import claims
from engine.cases.claims import LONGEST_NOTE, HandoverRefused, claim, hand_over, release
from engine.cases.work import Desk
from engine.errors import NotAllowed, TaskClaimed, TaskNotOpen
from engine.records.tables import draft, handover, notice, post_held, user_task
from engine.registers.people import find_person
from tests.engine.cases.desk import NOW, desks


@pytest.fixture
def office(light_database):
    with desks(light_database) as opened:
        yield opened


@pytest.fixture
def me(office):
    return office.in_office(office.office[0], "Ruth Ashdown")


@pytest.fixture
def colleague(office):
    return office.in_office(office.office[0], "Tomasz Wren")


@pytest.fixture
def task(office, me):
    return opened(office, me)


def opened(office, me, **said):
    with office.database.transaction() as tx:
        case = office.case(tx, me, office.office[0], reference="T-CLAIM")
        return office.task(tx, case, office.office[0], **said)


def tell(office, do, person, task):
    with office.database.transaction() as tx:
        return do(tx, office.revisions, person, task)


def state(office, task):
    with office.database.reading() as tx:
        row = tx.connection.execute(sa.select(user_task).where(user_task.c.id == task)).one()
        entries = audit.entries(tx, row.case_id)
        assert audit.verify(tx).broken == ()
    return row.person_id, row.claimed_at, [(e.action, e.person_id) for e in entries[1:]]


class TestClaim:
    def test_gives_the_task_to_the_person_and_says_so_in_the_audit(self, office, me, task):
        assert tell(office, claim, me, task) == "T-CLAIM"
        assert state(office, task) == (me.id, NOW, [("user_task_claimed", me.id)])

    def test_again_changes_nothing(self, office, me, task):
        tell(office, claim, me, task)
        tell(office, claim, me, task)
        assert len(state(office, task)[2]) == 1

    def test_says_who_has_it(self, office, me, colleague, task):
        tell(office, claim, colleague, task)
        with pytest.raises(TaskClaimed, match="Tomasz Wren has taken this task"):
            tell(office, claim, me, task)
        assert state(office, task)[0] == colleague.id

    def test_says_who_completed_it(self, office, me, colleague):
        task = opened(office, me, closed_at=NOW, closed_by=colleague.id, outcome="completed")
        with pytest.raises(TaskNotOpen) as told:
            tell(office, claim, me, task)
        assert (told.value.by, told.value.at, told.value.reference) == ("Tomasz Wren", NOW, "T-CLAIM")

    def test_is_refused_to_others_in_the_words_of_a_task_that_does_not_exist(self, office, task):
        other = office.in_office(office.office[1], "Imran Qadeer")
        said = []
        for wanted in (task, "no-such-task"):
            with pytest.raises(NotAllowed) as told:
                tell(office, claim, other, wanted)
            said.append(str(told.value))
        assert said[0] == said[1]

    def test_is_refused_for_what_may_happen_at_any_time(self, office, me):
        with pytest.raises(NotAllowed):
            tell(office, claim, me, opened(office, me, kind="event"))

    def test_lets_one_of_two_win(self, office, me, colleague, task, monkeypatch):
        """Both have looked while nobody had the task; the second comes to a row that is the first's."""
        looked = claims._task_for

        def then_the_other_claims(tx, revisions, person, task_id):
            found = looked(tx, revisions, person, task_id)
            monkeypatch.setattr(claims, "_task_for", looked)
            tx.connection.execute(user_task.update().values(person_id=colleague.id, claimed_at=clock.now()))
            return found

        monkeypatch.setattr(claims, "_task_for", then_the_other_claims)
        with pytest.raises(TaskClaimed, match="Tomasz Wren"):
            tell(office, claim, me, task)
        assert state(office, task) == (None, None, [])  # all of the refused transaction is gone


class TestRelease:
    def test_gives_the_task_back_and_says_so_in_the_audit(self, office, me, task):
        tell(office, claim, me, task)
        assert tell(office, release, me, task) == "T-CLAIM"
        assert state(office, task) == (None, None, [("user_task_claimed", me.id), ("user_task_released", me.id)])

    def test_of_what_nobody_has_changes_nothing(self, office, me, task):
        tell(office, release, me, task)
        assert state(office, task) == (None, None, [])

    def test_of_a_colleagues_task_is_refused(self, office, me, colleague, task):
        tell(office, claim, colleague, task)
        with pytest.raises(TaskClaimed, match="Tomasz Wren"):
            tell(office, release, me, task)


class TestGiveBack:
    def gone(self, office, person, **left):
        """End the person's posts, or close their account, and give back what is theirs no more."""
        with office.database.transaction() as tx:
            tx.connection.execute(sa.update(post_held).where(post_held.c.person_id == person.id).values(left))
            return claims.give_back(tx, office.revisions, person.id)

    def test_gives_a_task_back_whose_post_has_ended(self, office, me, colleague, task):
        tell(office, claim, me, task)
        assert self.gone(office, me, until_on=NOW.date() - timedelta(days=1)) == 1
        assert state(office, task) == (
            None,
            None,
            [("user_task_claimed", me.id), ("user_task_released", None)],
        )
        tell(office, claim, colleague, task)

    def test_leaves_what_the_person_may_still_do_and_what_is_done(self, office, me, task):
        tell(office, claim, me, task)
        assert self.gone(office, me, until_on=NOW.date()) == 0
        assert state(office, task)[0] == me.id
        with office.database.transaction() as tx:
            tx.connection.execute(user_task.update().values(closed_at=NOW, outcome="completed"))
        assert self.gone(office, me, until_on=NOW.date() - timedelta(days=1)) == 0


class TestHandOver:
    @pytest.fixture
    def give(self, office):
        def tell(person, task, to, note=""):
            with office.database.transaction() as tx:
                return hand_over(
                    tx, office.revisions, person, task, to=to, note=note, sign_in_at="https://r.example.org"
                )

        return tell

    def test_gives_the_task_to_the_colleague_with_a_note_and_a_mail_that_says_neither(
        self, office, me, colleague, task, give
    ):
        assert give(me, task, colleague.id, " The mother asked\nfor a call. \0") == "Tomasz Wren"
        assert state(office, task) == (colleague.id, NOW, [("user_task_handed_over", me.id)])
        with office.database.reading() as tx:
            (kept,) = tx.connection.execute(sa.select(handover)).all()
            (told,) = tx.connection.execute(sa.select(notice)).all()
            (item,) = Desk(tx, office.revisions, colleague).mine().items
            assert Desk(tx, office.revisions, me).mine().items == ()
            entry = audit.entries(tx, kept.case_id)[-1]
        assert (kept.from_id, kept.to_id, kept.note) == (me.id, colleague.id, "The mother asked\nfor a call.")
        assert (entry.seq, entry.facts["handed_to"]) == (kept.seq, colleague.id)
        assert "mother" not in str(entry.facts)
        assert (item.handed.by, item.handed.at, item.handed.note) == ("Ruth Ashdown", NOW, kept.note)
        assert told.person_id == colleague.id
        assert "T-CLAIM" in told.subject
        assert f"https://r.example.org/tasks/{task}" in told.body
        assert not any(word in told.subject + told.body for word in ("mother", "Ruth", "Tomasz"))

    def test_is_refused_to_who_cannot_do_the_task_and_to_oneself(self, office, me, task, give):
        stranger = office.in_office(office.office[1], "Imran Qadeer")
        for to in (stranger.id, office.agency("Bethan Sorrell").id, me.id, 0, 10**9):
            with pytest.raises(HandoverRefused):
                give(me, task, to)
        assert state(office, task) == (None, None, [])

    def test_is_refused_to_who_holds_the_post_no_more(self, office, me, colleague, task, give):
        with office.database.transaction() as tx:
            ended = sa.update(post_held).where(post_held.c.person_id == colleague.id)
            tx.connection.execute(ended.values(until_on=NOW.date() - timedelta(days=1)))
        with pytest.raises(HandoverRefused):
            give(me, task, colleague.id)

    def test_is_not_for_who_does_not_hold_the_task_nor_of_what_a_colleague_has(self, office, me, colleague, task, give):
        stranger = office.in_office(office.office[1], "Imran Qadeer")
        with pytest.raises(NotAllowed):
            give(stranger, task, colleague.id)
        tell(office, claim, colleague, task)
        with pytest.raises(TaskClaimed, match="Tomasz Wren"):
            give(me, task, office.in_office(office.office[0], "A third").id)

    def test_refuses_a_note_that_is_too_long(self, me, colleague, task, give):
        give(me, task, colleague.id, "n" * LONGEST_NOTE)
        with pytest.raises(HandoverRefused, match="2,000 characters"):
            give(colleague, task, me.id, "n" * (LONGEST_NOTE + 1))

    def test_there_and_back_shows_the_last_one_and_a_claim_of_ones_own_shows_none(
        self, office, me, colleague, task, give
    ):
        give(me, task, colleague.id, "first")
        give(colleague, task, me.id, "second")
        with office.database.reading() as tx:
            (item,) = Desk(tx, office.revisions, me).mine().items
        assert item.handed.note == "second"
        tell(office, release, me, task)
        with clock.stopped_at(NOW + timedelta(hours=1)):
            tell(office, claim, me, task)
            with office.database.reading() as tx:
                (item,) = Desk(tx, office.revisions, me).mine().items
        assert item.handed is None

    def test_passes_the_draft_on_but_never_over_the_colleagues_own(self, office, me, colleague, task, give):
        def drafts():
            with office.database.reading() as tx:
                return {row.person_id for row in tx.connection.execute(sa.select(draft))}

        with office.database.transaction() as tx:
            office.drafted(tx, me, task)
        give(me, task, colleague.id)
        assert drafts() == {colleague.id}
        with office.database.transaction() as tx:
            office.drafted(tx, me, task)
        give(colleague, task, me.id)
        assert drafts() == {me.id, colleague.id}


class TestOfWhoIsAwayOrGone:
    def covering(self, office, away, name):
        """Somebody of another post who covers, as they are today."""
        stand_in = office.in_office(office.office[1], name)
        own = away.posts[0]
        row = {"person_id": stand_in.id, "organisation": own.organisation, "title": own.title, "covers": away.id}
        days = {"from_on": NOW.date(), "until_on": NOW.date() + timedelta(days=1)}
        with office.database.transaction() as tx:
            tx.connection.execute(post_held.insert(), {**row, **days})
            return find_person(tx, stand_in.id)

    def test_what_they_claimed_is_on_the_list_of_who_covers_and_can_be_claimed_for_them(self, office, me, task):
        tell(office, claim, me, task)
        stand_in = self.covering(office, me, "Imran Qadeer")
        with office.database.reading() as tx:
            desk = Desk(tx, office.revisions, stand_in)
            assert [item.task_id for item in desk.mine().items] == [task]
            assert desk.counts().mine == 1
        tell(office, claim, stand_in, task)
        assert state(office, task)[0] == stand_in.id
        with office.database.reading() as tx:
            case_id = tx.connection.scalar(sa.select(user_task.c.case_id).where(user_task.c.id == task))
            assert audit.entries(tx, case_id)[-1].facts["covers"] == me.id

    def test_it_ends_with_the_cover(self, office, me, task):
        stand_in = self.covering(office, me, "Imran Qadeer")
        tell(office, claim, stand_in, task)
        with clock.stopped_at(NOW + timedelta(days=2)), office.database.transaction() as tx:
            assert claims.give_back(tx, office.revisions, stand_in.id) == 1
        assert state(office, task)[0] is None

    def test_what_somebody_has_who_may_not_do_it_any_more_is_free(self, office, me, colleague, task):
        tell(office, claim, colleague, task)
        with office.database.transaction() as tx:
            ended = sa.update(post_held).where(post_held.c.person_id == colleague.id)
            tx.connection.execute(ended.values(until_on=NOW.date() - timedelta(days=1)))
        tell(office, claim, me, task)
        assert state(office, task)[0] == me.id
