from datetime import timedelta

import pytest

from engine import clock
from engine.access import Post
from engine.records.tables import session
from engine.registers.people import add_person, find_person, password_of
from engine.registers.posts import (
    PostHeldError,
    PostNotHeldError,
    begin_post,
    close_account,
    end_post,
    reopen_account,
    vacant,
)
from engine.registers.sessions import open_session
from tests.engine import errand
from tests.engine.rows import AT

MILLER = Post(organisation="mill", title="Master Miller")
SECOND = Post(organisation="mill", title="Second Miller")
MO, DAY = "mo@example.org", timedelta(days=1)


@pytest.fixture
def tx(light_database):
    with clock.stopped_at(AT), light_database.transaction() as tx:
        yield tx


@pytest.fixture
def mo(tx):
    return add_person(tx, name="Mo Miller", email=MO, posts=[MILLER], password="a long enough one")


def posts(tx, person_id):
    found = find_person(tx, person_id)
    return found.posts if found else None


class TestPosts:
    def test_end_at_once_unless_a_last_day_is_named(self, tx, mo):
        end_post(tx, MO, MILLER, until_on=clock.today())
        assert posts(tx, mo) == (MILLER,)
        end_post(tx, MO, MILLER)
        assert posts(tx, mo) == ()
        with pytest.raises(PostNotHeldError, match=r"mo@example\.org does not hold mill: Master Miller"):
            end_post(tx, MO, MILLER)

    def test_that_have_not_begun_can_be_taken_back(self, tx, mo):
        begin_post(tx, MO, SECOND, from_on=clock.today() + DAY)
        assert posts(tx, mo) == (MILLER,)
        end_post(tx, MO, SECOND)
        with clock.stopped_at(AT + DAY):
            assert posts(tx, mo) == (MILLER,)

    def test_begin_again_once_they_have_ended(self, tx, mo):
        with pytest.raises(PostHeldError):
            begin_post(tx, MO, MILLER)
        end_post(tx, MO, MILLER, until_on=clock.today())
        begin_post(tx, MO, MILLER, from_on=clock.today() + DAY)
        assert posts(tx, mo) == (MILLER,)


class TestCloseAccount:
    def test_ends_posts_and_sessions_and_signing_in(self, tx, mo):
        open_session(tx, mo, minutes=30)
        close_account(tx, MO)
        assert (posts(tx, mo), password_of(tx, MO)) == (None, None)
        assert tx.connection.execute(session.select()).all() == []
        reopen_account(tx, MO)
        assert posts(tx, mo) == ()
        assert password_of(tx, MO) is not None


class TestVacant:
    def test_is_what_nobody_holds_now(self, tx, mo):
        partnership = errand.revision().partnership
        assert vacant(tx, partnership, [MILLER]) == ()
        add_person(tx, name="Sam", email="sam@example.org", posts=[SECOND])
        end_post(tx, MO, MILLER)
        assert vacant(tx, partnership, [MILLER]) == ()
        close_account(tx, "sam@example.org")
        assert vacant(tx, partnership, [MILLER]) == ("Any partner|mill", "Asker|mill", "Courier|mill", "Miller|mill")
