from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.cases import claims
from engine.cases.claims import claim, release
from engine.errors import NotAllowed, TaskClaimed, TaskNotOpen
from engine.records.tables import post_held, user_task
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
