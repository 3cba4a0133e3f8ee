from datetime import date, timedelta

import pytest

from engine import clock
from engine.access import Post
from engine.records.tables import post_held
from engine.registers.people import (
    EmailTakenError,
    NoSuchAccountError,
    UnfitPasswordError,
    accounts,
    add_person,
    find_person,
    is_password,
    password_of,
    set_password,
)
from tests.engine.rows import AT

CHAIR = Post(organisation="mill", title="Master Miller")


@pytest.fixture
def tx(light_database):
    with clock.stopped_at(AT), light_database.transaction() as tx:
        yield tx


class TestAddPerson:
    def test_opens_an_account_that_holds_its_posts_from_today(self, tx):
        added = add_person(tx, name="Mo Miller", email=" Mo@Example.org ", posts=[CHAIR])
        found = find_person(tx, added)
        assert (found.name, found.email, found.posts) == ("Mo Miller", "mo@example.org", (CHAIR,))

    def test_refuses_an_address_twice(self, tx):
        add_person(tx, name="Mo", email="mo@example.org")
        with pytest.raises(EmailTakenError, match=r"mo@example\.org already has an account"):
            add_person(tx, name="Mo", email="MO@example.org")

    @pytest.mark.parametrize("password", ["short", "x" * 201])
    def test_refuses_an_unfit_password(self, tx, password):
        with pytest.raises(UnfitPasswordError):
            add_person(tx, name="Mo", email="mo@example.org", password=password)


class TestPosts:
    def test_count_from_the_first_day_to_the_last(self, tx):
        added = add_person(tx, name="Mo", email="mo@example.org")
        today = clock.today()
        day = timedelta(days=1)
        spans = {"past": (today - day, today - day), "last": (today - day, today), "future": (today + day, None)}
        for title, (start, end) in spans.items():
            row = {"person_id": added, "organisation": "mill", "title": title, "from_on": start, "until_on": end}
            tx.connection.execute(post_held.insert(), row)
        assert [post.title for post in find_person(tx, added).posts] == ["last"]


class TestPassword:
    def test_is_right_only_if_it_is_the_one_that_was_set(self, tx):
        add_person(tx, name="Mo", email="mo@example.org", password="a long first one")
        set_password(tx, "MO@example.org", "a longer second one")
        _, kept = password_of(tx, "mo@example.org")
        assert is_password(kept, "a longer second one")
        assert not is_password(kept, "a long first one")
        assert not is_password(None, "no account has this password")

    def test_cannot_be_set_for_nobody(self, tx):
        with pytest.raises(NoSuchAccountError, match="has no account"):
            set_password(tx, "nobody@example.org", "a long first one")


class TestAccounts:
    def test_are_listed_by_name_with_their_posts(self, tx):
        add_person(tx, name="Zoe", email="z@example.org", is_demonstration=True)
        add_person(tx, name="Ann", email="a@example.org", posts=[CHAIR, Post(organisation="inn", title="Host")])
        listed = accounts(tx)
        assert [(account.name, len(account.posts)) for account in listed] == [("Ann", 2), ("Zoe", 0)]
        assert [account.name for account in accounts(tx, is_demonstration=True)] == ["Zoe"]
        assert listed[0].posts[0] == CHAIR
        assert date(2026, 4, 14) == clock.today()
