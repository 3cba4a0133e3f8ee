"""Accounts and posts that administrators change: what is refused, what follows, and that all of it is logged."""

from datetime import timedelta

import pytest

from engine import clock
from engine.access import Person, Post, holdings
from engine.administration.accounts import find_account, list_accounts
from engine.administration.affected import AdministrationRefused
from engine.administration.changing import (
    add_contact,
    change_details,
    close_account,
    end_administering,
    invite,
    let_administer,
    open_account,
    reopen_account,
    send_password_link,
    sign_out,
)
from engine.administration.holding import begin_post, end_post
from engine.cases.claims import claim
from engine.cases.revisions import Revisions
from engine.records.tables import delivery, password_link, session, user_task
from engine.registers import administration_log
from engine.registers.administration_log import Wanted
from engine.registers.people import EmailTakenError, find_person, give_posts
from engine.registers.posts import PostHeldError
from engine.registers.sessions import open_session
from engine.registers.tokens import SCOPES, find_bearer, make_token
from tests.engine import errand
from tests.engine.rows import AT

WARDEN = Post(organisation="partnership", title="Warden")
MILLER = Post(organisation="mill", title="Master Miller")
HARBOUR = Post(organisation="harbour", title="Harbour Master")
PARTNERSHIP = errand.revision().partnership
MO, ANN, DAY = "mo@example.org", "ann@example.org", timedelta(days=1)


@pytest.fixture
def revisions(light_database):
    with clock.stopped_at(AT):
        yield errand.engine_in(light_database).revisions


@pytest.fixture
def tx(light_database, revisions):
    with light_database.transaction() as tx:
        yield tx


@pytest.fixture
def ann(tx):
    return open_account(tx, by=None, name="Ann Admin", email=ANN, is_administrator=True)


@pytest.fixture
def mo(tx, ann):
    return open_account(tx, by=ann, name="Mo Miller", email=MO, held=[MILLER])


def logged(tx):
    return [entry.action for entry in administration_log.entries(tx, Wanted()).items][::-1]


def addresses(tx):
    return [row.address for row in tx.connection.execute(delivery.select().order_by(delivery.c.id))]


class TestOpening:
    def test_is_logged_with_who_did_it_and_the_posts(self, tx, ann, mo):
        assert logged(tx) == ["account_opened", "account_opened", "post_begun"]
        last = administration_log.entries(tx, Wanted(about=mo)).items[0]
        assert (last.by, last.about, last.facts["title"]) == ("Ann Admin", "Mo Miller", "Master Miller")
        assert last.facts["from_on"] == clock.today().isoformat()

    def test_by_invitation_queues_a_mail_that_holds_no_link_where_it_is_kept(self, tx, ann):
        jo = invite(tx, PARTNERSHIP, by=ann, name="Jo Park", email="Jo@Example.org")
        assert addresses(tx) == ["jo@example.org"]
        assert find_account(tx, jo).link_until == AT + 7 * DAY
        assert not find_account(tx, jo).account.has_password
        assert logged(tx)[-2:] == ["account_opened", "link_sent"]

    def test_of_a_contact_is_for_agencies_alone(self, tx, ann):
        with pytest.raises(AdministrationRefused, match="is no post of an agency"):
            add_contact(tx, PARTNERSHIP, by=ann, name="Rae", email="rae@example.org", held=[WARDEN])
        rae = add_contact(tx, PARTNERSHIP, by=ann, name="Rae", email="rae@example.org", held=[HARBOUR])
        assert find_account(tx, rae).account.is_contact
        with pytest.raises(AdministrationRefused, match="needs an account"):
            begin_post(tx, PARTNERSHIP, "rae@example.org", WARDEN, by=ann)


class TestTwoHats:
    """Who administers sees no case, so that no account does both."""

    def test_an_account_is_not_opened_with_both(self, tx):
        with pytest.raises(AdministrationRefused, match="two accounts"):
            open_account(tx, by=None, name="Jo", email="jo@example.org", held=[WARDEN], is_administrator=True)

    def test_who_administers_is_given_no_post_and_who_holds_one_does_not_administer(self, tx, ann, mo):
        with pytest.raises(AdministrationRefused, match="two accounts"):
            begin_post(tx, PARTNERSHIP, ANN, WARDEN, by=None)
        with pytest.raises(AdministrationRefused, match="holds a post"):
            let_administer(tx, MO, by=ann)

    def test_a_post_of_before_gives_an_administrator_nothing(self, tx, ann):
        give_posts(tx, ann, [WARDEN])
        found = find_person(tx, ann)
        assert (found.posts, holdings(PARTNERSHIP, found)) == ((), frozenset())


class TestLastAdministrator:
    def test_stays_whoever_asks(self, tx, ann):
        with pytest.raises(AdministrationRefused, match="last administrator"):
            close_account(tx, Revisions(), ANN, by=None)
        with pytest.raises(AdministrationRefused, match="last administrator"):
            end_administering(tx, ANN, by=None)

    def test_goes_once_there_is_another_who_is_not_themselves(self, tx, ann, revisions):
        bob = open_account(tx, by=ann, name="Bob", email="bob@example.org")
        let_administer(tx, "bob@example.org", by=ann)
        with pytest.raises(AdministrationRefused, match="another administrator"):
            close_account(tx, revisions, ANN, by=ann)
        end_administering(tx, ANN, by=bob)
        close_account(tx, revisions, ANN, by=bob)
        assert find_person(tx, ann) is None
        with pytest.raises(AdministrationRefused, match="last administrator"):
            close_account(tx, revisions, "bob@example.org", by=None)


class TestDetails:
    def test_a_new_address_is_told_to_both_and_ends_links(self, tx, ann, mo):
        send_password_link(tx, PARTNERSHIP, MO, by=ann)
        change_details(tx, PARTNERSHIP, by=ann, person_id=mo, name="Mo Miller", email="MO.Miller@example.org ")
        assert addresses(tx) == [MO, MO, "mo.miller@example.org"]
        assert find_account(tx, mo).link_until is None
        last = administration_log.entries(tx, Wanted(about=mo, action="account_changed")).items[0]
        assert last.facts == {"email": [MO, "mo.miller@example.org"]}

    def test_an_address_of_somebody_else_is_refused_and_nothing_is_logged_of_nothing(self, tx, ann, mo):
        with pytest.raises(EmailTakenError):
            change_details(tx, PARTNERSHIP, by=ann, person_id=mo, name="Mo Miller", email=ANN)
        before = logged(tx)
        change_details(tx, PARTNERSHIP, by=ann, person_id=mo, name="Mo Miller", email=MO)
        assert logged(tx) == before


class TestClosing:
    def test_gives_what_was_taken_on_back_at_once(self, light_database, revisions):
        asker = errand.asker_in(light_database)
        cases = errand.engine_in(light_database)
        errand.start_errand(light_database, cases, asker)
        with clock.stopped_at(AT), light_database.transaction() as tx:
            wat = open_account(tx, by=None, name="Wat", email="wat@example.org", held=[WARDEN])
            row = tx.connection.execute(user_task.select().where(user_task.c.element == "fetch")).one()
            claim(tx, revisions, find_person(tx, wat), row.id)
            open_session(tx, wat, minutes=30)
            send_password_link(tx, PARTNERSHIP, "wat@example.org", by=None)
            left = close_account(tx, revisions, "wat@example.org", by=None)
            assert (left.tasks, [who.role for who in left.vacant]) == (1, ["Warden"])
            assert tx.connection.execute(user_task.select().where(user_task.c.person_id.is_not(None))).all() == []
            assert tx.connection.execute(session.select()).all() == []
            assert tx.connection.execute(password_link.select()).one().ended_at == AT
            reopen_account(tx, "wat@example.org", by=None)
            assert find_person(tx, wat) == Person(id=wat, name="Wat", email="wat@example.org", posts=())
            with pytest.raises(AdministrationRefused, match="is open"):
                reopen_account(tx, "wat@example.org", by=None)

    def test_signing_out_ends_every_session_and_every_token(self, tx, mo):
        open_session(tx, mo, minutes=30)
        secret, _ = make_token(tx, mo, name="Case system", scopes=SCOPES, days=30)
        assert find_bearer(tx, secret) is not None
        sign_out(tx, MO, by=None)
        assert tx.connection.execute(session.select()).all() == []
        assert find_bearer(tx, secret) is None


class TestPosts:
    def test_begin_and_end_on_days(self, tx, ann, mo, revisions):
        today = clock.today()
        begin_post(tx, PARTNERSHIP, MO, HARBOUR, by=ann, from_on=today + DAY, until_on=today + 2 * DAY)
        held = {each.post.title: each for each in find_account(tx, mo).held}
        assert (held["Harbour Master"].is_to_come, held["Harbour Master"].until_on) == (True, today + 2 * DAY)
        with pytest.raises(PostHeldError):
            begin_post(tx, PARTNERSHIP, MO, HARBOUR, by=ann)
        end_post(tx, revisions, MO, HARBOUR, by=ann)
        assert [each.has_ended for each in find_account(tx, mo).held] == [True, False]
        assert logged(tx)[-2:] == ["post_begun", "post_ended"]

    def test_refuse_days_and_organisations_that_do_not_fit(self, tx, ann, mo):
        with pytest.raises(AdministrationRefused, match="the first day or later"):
            begin_post(tx, PARTNERSHIP, MO, HARBOUR, by=ann, until_on=clock.today() - DAY)
        with pytest.raises(AdministrationRefused, match="harbour, mill, partnership"):
            begin_post(tx, PARTNERSHIP, MO, Post(organisation="moon", title="Man"), by=ann)


class TestListing:
    def test_is_narrowed_by_kind_and_words_and_goes_on_by_pages(self, tx, ann, mo, monkeypatch):
        monkeypatch.setattr("engine.administration.accounts.PAGE", 1)
        first = list_accounts(tx)
        assert ([one.name for one in first.items], first.more) == (["Ann Admin"], ("Ann Admin", ann))
        second = list_accounts(tx, after=first.more)
        assert ([one.name for one in second.items], second.more) == (["Mo Miller"], None)
        assert [one.posts for one in second.items] == [(MILLER,)]
        assert [one.id for one in list_accounts(tx, asked="MILL").items] == [mo]
        assert list_accounts(tx, asked="%").items == ()
        assert [one.id for one in list_accounts(tx, kind="administrators").items] == [ann]
        assert [one.id for one in list_accounts(tx, kind="without-post").items] == []
        assert [one.id for one in list_accounts(tx, kind="closed").items] == []
