import os

import pytest
from click.testing import CliRunner

from engine.cases.revisions import Revisions
from engine.diagrams.bundle import Bundle
from engine.records.db import Database
from engine.records.schema import migrate
from tests.engine import errand
from web.commands.user import user

PASSWORD = "a long enough one"


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run `cspr user ...` on a database of this test, with the tiny revision published."""
    url = f"sqlite:///{tmp_path / 'cspr.sqlite'}"
    monkeypatch.setenv("CSPR_DATABASE_URL", url)
    database = Database(url)
    migrate(database)
    with database.transaction() as tx:
        Revisions().publish(tx, errand.bundle())
    database.close()
    return lambda *arguments, typed="": CliRunner().invoke(user, arguments, input=typed)


def add(run, *more, email="mo@example.org"):
    return run("add", "--name", "Mo Miller", "--email", email, "--password", PASSWORD, *more)


class TestAdd:
    def test_opens_an_account_with_posts(self, run):
        assert add(run, "--post", "mill: Master Miller", "--post", "partnership: Warden").exit_code == 0
        assert run("list").output == "mo@example.org  Mo Miller  mill: Master Miller; partnership: Warden\n"

    def test_says_which_organisations_there_are(self, run):
        done = add(run, "--post", "windmill: Miller")
        assert done.exit_code == 2
        assert "harbour, mill, partnership" in done.output

    def test_asks_twice_for_a_password_that_is_not_given(self, run):
        typed = f"{PASSWORD}\n{PASSWORD}\n"
        done = run("add", "--name", "Mo", "--email", "mo@example.org", typed=typed)
        assert (done.exit_code, PASSWORD in done.output) == (0, False)

    def test_refuses_an_address_twice_and_an_unfit_password(self, run):
        add(run)
        assert "already has an account" in str(add(run).exception)
        short = run("add", "--name", "Jo", "--email", "jo@example.org", "--password", "short")
        assert "between 12 and 200 characters" in str(short.exception)


class TestPassword:
    def test_gives_a_new_one(self, run):
        add(run)
        done = run("password", "mo@example.org", "--password", "another long one")
        assert "has a new password, and is signed out everywhere" in done.output

    def test_is_for_those_who_have_an_account(self, run):
        assert "has no account" in str(run("password", "jo@example.org", "--password", PASSWORD).exception)


class TestResetSecondStep:
    def test_is_said_and_told_to_the_owner(self, run, tmp_path):
        add(run)
        done = run("reset-second-step", "MO@example.org")
        assert done.output == "mo@example.org has no second step any more, and is signed out everywhere\n"

    def test_is_for_those_who_have_an_account(self, run):
        assert "has no account" in str(run("reset-second-step", "jo@example.org").exception)


class TestList:
    def test_marks_administrators(self, run):
        add(run, "--administrator")
        assert run("list").output == "mo@example.org  Mo Miller  no post  [administrator]\n"


class TestAdminister:
    def test_is_for_accounts_without_a_post_and_leaves_one_who_does(self, run):
        add(run, "--administrator")
        add(run, "--post", "mill: Master Miller", email="jo@example.org")
        assert "holds a post" in str(run("administer", "jo@example.org").exception)
        assert "last administrator" in str(run("administer", "mo@example.org", "--no-more").exception)
        assert "last administrator" in str(run("close", "mo@example.org").exception)
        run("end-post", "jo@example.org", "mill: Master Miller")
        assert run("administer", "jo@example.org").output == "jo@example.org administers\n"
        assert run("administer", "mo@example.org", "--no-more").output == "mo@example.org administers no more\n"
        assert "two accounts" in str(run("begin-post", "jo@example.org", "mill: Master Miller").exception)


class TestPosts:
    """Posts that begin and end. The clock is the machine's: a day is far in the past or in the future."""

    def test_begin_today_or_on_a_day(self, run):
        add(run)
        done = run("begin-post", "MO@example.org", "mill: Master Miller")
        assert (done.exit_code, done.output) == (0, "mo@example.org holds mill: Master Miller\n")
        run("begin-post", "mo@example.org", "partnership: Warden", "--from", "2999-01-01")
        assert run("list").output == "mo@example.org  Mo Miller  mill: Master Miller\n"

    def test_are_not_held_twice(self, run):
        add(run, "--post", "mill: Master Miller")
        again = run("begin-post", "mo@example.org", "mill: Master Miller")
        assert "holds mill: Master Miller already; end it first" in str(again.exception)

    def test_end_at_once_and_say_what_nobody_does_now(self, run):
        add(run, "--post", "mill: Master Miller")
        add(run, "--post", "mill: Second Miller", email="jo@example.org")
        done = run("end-post", "mo@example.org", "mill: Master Miller")
        assert done.output == "mo@example.org does not hold mill: Master Miller any more\n"
        assert "mo@example.org  Mo Miller  no post" in run("list").output
        last = run("end-post", "jo@example.org", "mill: Second Miller")
        assert "Nobody is Miller of The Mill now" in last.output

    def test_end_on_a_day_to_come(self, run):
        add(run, "--post", "mill: Master Miller")
        done = run("end-post", "mo@example.org", "mill: Master Miller", "--until", "2999-01-01")
        assert done.output == "mo@example.org does not hold mill: Master Miller any more after 2999-01-01\n"
        assert "mill: Master Miller" in run("list").output

    def test_that_are_not_held_cannot_end(self, run):
        add(run, "--post", "mill: Master Miller")
        assert "does not hold mill: Miller" in str(run("end-post", "mo@example.org", "mill: Miller").exception)
        assert "has no account" in str(run("end-post", "jo@example.org", "mill: Miller").exception)

    def test_are_of_no_agency_that_has_closed(self, run, monkeypatch):
        partnership = errand.PARTNERSHIP.replace("senior: Port Reeve}", "senior: Port Reeve, until: 2026-01-31}")
        partnership = partnership.replace("  Harbour: {who: agency, agency: harbour}\n", "")
        files = {**errand.bundle().files, "bpmn/partnership.yaml": partnership.encode()}
        database = Database(os.environ["CSPR_DATABASE_URL"])
        with database.transaction() as tx:
            Revisions().publish(tx, Bundle(files))
        database.close()
        done = add(run, "--post", "harbour: Harbour Master")
        assert done.exit_code == 2
        assert "The Harbour closed on 31 January 2026, and nobody took its place" in done.output


class TestClose:
    def test_ends_the_posts_and_lets_nobody_in_until_it_is_opened_again(self, run):
        add(run, "--post", "mill: Master Miller")
        done = run("close", "mo@example.org")
        assert "mo@example.org is closed, and signed out everywhere" in done.output
        assert "Nobody is Miller of The Mill now" in done.output
        assert run("list").output == "mo@example.org  Mo Miller  no post  [closed]\n"
        assert "holds no post" in run("reopen", "mo@example.org").output
        assert run("list").output == "mo@example.org  Mo Miller  no post\n"

    def test_is_for_those_who_have_an_account(self, run):
        assert "has no account" in str(run("close", "jo@example.org").exception)


class TestAddContact:
    def test_enters_who_is_sent_links_and_cannot_sign_in(self, run):
        contact = "add-contact", "--name", "Rae Reeve", "--email", "rae@example.org", "--post"
        assert "is sent a link" in run(*contact, "harbour: Harbour Master").output
        assert run("list").output == "rae@example.org  Rae Reeve  harbour: Harbour Master  [contact]\n"

    def test_is_for_agencies_alone(self, run):
        contact = "add-contact", "--name", "Rae Reeve", "--email", "rae@example.org", "--post"
        done = run(*contact, "partnership: Warden")
        assert "needs an account" in str(done.exception)
