import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from engine.records.db import Database
from engine.records.schema import migrate
from engine.records.tables import delivery
from tests.engine.correspondence.test_bounces import report
from tests.engine.errand import asker_in, engine_in, start_errand
from web.commands import main


@pytest.fixture
def database(tmp_path, monkeypatch):
    """A database with one letter on its way."""
    url = f"sqlite:///{tmp_path / 'cspr.sqlite'}"
    monkeypatch.setenv("CSPR_DATABASE_URL", url)
    database = Database(url)
    migrate(database)
    start_errand(database, engine_in(database), asker_in(database))
    yield database
    database.close()


@pytest.fixture
def notice(database):
    with database.reading() as tx:
        return report(tx.connection.scalar(sa.select(delivery.c.message_id)))


def run(*files, typed=b""):
    return CliRunner().invoke(main, ["bounce", *map(str, files)], input=typed)


def state(database):
    with database.reading() as tx:
        return tx.connection.scalar(sa.select(delivery.c.state))


class TestBounce:
    def test_records_what_is_piped_in(self, database, notice):
        done = run(typed=notice)
        assert (done.exit_code, "the letter came back; its case has an incident" in done.output) == (0, True)
        assert state(database) == "bounced"

    def test_reads_files_and_knows_one_again(self, database, notice, tmp_path):
        path = tmp_path / "notice.eml"
        path.write_bytes(notice)
        done = run(path, path)
        assert done.exit_code == 0
        assert done.output == (
            f"{path}: the letter came back; its case has an incident\n{path}: known already\n"
        )  # fmt: skip

    def test_refuses_junk_and_still_reads_the_rest(self, database, notice, tmp_path):
        junk, good = tmp_path / "junk.eml", tmp_path / "good.eml"
        junk.write_bytes(b"Subject: I am away\n\nUntil Monday\n")
        good.write_bytes(notice)
        done = run(junk, good)
        assert done.exit_code == 65
        assert f"{junk}: This is no delivery status notification" in done.stderr
        assert state(database) == "bounced"

    def test_refuses_what_is_of_no_letter_of_ours(self, database):
        done = run(typed=report("<other@example.org>"))
        assert (done.exit_code, "names no message of this service" in done.stderr) == (65, True)
        assert state(database) == "queued"

    def test_has_the_mail_server_hand_it_over_again_while_the_database_is_away(self, database, notice, monkeypatch):
        monkeypatch.setenv("CSPR_DATABASE_URL", "sqlite:////nowhere/at/all.sqlite")
        done = run(typed=notice)
        assert (done.exit_code, "The database cannot be reached" in done.stderr) == (75, True)
