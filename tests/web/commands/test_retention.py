"""`cspr retention`, and what `cspr restore` does with cases that had been destroyed since the copy was made."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from engine import clock
from engine.records import schema
from engine.records.db import Database
from tests.engine.cases.retention.kept import DUE, keep_errand
from tests.engine.cases.retention.test_destroying import found_in, work
from web.commands import main


@pytest.fixture
def kept(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/first.sqlite", is_durable=False)
    schema.migrate(database)
    found = keep_errand(database, tmp_path / "data")
    with clock.stopped_at(DUE):
        yield found
    database.close()


def cspr(tmp_path, *said, database="first"):
    env = {"CSPR_DATABASE_URL": f"sqlite:///{tmp_path}/{database}.sqlite", "CSPR_DATA_FOLDER": f"{tmp_path}/data"}
    return CliRunner().invoke(main, [str(each) for each in said], env=env)


def test_lists_what_is_due_by_a_day(kept, tmp_path):
    assert cspr(tmp_path, "retention").output.splitlines() == [
        "2026-0001  due 2036-04-14, 10 years from closed (2026-04-14)",
        "1 cases are due by 2036-04-14",
    ]
    assert cspr(tmp_path, "retention", "--by", "2036-04-13").output == "0 cases are due by 2036-04-13\n"
    told = json.loads(cspr(tmp_path, "retention", "--by", "2040-01-01", "--json").output)
    assert (told["cases"][0]["due_on"], told["by"]) == (date(2036, 4, 14).isoformat(), "2040-01-01")


def test_says_what_is_wrong_with_the_call(kept, tmp_path):
    wrong = cspr(tmp_path, "retention", "--by", "2036-02-30")
    assert (wrong.exit_code, "must be a real date" in wrong.output) == (2, True)
    assert cspr(tmp_path, "retention", "--again", "--json").exit_code == 2
    assert cspr(tmp_path, "retention", "--certificates", tmp_path).exit_code == 2


def test_what_comes_back_with_a_copy_is_told_and_destroyed_again(kept, tmp_path):
    assert cspr(tmp_path, "backup", tmp_path / "copy").exit_code == 0
    kept.destroy()
    work(kept)
    restored = cspr(tmp_path, "restore", tmp_path / "copy", database="second")
    assert "Came back with this copy although they had been destroyed: 2026-0001" in restored.output
    again = Database(f"sqlite:///{tmp_path}/second.sqlite")
    assert found_in(again) == set()
    again.close()
    proven = cspr(tmp_path, "verify-audit", database="second")
    assert (proven.exit_code, "every chain holds" in proven.output) == (0, True)
    assert "Nothing that had been destroyed came back" in cspr(tmp_path, "retention", "--again").output


def test_a_copy_brings_the_certificates_that_it_has(kept, tmp_path):
    kept.destroy()
    cspr(tmp_path, "backup", tmp_path / "copy")
    assert [path.name for path in (tmp_path / "copy" / "certificates").iterdir()] == ["000001-2026-0001.json"]
