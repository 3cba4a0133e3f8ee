"""`cspr due`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.engine.diagrams.builder import CLAUSES, bundle, smallest
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
            "limits": [
                {"force": "local", "anchor": "asked", "from": "2026-03-27", "due_on": "2026-03-31"},
                {"force": "national", "anchor": "met", "from": None, "due_on": None},
            ],
            "days": [
                {"date": "2026-03-28", "counts": False, "reason": "Saturday"},
                {"date": "2026-03-29", "counts": False, "reason": "Sunday"},
                {"date": "2026-03-30", "counts": True, "reason": "working day"},
                {"date": "2026-03-31", "counts": True, "reason": "working day"},
            ],
            "calendar": "1",
        }

    def test_explains_day_by_day_in_words(self, folder: Path):
        lines = run(folder, "AB-2", "--anchor", "asked=2026-03-27", "--anchor", "met=2026-01-31").output.splitlines()
        assert lines[1] == "Due on Saturday 28 February 2026, by the end of the day in London."
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
