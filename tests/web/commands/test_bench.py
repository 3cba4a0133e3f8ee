"""`cspr bench`: that it measures everything and says so in the agreed shape. What it measures is no test's business."""

import json

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from benchmarks import lists, overdue, places, steps
from benchmarks.figures import Figure, Times, p95
from benchmarks.processes import plans
from engine.records.db import Database
from web.commands import main


@pytest.fixture(scope="module")
def measured():
    result = CliRunner().invoke(main, ["bench", "--quick", "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


class TestBench:
    def test_prints_one_json_object(self, measured):
        assert set(measured) == {"machine", "figures"}
        assert "load average" in measured["machine"]
        for figure in measured["figures"]:
            assert set(figure) == {"name", "value", "unit", "against", "ratio"}

    def test_gives_every_figure_a_ratio_to_another_of_the_same_run(self, measured):
        for figure in measured["figures"]:
            assert figure["value"] > 0
            assert figure["ratio"] > 0
            other = float(figure["against"].rpartition(": ")[2])
            assert figure["ratio"] == pytest.approx(figure["value"] / other, rel=0.02)

    def test_measures_steps_passes_lists_what_is_due_kills_pages_and_memory(self, measured):
        names = [figure["name"] for figure in measured["figures"]]
        parts = (
            "worker's pass",
            "list of my work",
            "deadlines by clause and month",
            "100 due timers fired",
            "workers killed over 60 due timers",
            "user tasks sent over HTTP",
            "a worker's mem",
            "page: a case,",
        )
        for wanted in (*plans(is_quick=True), *parts):
            assert any(name.startswith(wanted) for name in names), wanted

    def test_counts_the_statements_of_a_step(self, measured):
        linear = [f for f in measured["figures"] if f["unit"] == "statements" and f["name"].startswith("linear")]
        assert {f["name"].rpartition(", ")[2]: f["value"] for f in linear} == {"in memory": 11, "loaded": 12}

    def test_measures_one_part_alone(self, monkeypatch):
        asked = []
        monkeypatch.setattr(lists, "measure", lambda _fresh, where, *, is_quick: asked.append((where, is_quick)) or [])
        result = CliRunner().invoke(main, ["bench", "--quick", "--only", "lists"])
        assert (result.exit_code, asked) == (0, [("SQLite", True)])

    def test_refuses_another_database_than_postgresql(self):
        result = CliRunner().invoke(main, ["bench", "--quick", "--database", "mysql://somewhere"])
        assert result.exit_code == 2
        assert "must be like postgresql" in result.output


class TestPostgresql:
    def test_measures_there_and_leaves_nothing_behind(self, postgresql_url, monkeypatch):
        monkeypatch.setattr(lists, "READINGS", 10)
        linear = dict(list(plans(is_quick=True).items())[:1])
        monkeypatch.setattr(steps, "plans", lambda *, is_quick: linear)
        before = schemas(postgresql_url)
        with places.postgresql(postgresql_url) as fresh:
            found = [f for part in (steps, lists, overdue) for f in part.measure(fresh, "there", is_quick=True)]
        assert {figure.unit for figure in found} == {"ms processor", "ms clock", "statements", "a second"}
        assert [f.against.partition(":")[0] for f in found if "two workers" in f.name] == ["one"]
        assert schemas(postgresql_url) == before


class TestFigure:
    def test_is_a_multiple_of_what_it_stands_beside(self):
        figure = Figure.beside("a step", 3.0, "ms", "another", 1.5)
        assert (figure.value, figure.against, figure.ratio) == (3.0, "another: 1.5", 2.0)


class TestP95:
    @pytest.mark.parametrize(("count", "expected"), [(1, 1), (19, 19), (20, 19), (100, 95)])
    def test_is_not_exceeded_by_95_in_a_hundred(self, count, expected):
        assert p95(range(count, 0, -1)[::-1]) == expected


class TestTimes:
    def test_notes_each_time(self):
        times = Times()
        times.take(lambda: None)
        times.take(lambda: None)
        assert (len(times.processor_ms), len(times.wall_ms)) == (2, 2)


def schemas(url: str) -> list[str]:
    database = Database(url)
    with database.reading() as tx:
        found = sa.inspect(tx.connection).get_schema_names()
    database.close()
    return found
