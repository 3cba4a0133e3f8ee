"""`cspr mutate`."""

import json
from pathlib import Path

from click.testing import CliRunner, Result

from tests.web.scenarios.specified import FAILS, HOLDS, lay_down, referred
from web.commands import main

SURVIVOR = {"file": "bpmn/partnership.yaml", "element": "east", "change": "member is Nobody in particular"}
EXCUSE = "- {file: bpmn/partnership.yaml, element: east, change: %s, reason: She may be anybody.}\n"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["mutate", *arguments])


class TestMutate:
    def test_says_what_nobody_notices(self, tmp_path: Path):
        folder = str(lay_down(tmp_path, referred(), HOLDS))
        result = run("--json", "--revision", folder, "--only", "east member")
        assert result.exit_code == 1
        assert json.loads(result.stdout) == {
            "ok": False, "mutants": 1, "unloadable": 0, "killed_by_scenarios": 0, "killed_by_check": 0,
            "survived": [SURVIVOR], "equivalent": [],
        }  # fmt: skip

    def test_counts_who_notices(self, tmp_path: Path):
        result = run("--revision", str(lay_down(tmp_path, referred(), HOLDS)), "--only", "ask.yaml note")
        assert result.exit_code == 1
        assert "Nobody notices: forms/definitions/ask.yaml, note: may be left out\n" in result.output
        assert "2 changes: 1 noticed by scenarios, 0 by `cspr check` only, 0 cannot be loaded" in result.output

    def test_lists_what_no_case_can_tell_with_its_reason(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), HOLDS)
        (folder / "features/equivalent-mutants.yaml").write_text(EXCUSE % SURVIVOR["change"])
        result = run("--json", "--revision", str(folder), "--only", "east member")
        assert result.exit_code == 0
        assert json.loads(result.stdout)["equivalent"] == [{**SURVIVOR, "reason": "She may be anybody."}]

    def test_tries_so_many_only_and_always_the_same(self, tmp_path: Path):
        folder = str(lay_down(tmp_path, referred(), HOLDS))
        first, again = (run("--json", "--revision", folder, "--limit", "2").stdout for _ in range(2))
        assert json.loads(first)["mutants"] == 2
        assert first == again

    def test_is_a_wrong_call_when_an_excuse_is_stale_or_no_excuse(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), HOLDS)
        for excuse, why in ((EXCUSE % "sings", "not made any more"), ("- {file: a}\n", "equivalent-mutants.yaml")):
            (folder / "features/equivalent-mutants.yaml").write_text(excuse)
            result = run("--revision", str(folder))
            assert result.exit_code == 2
            assert why in result.output

    def test_is_a_wrong_call_when_the_scenarios_fail_anyway_or_the_revision_cannot_be_read(self, tmp_path: Path):
        folder = lay_down(tmp_path, referred(), FAILS)
        failing = run("--revision", str(folder))
        assert (failing.exit_code, "2 scenarios fail without any change" in failing.output) == (2, True)
        (folder / "bpmn/review.bpmn").write_text("<nothing/>")
        assert run("--revision", str(folder)).exit_code == 2
