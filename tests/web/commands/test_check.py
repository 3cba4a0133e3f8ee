"""`cspr check`."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from tests.engine.diagrams.builder import bundle, smallest
from web.commands import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments])


def lay_down(folder: Path, **files: bytes) -> Path:
    """Write a revision into a folder; `bad` replaces its diagram."""
    for path, data in bundle(smallest()).files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(files.get("diagram", data) if path.endswith(".bpmn") else data)
    return folder


class TestCheck:
    def test_holds_for_the_projects_own_revision(self):
        result = run()
        assert result.exit_code == 0
        assert result.output.endswith("files checked: no problem.\n")

    def test_prints_one_json_object(self, tmp_path: Path):
        result = run("--json", "--revision", str(lay_down(tmp_path)))
        assert json.loads(result.stdout) == {"ok": True, "files": 4, "problems": []}

    def test_says_where_it_falls_short(self, tmp_path: Path):
        broken = smallest().task("lost").xml()
        result = run("--json", "--revision", str(lay_down(tmp_path, diagram=broken)))
        assert result.exit_code == 1
        report = json.loads(result.stdout)
        assert report["ok"] is False
        assert {p["element"] for p in report["problems"]} == {"lost"}
        assert set(report["problems"][0]) == {"rule", "file", "element", "line", "message"}

    def test_says_it_in_words(self, tmp_path: Path):
        result = run("--revision", str(lay_down(tmp_path, diagram=smallest().task("lost", "ask").xml())))
        assert "bpmn/review.bpmn, line" in result.output
        assert result.output.endswith("4 files checked: 1 problem.\n")

    def test_checks_a_strangers_revision_apart(self, tmp_path: Path):
        result = run("--untrusted", "--json", "--revision", str(lay_down(tmp_path, diagram=b"<!DOCTYPE x><x/>")))
        assert result.exit_code == 1
        assert "document type" in json.loads(result.stdout)["problems"][0]["message"]

    def test_is_a_wrong_call_without_a_revision(self, tmp_path: Path):
        for folder in (tmp_path, tmp_path / "gone"):
            assert run("--revision", str(folder)).exit_code == 2
