"""`cspr registers`: what is not as it should be is put right, and told."""

import pytest
from click.testing import CliRunner

from engine.records import schema
from engine.records.db import Database
from engine.records.tables import register_entry
from tests.engine.cases.office import Office
from tests.engine.cases.test_entries import JOBS, opened
from tests.engine.diagrams.listing import listed
from web.commands import main


@pytest.fixture
def url(tmp_path) -> str:
    url = f"sqlite:///{tmp_path}/cspr.sqlite"
    database = Database(url, is_durable=False)
    schema.migrate(database)
    opened(Office(database, listed()), told="Two jobs", secret="Do not say", jobs=JOBS)
    database.close()
    return url


class TestRegisters:
    def test_says_that_everything_is_as_it_should_be(self, url):
        result = CliRunner().invoke(main, ["registers", "--database", url])
        assert (result.exit_code, result.output) == (0, "1 cases: every entry is as it should be\n")

    def test_puts_right_what_is_not(self, url):
        database = Database(url)
        with database.transaction() as tx:
            tx.connection.execute(register_entry.delete())
        result = CliRunner().invoke(main, ["registers"], env={"CSPR_DATABASE_URL": url})
        assert (result.exit_code, result.output) == (1, "1 cases: 2 entries were put right\n")
        with database.reading() as tx:
            assert len(tx.connection.execute(register_entry.select()).all()) == 2
        database.close()
