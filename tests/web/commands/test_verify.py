"""`cspr verify`."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from tests.engine.diagrams.builder import smallest
from tests.web.scenarios.specified import FAILS, HOLDS, lay_down, referred
from web.commands import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["verify", *arguments])


class TestVerify:
    def test_holds_when_every_sentence_does_and_nothing_is_left_out(self, tmp_path: Path):
        result = run("--json", "--revision", str(lay_down(tmp_path, referred(), HOLDS)))
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {
            "ok": True, "scenarios": 1, "passed": 1, "failed": [], "problems": [],
            "coverage": {
                "flows": {"total": 2, "taken": 2, "missing": []},
                "boundary_events": {"total": 0, "taken": 0, "missing": []},
                "decision_rules": {"total": 0, "taken": 0, "missing": []},
                "user_tasks": {"total": 1, "taken": 1, "missing": []},
                "form_fields": {"total": 1, "taken": 1, "missing": []},
            },
        }  # fmt: skip

    def test_says_which_scenario_fails(self, tmp_path: Path):
        folder = str(lay_down(tmp_path, referred(), HOLDS, FAILS))
        result = run("--json", "--revision", folder)
        assert result.exit_code == 1
        report = json.loads(result.stdout)
        assert (report["ok"], report["scenarios"], report["passed"]) == (False, 3, 1)
        assert report["failed"][0]["feature"] == "A review"
        assert report["failed"][0]["scenario"] == "It is asked again [Saturday 28 March 2026]"
        assert "for the Chair: found" in report["failed"][0]["message"]

    def test_falls_short_of_what_no_scenario_takes_unless_one_feature_is_asked_for(self, tmp_path: Path):
        either = smallest().task("answer", limit="AB-1")
        either.flows.remove(either.flows[1])
        folder = str(lay_down(tmp_path, referred(either.line("ask", "answer", "closed")), HOLDS.replace("Then", "#")))
        result = run("--revision", folder)
        assert result.exit_code == 1
        assert "The scenarios take 0 of 1 boundary events.\n    none takes review/answer_late" in result.output
        assert result.output.endswith("1 of 1 scenarios hold.\n")
        assert run("--revision", folder, "--feature", "a review").exit_code == 0

    def test_falls_short_of_a_revision_that_cannot_be_read(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), HOLDS)
        (folder / "bpmn/review.bpmn").write_text("<nothing/>")
        result = run("--revision", str(folder))
        assert result.exit_code == 1
        assert "No scenario was run" in result.output

    def test_is_a_wrong_call_without_such_a_feature(self, tmp_path: Path):
        result = run("--feature", "Songs", "--revision", str(lay_down(tmp_path, referred(), HOLDS)))
        assert result.exit_code == 2
        assert "there are: A review" in result.output

    def test_is_a_wrong_call_without_features_that_can_be_read(self, tmp_path: Path):
        result = run("--revision", str(lay_down(tmp_path, referred(), HOLDS, "    Wen it is\n")))
        assert result.exit_code == 2
        assert "cannot be run" in result.output
