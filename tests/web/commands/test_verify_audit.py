import orjson
import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from engine.records.db import Database
from engine.records.tables import audit, metadata
from tests.engine.rows import add_case, add_person
from web.commands import main


@pytest.fixture
def url(tmp_path) -> str:
    url = f"sqlite:///{tmp_path}/cspr.sqlite"
    database = Database(url)
    metadata.create_all(database.engine)
    with database.transaction() as tx:
        add_case(tx, referrer_id=add_person(tx))
    database.close()
    return url


def tamper(url: str) -> None:
    database = Database(url)
    with database.transaction() as tx:
        tx.connection.execute(sa.update(audit).values(person_id=None))
    database.close()


class TestVerifyAudit:
    def test_says_that_every_chain_holds(self, url):
        result = CliRunner().invoke(main, ["verify-audit", "--database", url])
        said = "1 cases, 1 entries: every chain holds\nAdministration, 0 entries: the chain holds\n"
        assert (result.exit_code, result.output) == (0, said)

    def test_says_where_one_does_not_and_falls_short(self, url):
        tamper(url)
        result = CliRunner().invoke(main, ["verify-audit", "--database", url])
        assert result.exit_code == 1
        assert "Case CSPR-2026-0001, entry 1: its columns do not say what its body says" in result.output

    def test_prints_one_json_object(self, url):
        result = CliRunner().invoke(main, ["verify-audit", "--database", url, "--json"])
        told = {"ok": True, "cases": 1, "entries": 1, "broken": [], "administration": {"broken": [], "entries": 0}}
        assert orjson.loads(result.stdout) == told
        tamper(url)
        result = CliRunner().invoke(main, ["verify-audit", "--database", url, "--json"])
        found = orjson.loads(result.stdout)
        assert (result.exit_code, found["ok"], found["broken"][0]["seq"]) == (1, False, 1)

    def test_takes_the_database_of_the_environment(self, url):
        result = CliRunner().invoke(main, ["verify-audit"], env={"CSPR_DATABASE_URL": url})
        assert result.exit_code == 0

    def test_says_what_is_missing(self):
        result = CliRunner().invoke(main, ["verify-audit"], env={"CSPR_DATABASE_URL": None})
        assert result.exit_code == 2
        assert "CSPR_DATABASE_URL: is not set" in result.output
