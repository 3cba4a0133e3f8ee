import pytest
from click.testing import CliRunner

from engine.cases.revisions import Revisions
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


class TestList:
    def test_marks_administrators(self, run):
        add(run, "--administrator")
        assert run("list").output == "mo@example.org  Mo Miller  no post  [administrator]\n"
