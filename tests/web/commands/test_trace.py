"""`cspr trace`."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from tests.engine.diagrams.builder import Diagram, bundle
from tests.web.scenarios.specified import HOLDS, lay_down
from web.commands import main

CLAUSES = "- {id: AB-1, section: A, kind: [flow], says: Answer.}\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["trace", *arguments])


def revision(folder: Path, *scenarios: str, clauses: str = CLAUSES) -> str:
    diagram = Diagram().start().node("userTask", "ask", properties={"form": "ask", "clauses": "AB-1"}).end()
    return str(lay_down(folder, bundle(diagram.line("opened", "ask", "closed"), clauses=clauses), *scenarios))


class TestTrace:
    def test_prints_one_json_object(self, tmp_path: Path):
        result = run("--json", "--revision", revision(tmp_path, HOLDS))
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {
            "ok": True, "clauses": 1, "traced": 1, "gaps": [], "unknown_tags": [],
            "rows": [
                {
                    "clause": "AB-1", "kind": ["flow"], "source": "framework", "says": "Answer.",
                    "elements": ["review/ask"], "forms": [], "letters": [], "documents": [],
                    "scenarios": ["A review: It is closed at once"],
                }
            ],
        }  # fmt: skip

    def test_falls_short_of_a_clause_that_nothing_keeps(self, tmp_path: Path):
        more = CLAUSES + "- {id: AB-2, section: A, kind: [form], says: Ask.}\n"
        folder = revision(tmp_path, HOLDS, clauses=more)
        result = run("--revision", folder)
        assert result.exit_code == 1
        assert "AB-2 (form): Ask.\n    missing, as form: a form, a section or a question\n" in result.output
        assert result.output.endswith("1 of 2 clauses are kept, 1 have gaps.\n")
        report = json.loads(run("--json", "--revision", folder).stdout)
        assert {"clause": "AB-2", "kind": "form", "missing": "a scenario"} in report["gaps"]

    def test_falls_short_of_a_tag_that_is_no_clause(self, tmp_path: Path):
        result = run("--revision", revision(tmp_path, HOLDS, HOLDS.replace("AB-1", "AB-9").replace("closed", "shut")))
        assert result.exit_code == 1
        assert "features/review.feature, line 9: @AB-9 is no clause of the register" in result.output

    def test_is_a_wrong_call_without_features_that_can_be_read(self, tmp_path: Path):
        result = run("--revision", revision(tmp_path, HOLDS, "    Wen it is\n"))
        assert result.exit_code == 2
        assert "cannot be read" in result.output
