"""`cspr due`."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from engine import clock
from engine.access import Person
from engine.calendar.changes import PROCLAIMED
from engine.calendar.working_days import Calendar
from engine.records import schema
from engine.records.db import Database
from engine.registers import holidays
from tests.engine.diagrams.builder import CLAUSES, bundle, smallest
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.rows import AT, add_person
from web.commands import main

TWO = CLAUSES.replace(
    "{amount: 2, unit: wd, from: asked, force: local}",
    "{amount: 2, unit: wd, from: asked, force: local}, {amount: 1, unit: months, from: met, force: national}",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a small revision, whose clause AB-2 has two limits."""
    for path, data in bundle(smallest(), clauses=TWO).files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


@pytest.fixture(autouse=True)
def friday():
    with clock.stopped_at(datetime(2026, 3, 27, 9, tzinfo=UTC)):
        yield


def run(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["due", *arguments, "--revision", str(folder)])


class TestDue:
    def test_prints_one_json_object(self, folder: Path):
        result = run(folder, "AB-2", "--anchor", "asked=2026-03-27", "--json")
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {
            "clause": "AB-2",
            "due_on": "2026-03-31",
            "due_at": "2026-03-31T22:59:59+00:00",
            "working_days_left": 2,
            "extended_to": None,
            "limits": [
                {
                    "force": "local", "amount": 2, "unit": "wd", "anchor": "asked", "from": "2026-03-27",
                    "due_on": "2026-03-31", "is_worked_to": True,
                },
                {
                    "force": "national", "amount": 1, "unit": "months", "anchor": "met", "from": None,
                    "due_on": None, "is_worked_to": False,
                },
            ],
            "days": [
                {"date": "2026-03-28", "counts": False, "reason": "Saturday"},
                {"date": "2026-03-29", "counts": False, "reason": "Sunday"},
                {"date": "2026-03-30", "counts": True, "reason": "working day"},
                {"date": "2026-03-31", "counts": True, "reason": "working day"},
            ],
            "calendar": Calendar(version="1").edition,
        }  # fmt: skip

    def test_explains_day_by_day_in_words(self, folder: Path):
        lines = run(folder, "AB-2", "--anchor", "asked=2026-03-27", "--anchor", "met=2026-01-31").output.splitlines()
        assert lines[1] == "Due on Saturday 28 February 2026, by the end of the day in London."
        assert lines[2] == "20 working days late, counted from Friday 27 March 2026."
        assert (
            "1 month after met, Saturday 31 January 2026 (national limit): Saturday 28 February 2026, worked to"
            in lines
        )
        assert "  2026-03-28 Sat  -  Saturday" in lines
        assert "  2026-03-31 Tue  day 2" in lines

    def test_falls_short_while_no_date_is_given(self, folder: Path):
        result = run(folder, "AB-2")
        assert result.exit_code == 1
        assert "--anchor asked=DATE or --anchor met=DATE" in result.output

    @pytest.mark.parametrize(
        ("arguments", "because"),
        [
            (["ZZ-9"], "there are: AB-1, AB-2"),
            (["AB-3"], "no clause with a time limit"),
            (["AB-1", "--anchor", "met=2026-01-31"], "but from: asked"),
            (["AB-1", "--anchor", "asked=2026-02-30"], "a real date"),
            (["AB-1", "--anchor", "asked"], "a real date"),
            (["AB-1", "--anchor", "asked=9999-01-01"], "check the date"),
        ],
    )
    def test_is_a_wrong_call(self, folder: Path, arguments: list[str], because: str):
        result = run(folder, *arguments)
        assert result.exit_code == 2
        assert because in result.output.replace("\n", " ")


class TestDueOfACase:
    @pytest.fixture(autouse=True)
    def case(self, tmp_path, monkeypatch):
        """A case of Tuesday 14 April, and its Wednesday proclaimed a holiday."""
        url = f"sqlite:///{tmp_path}/cspr.sqlite"
        monkeypatch.setenv("CSPR_DATABASE_URL", url)
        database = Database(url, is_durable=False)
        schema.migrate(database)
        start_errand(database, engine_in(database), asker_in(database))
        with clock.stopped_at(AT), database.transaction() as tx:
            me = Person(id=add_person(tx, "Ann"), name="Ann", email="", posts=(), is_administrator=True)
            on = date(2026, 4, 15)
            change = holidays.proclaim_or_withdraw(tx, Calendar(), kind=PROCLAIMED, on=on, why="A coronation", me=me)
            holidays.enter(tx, change)
        database.close()

    def test_counts_from_what_is_recorded_by_the_calendar_in_force(self, folder):
        lines = run(folder, "ERR-1", "--case", "2026-0001").output.splitlines()
        assert lines[1] == "Due on Thursday 16 April 2026, by the end of the day in London."
        assert "  2026-04-15 Wed  -  A coronation" in lines
        assert "change 1" in lines[-1]

    def test_takes_another_date_in_place_of_the_recorded_one(self, folder):
        found = run(folder, "ERR-1", "--case", "2026-0001", "--anchor", "asked=2026-04-16", "--json")
        assert json.loads(found.stdout)["due_on"] == "2026-04-17"

    def test_is_a_wrong_call_for_a_case_that_there_is_not(self, folder):
        result = run(folder, "ERR-1", "--case", "2026-0002")
        assert (result.exit_code, "no such case" in result.output) == (2, True)
