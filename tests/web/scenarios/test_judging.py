"""Wrong revisions are judged: the scenarios first, then the check."""

from collections.abc import Iterator

import pytest

from engine.diagrams.bundle import Bundle
from engine.diagrams.mutants import Mutant, mutants
from engine.diagrams.revision import read_revision
from tests.web.scenarios.specified import HOLDS, lay_down, referred
from web.scenarios.judging import Judge, Verdict
from web.scenarios.running import Runner

ASKS = """
  Scenario: The form
    Then the form "ask" asks:
      | What? | always | line |
"""


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    folder = lay_down(tmp_path_factory.mktemp("sound"), referred(), HOLDS, ASKS)
    with Runner(folder / "features") as started:
        yield started


@pytest.fixture
def judge(runner: Runner) -> Judge:
    folder = runner._features.parent
    bundle = Bundle.read(folder)
    outcomes = runner.run(folder, runner.scenarios)
    return Judge(folder=folder, bundle=bundle, revision=read_revision(bundle), outcomes=outcomes)


def mutant(judge: Judge, file: str, element: str, change: str) -> Mutant:
    return next(m for m in mutants(judge.bundle) if (m.file, m.element, m.change) == (file, element, change))


class TestJudge:
    def test_asks_the_scenarios_first(self, judge: Judge, runner: Runner):
        wrong = mutant(judge, "forms/definitions/ask.yaml", "note", "may be left out")
        assert judge.judge(runner, wrong) is Verdict.KILLED_BY_SCENARIOS
        assert [scenario.name for _, scenario in judge.kills] == ["The form"]

    def test_asks_the_check_when_no_scenario_notices(self, judge: Judge, runner: Runner):
        lost = judge.bundle.files["bpmn/review.bpmn"].replace(
            b'<bpmn:endEvent id="closed">', b'<bpmn:endEvent id="lost" /><bpmn:endEvent id="closed">'
        )
        wrong = Mutant(file="bpmn/review.bpmn", element="lost", change="is there", data=lost)
        assert judge.judge(runner, wrong) is Verdict.KILLED_BY_CHECK

    def test_says_what_nobody_notices(self, judge: Judge, runner: Runner):
        wrong = mutant(judge, "bpmn/partnership.yaml", "east", "member is Nobody in particular")
        assert judge.judge(runner, wrong) is Verdict.SURVIVED

    def test_says_what_cannot_be_loaded(self, judge: Judge, runner: Runner):
        wrong = Mutant(file="bpmn/review.bpmn", element="review", change="is nothing", data=b"<nothing/>")
        assert judge.judge(runner, wrong) is Verdict.UNLOADABLE

    def test_begins_with_the_scenarios_that_are_likely_to_notice(self, judge: Judge):
        drawn = mutant(judge, "bpmn/review.bpmn", "ask", "is passed over")
        assert [s.name for s in judge.likeliest_first(drawn)] == ["It is closed at once", "The form"]
        written = mutant(judge, "forms/definitions/ask.yaml", "note", "may be left out")
        assert [s.name for s in judge.likeliest_first(written)] == ["The form", "It is closed at once"]
