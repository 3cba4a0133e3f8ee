import pytest
from click.testing import CliRunner

from engine.records.schema import HEAD
from web.commands import WrongCall
from web.commands.migrate import migrate
from web.commands.serve import serve


@pytest.fixture
def installation(tmp_path, monkeypatch):
    """An installation's environment, with a database that is not there yet."""
    said = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'cspr.sqlite'}",
        "DATA_FOLDER": str(tmp_path),
        "SECRET_KEY": "drawn at random, for this test alone",
        "PUBLIC_ADDRESS": "https://reviews.example.org",
        "MAIL_FOLDER": str(tmp_path / "mail"),
        "MAIL_FROM": "reviews@example.org",
    }
    for name, value in said.items():
        monkeypatch.setenv(f"CSPR_{name}", value)


@pytest.mark.usefixtures("installation")
class TestMigrate:
    def test_creates_the_tables_and_leaves_them_the_second_time(self):
        assert CliRunner().invoke(migrate).output == f"The database is at {HEAD}; it was empty\n"
        assert CliRunner().invoke(migrate).output == f"The database is at {HEAD}, as it was\n"


@pytest.mark.usefixtures("installation")
class TestServe:
    def test_wants_the_tables_first(self):
        done = CliRunner().invoke(serve, standalone_mode=False)
        assert isinstance(done.exception, WrongCall)
        assert "run `cspr migrate` first" in done.exception.message

    def test_publishes_the_revision_and_answers(self, monkeypatch):
        served = []
        monkeypatch.setattr("web.commands.serve.serve_pages", lambda service, **how: served.append((service, how)))
        CliRunner().invoke(migrate)
        for _ in range(2):
            done = CliRunner().invoke(serve, ["--port", "8001"], standalone_mode=False, catch_exceptions=False)
            assert done.exit_code == 0
        for service, how in served:
            assert how["port"] == 8001
            assert not service.settings.is_demonstration
            with service.database.reading() as tx:
                assert len(service.cases.revisions.published(tx)) == 1
            service.database.close()
